// expect: (type_mismatch|takes_operands_of_types)<[^']*op::sum[^']*category.*quern: this operation does not take operands of these types
// A wrong argument inside an aggregate is found at agg.
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
  [[maybe_unused]] auto const q = quern::from(t).agg("symbols"_c = quern::sum("symbol"_c));
#else
  [[maybe_unused]] auto const q = quern::from(t).agg("symbols"_c = quern::count_distinct("symbol"_c));
#endif
}
