// expect: (no_such_column|names_a_column)<[^']*"prise"[^']*columns<[^']*"symbol"[^']*"day"[^']*"price"[^']*"amount"[^']*nearest<[^']*"price".*quern: no column has this name
// The message gives the name, the columns there are, and the nearest of them.
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
  [[maybe_unused]] auto const q = quern::from(t).where("prise"_c > 10);
#else
  [[maybe_unused]] auto const q = quern::from(t).where("price"_c > 10);
#endif
}
