// expect: (not_a_renaming|names_an_old_column)<.*quern: rename.* takes "new"_c = "old"_c
// rename changes names and computes nothing.
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
  [[maybe_unused]] auto const q = quern::from(t).rename("cents"_c = "price"_c * 100);
#else
  [[maybe_unused]] auto const q = quern::from(t).rename("cents"_c = "price"_c);
#endif
}
