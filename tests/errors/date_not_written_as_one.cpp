// expect: quern: a date literal is written "?.?"?YYYY-MM-DD
// The order of the parts differs from country to country; quern takes the ISO one alone.
#include <quern.hpp>
using namespace quern::literals;

int main() {
#ifdef QUERN_MISUSE
  [[maybe_unused]] constexpr auto d = "01/02/1994"_date;
#else
  [[maybe_unused]] constexpr auto d = "1994-02-01"_date;
#endif
}
