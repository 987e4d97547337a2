// expect: (type_mismatch|takes_operands_of_types)<[^']*op::mul[^']*date[^']*int.*quern: this operation does not take operands of these types
// A date can be moved by days or months, not multiplied.
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
  [[maybe_unused]] auto const q = quern::from(t).update("later"_c = "day"_c * 2);
#else
  [[maybe_unused]] auto const q = quern::from(t).update("later"_c = "day"_c + quern::days(2));
#endif
}
