// expect: (refuse_value|is_an_expression)<.*quern: aggregates, asc and desc take a column or an expression
// A column is written "price"_c; "price" is a text.
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
  [[maybe_unused]] auto const q = quern::from(t).agg("total"_c = quern::sum("price"));
#else
  [[maybe_unused]] auto const q = quern::from(t).agg("total"_c = quern::sum("price"_c));
#endif
}
