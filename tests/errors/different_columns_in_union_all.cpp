// expect: (different_numbers_of_columns|have_as_many_columns)<3[ULul]*, ?2.*quern: the two queries differ in their number of columns
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
  [[maybe_unused]] auto const q = all.union_all(all.drop("day"_c)).limit(1).collect();
#else
  [[maybe_unused]] auto const q = all.union_all(all).limit(1).collect();
#endif
}
