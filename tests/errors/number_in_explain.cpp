// expect: quern: explain.what. shows parts of a plan: logical, optimised
// Parts are named.
#include <quern.hpp>
using namespace quern::literals;

struct trades : quern::schema<quern::field<"symbol", quern::category>, quern::field<"price", double>> {};

int main() {
  quern::table<trades> const t;
#ifdef QUERN_MISUSE
  [[maybe_unused]] auto const text = quern::from(t).explain(42);
#else
  [[maybe_unused]] auto const text = quern::from(t).explain(quern::logical | quern::pipelines);
#endif
}
