// expect: quern: to_html.query, path. shows a query; of a table, from.table. is one
// A table has no plan.
#include <quern/interop/html.hpp>
using namespace quern::literals;

struct trades : quern::schema<quern::field<"symbol", quern::category>, quern::field<"price", double>> {};

int main() {
  quern::table<trades> const t;
#ifdef QUERN_MISUSE
  quern::to_html(t, "plan.html");
#else
  quern::to_html(quern::from(t), "plan.html");
#endif
}
