// expect: quern: unique_columns<...> in a schema names columns of that schema, which are unique together
// A promise about a column that is not there.
#include <quern.hpp>
using namespace quern::literals;

struct nations : quern::schema<quern::field<"id", int>, quern::field<"name", quern::string>> {
#ifdef QUERN_MISUSE
  using unique = quern::unique_columns<"key">;
#else
  using unique = quern::unique_columns<"id">;
#endif
};

int main() {
  auto const q = quern::from(quern::table<nations>());
  q.semi_join(q, quern::on("id"_c)).count();
}
