// expect: (not_a_column|is_a_column)<.*quern: drop.* and with_row_index.* take columns by name
// An expression has no name by which a column could be dropped.
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
  [[maybe_unused]] auto const q = quern::from(t).drop("price"_c + 1);
#else
  [[maybe_unused]] auto const q = quern::from(t).drop("price"_c);
#endif
}
