// expect: (no_such_column|names_a_column)<[^']*"prise"[^']*columns<[^']*"symbol"[^']*"day"[^']*"price"[^']*"amount"[^']*nearest<[^']*"price".*quern: no column has this name
// What follows an ill-formed verb has nothing to stand on, so it says nothing: neither verbs nor actions, nor the use
// of results, nor further mistakes.
#include <string>

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
  auto const q = quern::from(t).where("prise"_c > 10);
#else
  auto const q = quern::from(t).where("price"_c > 10);
#endif
  auto const grouped = q.update("value"_c = "price"_c * "amount"_c)
                           .group_by("symbol"_c)
                           .agg("total"_c = quern::sum("value"_c), "rows"_c = quern::count())
                           .order_by(quern::desc("total"_c))
                           .rename("sum"_c = "total"_c)
                           .with_row_index("rank"_c)
                           .drop("rows"_c)
                           .select("rank"_c, "sum"_c)
                           .distinct()
                           .offset(1)
                           .limit(10);
#ifdef QUERN_MISUSE
  auto const more = grouped.where("nothing"_c).update("no name"_c + 1);
#else
  auto const more = grouped.where("sum"_c > 1);
#endif
  more.show();
  std::string const text = grouped.explain();
  auto const result = q.collect({.threads = 1});
  std::size_t const rows = result.rows();
  double last = 0;
  for (auto const price : result["price"_c]) last = price;
  for (auto const row : result) last = row["price"_c];
  q.for_each([&](auto const& row) { last = row["price"_c]; });
  return q.is_empty() || q.count() != rows || text.empty() || q.head(2).rows() + q.tail(2).rows() > 4 || last > 0;
}
