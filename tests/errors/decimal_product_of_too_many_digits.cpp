// expect: (decimal_too_wide|fits_38_digits)<[^']*op::mul, 45>.*quern: this decimal result may need more than 38 digits
// 15 + 15 + 15 digits are more than 38. The compiler counts what the types promise, whatever the values.
#include <quern.hpp>
using namespace quern::literals;

using money = quern::decimal<15, 2>;
struct trades : quern::schema<quern::field<"price", money>, quern::field<"discount", money>, quern::field<"tax", money>> {};

int main() {
  quern::table<trades> const t;
#ifdef QUERN_MISUSE
  [[maybe_unused]] auto const q = quern::from(t).update("net"_c = "price"_c * "discount"_c * "tax"_c);
#else
  [[maybe_unused]] auto const q = quern::from(t).update("net"_c = quern::cast<quern::decimal<20, 4>>("price"_c * "discount"_c) * "tax"_c);
#endif
}
