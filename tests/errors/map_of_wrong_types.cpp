// expect: (function_does_not_fit|can_be_called_with)<[^']*category.*quern: map.. cannot call this function with values of these columns
// A category is seen as std::string_view, which is no double.
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
  [[maybe_unused]] auto const q = quern::from(t).update("value"_c = quern::map([](double p) { return p * 2; }, "symbol"_c));
#else
  [[maybe_unused]] auto const q = quern::from(t).update("value"_c = quern::map([](double p) { return p * 2; }, "price"_c));
#endif
}
