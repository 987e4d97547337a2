// SPDX-License-Identifier: BSL-1.0
// Whatever stands in a plan, each node is described with a number of its own, and each operator of a pipeline belongs to one of them.
#include "catch.hpp"

#include <set>

#include <quern.hpp>
using namespace quern::literals;
using quern::on;

namespace {

struct trades : quern::schema<quern::field<"k", std::int32_t>, quern::field<"x", double>, quern::field<"day", quern::date>> {};
auto const a = quern::from(quern::table<trades>());
auto const b = a.select("k"_c, "y"_c = "x"_c + 1);

void look(quern::execution::node_note const& n, std::set<int>& ids, std::string& wrong) {
  for (auto const& i : n.inputs) look(i, ids, wrong);
  for (auto const& q : n.queries) look(q, ids, wrong);
  if (n.id == 0 || !ids.insert(n.id).second) wrong += "number of " + n.text + "; ";
  if (n.schema.empty() || n.verb.empty() || n.type.empty()) wrong += "description of " + n.text + "; ";
  if (n.type.find("quern::v") != std::string::npos) wrong += "type of " + n.text + "; ";
  // An input's type stands in that of its node, folded.
  if (!n.inputs.empty() && n.type.find("...") == std::string::npos) wrong += "folding of " + n.text + "; ";
}
// What is wrong with the description of a plan.
template <class Query>
std::string faults(Query const& q) {
  using namespace quern::execution;
  auto const d = document_of<decltype(quern::logical | quern::optimised | quern::pipelines | quern::rewrites)>(q.plan());
  std::string wrong;
  std::set<int> written, run;
  look(d.logical, written, wrong);
  look(d.optimised, run, wrong);
  for (auto const& r : d.rewrites)
    if (r.before.id == 0 || r.after.id == 0 || r.rule.empty()) wrong += "rewrite " + r.rule + "; ";
  for (auto const& p : d.pipelines) {
    auto const check = [&](operator_note const& o) {
      if (o.text.empty() || !run.contains(o.node)) wrong += "operator " + o.text + "; ";
    };
    check(p.source), check(p.sink);
    for (auto const& o : p.operators) check(o);
  }
  if (d.pipelines.empty() || d.pipelines.back().sink.node != d.optimised.id) wrong += "the end; ";
  return wrong;
}

}  // namespace

TEST_CASE("rows, columns and order", "[explain][parts]") {
  CHECK(faults(a) == "");
  CHECK(faults(quern::range(0, 9).with_row_index("row"_c).limit(3).offset(1)) == "");
  CHECK(faults(a.rename("y"_c = "x"_c).drop("day"_c).where("y"_c > 1).order_by(quern::desc("y"_c)).limit(2)) == "");
  CHECK(faults(a.view("y"_c = "x"_c * 2).lazy_update("z"_c = "y"_c + 1).sample(3, 1)) == "");
  CHECK(faults(a.with_policy<quern::stateful_by_default>().update("y"_c = quern::map([](double x) { return x; }, "x"_c), "z"_c = quern::prev("x"_c))) == "");
  CHECK(faults(a.update("w"_c = quern::sum("x"_c).over(quern::partition_by("k"_c))).where("k"_c > 1).update("v"_c = quern::sum("w"_c).over()).cache().select("v"_c)) == "");
}

TEST_CASE("groups and sets", "[explain][parts]") {
  CHECK(faults(a.group_by(quern::rollup("k"_c)).agg("n"_c = quern::count()).where("n"_c > 1)) == "");
  CHECK(faults(a.group_by("k"_c).pivot<1, 2>("k"_c).agg("n"_c = quern::count())) == "");
  CHECK(faults(a.select("k"_c, "x"_c).unpivot(quern::keep("k"_c), "name"_c, "value"_c, quern::columns("x"_c))) == "");
  CHECK(faults(a.union_all(a.where("x"_c > 0)).intersect(a).except(a.distinct()).distinct_on("k"_c)) == "");
  auto const part = a.group_by("k"_c).agg("n"_c = quern::count());
  CHECK(faults(part.join(part.select("k"_c, "m"_c = "n"_c), on("k"_c)).where("n"_c > quern::scalar(part.agg("most"_c = quern::max("n"_c))))) == "");
}

TEST_CASE("joins and plans within plans", "[explain][parts]") {
  CHECK(faults(a.join(b.where("y"_c > 0), on("k"_c)).left_join(b.rename("z"_c = "y"_c), on("k"_c)).where("x"_c > 1)) == "");
  CHECK(faults(a.right_join(b, on("k"_c, "x"_c < "y"_c)).where("y"_c > 1)) == "");
  CHECK(faults(a.asof_join(b, quern::nearest("x"_c, "y"_c).within(0.5), on("k"_c)).select("x"_c, "y"_c)) == "");
  CHECK(faults(a.where(quern::is_in("k"_c, b.select("k"_c)) && quern::exists(b, on("k"_c)))) == "");
  quern::any_query const any = a.where("k"_c > 3);
  CHECK(faults(any.select("x"_c)) == "");
}
