// expect: quern: there is no such day
// A date literal is checked against the calendar, leap years included.
#include <quern.hpp>
using namespace quern::literals;

int main() {
#ifdef QUERN_MISUSE
  [[maybe_unused]] constexpr auto d = "1994-13-01"_date;
#else
  [[maybe_unused]] constexpr auto d = "1996-02-29"_date;
#endif
}
