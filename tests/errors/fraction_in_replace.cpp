// expect: (value_does_not_fit|takes_the_value)<[^']*"amount".*quern: the value cannot stand in this column without changing its type
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
  [[maybe_unused]] auto const q = quern::from(t).replace("amount"_c, 1, 0.5);
#else
  [[maybe_unused]] auto const q = quern::from(t).replace("amount"_c, 1, 2);
#endif
}
