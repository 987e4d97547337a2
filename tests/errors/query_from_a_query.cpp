// expect: (not_a_table|is_a_table)<.*quern: from.* takes a table
// A query already is one; containers become a table first.
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
  [[maybe_unused]] auto const q = quern::from(quern::from(t));
#else
  [[maybe_unused]] auto const q = quern::from(quern::from(t).collect());
#endif
}
