// SPDX-License-Identifier: BSL-1.0
// profile(): the operators of a loop have their parts of its time, which together are all of it.
#include <cmath>

#include "laws/same_bytes.hpp"
#include "unit/query/find_operator.hpp"

using namespace reference;

namespace {

auto make_rows(std::size_t n) {
  std::vector<std::int64_t> k(n), x(n);
  std::vector<double> d(n);
  std::vector<std::string> s(n);
  for (std::size_t i = 0; i < n; ++i) k[i] = static_cast<std::int64_t>(i % 10), x[i] = static_cast<std::int64_t>(i), d[i] = static_cast<double>(i % 1000) / 1000, s[i] = "t" + std::to_string(i % 7);
  return quern::make_table("k"_c = k, "x"_c = x, "d"_c = d, "s"_c = s);
}
auto const few = quern::make_table("k"_c = std::vector<std::int64_t>{1, 2, 3, 11});

using quern::operator_profile;
using quern::run_profile;

// Who tells another one's time has none, and the other is a later one.
void check_times(run_profile const& p) {
  INFO(p.text());
  double loops = 0, own = 0;
  for (auto const& l : p.pipelines) {
    CHECK(l.loop_ms >= 0);
    CHECK(l.operator_ms.size() == l.operators.size() + 1);
    double sum = 0;
    bool possible = true;
    for (double const ms : l.operator_ms) possible = possible && std::isfinite(ms) && ms >= 0, sum += ms;
    CHECK(possible);
    CHECK(sum == Approx(l.loop_ms).margin(1e-9));
    loops += l.loop_ms;
  }
  for (std::size_t i = 0; i < p.operators.size(); ++i) {
    auto const& o = p.operators[i];
    own += o.own_ms;
    if (o.within < 0) continue;
    CHECK(o.fused);
    CHECK(o.own_ms == 0);
    CHECK(o.within < static_cast<int>(i));
    CHECK(p.operators[static_cast<std::size_t>(o.within)].within < 0);
  }
  CHECK(own == Approx(loops).margin(1e-9));
}
template <class Query>
run_profile check_same(Query const& q) {
  run_profile last;
  for (int threads : {1, 4}) {
    quern::exec const o{.threads = threads, .min_rows_per_chunk = 2048};
    auto const p = q.profile(o);
    CHECK(same_bytes(p.result, q.collect(o)));
    check_times(p);
    last = p;
  }
  return last;
}
int index_of(run_profile const& p, operator_profile const& o) { return static_cast<int>(&o - p.operators.data()); }

}  // namespace

TEST_CASE("operator times: parts of a loop are the loop", "[query][profile]") {
  for (std::size_t n : {0, 1, 5000, 50000}) {
    auto const t = make_rows(n);
    auto const q = quern::from(t);
    auto const kept = check_same(q.where("x"_c >= 3).update("y"_c = quern::exp("d"_c)).where("y"_c > 1.5).update("z"_c = "y"_c + 1.0, "w"_c = "y"_c * 2).agg("s"_c = quern::sum("z"_c), "v"_c = quern::sum("w"_c)));
    CHECK(find_operator(kept, "where x").within == -1);
    CHECK(find_operator(kept, "update y").within == -1);
    CHECK(find_operator(kept, "where y").within == index_of(kept, find_operator(kept, "agg")));
    // Filters whose order is found while they run are one operator.
    auto const adaptive = check_same(q.where("k"_c < 9 && quern::contains("s"_c, "t") && !quern::contains("s"_c, "3")).group_by("k"_c).agg("s"_c = quern::sum("x"_c)).order_by("k"_c));
    CHECK(find_operator(adaptive, "where").within == -1);
    // A filter that is fused into what gathers the result is what gathers it.
    auto const fused = check_same(q.where("x"_c > 5));
    CHECK(find_operator(fused, "where").within == -1);
    auto const inlined = check_same(q.where("x"_c > "k"_c).update("y"_c = "x"_c + 1).group_by("k"_c).agg("s"_c = quern::sum("y"_c)));
    // What asks for ranges of a column runs before.
    auto const ranged = check_same(q.where("x"_c > 5).update("y"_c = "x"_c + 1).group_by("k"_c).agg("s"_c = quern::sum("y"_c)));
    CHECK(find_operator(ranged, "where").within == -1);
    CHECK(find_operator(inlined, "where").within == index_of(inlined, find_operator(inlined, "group_by")));
    CHECK_THAT(inlined.text(), matching::ContainsSubstring("in next"));
    check_same(q.where("x"_c > 5).update("y"_c = quern::exp("d"_c)).join(quern::from(few), quern::on("k"_c)).where("y"_c > 1.5).order_by("x"_c));
    check_same(q.left_join(quern::from(few).where("k"_c > 1), quern::on("k"_c)).order_by("x"_c).limit(7));
    auto const part = q.where("x"_c > 5).group_by("k"_c).agg("s"_c = quern::sum("x"_c));
    check_same(part.union_all(part).update("h"_c = "s"_c + 1));
    check_same(q.update("p"_c = quern::prev("x"_c)).where("x"_c > 2));
    check_same(q.where("x"_c < quern::scalar(q.where("k"_c == 5).agg("m"_c = quern::max("x"_c)))).select("x"_c));
  }
}

TEST_CASE("operator times: the one that does most has most", "[query][profile]") {
  // Of one thread, so that no other holds it up; a loop of its own would take some fifty times as long as the rest.
  auto const t = make_rows(200000);
  auto const y = quern::exp(quern::sin(quern::exp(quern::cos(quern::exp(quern::sin(quern::exp(quern::cos("d"_c))))))));
  // The system may stop the thread in a tile that is timed: one run of several has to show it.
  bool most = false;
  for (int run = 0; run < 5 && !most; ++run) {
    auto const p = quern::from(t).where("x"_c >= 0).update("y"_c = y).where("y"_c > 0.0).agg("s"_c = quern::sum("y"_c)).profile({.threads = 1});
    check_times(p);
    auto const& dear = find_operator(p, "update y");
    CHECK(dear.within == -1);
    most = dear.own_ms > p.pipelines[0].loop_ms / 2 && find_operator(p, "where x").own_ms < dear.own_ms;
  }
  CHECK(most);
}

TEST_CASE("operator times: what a source takes to give its rows is its own", "[query][profile]") {
  auto const t = make_rows(20000);
  auto const p = quern::from(t).join(quern::from(t).where("k"_c < 3).select("x"_c), quern::on("x"_c)).agg("n"_c = quern::sum("k"_c)).profile({.threads = 2});
  check_times(p);
  INFO(p.text());
  CHECK(find_operator(p, "join").own_ms > 0);
}
