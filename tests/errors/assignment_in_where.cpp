// expect: (not_a_predicate|is_a_predicate)<.*quern: where.* takes a predicate; "name"_c = value names a column
// The slip of one equals sign.
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
  [[maybe_unused]] auto const q = quern::from(t).where("amount"_c = 1);
#else
  [[maybe_unused]] auto const q = quern::from(t).where("amount"_c == 1);
#endif
}
