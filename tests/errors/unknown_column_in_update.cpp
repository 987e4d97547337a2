// expect: (no_such_column|names_a_column)<[^']*"ammount"[^']*columns<[^']*"symbol"[^']*"day"[^']*"price"[^']*"amount"[^']*nearest<[^']*"amount".*quern: no column has this name
// The column is missing deep inside an expression; the mistake travels up to the verb.
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
  [[maybe_unused]] auto const q = quern::from(t).update("value"_c = quern::round("price"_c * "ammount"_c));
#else
  [[maybe_unused]] auto const q = quern::from(t).update("value"_c = quern::round("price"_c * "amount"_c));
#endif
}
