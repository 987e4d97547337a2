// expect: quern: over..... takes one partition_by.*one order_by.*and one frame
// A window with two orders.
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
  [[maybe_unused]] auto const q = quern::from(t).select("s"_c = quern::sum("price"_c).over(quern::order_by("day"_c), quern::order_by("price"_c)));
#else
  [[maybe_unused]] auto const q = quern::from(t).select("s"_c = quern::sum("price"_c).over(quern::order_by("day"_c, "price"_c)));
#endif
}
