// SPDX-License-Identifier: BSL-1.0
// Exceptions out of marked columns and filters arrive once, as their own type; the query can run again.
#include "laws/order.hpp"

using namespace reference;

namespace {
struct done : quern::barrier {};
std::atomic<int> alive{0};
struct own_error {
  std::int64_t row;
  explicit own_error(std::int64_t r) : row(r) { ++alive; }
  own_error(own_error const& o) : row(o.row) { ++alive; }
  own_error& operator=(own_error const&) = default;
  ~own_error() { --alive; }
};
std::int64_t fails_at = -1;
std::int64_t fails(std::int64_t id) {
  if (id == fails_at) throw own_error(id);
  return id;
}
auto const source = quern::range(0, rows);
auto const x = quern::map(fails, "id"_c);

template <class Query>
void check_throws(char const* name, Query const& q) {
  for (std::int64_t at : {std::int64_t{0}, rows / 2 + 17, rows - 1})
    for (int threads : {1, 2, 4}) {
      INFO(name << ": row " << at << " on " << threads << " threads");
      fails_at = at;
      int caught = 0;
      try {
        q.collect(in_small_chunks(threads));
      } catch (own_error const& e) {
        ++caught;
        CHECK(e.row == at);
      }
      CHECK(caught == 1);
      CHECK(alive == 0);
      fails_at = -1;
      CHECK(q.count(in_small_chunks(threads)) == static_cast<std::uint64_t>(rows));
    }
}
}  // namespace

TEST_CASE("an exception in a marked column arrives once, as it was", "[laws][order][exceptions]") {
  check_throws("serial", source.update(quern::serial("x"_c = x)));
  check_throws("serial, beside others", source.update("y"_c = "id"_c * 2, quern::serial("z"_c = "id"_c + 1), quern::serial("x"_c = x)));
  check_throws("beside a serial one", source.update(quern::serial("z"_c = "id"_c + 1), "x"_c = x));
  check_throws("declares", source.update(quern::declares<done>("x"_c = x), quern::respects<done>("y"_c = "id"_c + 1)));
  check_throws("respects", source.update(quern::declares<done>("y"_c = "id"_c + 1), quern::respects<done>("x"_c = x)));
  check_throws("read shifted", source.update("x"_c = x, "y"_c = quern::prev("x"_c)));
  check_throws("select", source.select(quern::serial("x"_c = x), "id"_c));
}
TEST_CASE("an exception in a marked filter arrives once, as it was", "[laws][order][exceptions]") {
  check_throws("serial", source.where("id"_c >= 0 && quern::serial(x >= 0) && "id"_c < rows));
  check_throws("before a serial one", source.where(x >= 0 && quern::serial("id"_c >= 0)));
  check_throws("declares", source.where(quern::declares<done>(x >= 0) && quern::respects<done>("id"_c >= 0)));
  check_throws("respects", source.where(quern::declares<done>("id"_c >= 0) && quern::respects<done>(x >= 0)));
  check_throws("below a marked column", source.where(x >= 0).update(quern::serial("y"_c = "id"_c)));
}
TEST_CASE("what waits for a barrier does not run when the declarer has failed", "[laws][order][exceptions]") {
  number n{0};
  fails_at = rows / 2;
  auto const count = quern::map(counted(n, [](std::int64_t) { return true; }), "id"_c);
  CHECK_THROWS_AS(source.update(quern::declares<done>("x"_c = x), quern::respects<done>("y"_c = count)).collect(four), own_error);
  CHECK_THROWS_AS(source.where(quern::declares<done>(x >= 0) && quern::respects<done>(count)).collect(four), own_error);
  CHECK_THROWS_AS(source.where(quern::serial(x >= 0) && count).collect(four), own_error);
  CHECK(n == 0);
  fails_at = -1;
}
TEST_CASE("the library's own errors come out of marked expressions, too", "[laws][order][exceptions]") {
  auto const q = source.update("d"_c = "id"_c - rows / 2);
  CHECK_THROWS_AS(q.update(quern::serial("x"_c = quern::div(1, "d"_c))).collect(four), quern::error);
  CHECK_THROWS_AS(q.where(quern::serial(quern::div(1, "d"_c) >= 0)).collect(four), quern::error);
}
