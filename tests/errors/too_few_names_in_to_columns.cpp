// expect: (another_number_of_names|are_as_many)<3[ULul]*, ?4.*quern: to_columns\(\.\.\.\) takes one name for each column
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
  [[maybe_unused]] auto const q = quern::from(t).to_columns("a"_c, "b"_c, "c"_c).collect();
#else
  [[maybe_unused]] auto const q = quern::from(t).to_columns("a"_c, "b"_c, "c"_c, "d"_c).collect();
#endif
}
