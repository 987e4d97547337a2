// SPDX-License-Identifier: BSL-1.0
// any_query<Schema>: the same rows as the plan inside, run with the caller's options, for the columns that are wanted.
#include <atomic>
#include <map>
#include <stop_token>

#include "laws/same_bytes.hpp"

using namespace reference;

namespace {
struct readings : quern::schema<quern::field<"id", long long>, quern::field<"name", quern::nullable<quern::string>>, quern::field<"kind", quern::nullable<quern::category>>,
                                quern::field<"v", quern::nullable<double>>, quern::field<"on", bool>> {};
auto make(std::size_t n) {
  quern::table_builder<readings> b;
  numbers g(n);
  for (std::size_t i = 0; i < n; ++i) {
    auto const name = g.chance(20) ? std::optional<std::string>() : "n" + std::to_string(g.next() % 40);
    auto const v = g.chance(20) ? std::optional<double>() : std::optional<double>(g.fraction());
    b.row(static_cast<std::int64_t>(i), name ? std::optional<std::string_view>(*name) : std::nullopt, g.chance(10) ? std::nullopt : std::optional<std::string_view>(i % 3 == 0 ? "a" : "b"), v, g.chance(50));
  }
  return b.finish();
}

// Two functions that a .cpp file could hold: neither shows the plan of the other.
quern::any_query<readings> choose(quern::any_query<readings> const& q, bool computed) {
  if (computed) return q.where("on"_c).update("v"_c = "v"_c * 2.0);
  return q;
}
std::optional<double> total(quern::any_query<readings> const& q) { return q.agg("s"_c = quern::sum("v"_c)).collect()["s"_c][0]; }

std::atomic<std::int64_t> calls{0};
std::stop_source* asked = nullptr;
double watched(std::int64_t id) {
  ++calls;
  if (asked != nullptr && id == 100) asked->request_stop();
  return static_cast<double>(id);
}
}  // namespace

TEST_CASE("an any_query gives the rows of its plan, whatever stands below and above", "[query][any_query]") {
  for (std::size_t n : {0, 1, 9, 130, 2000}) {
    auto const t = make(n);
    auto const check = [&](auto const& q) {
      quern::any_query<readings> const any = q;
      for (int threads : {1, 2}) {
        quern::exec const o{.threads = threads, .min_rows_per_chunk = 8};
        CHECK(same_bytes(any.collect(o), quern::table<readings>::of(q.collect().shared())));
        CHECK(same_bytes(any.where("v"_c > 0.5).select("kind"_c, "name"_c, "x"_c = "v"_c + 1.0).collect(o), q.where("v"_c > 0.5).select("kind"_c, "name"_c, "x"_c = "v"_c + 1.0).collect()));
        // Codes of categories may differ where dictionaries are found or made; their texts do not.
        auto const counts = [](auto const& p) { return p.group_by("kind"_c).agg("n"_c = quern::count()).update("kind"_c = quern::cast<quern::string>("kind"_c)); };
        CHECK(same_bytes(counts(any).collect(o), counts(q).collect()));
        CHECK(any.count(o) == q.count());
        CHECK(same_bytes(any.select("id"_c).with_row_index("i"_c).head(11, o), q.select("id"_c).with_row_index("i"_c).head(11)));
      }
    };
    auto const q = quern::from(t);
    check(q);
    check(q.where("on"_c && "v"_c != 0.25));
    check(q.update("name"_c = quern::concat("name"_c, "name"_c)));
    check(q.where("kind"_c == "a").order_by("v"_c));
  }
}

TEST_CASE("any_queries of one schema are values: returned, kept in a catalog, assigned", "[query][any_query]") {
  auto const t = make(100);
  double all = 0, on = 0;
  for (auto const row : t) all += row["v"_c].value_or(0), on += row["on"_c] ? row["v"_c].value_or(0) * 2 : 0;
  std::map<std::string, quern::any_query<readings>> catalog;
  catalog.emplace("all", t);
  catalog.emplace("on", choose(t, true));
  CHECK(*total(catalog.at("all")) == Approx(all));
  CHECK(*total(catalog.at("on")) == Approx(on));
  catalog.at("all") = catalog.at("on");
  CHECK(*total(catalog.at("all")) == Approx(on));
  CHECK_FALSE(total(quern::from(t).where("id"_c < 0)).has_value());
  auto const both = catalog.at("on").join(catalog.at("on").select("id"_c, "w"_c = "v"_c), quern::on("id"_c));
  CHECK(*both.agg("s"_c = quern::sum("w"_c)).collect()["s"_c][0] == Approx(on));
  // The schema of a plan, where none is named; and no wrapper around a wrapper.
  quern::any_query const counted = quern::from(t).agg("n"_c = quern::count());
  CHECK(counted.collect()["n"_c][0] == 100);
  quern::any_query<quern::schema<quern::field<"n", std::int64_t>>> const again = counted;
  CHECK(again.plan().source.plan() == counted.plan().source.plan());
}

TEST_CASE("an any_query computes only the columns that are wanted, and shares those that are there", "[query][any_query]") {
  auto const t = make(500);
  // id is 0 in the first row, where w cannot be computed.
  quern::any_query const any = quern::from(t).update("w"_c = 1 % "id"_c);
  CHECK(any.select("v"_c).collect().data().columns[0] == t.data().columns[3]);
  CHECK(any.count() == 500);
  CHECK_THROWS_AS(any.select("w"_c).collect(), quern::division_by_zero);
  quern::any_query const filtered = quern::from(t).update("w"_c = 1 % "id"_c).where("on"_c || "id"_c == 0);
  CHECK(filtered.select("name"_c).collect().rows() == filtered.count());
  CHECK_THROWS_AS(filtered.agg("s"_c = quern::max("w"_c)).collect(), quern::division_by_zero);
  quern::execution::run_counters c;
  quern::execution::current_counters() = &c;
  any.select("id"_c, "on"_c).collect();
  quern::execution::current_counters() = nullptr;
  CHECK(c.rows_read == 0);
}

TEST_CASE("the plan inside an any_query runs with the options of the caller", "[query][any_query]") {
  quern::any_query const any = quern::range(0, 100'000).update("w"_c = quern::map(watched, "id"_c));
  std::stop_source stop;
  asked = &stop, calls = 0;
  CHECK_THROWS_AS(any.agg("s"_c = quern::sum("w"_c)).collect({.threads = 1, .stop = stop.get_token(), .min_rows_per_chunk = 64}), quern::cancelled);
  CHECK(calls == 128);
  asked = nullptr;
}
