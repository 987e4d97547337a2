// expect: (function_has_state|can_be_called_through_const)<.*quern: this function can only be called if it is not const, so it has state
// Unmarked functions are called in any order, by several threads, so they have no state.
#include <quern.hpp>
using namespace quern::literals;

struct trades : quern::schema<
    quern::field<"symbol", quern::category>,
    quern::field<"day", quern::date>,
    quern::field<"price", double>,
    quern::field<"amount", std::int32_t>> {};

int main() {
  auto const count = [n = 0](double) mutable { return ++n; };
  quern::table<trades> const t;
#ifdef QUERN_MISUSE
  [[maybe_unused]] auto const q = quern::from(t).update("n"_c = quern::map(count, "price"_c));
#else
  [[maybe_unused]] auto const q = quern::from(t).update(quern::serial("n"_c = quern::map(count, "price"_c)));
#endif
}
