// expect: quern: a param is a value, and neither a column nor an expression
// with() gives a param another value, and could not give it another column.
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
  [[maybe_unused]] auto const q = quern::from(t).where("price"_c > quern::param<"least">("amount"_c));
#else
  [[maybe_unused]] auto const q = quern::from(t).where("price"_c > quern::param<"least">(10));
#endif
}
