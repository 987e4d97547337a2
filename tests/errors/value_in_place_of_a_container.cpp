// expect: quern: make_table takes .* a container of numbers
// A table has many rows: a column of one value is a container of one value.
#include <vector>

#include <quern.hpp>
using namespace quern::literals;

int main() {
  std::vector<int> const delays(3);
#ifdef QUERN_MISUSE
  auto const t = quern::make_table("delay"_c = 5);
#else
  auto const t = quern::make_table("delay"_c = delays);
#endif
  [[maybe_unused]] auto const q = quern::from(t).where("delay"_c > 15);
}
