// SPDX-License-Identifier: BSL-1.0
// What a run touches: verbs read nothing, actions stop as early as they can, and columns are shared, not copied.
#include "laws/columns.hpp"

using namespace reference;

namespace {
using quern::execution::run_counters;

// The counters of what f does in this thread's runs.
template <class F>
run_counters& observe(run_counters& c, F f) {
  quern::execution::current_counters() = &c;
  f();
  quern::execution::current_counters() = nullptr;
  return c;
}
}  // namespace

TEST_CASE("verbs read nothing and make nothing", "[query][counters]") {
  run_counters c;
  observe(c, [] {
    auto const q = quern::range(0, 10'000'000)
                       .where("id"_c > 5)
                       .update("x"_c = "id"_c * 2)
                       .select("id"_c, "x"_c)
                       .group_by("id"_c)
                       .agg("s"_c = quern::sum("x"_c))
                       .order_by("s"_c)
                       .distinct()
                       .with_row_index("i"_c)
                       .drop("i"_c)
                       .rename("t"_c = "s"_c)
                       .offset(3)
                       .limit(10);
    CHECK(!q.explain().empty());
  });
  CHECK(c.rows_read == 0);
  CHECK(c.chunks_read == 0);
  CHECK(c.tables_made == 0);
}

TEST_CASE("is_empty reads one chunk of ten million rows", "[query][counters]") {
  run_counters c;
  observe(c, [] { CHECK(!quern::range(0, 10'000'000).is_empty()); });
  CHECK(c.chunks_read == 1);
  run_counters d;
  observe(d, [] { CHECK(!quern::range(0, 10'000'000).where("id"_c > 10).is_empty()); });
  CHECK(d.chunks_read == 1);
}

TEST_CASE("head and first read no more chunks than they need", "[query][counters]") {
  for (int threads : {1, 2, 4}) {
    run_counters c;
    observe(c, [&] { CHECK(quern::range(0, 10'000'000).head(10, {threads}).rows() == 10); });
    CHECK(c.chunks_read == 1);
    run_counters d;
    observe(d, [&] { CHECK(quern::range(0, 10'000'000).where("id"_c >= 65536 * 3).head(10, {threads}).rows() == 10); });
    CHECK(d.chunks_read >= 4);
    CHECK(d.chunks_read <= 4 + static_cast<unsigned>(threads));
    run_counters e;
    observe(e, [&] { CHECK(quern::range(0, 10'000'000).limit(10).where("id"_c > 3).count({threads}) == 6); });
    CHECK(e.rows_read <= 65536 + 10);
  }
}

TEST_CASE("a table that nothing filters is counted without reading it", "[query][counters]") {
  auto const t = quern::range(0, 100000).collect();
  run_counters c;
  observe(c, [&] { CHECK(quern::from(t).update("x"_c = "id"_c * 2).count() == 100000); });
  CHECK(c.rows_read == 0);
}

TEST_CASE("selecting, dropping and renaming columns of a table shares them", "[query][counters]") {
  auto const t = quern::make_table("a"_c = std::vector<int>(1000, 1), "b"_c = std::vector<double>(1000, 2), "s"_c = std::vector<std::string>(1000, "x"));
  run_counters c;
  observe(c, [&] {
    auto const u = quern::from(t).select("b"_c, "z"_c = "s"_c, "a"_c).drop("a"_c).rename("y"_c = "b"_c).collect();
    CHECK(u["y"_c].data() == t["b"_c].data());
    CHECK(u["z"_c].data() == t["s"_c].data());
  });
  CHECK(c.rows_read == 0);
  CHECK(c.tables_made == 0);
}

TEST_CASE("copying a table or a query copies no column", "[query][counters]") {
  auto const t = quern::make_table("a"_c = std::vector<int>(1000, 1));
  auto const u = t;
  CHECK(u["a"_c].data() == t["a"_c].data());
  auto const q = quern::from(t);
  auto const r = q;
  CHECK(r.collect()["a"_c].data() == t["a"_c].data());
}

TEST_CASE("a pipeline of row-wise verbs is one pass and one table", "[query][counters]") {
  auto const t = quern::range(0, 100000).collect();
  run_counters c;
  observe(c, [&] {
    auto const u = quern::from(t).where("id"_c % 2 == 0).update("x"_c = "id"_c + 1).where("x"_c % 3 == 0).select("x"_c).collect();
    CHECK(u.rows() > 0);
  });
  CHECK(c.rows_read == 100000);
  CHECK(c.tables_made == 1);
  run_counters d;
  observe(d, [&] { CHECK(quern::from(t).where("id"_c % 2 == 0).agg("s"_c = quern::sum("id"_c)).collect().rows() == 1); });
  CHECK(d.rows_read <= 100000 + 1);
}

TEST_CASE("a union makes no table of its inputs", "[query][counters]") {
  run_counters c;
  auto const q = quern::range(0, 1000).where("id"_c % 2 == 0).union_all(quern::range(0, 10));
  observe(c, [&] { CHECK(q.agg("sum"_c = quern::sum("id"_c)).collect()["sum"_c][0] == 249'500 + 45); });
  run_counters alone;
  observe(alone, [&] { quern::range(0, 1000).agg("sum"_c = quern::sum("id"_c)).collect(); });
  CHECK(c.tables_made == alone.tables_made);
  // The first input's rows, and those that passed as the union's; none of the second.
  run_counters d;
  observe(d, [&] { CHECK(q.limit(3).count() == 3); });
  CHECK(d.rows_read == 1000 + 500);
}
