// SPDX-License-Identifier: BSL-1.0
// A run that is asked to stop ends between two chunks with quern::cancelled, and leaves nothing behind: the plan and the pool can
// be used at once.
#include <atomic>
#include <stop_token>
#include <type_traits>

#include "laws/columns.hpp"
#include "unit/io/csv_rows.hpp"

using namespace reference;

namespace {
static_assert(std::is_base_of_v<quern::error, quern::cancelled>);

std::int64_t const rows = 100'000;
std::size_t const chunk_rows = 1000;

// What a user's function in the plan does: counts its calls, and asks for a stop at one row.
std::int64_t stop_at = -1;
std::atomic<std::int64_t> calls{0};
std::stop_source* asked = nullptr;
std::int64_t watched(std::int64_t id) {
  ++calls;
  if (id == stop_at) asked->request_stop();
  return id;
}

template <class F>
int count_cancelled(F f) {
  int caught = 0;
  try {
    f();
  } catch (quern::cancelled const& e) {
    ++caught;
    CHECK(std::string(e.what()) == "quern: the run was stopped");
  }
  return caught;
}

// `run` gives `result` whenever it comes to its end.
template <class Run>
void check_stops(char const* name, std::int64_t result, Run run) {
  for (int threads : {1, 2, 4})
    for (std::int64_t at : {std::int64_t{0}, std::int64_t{1500}, rows / 2}) {
      INFO(name << ": stopped at row " << at << " on " << threads << " threads");
      std::stop_source source;
      asked = &source, stop_at = -1, calls = 0;
      CHECK(run(quern::exec{.threads = threads, .stop = source.get_token(), .min_rows_per_chunk = chunk_rows}) == result);
      std::int64_t const all = calls;
      stop_at = at, calls = 0;
      CHECK(count_cancelled([&] { run(quern::exec{.threads = threads, .stop = source.get_token(), .min_rows_per_chunk = chunk_rows}); }) == 1);
      // The rest of the range in which the stop was asked for is never begun, whatever the other threads do.
      CHECK(calls > 0);
      CHECK(calls < all);
      // From then on nothing begins at all.
      stop_at = -1, calls = 0;
      CHECK(count_cancelled([&] { run(quern::exec{.threads = threads, .stop = source.get_token()}); }) == 1);
      CHECK(calls == 0);
      CHECK(run(quern::exec{.threads = threads, .min_rows_per_chunk = chunk_rows}) == result);
      CHECK(calls == all);
    }
}
std::int64_t rows_in(auto const& t) { return static_cast<std::int64_t>(t.rows()); }
auto const watched_id = quern::map(watched, "id"_c);

// A source without user's functions: 100 chunks of 10 rows, and a stop is asked for by whoever reads one of them.
struct read_source {
  using schema = quern::schema<quern::field<"id", std::int64_t>>;
  static constexpr std::string_view kind = "test";
  struct reader {
    std::size_t chunks() const { return 100; }
    void read(std::size_t k, quern::chunk& out) const {
      watched(static_cast<std::int64_t>(k));
      out.reset(1);
      out.rows = 10, out.first_row = k * 10;
      out.scratch[0].values.resize(80), out.scratch[0].rows = 10;
      for (std::size_t i = 0; i < 10; ++i) out.scratch[0].values.as<std::int64_t>()[i] = static_cast<std::int64_t>(k * 10 + i);
      out.columns[0] = quern::ref_of<std::int64_t>(out.scratch[0]);
    }
  };
  reader open(quern::column_set const&, quern::read_options const&) const { return {}; }
};
static_assert(quern::Source<read_source>);
}  // namespace

TEST_CASE("collect, count, agg and group_by stop between chunks", "[laws][cancellation]") {
  auto const q = quern::range(0, rows);
  auto const even = q.where(watched_id % 2 == 0);
  auto const computed = q.update("x"_c = watched_id);
  auto const sum = q.agg("s"_c = quern::sum(watched_id));
  auto const groups = q.group_by("k"_c = watched_id % 10).agg("n"_c = quern::count());
  check_stops("collect", rows, [&](auto const& o) { return rows_in(computed.collect(o)); });
  check_stops("count", rows / 2, [&](auto const& o) { return static_cast<std::int64_t>(even.count(o)); });
  check_stops("agg", rows * (rows - 1) / 2, [&](auto const& o) { return static_cast<std::int64_t>(sum.collect(o)["s"_c][0].value()); });
  check_stops("group_by", 10, [&](auto const& o) { return rows_in(groups.collect(o)); });
}
TEST_CASE("order_by, limit and what stands behind them stop between chunks", "[laws][cancellation]") {
  auto const q = quern::range(0, rows);
  auto const sorted = q.order_by(quern::desc(watched_id));
  auto const above = q.order_by("id"_c).update("x"_c = watched_id);
  auto const last = q.where(watched_id >= rows - 1000).limit(2000);
  check_stops("order_by", rows, [&](auto const& o) { return rows_in(sorted.collect(o)); });
  check_stops("above order_by", rows, [&](auto const& o) { return rows_in(above.collect(o)); });
  check_stops("limit", 1000, [&](auto const& o) { return rows_in(last.collect(o)); });
  check_stops("tail", 7, [&](auto const& o) { return rows_in(sorted.tail(7, o)); });
}
TEST_CASE("serial columns and filters stop between chunks", "[laws][cancellation]") {
  auto const q = quern::range(0, rows);
  auto const column = q.update("r"_c = quern::serial(watched_id), "x"_c = "id"_c * 2);
  auto const filter = q.where(quern::serial(watched_id % 2 == 0));
  check_stops("serial column", rows, [&](auto const& o) { return rows_in(column.collect(o)); });
  check_stops("serial filter", rows / 2, [&](auto const& o) { return rows_in(filter.collect(o)); });
}
TEST_CASE("scan_csv stops between pieces of the file", "[laws][cancellation]") {
  std::string text = "id\n";
  for (std::int64_t i = 0; i < rows; ++i) text += std::to_string(i) + "\n";
  csv_test::file const file(text);
  auto const q = quern::scan_csv<read_source::schema>(file.path(), {.piece_bytes = 5000});
  auto const even = q.where(watched_id % 2 == 0);
  auto const groups = q.group_by("k"_c = watched_id % 10).agg("n"_c = quern::count());
  check_stops("where", rows / 2, [&](auto const& o) { return rows_in(even.collect(o)); });
  check_stops("group_by", 10, [&](auto const& o) { return rows_in(groups.collect(o)); });
}
TEST_CASE("loading stops between chunks", "[laws][cancellation]") {
  auto const q = quern::make_query(quern::plan::scan<read_source>{});
  CHECK_THAT(q.explain(), matching::ContainsSubstring(std::string(read_source::kind)));
  for (int threads : {1, 2, 4}) {
    std::stop_source source;
    asked = &source, stop_at = 3, calls = 0;
    CHECK(count_cancelled([&] { q.collect({.threads = threads, .stop = source.get_token()}); }) == 1);
    CHECK(calls < 100);
    if (threads == 1) CHECK(calls == 4);
    stop_at = -1;
    auto const t = q.collect({.threads = threads});
    CHECK(t.rows() == 1000);
    check_rows(t["id"_c], 1000, "id", [](auto r) { return static_cast<std::int64_t>(r); });
  }
}

TEST_CASE("a stop that was asked for before the run reads nothing", "[laws][cancellation]") {
  std::stop_source source;
  source.request_stop();
  quern::exec const o{.stop = source.get_token()};
  quern::execution::run_counters c;
  quern::execution::current_counters() = &c;
  auto const q = quern::range(0, rows);
  auto const there_is_none = quern::scan_csv<read_source::schema>("/nowhere/at all.csv");
  CHECK_THROWS_AS(q.collect(o), quern::cancelled);
  CHECK_THROWS_AS(q.count(o), quern::cancelled);
  CHECK_THROWS_AS(q.is_empty(o), quern::cancelled);
  CHECK_THROWS_AS(q.head(3, o), quern::cancelled);
  CHECK_THROWS_AS(q.order_by("id"_c).collect(o), quern::cancelled);
  CHECK_THROWS_AS(q.for_each([](auto const&) { FAIL_CHECK("was called"); }, o), quern::cancelled);
  CHECK_THROWS_AS(there_is_none.collect(o), quern::cancelled);
  CHECK_THROWS_AS(quern::from(quern::make_table("a"_c = std::vector<int>(3, 1))).count(o), quern::cancelled);
  quern::execution::current_counters() = nullptr;
  CHECK(c.chunks_read == 0);
  CHECK(c.tables_made == 0);
}

TEST_CASE("a stop that nobody asks for changes nothing", "[laws][cancellation]") {
  std::stop_source source;
  CHECK(quern::range(0, rows).where("id"_c % 2 == 0).count({.stop = source.get_token()}) == static_cast<std::uint64_t>(rows / 2));
}
