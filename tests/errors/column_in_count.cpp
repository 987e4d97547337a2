// expect: (not_options|is_an_option)<.*quern: this action takes options alone
// count() of a query is an action and counts rows; count(x) is an aggregate and counts values.
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
  [[maybe_unused]] auto const q = quern::from(t).count("price"_c);
#else
  [[maybe_unused]] auto const q = quern::from(t).agg("prices"_c = quern::count("price"_c));
#endif
}
