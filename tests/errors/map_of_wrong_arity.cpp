// expect: (function_does_not_fit|can_be_called_with)<[^']*double.*quern: map.. cannot call this function with values of these columns
// One argument for each column.
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
  [[maybe_unused]] auto const q = quern::from(t).update("value"_c = quern::map([](double p, int n) { return p * n; }, "price"_c));
#else
  [[maybe_unused]] auto const q = quern::from(t).update("value"_c = quern::map([](double p, int n) { return p * n; }, "price"_c, "amount"_c));
#endif
}
