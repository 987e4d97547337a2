// expect: (not_a_number_of_rows|is_a_number_of_rows)<double.*quern: a number of rows is an integer
#include <quern.hpp>
using namespace quern::literals;

struct trades : quern::schema<
    quern::field<"symbol", quern::category>,
    quern::field<"day", quern::date>,
    quern::field<"price", double>> {};

int main() {
  quern::table<trades> const t;
  auto const all = quern::from(t);
#ifdef QUERN_MISUSE
  [[maybe_unused]] auto const q = all.top(0.5, "day"_c);
#else
  [[maybe_unused]] auto const q = all.top(5, "day"_c);
#endif
}
