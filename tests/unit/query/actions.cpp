// SPDX-License-Identifier: BSL-1.0
// limit, offset, distinct, range, and the actions that look at a part of the rows.
#include <algorithm>

#include "laws/columns.hpp"

using namespace reference;

namespace {
std::vector<std::int64_t> ids(auto const& t) {
  std::vector<std::int64_t> r;
  for (auto v : t["id"_c]) r.push_back(v);
  return r;
}
std::vector<std::int64_t> numbers_from(std::int64_t first, std::int64_t n) {
  std::vector<std::int64_t> r;
  for (std::int64_t i = 0; i < n; ++i) r.push_back(first + i);
  return r;
}
}  // namespace

TEST_CASE("range counts from first to before last by step, in both directions", "[query][actions]") {
  CHECK(ids(quern::range(0, 3).collect()) == std::vector<std::int64_t>{0, 1, 2});
  CHECK(ids(quern::range(5, 0, -2).collect()) == std::vector<std::int64_t>{5, 3, 1});
  CHECK(ids(quern::range(0, 7, 3).collect()) == std::vector<std::int64_t>{0, 3, 6});
  CHECK(ids(quern::range(0, 6, 3).collect()) == std::vector<std::int64_t>{0, 3});
  CHECK(quern::range(3, 3).count() == 0);
  CHECK(quern::range(3, 0).count() == 0);
  CHECK(quern::range(0, 3, -1).count() == 0);
  CHECK(ids(quern::range(INT64_MAX - 2, INT64_MAX).collect()) == std::vector<std::int64_t>{INT64_MAX - 2, INT64_MAX - 1});
  CHECK(ids(quern::range(INT64_MIN, INT64_MAX, INT64_MAX).collect()) == std::vector<std::int64_t>{INT64_MIN, -1, INT64_MAX - 1});
  CHECK_THROWS_AS(quern::range(0, 3, 0), quern::data_error);
  for (std::size_t n : lengths) CHECK(ids(quern::range(7, 7 + static_cast<std::int64_t>(n)).collect()) == numbers_from(7, static_cast<std::int64_t>(n)));
}

TEST_CASE("limit, offset, head and tail cut anywhere", "[query][actions]") {
  for (std::int64_t n : {0, 1, 9, 1025, 65537, 200000}) {
    auto const q = quern::range(0, n);
    auto const even = q.where("id"_c % 2 == 0);
    for (std::int64_t k : {0, 1, 8, 1024, 65536, 131073}) {
      INFO(k << " of " << n);
      auto const cut = [&](std::int64_t first, std::int64_t count) { return numbers_from(std::min(first, n), std::max<std::int64_t>(0, std::min(count, n - first))); };
      auto const u = static_cast<std::uint64_t>(k);
      CHECK(ids(q.head(u)) == cut(0, k));
      CHECK(ids(q.limit(u).collect()) == cut(0, k));
      CHECK(ids(q.offset(u).collect()) == cut(k, n));
      CHECK(ids(q.offset(u).limit(3).collect()) == cut(k, 3));
      CHECK(ids(q.limit(u).offset(3).collect()) == cut(3, k - 3));
      CHECK(ids(q.tail(u)) == cut(std::max<std::int64_t>(0, n - k), k));
      CHECK(even.head(u).rows() == static_cast<std::size_t>(std::min(k, (n + 1) / 2)));
      CHECK(even.limit(u).count() == static_cast<std::uint64_t>(std::min(k, (n + 1) / 2)));
      CHECK(even.limit(u).where("id"_c > 4).count() == static_cast<std::uint64_t>(std::max<std::int64_t>(0, std::min(k, (n + 1) / 2) - 3)));
    }
    CHECK(ids(q.offset(UINT64_MAX).limit(UINT64_MAX).collect()).empty());
    CHECK(q.limit(UINT64_MAX).count() == static_cast<std::uint64_t>(n));
  }
}

TEST_CASE("a number of rows is not negative", "[query][actions]") {
  auto const q = quern::range(0, 9);
  int const none = -1;
  CHECK_THROWS_AS(q.limit(none), quern::data_error);
  CHECK_THROWS_AS(q.offset(none), quern::data_error);
  CHECK_THROWS_AS(q.head(none), quern::data_error);
  CHECK_THROWS_AS(q.take(none), quern::data_error);
  CHECK_THROWS_AS(q.tail(none), quern::data_error);
  CHECK_THROWS_AS(q.show(none), quern::data_error);
}

TEST_CASE("first, take, count, is_empty and for_each", "[query][actions]") {
  auto const q = quern::range(0, 100000).where("id"_c % 7 == 6);
  CHECK(ids(q.first()) == std::vector<std::int64_t>{6});
  CHECK(ids(q.take(3)) == std::vector<std::int64_t>{6, 13, 20});
  CHECK(q.count() == 14285);
  CHECK(!q.is_empty());
  CHECK(q.where("id"_c < 0).is_empty());
  CHECK(q.where("id"_c < 0).first().rows() == 0);
  CHECK(quern::range(0, 0).is_empty());
  std::int64_t last = -1, n = 0;
  q.for_each([&](auto const& row) {
    if (row["id"_c] != last + 7) FAIL("rows out of order");
    last = row["id"_c], ++n;
  });
  CHECK(n == 14285);
  CHECK_THROWS_AS(q.for_each([](auto const& row) { row["id"_c] > 20 ? throw std::out_of_range("enough") : 0; }), std::out_of_range);
}

TEST_CASE("distinct keeps the first row of every combination, nulls equal", "[query][actions]") {
  for (std::size_t n : {0u, 1u, 9u, 1025u, 70000u}) {
    auto const a = sprinkle_nulls(integers<std::int8_t>(n, 1, 0, 9), 2);
    auto const s = sprinkle_nulls(make_values(n, 3, [](numbers& g) { return std::string(g.next() % 12, 'v'); }), 4);
    auto const t = quern::from(quern::make_table("a"_c = a, "s"_c = s)).distinct().collect();
    std::vector<std::size_t> want;
    for (std::size_t i = 0; i < n; ++i)
      if (std::none_of(want.begin(), want.end(), [&](auto j) { return same(a[i], a[j]) && same(s[i], s[j]); })) want.push_back(i);
    check_rows(t["a"_c], want.size(), "a", [&](auto r) { return a[want[r]]; });
    check_rows(t["s"_c], want.size(), "s", [&](auto r) { return s[want[r]]; });
  }
  CHECK(quern::range(0, 100000).select("k"_c = "id"_c % 5).distinct().count() == 5);
}

TEST_CASE("a query is a value that can be run again, copied and extended", "[query][actions]") {
  auto const make = [] {
    auto const t = quern::make_table("id"_c = std::vector<std::int64_t>{3, 1, 2});
    return quern::from(t).where("id"_c > 1);
  };
  auto const q = make();  // its table lives on in the plan
  auto const copy = q;
  CHECK(ids(q.collect()) == std::vector<std::int64_t>{3, 2});
  CHECK(ids(copy.order_by("id"_c).collect()) == std::vector<std::int64_t>{2, 3});
  CHECK(ids(q.collect()) == std::vector<std::int64_t>{3, 2});
}
