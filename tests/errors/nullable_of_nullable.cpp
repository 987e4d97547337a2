// expect: quern: make_table takes .* a container of numbers
// There is one kind of null: an optional of an optional is no column, and nullable<nullable<int>> no type of one.
#include <optional>
#include <vector>

#include <quern.hpp>
using namespace quern::literals;

int main() {
#ifdef QUERN_MISUSE
  std::vector<std::optional<std::optional<int>>> const delays(3);
#else
  std::vector<std::optional<int>> const delays(3);
#endif
  auto const t = quern::make_table("delay"_c = delays);
  [[maybe_unused]] auto const q = quern::from(t).where("delay"_c > 15);
}
