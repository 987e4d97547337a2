// expect: (not_a_number_of_rows|is_a_number_of_rows)<.*quern: a number of rows is an integer
// A tenth of the rows is not 0 rows.
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
  [[maybe_unused]] auto const q = quern::from(t).head(0.1);
#else
  [[maybe_unused]] auto const q = quern::from(t).head(1);
#endif
}
