// expect: (no_common_type|have_a_common_type)<[^']*"price".*quern: these two columns would be one, but no type holds the values of both
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
  [[maybe_unused]] auto const q = all.unpivot(quern::keep("day"_c), "name"_c, "value"_c, quern::columns("price"_c, "symbol"_c)).collect();
#else
  [[maybe_unused]] auto const q = all.unpivot(quern::keep("day"_c), "name"_c, "value"_c, quern::columns("price"_c)).collect();
#endif
}
