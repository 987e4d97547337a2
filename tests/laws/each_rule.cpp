// SPDX-License-Identifier: BSL-1.0
// Each rule alone, and all together: the rows, values and exceptions are those of the plan as written. Where rules apply is asserted in
// tests/static/rules; the plans here are ones that they change.
#include "laws/rows_as_text.hpp"

using namespace reference;
using namespace quern::rules;
using quern::on;

namespace {
std::vector<std::size_t> const sizes = {0, 1, 9, 1025};

std::vector<std::optional<double>> floats(std::size_t n, std::uint64_t seed) {
  return sprinkle_nulls(make_values(n, seed,
                                    [](numbers& g) {
                                      switch (g.next() % 8) {
                                        case 0: return std::numeric_limits<double>::quiet_NaN();
                                        case 1: return -0.0;
                                        case 2: return 0.0;
                                        case 3: return std::numeric_limits<double>::infinity();
                                        default: return static_cast<double>(g.between(-5, 5)) / 2;
                                      }
                                    }),
                        seed + 1);
}
std::vector<std::string> letters(std::size_t n, std::uint64_t seed) {
  return make_values(n, seed, [](numbers& g) { return std::string(1, static_cast<char>('a' + g.next() % 4)); });
}
auto left_rows(std::size_t n) {
  return quern::from(quern::make_table("id"_c = integers<std::int64_t>(n, 1, -20, 20), "k"_c = sprinkle_nulls(integers<std::int32_t>(n, 2, 0, 30), 3), "x"_c = floats(n, 4), "s"_c = letters(n, 6)));
}
auto right_rows(std::size_t n) {
  return quern::from(quern::make_table("id"_c = integers<std::int64_t>(n, 11, -20, 20), "k"_c = sprinkle_nulls(integers<std::int32_t>(n, 12, 0, 30), 13), "y"_c = floats(n, 14), "s"_c = letters(n, 16)));
}
// Raises for rows whose id is 0, if it sees them.
auto const raises = "id"_c % "id"_c == 0;
auto const small = quern::coalesce("x"_c, 1.0) < 2.0;
}  // namespace

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
TEST_CASE("expressions made simpler", "[laws][rules]") {
  for (std::size_t n : sizes) {
    auto const q = left_rows(n);
    check_rule<simplify_expressions, remove_filters>(q.update("a"_c = !("x"_c < 1.0), "b"_c = !("k"_c < 3), "c"_c = "id"_c * quern::lit<1> + quern::lit<0>, "d"_c = -(-"x"_c), "e"_c = quern::coalesce("id"_c, 7), "f"_c = ("x"_c > 1.0) || quern::lit<true>)
                                                         .where((!!("k"_c > 3) && quern::lit<true>) || quern::lit<false>));
    check_rule<simplify_expressions, remove_filters>(q.where("x"_c > 0.0 && quern::lit<false>));
    check_rule<simplify_expressions>(q.where(quern::lit<true> && "id"_c % "id"_c == 0));
    check_rule<remove_null_checks>(q.where(quern::is_not_null("x"_c) && "k"_c > 3 && quern::is_not_null("k"_c) && quern::is_not_null("k"_c) && "x"_c > -9.0));
  }
}
TEST_CASE("columns, sorts, joins and slices that nothing needs; what is shared, and groups that nobody looks up", "[laws][rules]") {
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
    auto const e = quern::exp("x"_c);
    check_rule<share_expressions>(q.select("a"_c = e + 1.0, "b"_c = e * "id"_c));
    check_rule<share_expressions>(q.where("k"_c > 3 && e > 1.0).update("a"_c = e * e, "c"_c = "id"_c + 1));
    check_rule<share_expressions>(q.where(e > 0.5).group_by("s"_c).agg("a"_c = quern::max(e), "n"_c = quern::count(e)));
    auto const with_param = quern::exp("x"_c * quern::param<"p">(2.0));
    check_rule<share_expressions>(q.where("k"_c > 3 && with_param > 1.0).select("a"_c = with_param + 1.0, "b"_c = with_param * "id"_c).with<"p">(0.25));
    check_rule<share_expressions>(q.group_by("h"_c = with_param > quern::param<"q">(0.5)).agg("a"_c = quern::max(with_param)).with<"q">(1.5), order::any);
    // Two params of one name may have different values, until with<> gives both the same; so may literals.
    auto const other_value = quern::exp("x"_c * quern::param<"p">(3.0));
    auto const two_values = q.where(with_param > 0.25).select("a"_c = with_param, "b"_c = other_value + 1.0, "c"_c = quern::coalesce(other_value, with_param), "h"_c = with_param > 1.0 && other_value < 9.0);
    check_rule<share_expressions>(two_values);
    check_rule<share_expressions>(two_values.with<"p">(0.5));
    check_rule<share_expressions>(q.update("a"_c = quern::exp("x"_c * 2.0), "b"_c = quern::exp("x"_c * 3.0), "c"_c = quern::exp("x"_c * 2.0) + quern::sin(quern::exp("x"_c * 2.0))));
    check_rule<share_expressions>(q.select("t"_c = quern::lower(quern::upper("s"_c)) == "a", "u"_c = quern::lower(quern::upper("s"_c)) == "a", "v"_c = quern::lower(quern::upper("s"_c)) == "b"));
    check_rule<share_expressions>(q.group_by("s"_c).agg("a"_c = quern::sum(quern::exp(quern::coalesce("x"_c, 1.0) * 0.5)), "b"_c = quern::max(quern::exp(quern::coalesce("x"_c, 2.0) * 0.5)), "c"_c = quern::count(quern::exp(quern::coalesce("x"_c, 1.0) * 0.5))), order::any);
    check_rule<factor_disjunctions>(q.where(("id"_c > quern::param<"i">(1) && "x"_c > 0.0) || ("s"_c == "a" && "id"_c > quern::param<"i">(-9))));
    check_rule<reduce_groups>(r.where("s"_c == "a").left_join(q.group_by("k"_c, "id"_c).agg("n"_c = quern::count(), "m"_c = quern::max("x"_c)), on("k"_c), quern::suffix<"_g">), order::any);
    CHECK(q.order_by("x"_c).update("v"_c = "id"_c + 1).where("k"_c > 3).count() == q.with_rules<>().where("k"_c > 3).collect().rows());
    CHECK(q.group_by("k"_c).agg("n"_c = quern::count()).is_empty() == (n == 0));
  }
}
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
