// expect: (type_mismatch|takes_operands_of_types)<[^']*op::product[^']*date.*quern: this operation does not take operands of these types
// Dates have an order, and no product.
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
  [[maybe_unused]] auto const q = quern::from(t).group_by("symbol"_c).agg("p"_c = quern::product("day"_c) + 1);
#else
  [[maybe_unused]] auto const q = quern::from(t).group_by("symbol"_c).agg("p"_c = quern::mode("day"_c));
#endif
}
