// expect: (duplicate_name|is_the_only_column_named)<[^']*"day".*quern: two columns would have the same name
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
  [[maybe_unused]] auto const q = all.unpivot(quern::keep("day"_c), "day"_c, "value"_c, quern::columns("price"_c));
#else
  [[maybe_unused]] auto const q = all.unpivot(quern::keep("day"_c), "name"_c, "value"_c, quern::columns("price"_c));
#endif
}
