// expect: (without_a_name|has_a_name)<.*quern: a computed column needs a name
// A computed key is a column of the result.
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
  [[maybe_unused]] auto const q = quern::from(t).group_by(quern::rollup("symbol"_c, quern::year("day"_c))).agg("n"_c = quern::count());
#else
  [[maybe_unused]] auto const q = quern::from(t).group_by(quern::rollup("symbol"_c, "year"_c = quern::year("day"_c))).agg("n"_c = quern::count());
#endif
}
