// expect: quern: these policies contradict each other
// An expression without a marker cannot be both.
#include <quern.hpp>
using namespace quern::literals;

int main() {
  auto const numbers = quern::range(0, 10);
#ifdef QUERN_MISUSE
  [[maybe_unused]] auto const q = numbers.with_policy<quern::stateless_by_default, quern::stateful_by_default>();
#else
  [[maybe_unused]] auto const q = numbers.with_policy<quern::stateful_by_default, quern::implicit_barriers<false>>();
#endif
}
