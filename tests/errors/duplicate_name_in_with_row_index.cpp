// expect: (duplicate_name|is_the_only_column_named)<[^']*"amount".*quern: two columns would have the same name
// update replaces a column of the same name; with_row_index always adds one.
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
  [[maybe_unused]] auto const q = quern::from(t).with_row_index("amount"_c);
#else
  [[maybe_unused]] auto const q = quern::from(t).with_row_index("row"_c);
#endif
}
