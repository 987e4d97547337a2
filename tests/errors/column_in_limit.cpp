// expect: (not_a_number_of_rows|is_a_number_of_rows)<.*quern: a number of rows is an integer
// limit is one number for the whole plan.
#include <quern.hpp>
using namespace quern::literals;

struct trades : quern::schema<
    quern::field<"symbol", quern::category>,
    quern::field<"day", quern::date>,
    quern::field<"price", double>,
    quern::field<"amount", std::int32_t>> {};

int main() {
  quern::table<trades> const t;
#ifdef QUERN_MISUSE
  [[maybe_unused]] auto const q = quern::from(t).limit("amount"_c);
#else
  [[maybe_unused]] auto const q = quern::from(t).limit(10);
#endif
}
