// expect: (no_common_type|have_a_common_type)<[^']*"day"[^']*date[^']*"price".*quern: these two columns would be one, but no type holds the values of both
// By position: the day meets the price.
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
  [[maybe_unused]] auto const q = all.union_all(all.select("symbol"_c, "price"_c, "day"_c));
#else
  [[maybe_unused]] auto const q = all.union_by_name(all.select("symbol"_c, "price"_c, "day"_c));
#endif
}
