// expect: (no_column_takes|some_column_takes)<.*quern: fill_null\(value\): no column is of a type that takes this value
#include <quern.hpp>
using namespace quern::literals;

struct trades : quern::schema<
    quern::field<"symbol", quern::nullable<quern::category>>,
    quern::field<"day", quern::date>,
    quern::field<"price", quern::nullable<double>>,
    quern::field<"amount", std::int32_t>> {};

int main() {
  quern::table<trades> const t;
#ifdef QUERN_MISUSE
  [[maybe_unused]] auto const q = quern::from(t).fill_null(true);
#else
  [[maybe_unused]] auto const q = quern::from(t).fill_null(0);
#endif
}
