// expect: (not_a_pivot_column|is_a_pivot_column)<.*quern: pivot\(\.\.\.\) takes one column by name
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
  [[maybe_unused]] auto const q = all.group_by("day"_c).pivot<"a", "b">("symbol").agg("n"_c = quern::count()).limit(1);
#else
  [[maybe_unused]] auto const q = all.group_by("day"_c).pivot<"a", "b">("symbol"_c).agg("n"_c = quern::count()).limit(1);
#endif
}
