// expect: quern: this value cannot stand in an expression
// A null is asked for by is_null(x); nullptr would be read as a text.
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
  [[maybe_unused]] auto const q = quern::from(t).where("symbol"_c == nullptr);
#else
  [[maybe_unused]] auto const q = quern::from(t).where(quern::is_null("symbol"_c));
#endif
}
