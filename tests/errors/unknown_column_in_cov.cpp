// expect: (no_such_column|names_a_column)<.*quern: no column has this name
// The nearest name is told, as by every verb.
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
  [[maybe_unused]] auto const r = quern::from(t).cov("prise"_c, "amount"_c);
#else
  [[maybe_unused]] auto const r = quern::from(t).cov("price"_c, "amount"_c);
#endif
}
