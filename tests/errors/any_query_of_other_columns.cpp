// expect: (other_columns|gives_the_columns_of)<.*quern: any_query<Schema> takes a query that has the Schema's columns
// A column of another type, here nullable, is another schema.
#include <quern.hpp>
using namespace quern::literals;

struct trades : quern::schema<
    quern::field<"symbol", quern::category>,
    quern::field<"price", double>,
    quern::field<"amount", std::int32_t>> {};
using totals = quern::schema<quern::field<"symbol", quern::category>, quern::field<"total", double>>;

int main() {
  quern::table<trades> const t;
  auto const q = quern::from(t).group_by("symbol"_c);
#ifdef QUERN_MISUSE
  quern::any_query<totals> const any = q.agg("total"_c = quern::sum("amount"_c));
#else
  quern::any_query<totals> const any = q.agg("total"_c = quern::sum("price"_c));
#endif
  return static_cast<int>(any.where("total"_c > 0.0).count());
}
