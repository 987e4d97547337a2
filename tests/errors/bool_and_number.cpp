// expect: (type_mismatch|takes_operands_of_types)<[^']*op::and_[^']*bool[^']*int.*quern: this operation does not take operands of these types
// A number is not a condition: what is meant is mostly a comparison.
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
  [[maybe_unused]] auto const q = quern::from(t).where("price"_c > 10 && "amount"_c);
#else
  [[maybe_unused]] auto const q = quern::from(t).where("price"_c > 10 && "amount"_c != 0);
#endif
}
