// expect: (type_mismatch|takes_operands_of_types)<.*quern: this operation does not take operands of these types
#include <quern.hpp>
using namespace quern::literals;

struct trades : quern::schema<
    quern::field<"symbol", quern::category>,
    quern::field<"day", quern::date>,
    quern::field<"price", double>> {};

int main() {
  quern::table<trades> const t;
  auto const all = quern::from(t);
#ifdef QUERN_MISUSE
  [[maybe_unused]] auto const q = all.group_by("day"_c).pivot<1, 2>("symbol"_c).agg("n"_c = quern::count());
#else
  [[maybe_unused]] auto const q = all.group_by("day"_c).pivot<"1", "2">("symbol"_c).agg("n"_c = quern::count());
#endif
}
