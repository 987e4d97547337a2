// expect: quern: make_table takes .* a container of numbers
// A pointer is no value of a column. The query after it says nothing.
#include <vector>

#include <quern.hpp>
using namespace quern::literals;

int main() {
#ifdef QUERN_MISUSE
  std::vector<int const*> const delays(3);
#else
  std::vector<int> const delays(3);
#endif
  auto const t = quern::make_table("delay"_c = delays);
  [[maybe_unused]] auto const q = quern::from(t).where("delay"_c > 15);
}
