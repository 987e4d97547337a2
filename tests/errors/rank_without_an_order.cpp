// expect: quern: ranks, percents and tiles need an order
// A rank among rows that have no order.
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
  [[maybe_unused]] auto const q = quern::from(t).select("r"_c = 2 * quern::rank().over(quern::partition_by("symbol"_c)));
#else
  [[maybe_unused]] auto const q = quern::from(t).select("r"_c = 2 * quern::rank().over(quern::partition_by("symbol"_c), quern::order_by("day"_c)));
#endif
}
