// expect: (type_mismatch|takes_operands_of_types)<[^']*op::cast[^']*duration.*quern: this operation does not take operands of these types
// A text does not say in which unit a length of time is.
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
  [[maybe_unused]] auto const q = quern::from(t).select("x"_c = quern::cast<quern::seconds>("symbol"_c));
#else
  [[maybe_unused]] auto const q = quern::from(t).select("x"_c = quern::try_cast<double>("symbol"_c));
#endif
}
