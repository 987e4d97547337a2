// expect: quern: a date pattern has letters of y M d
// Letters of a pattern are those of date_format; others stand between quotes.
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
  [[maybe_unused]] auto const q = quern::from(t).select("x"_c = quern::date_format<"YYYY-MM-dd">("day"_c));
#else
  [[maybe_unused]] auto const q = quern::from(t).select("x"_c = quern::date_format<"yyyy-MM-dd">("day"_c));
#endif
}
