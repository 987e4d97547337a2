// expect: (finish_does_not_fit|finish_gives_a_value_of)<.*quern: aggregate.init, step, merge, finish.: finish is called through const as finish.State const&
// void is no column type.
#include <quern.hpp>
using namespace quern::literals;

struct trades : quern::schema<
    quern::field<"symbol", quern::category>,
    quern::field<"day", quern::date>,
    quern::field<"price", double>,
    quern::field<"amount", std::int32_t>> {};

int main() {
  quern::table<trades> const t;
#ifdef QUERN_MISUSE
  [[maybe_unused]] auto const q = quern::from(t).agg("x"_c = quern::aggregate{0.0, [](double& s, double x) { s += x; }, [](double& s, double o) { s += o; }, [](double) {}}("price"_c));
#else
  [[maybe_unused]] auto const q = quern::from(t).agg("x"_c = quern::aggregate{0.0, [](double& s, double x) { s += x; }, [](double& s, double o) { s += o; }, [](double s) { return s; }}("price"_c));
#endif
}
