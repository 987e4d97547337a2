// expect: (not_one_predicate|is_one_predicate)<.*quern: where.* takes one predicate
// Other libraries join several arguments by and; an operator says which of the two is meant.
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
  [[maybe_unused]] auto const q = quern::from(t).where("amount"_c > 1, "price"_c > 1);
#else
  [[maybe_unused]] auto const q = quern::from(t).where("amount"_c > 1 && "price"_c > 1);
#endif
}
