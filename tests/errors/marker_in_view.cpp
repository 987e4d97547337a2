// expect: error: static assertion failed.*quern: serial, declares, respects and cost stand on a filter of where.. or on a column of update.. or select
// A formula that is computed at each read has no place in an order.
#include <quern.hpp>
using namespace quern::literals;

int main() {
  auto const numbers = quern::range(0, 10);
#ifdef QUERN_MISUSE
  numbers.view("a"_c = quern::serial("id"_c + 1));
#else
  numbers.view("a"_c = "id"_c + 1);
#endif
}
