// expect: quern: range.a, b. with offsets needs just one order key
// A week before in an order of two keys.
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
  [[maybe_unused]] auto const q = quern::from(t).select("s"_c = quern::sum("price"_c).over(quern::order_by("day"_c, "price"_c), quern::range(quern::days(-7), quern::current_row)));
#else
  [[maybe_unused]] auto const q = quern::from(t).select("s"_c = quern::sum("price"_c).over(quern::order_by("day"_c), quern::range(quern::days(-7), quern::current_row)));
#endif
}
