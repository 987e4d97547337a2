// expect: (other_columns|gives_the_columns_of)<[^']*"b"[^']*"a"[^']*"a"[^']*"b".*quern: any_query<Schema> takes a query that has the Schema's columns
// The order of the columns is part of a schema; select(...) brings them into it.
#include <quern.hpp>
using namespace quern::literals;

struct pairs : quern::schema<quern::field<"a", double>, quern::field<"b", double>> {};
int rows(quern::any_query<pairs> const& q) { return static_cast<int>(q.count()); }

int main() {
  auto const t = quern::make_table("b"_c = std::vector<double>{1}, "a"_c = std::vector<double>{2});
#ifdef QUERN_MISUSE
  return rows(quern::from(t));
#else
  return rows(quern::from(t).select("a"_c, "b"_c));
#endif
}
