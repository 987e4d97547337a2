// expect: (not_a_sort_key|is_a_sort_key)<.*quern: order_by\(\.\.\.\) takes columns and expressions
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
  [[maybe_unused]] auto const q = all.top(3, "day");
#else
  [[maybe_unused]] auto const q = all.top(3, "day"_c);
#endif
}
