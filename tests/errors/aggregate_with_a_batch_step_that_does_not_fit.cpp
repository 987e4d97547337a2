// expect: quern: aggregate.init, step, merge, finish, batch_step.: batch_step is called through const as batch_step.State&, batches
// A batch step that takes one value is no batch step.
#include <quern.hpp>
using namespace quern::literals;

struct trades : quern::schema<quern::field<"price", double>, quern::field<"amount", std::int32_t>> {};

auto sum_with(auto batch_step) {
  return quern::aggregate{0.0, [](double& s, double x) { s += x; }, [](double& s, double o) { s += o; }, [](double s) { return s; }, batch_step};
}

int main() {
  quern::table<trades> const t;
#ifdef QUERN_MISUSE
  quern::from(t).agg("x"_c = sum_with([](double& s, std::string_view x) { s += x.size(); })("price"_c)).collect();
#else
  quern::from(t).agg("x"_c = sum_with([]<class A>(double& s, xsimd::batch<double, A> const& x) { s += x.get(0); })("price"_c)).collect();
#endif
}
