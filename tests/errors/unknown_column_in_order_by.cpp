// expect: (no_such_column|names_a_column)<[^']*"dey"[^']*columns<[^']*"symbol"[^']*"day"[^']*"price"[^']*"amount"[^']*nearest<[^']*"day".*quern: no column has this name
// Also inside desc().
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
  [[maybe_unused]] auto const q = quern::from(t).order_by(quern::desc("dey"_c), "price"_c);
#else
  [[maybe_unused]] auto const q = quern::from(t).order_by(quern::desc("day"_c), "price"_c);
#endif
}
