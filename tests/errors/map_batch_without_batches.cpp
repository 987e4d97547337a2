// expect: quern: map_batch.. needs arguments of one type
// map_batch promises SIMD: a function that takes single values only is no fit, and does not run row by row in
// silence.
#include <vector>

#include <quern.hpp>
using namespace quern::literals;

int main() {
  std::vector<double> const prices(3);
  auto const q = quern::from(quern::make_table("price"_c = prices));
#ifdef QUERN_MISUSE
  q.select("half"_c = quern::map_batch([](double p) { return p / 2; }, "price"_c)).collect();
#else
  q.select("half"_c = quern::map_batch([](auto p) { return p / 2; }, "price"_c)).collect();
#endif
}
