// expect: quern: borrow.. takes numbers, dates, times, decimals and fixed_strings
// A column of texts is bytes and offsets in memory of its own; std::string elements cannot be borrowed.
#include <string>
#include <vector>

#include <quern.hpp>
using namespace quern::literals;

int main() {
  std::vector<std::string> const names{"one", "two"};
#ifdef QUERN_MISUSE
  [[maybe_unused]] auto const t = quern::make_table("name"_c = quern::borrow(names));
#else
  [[maybe_unused]] auto const t = quern::make_table("name"_c = names);
#endif
}
