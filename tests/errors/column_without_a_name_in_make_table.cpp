// expect: quern: make_table takes .* a container of numbers
// A container knows no name for its column.
#include <vector>

#include <quern.hpp>
using namespace quern::literals;

int main() {
  std::vector<int> const delays(3);
#ifdef QUERN_MISUSE
  auto const t = quern::make_table(delays);
#else
  auto const t = quern::make_table("delay"_c = delays);
#endif
  [[maybe_unused]] auto const q = quern::from(t).where("delay"_c > 15);
}
