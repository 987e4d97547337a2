// expect: (more_than_the_columns|are_at_most)<5[ULul]*, ?4.*quern: drop_null\(at_least<n>\) asks for more values than there are columns
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
  [[maybe_unused]] auto const q = quern::from(t).drop_null(quern::at_least<5>);
#else
  [[maybe_unused]] auto const q = quern::from(t).drop_null(quern::at_least<4>);
#endif
}
