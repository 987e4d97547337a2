// SPDX-License-Identifier: BSL-1.0
// profile(): the rows of collect(), and figures that are known of each kind of node.
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <stop_token>

#include <unistd.h>

#include "laws/same_bytes.hpp"
#include "unit/query/find_operator.hpp"

using namespace reference;

namespace {

constexpr std::size_t rows = 1000;
// k is i % 10, x is i, s is "t" and i % 7.
auto make_rows(std::size_t n) {
  std::vector<std::int64_t> k(n), x(n);
  std::vector<std::string> s(n);
  for (std::size_t i = 0; i < n; ++i) k[i] = static_cast<std::int64_t>(i % 10), x[i] = static_cast<std::int64_t>(i), s[i] = "t" + std::to_string(i % 7);
  return quern::make_table("k"_c = k, "x"_c = x, "s"_c = s);
}
auto const data = make_rows(rows);
auto const few = quern::make_table("k"_c = std::vector<std::int64_t>{1, 2, 3, 11}, "name"_c = std::vector<std::string>{"a", "b", "c", "d"});

std::string temporary(std::string const& name) {
  return std::filesystem::temp_directory_path().string() + "/quern_profile_" + std::to_string(::getpid()) + "_" + name;
}

using quern::operator_profile;
using quern::run_profile;

void check_rows(run_profile const& p, std::string_view text, std::uint64_t in, std::uint64_t out) {
  INFO(p.text() << text);
  operator_profile const& o = find_operator(p, text);
  CHECK(o.ran);
  CHECK(o.rows_in.value_or(~0u) == in);
  CHECK(o.rows_out.value_or(~0u) == out);
}
// Events of a thread lie beside or inside one another, and inside those of their kind: run > pipeline > chunk.
void check_events(run_profile const& p) {
  INFO(p.trace());
  std::vector<quern::profile_event> open;
  std::set<int> threads;
  int before = 0;
  bool nested = true, kinds = true, ordered = true;
  for (auto const& e : p.events) {
    ordered = ordered && e.thread >= before && e.end >= e.begin;
    before = e.thread;
    threads.insert(e.thread);
    while (!open.empty() && (open.back().thread != e.thread || open.back().end <= e.begin)) open.pop_back();
    if (!open.empty()) nested = nested && e.begin >= open.back().begin && e.end <= open.back().end;
    if (e.what == quern::profile_event::run)
      kinds = kinds && open.empty();
    else
      kinds = kinds && !open.empty() && open[0].what == quern::profile_event::run;
    if (e.what == quern::profile_event::chunk && !p.pipelines[static_cast<std::size_t>(e.of)].streamed)
      kinds = kinds && open.back().what == quern::profile_event::pipeline && open.back().of == e.of;
    open.push_back(e);
  }
  CHECK(nested);
  CHECK(kinds);
  CHECK(ordered);
  CHECK(static_cast<int>(threads.size()) == p.threads);
  if (!threads.empty()) CHECK(*threads.rbegin() == p.threads - 1);
}
// Whatever runs, it is the table of collect(); the figures agree for any number of threads. Gives a profile.
template <class Query>
auto check_same(Query const& q) {
  for (int threads : {1, 2, 4}) {
    quern::exec const o{.threads = threads, .min_rows_per_chunk = 64};
    auto const p = q.profile(o);
    INFO(p.text());
    CHECK(same_bytes(p.result, q.collect(o)));
    CHECK(p.rows == p.result.rows());
    CHECK(p.threads <= threads);
    check_events(p);
    for (auto const& l : p.pipelines) CHECK(l.threads <= threads);
    for (auto const& o_ : p.operators)
      if (o_.ran) CHECK(o_.rows_out.has_value());
  }
  return q.profile({.threads = 2, .min_rows_per_chunk = 64});
}

}  // namespace

TEST_CASE("profile: row-wise verbs", "[query][profile]") {
  auto const p = check_same(quern::from(data).where("x"_c < 250).update("y"_c = "x"_c * 2).drop("s"_c).rename("z"_c = "y"_c).select("z"_c).with_rules<>());
  check_rows(p, "scan table", 1000, 1000);
  check_rows(p, "where", 1000, 250);
  check_rows(p, "update", 250, 250);
  check_rows(p, "drop", 250, 250);
  check_rows(p, "select", 250, 250);
  CHECK(*find_operator(p, "where").selectivity() == Approx(0.25));
  REQUIRE(p.pipelines.size() == 1);
  auto const& l = p.pipelines[0];
  CHECK(l.rows_in == 1000);
  CHECK(l.rows_out == 250);
  CHECK(l.bytes == 8000);
  CHECK(l.chunks == 16);
  CHECK(l.feeds == -1);
  CHECK(l.operators.size() == p.operators.size());
  CHECK(find_operator(p, "where").fused);
  CHECK(find_operator(p, "where").chunks == 16);
  CHECK(p.operators[0].path.empty());
  CHECK(find_operator(p, "scan table").path == std::vector<int>(p.operators.size() - 1, 0));
  // Nothing runs where columns are shared.
  check_rows(check_same(quern::from(data).select("k"_c)), "scan table", 1000, 1000);
  check_rows(check_same(quern::from(data).update("y"_c = "x"_c + 1)), "update", 1000, 1000);
  // Texts count by their bytes and offsets.
  CHECK(check_same(quern::from(data).where("s"_c == "t0")).pipelines[0].bytes == 1000 * (2 + 8) + 1000 * 16);
}

TEST_CASE("profile: filters that do not merge count one by one", "[query][profile]") {
  auto const p = check_same(quern::from(data).where(quern::try_div("x"_c, "k"_c) >= 0).with_row_index("i"_c).where("i"_c < 90).update("y"_c = "i"_c + "x"_c).where("y"_c > 20));
  check_rows(p, "where try_div", 1000, 900);
  check_rows(p, "with_row_index", 900, 900);
  CHECK(p.operators[0].rows_out == p.rows);
}

TEST_CASE("profile: groups, sorts, distinct and slices", "[query][profile]") {
  auto const p = check_same(quern::from(data).where("x"_c >= 500).group_by("k"_c).agg("n"_c = quern::count(), "m"_c = quern::max("x"_c)).order_by(quern::desc("m"_c)));
  check_rows(p, "where", 1000, 500);
  check_rows(p, "group_by", 500, 10);
  check_rows(p, "order_by", 10, 10);
  CHECK(find_operator(p, "group_by").pipeline == 0);
  check_rows(check_same(quern::from(data).agg("n"_c = quern::sum("x"_c))), "agg", 1000, 1);
  check_rows(check_same(quern::from(data).select("k"_c).distinct().with_rules<>()), "distinct", 1000, 10);
  auto const top = check_same(quern::from(data).order_by("s"_c, quern::desc("x"_c)).limit(5));
  check_rows(top, "order_by", 1000, 1000);
  check_rows(top, "limit 5", 1000, 5);
  auto const head = quern::from(data).where("x"_c > 10).limit(5).profile({.threads = 1, .min_rows_per_chunk = 64});
  CHECK(head.pipelines[0].chunks == 1);
  check_rows(head, "limit 5", 53, 5);
  check_rows(check_same(quern::from(data).group_by(quern::rollup("k"_c, "s"_c)).agg("n"_c = quern::count())), "group_by", 1000, 81);
}

TEST_CASE("profile: joins and unions", "[query][profile]") {
  auto const left = quern::from(data).where("x"_c < 100);
  auto const right = quern::from(few).where("k"_c > 1);
  auto const p = check_same(left.join(right, quern::on("k"_c)));
  check_rows(p, "join", 83, 20);  // the right input's filter of the keys is the left one's, too
  auto const& j = find_operator(p, "join");
  REQUIRE(j.inputs.size() == 2);
  CHECK(p.operators[static_cast<std::size_t>(j.inputs[0])].rows_out == 80u);
  CHECK(p.operators[static_cast<std::size_t>(j.inputs[1])].rows_out == 3u);
  CHECK(p.operators[static_cast<std::size_t>(j.inputs[1])].path.back() == 1);
  check_rows(check_same(quern::from(data).join(quern::from(few), quern::on("k"_c))), "join", 1004, 300);
  CHECK(check_same(quern::from(data).left_join(quern::from(few), quern::on("k"_c))).rows == 1000);
  check_rows(check_same(quern::from(data).full_join(quern::from(few), quern::on("k"_c))), "full_join", 1004, 1001);
  check_rows(check_same(quern::from(data).semi_join(quern::from(few), quern::on("k"_c))), "semi_join", 1004, 300);
  check_rows(check_same(left.union_all(quern::from(data).where("x"_c >= 900))), "union_all", 200, 200);
  // Groups that are the rows of one input.
  auto const grouped = check_same(quern::from(data).join(quern::from(few), quern::on("k"_c)).group_by("k"_c, "name"_c).agg("n"_c = quern::count()));
  check_rows(grouped, "join", 1004, 300);
  check_rows(grouped, "group_by", 300, 3);
  check_rows(check_same(left.select("k"_c).intersect(quern::from(few).select("k"_c))), "intersect", 104, 3);
}

TEST_CASE("profile: windows, stages, samples and sub-queries", "[query][profile]") {
  check_rows(check_same(quern::from(data).update("r"_c = quern::rank().over(quern::partition_by("k"_c), quern::order_by("x"_c)))), "update", 1000, 1000);
  check_rows(check_same(quern::from(data).where(quern::serial("x"_c % 3 == 0)).update("y"_c = "x"_c + 1)), "where", 1000, 334);
  check_rows(check_same(quern::from(data).update("p"_c = quern::prev("x"_c))), "update", 1000, 1000);
  check_rows(check_same(quern::from(data).sample(100, 7)), "sample", 1000, 100);
  auto const least = quern::from(data).where("k"_c == 5).agg("m"_c = quern::min("x"_c));
  auto const p = check_same(quern::from(data).where("x"_c < quern::scalar(least)));
  CHECK(p.rows == 5);
  check_rows(p, "agg", 100, 1);
  CHECK(find_operator(p, "agg").path.back() == -1);
}

TEST_CASE("profile: parts with several uses are made once", "[query][profile]") {
  auto const part = quern::from(data).group_by("k"_c).agg("n"_c = quern::sum("x"_c));
  auto const p = check_same(part.union_all(part));
  CHECK(p.rows == 20);
  check_rows(p, "group_by", 1000, 10);
  check_rows(p, "union_all", 20, 20);
  auto const kept = part.cache();
  CHECK(kept.profile().rows == 10);
  auto const again = kept.where("n"_c > 0).profile();
  CHECK(again.rows == 10);
  CHECK_FALSE(find_operator(again, "group_by").ran);
  auto const sorted = quern::from(data).order_by(quern::desc("x"_c));
  check_same(sorted.limit(3).union_all(sorted));
  check_same(sorted.union_all(sorted).union_all(sorted.limit(2)));
}

TEST_CASE("profile: no rows, one row, whole chunks and tails", "[query][profile]") {
  for (std::size_t n : {0, 1, 7, 8, 9, 63, 64, 65, 1025}) {
    auto const t = make_rows(n);
    check_rows(check_same(quern::from(t).where("k"_c < 5)), "where", n, (n / 10) * 5 + std::min<std::size_t>(n % 10, 5));
    check_rows(check_same(quern::from(t).where("k"_c < 5).group_by("k"_c).agg("s"_c = quern::sum("x"_c))), "where", n, (n / 10) * 5 + std::min<std::size_t>(n % 10, 5));
    check_same(quern::from(t).join(quern::from(few), quern::on("k"_c)).order_by("x"_c));
  }
}

TEST_CASE("profile: exceptions and cancellation pass through", "[query][profile]") {
  struct broken {};
  auto const q = quern::from(data).where(quern::map([](std::int64_t x) { return x < 700 ? x > 3 : throw broken(); }, "x"_c)).agg("s"_c = quern::sum("x"_c));
  for (int threads : {1, 2, 4}) CHECK_THROWS_AS(q.profile({.threads = threads, .min_rows_per_chunk = 64}), broken);
  std::stop_source stop;
  stop.request_stop();
  CHECK_THROWS_AS(q.profile({.stop = stop.get_token()}), quern::cancelled);
  std::stop_source later;
  auto const asks = quern::from(data).where(quern::map([&](std::int64_t x) { return x == 100 ? later.request_stop() : true; }, "x"_c)).order_by("x"_c);
  CHECK_THROWS_AS(asks.profile({.threads = 1, .stop = later.get_token(), .min_rows_per_chunk = 64}), quern::cancelled);
}

TEST_CASE("profile: a CSV file counts by its pieces", "[query][profile]") {
  auto const path = temporary("rows.csv");
  std::string text = "a,b\n";
  for (int i = 0; i < 1000; ++i) text += std::to_string(i) + ",x\n";
  std::ofstream(path) << text;
  struct row : quern::schema<quern::field<"a", std::int64_t>, quern::field<"b", quern::string>> {};
  auto const q = quern::scan_csv<row>(path, {.piece_bytes = 512});
  for (int threads : {1, 2}) {
    auto const p = q.where("a"_c < 10).profile({.threads = threads});
    CHECK(p.rows == 10);
    CHECK(p.pipelines[0].bytes == text.size() - 4);
    auto const whole = q.profile({.threads = threads});
    CHECK(whole.pipelines[0].rows_in == 1000);
    check_events(whole);
  }
  std::remove(path.c_str());
}

TEST_CASE("profile: as text and as a trace", "[query][profile]") {
  auto const p = quern::from(data).where("x"_c < 10 && "s"_c != "a\\c\n").group_by("k"_c).agg("n"_c = quern::count()).profile({.threads = 2, .min_rows_per_chunk = 64});
  auto const text = p.text();
  CHECK_THAT(text, matching::ContainsSubstring("rows in") && matching::ContainsSubstring("scan table") && matching::ContainsSubstring("1.00%"));
  auto const trace = p.trace();
  CHECK_THAT(trace, matching::ContainsSubstring("\"traceEvents\":[") && matching::ContainsSubstring("\"ph\":\"X\"") && matching::ContainsSubstring("\\\"a\\\\c\\u000a\\\""));
  auto const path = temporary("trace.json");
  p.write_trace(path);
  std::ifstream file(path, std::ios::binary);
  CHECK(std::string(std::istreambuf_iterator<char>(file), {}) == trace);
  if (std::system("python3 -c \"\" 2>/dev/null") == 0) CHECK(std::system(("python3 -m json.tool " + path + " >/dev/null").c_str()) == 0);
  std::remove(path.c_str());
  CHECK_THROWS_AS(p.write_trace(temporary("no_such_folder/x.json")), quern::data_error);
}
