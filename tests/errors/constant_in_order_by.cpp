// expect: (not_a_sort_key|is_a_sort_key)<.*quern: order_by.* takes columns and expressions
// A text would be the same key in every row, and order nothing. Nor is 1 the first column, as it is in SQL.
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
  [[maybe_unused]] auto const q = quern::from(t).order_by("price");
#else
  [[maybe_unused]] auto const q = quern::from(t).order_by("price"_c);
#endif
}
