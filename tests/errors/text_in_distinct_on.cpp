// expect: (not_a_key_expression|is_a_key_expression)<.*quern: distinct_on\(\.\.\.\) takes columns and expressions
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
  [[maybe_unused]] auto const q = all.distinct_on("symbol");
#else
  [[maybe_unused]] auto const q = all.distinct_on("symbol"_c);
#endif
}
