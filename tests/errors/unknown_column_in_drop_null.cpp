// expect: (no_such_column|names_a_column)<[^']*"prise".*quern: no column has this name
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
  [[maybe_unused]] auto const q = quern::from(t).drop_null(quern::any, "prise"_c).limit(1);
#else
  [[maybe_unused]] auto const q = quern::from(t).drop_null(quern::any, "price"_c).limit(1);
#endif
}
