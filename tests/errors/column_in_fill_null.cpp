// expect: (not_a_filling|says_what_to_fill)<.*quern: fill_null\(\.\.\.\) takes a value, a value and columns, or
#include <quern.hpp>
using namespace quern::literals;

struct trades : quern::schema<
    quern::field<"symbol", quern::nullable<quern::category>>,
    quern::field<"day", quern::date>,
    quern::field<"price", quern::nullable<double>>,
    quern::field<"amount", std::int32_t>> {};

int main() {
  quern::table<trades> const t;
#ifdef QUERN_MISUSE
  [[maybe_unused]] auto const q = quern::from(t).fill_null("price"_c, 0);
#else
  [[maybe_unused]] auto const q = quern::from(t).fill_null(0, "price"_c);
#endif
}
