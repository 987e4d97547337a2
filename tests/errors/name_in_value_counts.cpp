// expect: (not_a_statistics_argument|is_an_expression)<.*quern: corr\(x, y\), cov\(x, y\), histogram\(x, bins\) and value_counts\(x\) take columns
// A text in quotes is a text; a column is written with _c.
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
  [[maybe_unused]] auto const r = quern::from(t).value_counts("symbol");
#else
  [[maybe_unused]] auto const r = quern::from(t).value_counts("symbol"_c);
#endif
}
