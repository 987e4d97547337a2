// expect: (not_options|is_an_option)<.*quern: this action takes options alone
// first() is one row; head(n) is several.
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
  [[maybe_unused]] auto const q = quern::from(t).first(3);
#else
  [[maybe_unused]] auto const q = quern::from(t).head(3);
#endif
}
