// expect: quern: this is no unit of time
// Units of time have their English names, in the singular.
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
  [[maybe_unused]] auto const q = quern::from(t).select("x"_c = quern::date_trunc<"months">("day"_c));
#else
  [[maybe_unused]] auto const q = quern::from(t).select("x"_c = quern::date_trunc<"month">("day"_c));
#endif
}
