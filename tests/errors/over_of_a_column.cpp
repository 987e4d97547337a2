// expect: quern: over..... takes partition_by.*order_by.*and a frame
// A column stands where partition_by should.
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
  [[maybe_unused]] auto const q = quern::from(t).select("s"_c = quern::sum("price"_c).over("symbol"_c));
#else
  [[maybe_unused]] auto const q = quern::from(t).select("s"_c = quern::sum("price"_c).over(quern::partition_by("symbol"_c)));
#endif
}
