// expect: quern: a window does not stand inside another
// The moving mean of a rank.
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
  [[maybe_unused]] auto const q = quern::from(t).update("m"_c = quern::mean(quern::rank().over(quern::order_by("price"_c))).over(quern::order_by("day"_c), quern::rows(-3, 0)));
#else
  [[maybe_unused]] auto const q = quern::from(t).update("r"_c = quern::rank().over(quern::order_by("price"_c))).update("m"_c = quern::mean("r"_c).over(quern::order_by("day"_c), quern::rows(-3, 0)));
#endif
}
