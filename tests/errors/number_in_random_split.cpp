// expect: (not_weights|are_weights)<double.*quern: random_split\(weights, seed\) takes the weights in braces
#include <quern.hpp>
using namespace quern::literals;

struct trades : quern::schema<
    quern::field<"symbol", quern::category>,
    quern::field<"day", quern::date>,
    quern::field<"price", double>> {};

int main() {
  quern::table<trades> const t;
  auto const all = quern::from(t);
#ifdef QUERN_MISUSE
  [[maybe_unused]] auto const q = all.random_split(0.8, 1);
#else
  [[maybe_unused]] auto const q = all.random_split({0.8, 0.2}, 1);
#endif
}
