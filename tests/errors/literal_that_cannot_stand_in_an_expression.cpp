// expect: quern: this value cannot stand in an expression
// A pointer is no value of a column; nor are containers or user types.
#include <quern.hpp>
using namespace quern::literals;

struct trades : quern::schema<
    quern::field<"symbol", quern::category>,
    quern::field<"day", quern::date>,
    quern::field<"price", double>,
    quern::field<"amount", std::int32_t>> {};

int main() {
  quern::table<trades> const t;
  double const limit = 10;
#ifdef QUERN_MISUSE
  [[maybe_unused]] auto const q = quern::from(t).where("price"_c > &limit);
#else
  [[maybe_unused]] auto const q = quern::from(t).where("price"_c > limit);
#endif
}
