// expect: can_be_copied<.*quern: aggregate.init, step, merge, finish.: init is the state each group begins with
// Each group, and each piece of the rows, begins with a copy.
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
  [[maybe_unused]] auto const q = quern::from(t).agg("x"_c = quern::aggregate{std::unique_ptr<double>(), [](std::unique_ptr<double>&, double) {}, [](std::unique_ptr<double>&, std::unique_ptr<double> const&) {}, [](std::unique_ptr<double> const&) { return 0.0; }}("price"_c));
#else
  [[maybe_unused]] auto const q = quern::from(t).agg("x"_c = quern::aggregate{std::shared_ptr<double>(), [](std::shared_ptr<double>&, double) {}, [](std::shared_ptr<double>&, std::shared_ptr<double> const&) {}, [](std::shared_ptr<double> const&) { return 0.0; }}("price"_c));
#endif
}
