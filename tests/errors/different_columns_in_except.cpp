// expect: (different_numbers_of_columns|have_as_many_columns)<1[ULul]*, ?3.*quern: the two queries differ in their number of columns
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
  [[maybe_unused]] auto const q = all.select("symbol"_c).except_all(all);
#else
  [[maybe_unused]] auto const q = all.select("symbol"_c).except_all(all.select("symbol"_c));
#endif
}
