// expect: (type_mismatch|takes_operands_of_types)<[^']*op::cast[^']*category[^']*double.*quern: this operation does not take operands of these types
// Texts are parsed where they are read (scan_csv), not in expressions.
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
  [[maybe_unused]] auto const q = quern::from(t).select("price"_c = quern::cast<double>("symbol"_c));
#else
  [[maybe_unused]] auto const q = quern::from(t).select("price"_c = quern::cast<float>("price"_c));
#endif
}
