// SPDX-License-Identifier: BSL-1.0
// Each rule alone, and all together, on groups beside joins: the rows, values and exceptions are those of the plan as written.
// Where rules apply is asserted in tests/static/rules; the plans here are ones that they change.
#include "laws/each_rule/inputs.hpp"

TEST_CASE("groups that nobody looks up, and groups before joins", "[laws][rules]") {
  for (std::size_t n : sizes) {
    auto const q = left_rows(n);
    auto const r = right_rows(n / 2);
    check_rule<reduce_groups>(r.where("s"_c == "a").left_join(q.group_by("k"_c, "id"_c).agg("n"_c = quern::count(), "m"_c = quern::max("x"_c)), on("k"_c), quern::suffix<"_g">), order::any);
    check_rule<group_before_join>(q.left_join(r, on("k"_c), quern::suffix<"_r">).group_by("k"_c, "s"_c).agg("n"_c = quern::count("y"_c), "r"_c = quern::count(), "m"_c = quern::max("y"_c), "l"_c = quern::min("s_r"_c)), order::any);
    check_rule<group_before_join>(q.left_join(r.select("j"_c = "k"_c), on(quern::null_safe("k"_c == "j"_c))).group_by("k"_c).agg("s"_c = quern::sum("j"_c), "n"_c = quern::count("j"_c)));
    check_rule<group_before_join>(q.left_join(r.update("w"_c = "id"_c % "id"_c), on("k"_c), quern::suffix<"_r">).group_by("k"_c).agg("m"_c = quern::max("w"_c)), order::any);  // raises
  }
}
