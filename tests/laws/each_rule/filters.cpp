// SPDX-License-Identifier: BSL-1.0
// Each rule alone, and all together, on filters above one input: the rows, values and exceptions are those of the plan as written.
// Where rules apply is asserted in tests/static/rules; the plans here are ones that they change.
#include "laws/each_rule/inputs.hpp"

TEST_CASE("filters below verbs that work row by row", "[laws][rules]") {
  for (std::size_t n : sizes) {
    auto const q = left_rows(n);
    check_rule<push_filter_below_update>(q.update("v"_c = "id"_c + 1, "x"_c = "x"_c * 2.0).where("id"_c > 0 && "v"_c < 15 && "s"_c == "b" && quern::is_not_null("x"_c)));
    check_rule<push_filter_below_update>(q.update("v"_c = "id"_c + 1).where("v"_c != 1 && raises));  // id is not 0 there: no exception
    check_rule<push_filter_below_update>(q.update("v"_c = "id"_c + 1).where("s"_c != "a" && raises));
    check_rule<push_filter_below_select, push_filter_below_rename>(q.rename("t"_c = "s"_c).select("z"_c = "x"_c, "u"_c = quern::upper("t"_c), "t"_c).where("z"_c > 0.0 && "t"_c == "b" && "u"_c != "C").drop("t"_c).where("z"_c < 9.0));
    check_rule<push_filter_below_sort>(q.order_by("x"_c, "s"_c).where(small || "k"_c > 10));
    check_rule<push_filter_below_sort>(q.where("id"_c != 0).order_by(100 % "id"_c).where(small));
  }
}
TEST_CASE("filters below groups, distinct rows, windows, unpivot and sets", "[laws][rules]") {
  for (std::size_t n : sizes) {
    auto const q = left_rows(n);
    auto const r = right_rows(n / 2);
    check_rule<push_filter_below_group>(q.group_by("h"_c = quern::div("k"_c, 2), "s"_c).agg("n"_c = quern::count(), "m"_c = quern::max("x"_c)).where(("h"_c > 3 || quern::is_null("h"_c)) && "n"_c < 6 && "s"_c != "a"), order::any);
    check_rule<push_filter_below_group>(q.group_by("x"_c).agg("n"_c = quern::count()).where(1.0 / "x"_c > 0.0), order::any);
    check_rule<push_filter_below_distinct>(q.select("k"_c, "x"_c, "s"_c).distinct().where("k"_c > 5 && 1.0 / "x"_c > 0.0), order::any);
    check_rule<push_filter_below_distinct>(q.distinct_on("s"_c).where("s"_c != "b" && "id"_c > 0), order::any);
    check_rule<push_filter_below_window>(q.update("w"_c = quern::sum("id"_c).over(quern::partition_by("s"_c), quern::order_by("x"_c, "id"_c)), "v"_c = quern::row_number().over(quern::partition_by("k"_c, "s"_c))).where("s"_c != "b" && "w"_c > 0));
    check_rule<push_filter_below_unpivot>(q.unpivot(quern::keep("s"_c), "what"_c, "value"_c, quern::columns("id"_c, "k"_c)).where("s"_c == "a" && "value"_c > 3));
    check_rule<push_filter_below_union>(q.select("id"_c, "x"_c).union_all(r.select("i"_c = "id"_c, "y"_c)).where("id"_c > 3 && "x"_c < 2.0));
    check_rule<push_filter_below_union>(q.select("k"_c, "s"_c).except(r.select("k"_c, "s"_c)).where("k"_c > 3), order::any);
    check_rule<push_filter_below_union>(q.select("k"_c, "x"_c).intersect_all(r.select("k"_c, "y"_c)).where("x"_c < 2.0), order::any);
  }
}
