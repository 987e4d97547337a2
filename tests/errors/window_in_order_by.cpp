// expect: (window_out_of_place|stands_in_select_or_update)<.*quern: windows stand in select.. and update..
// Rows are ordered by a window.
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
  [[maybe_unused]] auto const q = quern::from(t).order_by(quern::desc(quern::sum("amount"_c).over(quern::partition_by("symbol"_c))));
#else
  [[maybe_unused]] auto const q = quern::from(t).update("s"_c = quern::sum("amount"_c).over(quern::partition_by("symbol"_c))).order_by(quern::desc("s"_c));
#endif
}
