// expect: (not_another_query|is_another_query)<.*quern: this verb takes another query; from\(table\) makes one of a table
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
  [[maybe_unused]] auto const q = all.union_all(t);
#else
  [[maybe_unused]] auto const q = all.union_all(quern::from(t));
#endif
}
