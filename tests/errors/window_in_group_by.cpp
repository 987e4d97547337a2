// expect: (window_out_of_place|stands_in_select_or_update)<.*quern: windows stand in select.. and update..
// Rows are grouped by a window, and their price stands beside it in agg.
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
  [[maybe_unused]] auto const q = quern::from(t).group_by("r"_c = quern::ntile(4).over(quern::order_by("price"_c))).agg("n"_c = quern::count(), "p"_c = quern::last_value("price"_c).over());
#else
  [[maybe_unused]] auto const q = quern::from(t).update("r"_c = quern::ntile(4).over(quern::order_by("price"_c))).group_by("r"_c).agg("n"_c = quern::count(), "p"_c = quern::last("price"_c));
#endif
}
