// expect: quern: explain.what, format. writes text, dot, mermaid or json
// A format is a name, not a text.
#include <quern.hpp>
using namespace quern::literals;

struct trades : quern::schema<quern::field<"symbol", quern::category>, quern::field<"price", double>> {};

int main() {
  quern::table<trades> const t;
#ifdef QUERN_MISUSE
  [[maybe_unused]] auto const text = quern::from(t).explain(quern::logical, "json");
#else
  [[maybe_unused]] auto const text = quern::from(t).explain(quern::logical, quern::json);
#endif
}
