// expect: quern: a policy is stateless_by_default, stateful_by_default or implicit_barriers
// with_policy takes policies.
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
  [[maybe_unused]] auto const q = quern::from(t).with_policy<int>();
#else
  [[maybe_unused]] auto const q = quern::from(t).with_policy<quern::implicit_barriers<true>>();
#endif
}
