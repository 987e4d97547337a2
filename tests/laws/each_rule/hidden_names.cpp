// SPDX-License-Identifier: BSL-1.0
// Each rule alone, and all together, on names that a plan has hidden, and in scalar queries: the rows, values and exceptions are those of the plan as written.
// Where rules apply is asserted in tests/static/rules; the plans here are ones that they change.
#include "laws/each_rule/inputs.hpp"

TEST_CASE("names that a plan has hidden stay hidden", "[laws][rules]") {
  for (std::size_t n : sizes) {
    auto const q = left_rows(n);
    auto const r = right_rows(n / 2).select("k"_c, "x"_c = "id"_c, "y"_c);
    check_rule<all>(q.drop("x"_c).join(r, on("k"_c)).select("x"_c), order::any);
    check_rule<all>(q.rename("z"_c = "x"_c).join(r, on("k"_c)).select("x"_c), order::any);
    check_rule<all>(q.drop("x"_c).rename("x"_c = "id"_c).select("x"_c));
    check_rule<all>(q.rename("x"_c = "id"_c, "id"_c = "x"_c).select("x"_c));
    check_rule<all>(q.select("s"_c).limit(20).cross_join(r.limit(20)).select("x"_c), order::any);
    auto const e = quern::exp("x"_c) * quern::exp("x"_c);
    check_rule<all>(q.update("a"_c = e).drop("x"_c, "k"_c).join(r.update("b"_c = quern::exp("y"_c) * quern::exp("y"_c)).rename("id"_c = "x"_c), on("id"_c)).select("a"_c, "b"_c), order::any);
  }
}
TEST_CASE("scalar queries follow the rules of the plan around them", "[laws][rules]") {
  auto const q = left_rows(9);
  auto const inner = q.order_by("x"_c).update("u"_c = "id"_c + 1).where("k"_c > 1).agg("m"_c = quern::max("id"_c));
  auto const outer = q.where("id"_c < quern::scalar(inner));
  CHECK(outer.with_rules<>().explain(quern::rewrites) == "rewrites: none\n");
  CHECK(outer.explain(quern::rewrites) != "rewrites: none\n");
  check_rule<all>(outer);
}
