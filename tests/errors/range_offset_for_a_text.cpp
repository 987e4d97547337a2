// expect: (offset_does_not_fit|takes_offsets_of_type)<.*quern: range.a, b. cannot add this offset to the order key
// A week before a symbol.
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
  [[maybe_unused]] auto const q = quern::from(t).select("s"_c = quern::sum("price"_c).over(quern::order_by("symbol"_c), quern::range(quern::days(-7), 0)));
#else
  [[maybe_unused]] auto const q = quern::from(t).select("s"_c = quern::sum("price"_c).over(quern::order_by("day"_c), quern::range(quern::days(-7), 0)));
#endif
}
