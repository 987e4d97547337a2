// expect: (duplicate_name|is_the_only_column_named)<[^']*"price".*quern: two columns would have the same name
// Names are unique in a schema.
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
  [[maybe_unused]] auto const q = quern::from(t).select("price"_c, "price"_c = "price"_c / 2);
#else
  [[maybe_unused]] auto const q = quern::from(t).select("price"_c, "half"_c = "price"_c / 2);
#endif
}
