// SPDX-License-Identifier: BSL-1.0
// An exception of a user's function reaches the caller once, as its own type, from the lowest failing chunk; nothing leaks, and the
// query can run again.
#include <atomic>

#include "laws/chunks.hpp"
#include "laws/columns.hpp"

using namespace reference;

namespace {
std::atomic<int> alive{0};

struct own_error {
  std::int64_t row;
  explicit own_error(std::int64_t r) : row(r) { ++alive; }
  own_error(own_error const& o) : row(o.row) { ++alive; }
  own_error& operator=(own_error const&) = default;
  ~own_error() { --alive; }
};
// Fails for one row, and for many that lie behind it.
std::int64_t first_to_fail = -1;
std::int64_t also_from = -1;
std::int64_t fails(std::int64_t id) {
  if (id == first_to_fail || (also_from >= 0 && id >= also_from && id % 100 == 0)) throw own_error(id);
  return id;
}
std::int64_t const rows = 15 * static_cast<std::int64_t>(small_chunk) + 1000;

template <class Run>
void check_throws(char const* name, Run run) {
  for (std::int64_t at : {std::int64_t{0}, rows / 2 + 17, rows - 1})
    for (std::int64_t also : {std::int64_t{-1}, at + static_cast<std::int64_t>(small_chunk) + 400})
      for (int threads : {1, 2, 4}) {
        first_to_fail = at, also_from = also;
        INFO(name << ": row " << at << " on " << threads << " threads" << (also >= 0 ? ", and many later ones" : ""));
        int caught = 0;
        try {
          run(in_small_chunks(threads));
        } catch (own_error const& e) {
          ++caught;
          CHECK(e.row == at);
        }
        CHECK(caught == 1);
        CHECK(alive == 0);
      }
  first_to_fail = also_from = -1;
  CHECK_NOTHROW(run(in_small_chunks(2)));
}
}  // namespace

TEST_CASE("an exception in where, update, agg and group_by arrives once, as it was", "[laws][exceptions]") {
  auto const q = quern::range(0, rows);
  check_throws("where", [&](auto o) { return q.where(quern::map(fails, "id"_c) >= 0).count(o); });
  check_throws("update", [&](auto o) { return q.update("x"_c = quern::map(fails, "id"_c)).collect(o).rows(); });
  check_throws("agg", [&](auto o) { return q.agg("s"_c = quern::sum(quern::map(fails, "id"_c))).collect(o).rows(); });
  check_throws("key", [&](auto o) { return q.group_by("k"_c = quern::map(fails, "id"_c) % 10).agg("n"_c = quern::count()).collect(o).rows(); });
  check_throws("value", [&](auto o) { return q.group_by("k"_c = "id"_c % 100).agg("n"_c = quern::sum(quern::map(fails, "id"_c))).collect(o).rows(); });
}
TEST_CASE("an exception in a sort key, below a limit and behind a sort arrives once, as it was", "[laws][exceptions]") {
  auto const q = quern::range(0, rows);
  check_throws("sort key", [&](auto o) { return q.order_by(quern::map(fails, "id"_c) % 7).collect(o).rows(); });
  check_throws("limit", [&](auto o) { return q.where(quern::map(fails, "id"_c) < 0 || "id"_c == rows - 1).limit(2).collect(o).rows(); });
  check_throws("behind a sort", [&](auto o) { return q.order_by("id"_c).update("x"_c = quern::map(fails, "id"_c)).collect(o).rows(); });
}

TEST_CASE("the library's own errors come from the lowest failing chunk, too", "[laws][exceptions]") {
  std::vector<std::int64_t> a(700000, 1);
  a[130000] = INT64_MAX - 5, a[690000] = INT64_MAX - 6;
  auto const q = quern::from(quern::make_table("a"_c = a)).select("x"_c = "a"_c + 100);
  for (int threads : {1, 2, 4, 8})
    CHECK_THROWS_WITH(q.collect({threads}), matching::ContainsSubstring("9223372036854775802"));
}

TEST_CASE("an exception out of for_each stops it", "[laws][exceptions]") {
  int seen = 0;
  CHECK_THROWS_AS(quern::range(0, 100).for_each([&](auto const& row) {
    if (++seen == 5) throw own_error(row["id"_c]);
  }),
                  own_error);
  CHECK(seen == 5);
  CHECK(alive == 0);
}
