// expect: (not_columns_by_name|is_a_column_by_name)<.*quern: this verb takes columns by name
#include <quern.hpp>
using namespace quern::literals;

struct trades : quern::schema<
    quern::field<"symbol", quern::nullable<quern::category>>,
    quern::field<"day", quern::date>,
    quern::field<"price", quern::nullable<double>>,
    quern::field<"amount", std::int32_t>> {};

int main() {
  quern::table<trades> const t;
#ifdef QUERN_MISUSE
  [[maybe_unused]] auto const q = quern::from(t).drop_if_exists("day");
#else
  [[maybe_unused]] auto const q = quern::from(t).drop_if_exists("day"_c);
#endif
}
