// expect: (type_mismatch|takes_operands_of_types)<[^']*op::gt[^']*category[^']*int.*quern: this operation does not take operands of these types
// Comparing needs two of a kind; cast says which.
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
  [[maybe_unused]] auto const q = quern::from(t).where("symbol"_c > 10);
#else
  [[maybe_unused]] auto const q = quern::from(t).where("symbol"_c > "10");
#endif
}
