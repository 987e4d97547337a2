// expect: (not_a_value_of|is_a_value_of_param)<[^']*"least".*quern: with<"name">.value.: the value does not fit the param
// The type of a param is the type of its first value.
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
  [[maybe_unused]] auto const q = quern::from(t).where("amount"_c > quern::param<"least">(10)).with<"least">("20");
#else
  [[maybe_unused]] auto const q = quern::from(t).where("amount"_c > quern::param<"least">(10)).with<"least">(20);
#endif
}
