// expect: (duplicate_name|is_the_only_column_named)<[^']*"amount".*quern: two columns would have the same name
// The new name belongs to another column, which stays. Exchanging two names is fine.
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
  [[maybe_unused]] auto const q = quern::from(t).rename("amount"_c = "price"_c);
#else
  [[maybe_unused]] auto const q = quern::from(t).rename("amount"_c = "price"_c, "price"_c = "amount"_c);
#endif
}
