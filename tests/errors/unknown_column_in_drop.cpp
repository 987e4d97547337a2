// expect: (no_such_column|names_a_column)<[^']*"amounts"[^']*columns<[^']*"symbol"[^']*"day"[^']*"price"[^']*"amount"[^']*nearest<[^']*"amount".*quern: no column has this name
// Dropping what is not there is a mistake too: mostly a misspelling.
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
  [[maybe_unused]] auto const q = quern::from(t).drop("amounts"_c);
#else
  [[maybe_unused]] auto const q = quern::from(t).drop("amount"_c);
#endif
}
