// expect: (column_of_one_side|is_a_column_of_both)<[^']*"day".*quern: union_by_name: only one of the queries has this column
#include <quern.hpp>
using namespace quern::literals;

struct trades : quern::schema<
    quern::field<"symbol", quern::category>,
    quern::field<"day", quern::date>,
    quern::field<"price", double>> {};

int main() {
  quern::table<trades> const t;
  auto const all = quern::from(t);
#ifdef QUERN_MISUSE
  [[maybe_unused]] auto const q = all.union_by_name(all.drop("day"_c));
#else
  [[maybe_unused]] auto const q = all.union_by_name(all.drop("day"_c), quern::allow_missing);
#endif
}
