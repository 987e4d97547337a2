// expect: (type_mismatch|takes_operands_of_types)<[^']*op::add[^']*string[^']*int.*quern: this operation does not take operands of these types
// + does not glue texts: concat does.
#include <quern.hpp>
using namespace quern::literals;

struct trades : quern::schema<quern::field<"name", quern::string>, quern::field<"price", double>> {};

int main() {
  quern::table<trades> const t;
#ifdef QUERN_MISUSE
  [[maybe_unused]] auto const q = quern::from(t).update("label"_c = "name"_c + 1);
#else
  [[maybe_unused]] auto const q = quern::from(t).update("label"_c = quern::concat("name"_c, "1"));
#endif
}
