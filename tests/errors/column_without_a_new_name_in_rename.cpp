// expect: (not_a_renaming|names_an_old_column)<.*quern: rename.* takes "new"_c = "old"_c
// The pair of names is one argument, not two.
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
  [[maybe_unused]] auto const q = quern::from(t).rename("price"_c, "cost"_c);
#else
  [[maybe_unused]] auto const q = quern::from(t).rename("cost"_c = "price"_c);
#endif
}
