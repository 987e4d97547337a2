// expect: quern: over..... stands behind an aggregate or window function
// A window over an expression that is no function of windows.
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
  [[maybe_unused]] auto const q = quern::from(t).select("s"_c = ("price"_c * 2).over(quern::partition_by("symbol"_c)));
#else
  [[maybe_unused]] auto const q = quern::from(t).select("s"_c = quern::sum("price"_c * 2).over(quern::partition_by("symbol"_c)));
#endif
}
