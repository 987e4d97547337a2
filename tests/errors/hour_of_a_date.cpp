// expect: (type_mismatch|takes_operands_of_types)<[^']*op::date_part[^']*date.*quern: this operation does not take operands of these types
// A date has no time of day; a timestamp has.
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
  [[maybe_unused]] auto const q = quern::from(t).update("at"_c = quern::hour("day"_c));
#else
  [[maybe_unused]] auto const q = quern::from(t).update("at"_c = quern::day("day"_c));
#endif
}
