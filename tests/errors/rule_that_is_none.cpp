// expect: quern: with_rules<...> takes rewrite rules, groups of them such as rules::pushdown
// with_rules takes rules.
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
  [[maybe_unused]] auto const q = quern::from(t).with_rules<int>();
#else
  [[maybe_unused]] auto const q = quern::from(t).with_rules<quern::rules::without<quern::rules::pushdown>>();
#endif
}
