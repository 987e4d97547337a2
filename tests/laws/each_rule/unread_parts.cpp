// SPDX-License-Identifier: BSL-1.0
// Each rule alone, and all together, on what nothing reads: the rows, values and exceptions are those of the plan as written.
// Where rules apply is asserted in tests/static/rules; the plans here are ones that they change.
#include "laws/each_rule/inputs.hpp"

TEST_CASE("columns, sorts, joins and slices that nothing needs", "[laws][rules]") {
  for (std::size_t n : sizes) {
    auto const q = left_rows(n);
    auto const r = right_rows(n / 2);
    check_rule<remove_unread_columns>(q.update("v"_c = "x"_c * 2.0, "w"_c = "v"_c + 1.0, "u"_c = quern::upper("s"_c)).with_row_index("row"_c).rename("t"_c = "u"_c).drop("id"_c).select("w"_c));
    check_rule<prune_columns>(q.order_by("x"_c, "id"_c).update("w"_c = quern::row_number().over(quern::order_by("x"_c, "id"_c))).drop("x"_c, "s"_c));
    check_rule<prune_columns>(q.join(r, on("id"_c), quern::suffix<"_r">).select("x"_c, "s_r"_c), order::any);
    check_rule<prune_columns, remove_unread_columns>(q.select("id"_c, "x"_c, "s"_c).union_all(r.select("id"_c, "y"_c, "s"_c)).update("z"_c = "id"_c + 1).order_by("s"_c, "z"_c).select("x"_c));
    check_rule<remove_sorts>(q.order_by("x"_c).agg("n"_c = quern::count(), "m"_c = quern::sum("id"_c), "l"_c = quern::max("x"_c)));
    check_rule<remove_sorts>(q.order_by("x"_c, "id"_c, "k"_c).agg("m"_c = quern::sum("x"_c), "f"_c = quern::first("s"_c)));
    check_rule<remove_distinct, remove_selects>(q.group_by("k"_c).agg("n"_c = quern::count()).distinct().select("k"_c, "n"_c), order::any);
    check_rule<distinct_to_group>(q.select("k"_c, "x"_c, "s"_c).distinct(), order::any);
    check_rule<join_to_semi_join>(q.join(r.group_by("k"_c).agg("n"_c = quern::count()), on("k"_c)).select("x"_c, "k"_c), order::any);
    check_rule<remove_joins>(q.left_join(r.group_by("k"_c).agg("n"_c = quern::count()), on("k"_c)).select("x"_c, "k"_c), order::any);
    check_rule<push_limit, merge_slices>(q.order_by("x"_c, "id"_c, "k"_c).update("v"_c = "id"_c + 1).offset(2).limit(9).select("v"_c).limit(5));
    auto const sorted = q.order_by("x"_c, "id"_c, "k"_c);
    auto const under = sorted.select("id"_c, "x"_c).union_all(r.order_by("id"_c, "k"_c).select("id"_c, "y"_c));
    check_rule<push_limit>(under.limit(7));
    check_rule<push_limit>(under.offset(n / 2).limit(n));
    check_rule<push_limit>(under.offset(3).update("v"_c = "id"_c + 1));
    check_rule<push_limit>(sorted.left_join(r, on("id"_c), quern::suffix<"_r">).offset(2).limit(11));
    check_rule<push_limit>(sorted.left_join(r, on("id"_c == "id"_c && "x"_c < "y"_c), quern::suffix<"_r">).limit(5).offset(1));
    CHECK(q.order_by("x"_c).update("v"_c = "id"_c + 1).where("k"_c > 3).count() == q.with_rules<>().where("k"_c > 3).collect().rows());
    CHECK(q.group_by("k"_c).agg("n"_c = quern::count()).is_empty() == (n == 0));
  }
}
