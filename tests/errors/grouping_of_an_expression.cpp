// expect: names_a_key<.*quern: grouping.* takes a key of group_by.* by its name
// A key is meant by its name.
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
  [[maybe_unused]] auto const q = quern::from(t).group_by(quern::rollup("year"_c = quern::year("day"_c))).agg("g"_c = quern::grouping(quern::year("day"_c)));
#else
  [[maybe_unused]] auto const q = quern::from(t).group_by(quern::rollup("year"_c = quern::year("day"_c))).agg("g"_c = quern::grouping("year"_c));
#endif
}
