// SPDX-License-Identifier: BSL-1.0
// Each rule alone, and all together, on expressions: the rows, values and exceptions are those of the plan as written.
// Where rules apply is asserted in tests/static/rules; the plans here are ones that they change.
#include "laws/each_rule/inputs.hpp"

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
TEST_CASE("what is written more than once", "[laws][rules]") {
  for (std::size_t n : sizes) {
    auto const q = left_rows(n);
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
  }
}
