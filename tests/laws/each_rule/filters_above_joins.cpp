// SPDX-License-Identifier: BSL-1.0
// Each rule alone, and all together, on filters above joins: the rows, values and exceptions are those of the plan as written.
// Where rules apply is asserted in tests/static/rules; the plans here are ones that they change.
#include "laws/each_rule/inputs.hpp"

TEST_CASE("filters above joins", "[laws][rules]") {
  for (std::size_t n : sizes) {
    auto const q = left_rows(n);
    auto const r = right_rows(n == 1025 ? 60 : n);
    auto const p = "x"_c > 0.0 && "y"_c < 2.0 && "s"_c != "a" && "s_r"_c != "b";
    check_rule<push_filter_below_join>(q.join(r, on("id"_c), quern::suffix<"_r">).where(p && "k"_c == "k_r"_c && "x"_c <= "y"_c), order::any);
    check_rule<push_filter_below_join>(q.left_join(r, on("id"_c), quern::suffix<"_r">).where(p || quern::is_null("y"_c)), order::any);
    check_rule<push_filter_below_join>(q.right_join(r, on("id"_c), quern::suffix<"_r">).where(p), order::any);
    check_rule<push_filter_below_join>(q.full_join(r, on("id"_c), quern::suffix<"_r">).where(p && "id"_c > 3), order::any);
    check_rule<push_filter_below_join>(q.cross_join(r.limit(20), quern::suffix<"_r">).where("id"_c == "id_r"_c && "x"_c == "y"_c), order::any);  // NaN is not NaN here
    check_rule<copy_filter_by_keys>(q.join(r, on("id"_c, "k"_c), quern::suffix<"_r">).where("id"_c > 3 && "k"_c < 20 && "x"_c < 1.0), order::any);
    check_rule<copy_filter_by_keys>(q.anti_join(r, on("id"_c)).where("id"_c > 3));
    check_rule<copy_filter_by_keys>(q.where(!quern::is_in("k"_c, r.select("k"_c))).where("k"_c > 3));
    check_rule<copy_filter_across_join>(q.where("id"_c > 3 && "k"_c < 20 && "x"_c < 1.0).join(r.where("k"_c >= 2), on("id"_c, "k"_c), quern::suffix<"_r">), order::any);
    check_rule<copy_filter_across_join>(q.where(quern::is_null("k"_c) || "k"_c > 9).update("v"_c = 1).order_by("x"_c, "id"_c).join(r.select("j"_c = "k"_c, "y"_c), on(quern::null_safe("k"_c == "j"_c))), order::any);
    check_rule<copy_filter_across_join>(q.where("k"_c > 9).left_join(r, on("k"_c), quern::suffix<"_r">), order::any);
    check_rule<copy_filter_across_join>(q.where("k"_c > 9).semi_join(r, on("k"_c)));
    check_rule<copy_filter_across_join>(q.where("k"_c > 9).anti_join(r, on("k"_c)));
    check_rule<copy_filter_across_join>(q.where("k"_c > 9).where(!quern::is_in("k"_c, r.select("k"_c))));
    check_rule<copy_filter_across_join>(q.where("x"_c > 0.0).join(r.select("x"_c = "y"_c), on("x"_c)), order::any);
    check_rule<copy_filter_across_join>(q.where("id"_c != 0 && raises).join(r, on("id"_c), quern::suffix<"_r">), order::any);
    check_rule<copy_filter_across_join>(q.where(raises).join(r.where("id"_c > 0), on("id"_c), quern::suffix<"_r">), order::any);
    check_rule<copy_filter_across_join, push_filter_below_group>(q.where("k"_c > 3).join(r.group_by("k"_c).agg("n"_c = quern::count()), on("k"_c)).join(r.select("k"_c, "y"_c), on("k"_c)), order::any);
    check_rule<derive_filters, push_filter_below_join>(q.join(r, on("k"_c), quern::suffix<"_r">).where(("x"_c > 0.0 && "y"_c < 1.0 && "s"_c == "a") || ("x"_c < 1.0 && "s_r"_c == "b")), order::any);
    check_rule<factor_disjunctions>(q.where(("k"_c == "id"_c && "x"_c > 0.0) || ("s"_c == "a" && "k"_c == "id"_c)));
  }
}
