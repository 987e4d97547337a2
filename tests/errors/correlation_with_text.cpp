// expect: (type_mismatch|takes_operands_of_types)<[^']*of_pairs[^']*double[^']*category.*quern: this operation does not take operands of these types
// Only numbers are correlated.
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
  [[maybe_unused]] auto const q = quern::from(t).agg("r"_c = quern::correlation("price"_c, "symbol"_c));
#else
  [[maybe_unused]] auto const q = quern::from(t).agg("r"_c = quern::correlation("price"_c, "amount"_c));
#endif
}
