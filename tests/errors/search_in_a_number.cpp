// expect: (type_mismatch|takes_operands_of_types)<[^']*op::locate[^']*double.*quern: this operation does not take operands of these types
// A number is cast to string where its text is meant.
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
  [[maybe_unused]] auto const q = quern::from(t).where(quern::instr("price"_c, ".") > 0);
#else
  [[maybe_unused]] auto const q = quern::from(t).where(quern::instr(quern::cast<quern::string>("price"_c), ".") > 0);
#endif
}
