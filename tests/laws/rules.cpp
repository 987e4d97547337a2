// SPDX-License-Identifier: BSL-1.0
// A plan means the same before and after the rules, and a filter the same wherever it stands.
#include "laws/columns.hpp"

using namespace reference;

namespace {
template <class S>
void check_same(quern::table<S> const& a, quern::table<S> const& b) {
  REQUIRE(a.rows() == b.rows());
  [&]<class... F>(quern::meta::list<F...>) {
    (check_rows(a[quern::expr::column<F::name>{}], a.rows(), F::name.data, [&](auto r) { return b[quern::expr::column<F::name>{}][r]; }), ...);
  }(typename S::fields{});
}
template <class Query>
void check_rules(Query const& q) {
  quern::execution::context const two{{2}};
  check_same(quern::execution::collect_plan(q.plan(), two), quern::execution::collect_plan(quern::rules::optimise(q.plan()), two));
}
auto make(std::size_t n) {
  return quern::from(quern::make_table("a"_c = sprinkle_nulls(integers<int>(n, 1, -50, 50), 2), "b"_c = integers<std::int64_t>(n, 3, -50, 50), "s"_c = make_values(n, 4, [](numbers& g) { return std::string(g.next() % 6, 's'); })));
}
std::vector<std::size_t> const sizes = {0, 1, 9, 1025, 70000};
}  // namespace

TEST_CASE("filters merge and sink without changing what is kept", "[laws][rules]") {
  for (std::size_t n : sizes) {
    auto const q = make(n);
    check_rules(q.where("a"_c > 0).where("b"_c < 20).where("s"_c != "ss"));
    check_rules(q.update("c"_c = "a"_c + "b"_c).where("b"_c > 0).where("c"_c > 0));
    check_rules(q.update("b"_c = "b"_c * 2).where("b"_c > 30).update("a"_c = "b"_c).where("a"_c < 80));
    check_rules(q.order_by("s"_c, "a"_c).where("b"_c > 0 || quern::is_null("a"_c)));
    check_rules(q.update("c"_c = quern::upper("s"_c)).order_by(quern::desc("c"_c)).where("b"_c > 0).update("d"_c = quern::length("c"_c)).where("a"_c > 0));
  }
}
TEST_CASE("slices merge without changing what is kept", "[laws][rules]") {
  for (std::size_t n : sizes)
    for (std::uint64_t k : {0u, 1u, 5u, 1000u, 69999u}) {
      auto const q = make(n).with_row_index("i"_c);
      check_rules(q.offset(k).limit(k).offset(2).limit(7));
      check_rules(q.limit(k).limit(3));
      check_rules(q.order_by("b"_c).limit(k).where("a"_c > 0));
      check_rules(q.order_by("b"_c).offset(3).limit(k).offset(k / 2));
    }
}
TEST_CASE("a filter may be split, or stand before or after a computed column, a drop and a rename", "[laws][rules]") {
  for (std::size_t n : sizes) {
    auto const q = make(n);
    auto const p = "a"_c > 5;
    auto const r = "b"_c < 10;
    check_same(q.where(p && r).collect(), q.where(p).where(r).collect());
    check_same(q.where(p && r).collect(), q.where(r).where(p).collect());
    check_same(q.where(p).update("c"_c = "b"_c + 1).collect(), q.update("c"_c = "b"_c + 1).where(p).collect());
    check_same(q.where(p).drop("a"_c).collect(), q.update("keep"_c = p).drop("a"_c).where("keep"_c).drop("keep"_c).collect());
    check_same(q.rename("x"_c = "a"_c).where("x"_c > 5).rename("a"_c = "x"_c).collect(), q.where(p).collect());
    check_same(q.where(p).collect(), q.where(p).limit(quern::plan::no_limit).where(p).collect());
  }
}
TEST_CASE("a result used as a table again means the same as one query", "[laws][rules]") {
  for (std::size_t n : sizes) {
    auto const q = make(n).update("c"_c = quern::concat("s"_c, "+"), "e"_c = "a"_c * "b"_c);
    auto const again = quern::from(q.collect());
    check_same(q.where("e"_c > 0).collect(), again.where("e"_c > 0).collect());
    auto const sums = [](auto const& x) { return x.group_by("c"_c).agg("s"_c = quern::sum("e"_c), "f"_c = quern::first("a"_c)).collect(); };
    check_same(sums(q), sums(again));
  }
}
