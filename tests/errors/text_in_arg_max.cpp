// expect: is_an_expression<.*quern: aggregates, asc and desc take a column or an expression
// A column is written "name"_c.
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
  [[maybe_unused]] auto const q = quern::from(t).agg("s"_c = quern::arg_max("symbol"_c, "price"));
#else
  [[maybe_unused]] auto const q = quern::from(t).agg("s"_c = quern::arg_max("symbol"_c, "price"_c));
#endif
}
