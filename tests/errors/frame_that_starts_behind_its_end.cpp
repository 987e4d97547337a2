// expect: quern: this frame starts behind its end
// A frame whose bounds are known, in the wrong order.
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
  [[maybe_unused]] auto const q = quern::from(t).select("s"_c = quern::sum("price"_c).over(quern::rows(quern::lit<2>, quern::current_row)));
#else
  [[maybe_unused]] auto const q = quern::from(t).select("s"_c = quern::sum("price"_c).over(quern::rows(quern::lit<-2>, quern::current_row)));
#endif
}
