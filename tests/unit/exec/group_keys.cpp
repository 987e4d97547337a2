// SPDX-License-Identifier: BSL-1.0
// Keys of one column, of types that are hashed: which rows form a group, and groups in the order of their first rows.
#include <algorithm>

#include "laws/columns.hpp"

using namespace reference;

namespace {
using std::int64_t;

struct group {
  std::size_t first_row = 0;
  int64_t count = 0, sum = 0;
};
// `pick(i)` gives the i-th of the distinct keys; with few and with many of them, and null as a key of its own.
template <class Pick>
void check_key(char const* name, std::size_t most, Pick pick) {
  using K = std::decay_t<decltype(pick(0))>;
  for (std::size_t n : {0u, 1u, 9u, 1025u, 65537u})
    for (std::size_t distinct : {std::size_t{1}, std::size_t{7}, std::min<std::size_t>(most, 300)})
      for (bool nulls : {false, true}) {
        auto const drawn = make_values(n, 1, [&](numbers& g) { return g.next() % distinct; });
        std::vector<K> plain;
        for (auto const i : drawn) plain.push_back(pick(i));
        auto const k = sprinkle_nulls(plain, 2, nulls ? 20 : 0);
        auto const x = integers<int64_t>(n, 3, -100, 100);
        auto const q = quern::from(quern::make_table("k"_c = k, "x"_c = x)).group_by("k"_c);
        // Sums alone run with masks while groups are few; first() never does.
        auto const t = q.agg("n"_c = quern::count(), "s"_c = quern::sum("x"_c)).collect();
        auto const f = q.agg("f"_c = quern::first("x"_c), "s"_c = quern::sum("x"_c)).collect();

        std::vector<std::size_t> number(distinct);  // of equal keys the first
        for (std::size_t i = 0; i < distinct; ++i)
          while (!same(pick(number[i]), pick(i))) ++number[i];
        std::vector<group> groups(distinct + 1);  // the last is null's
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < n; ++i) {
          std::size_t const at = k[i] ? number[drawn[i]] : distinct;
          group& of = groups[at];
          if (of.count++ == 0) order.push_back(at), of.first_row = i;
          of.sum += x[i];
        }
        INFO(name << ": " << n << " rows, up to " << distinct << " keys" << (nulls ? " and null" : ""));
        REQUIRE(t.rows() == order.size());
        REQUIRE(f.rows() == order.size());
        for (std::size_t g = 0; g < order.size(); ++g) {
          group const& of = groups[order[g]];
          auto const& key = k[of.first_row];
          bool const right = same(std::optional<K>(t["k"_c][g]), key) && same(std::optional<K>(f["k"_c][g]), key) && t["n"_c][g] == of.count && t["s"_c][g] == of.sum && f["s"_c][g] == of.sum &&
                             f["f"_c][g] == x[of.first_row];
          if (!right) {
            INFO("group " << g);
            CHECK(right);
            break;
          }
        }
      }
}
}  // namespace

TEST_CASE("integers of any width are keys", "[exec][group]") {
  check_key("int16", 300, [](std::size_t i) { return static_cast<std::int16_t>(static_cast<int>(i) - 150); });
  check_key("int64", 300, [](std::size_t i) { return i == 0 ? INT64_MIN : i == 1 ? INT64_MAX : static_cast<int64_t>(i) << 33; });
  check_key("uint64", 300, [](std::size_t i) { return UINT64_MAX - i; });
}
TEST_CASE("wide decimals and dates are keys", "[exec][group]") {
  using D = quern::decimal<30, 2>;
  check_key("decimal<30,2>", 300, [](std::size_t i) { return D::from_units((static_cast<int128>(i) - 3) * (int128{1} << 62)); });
  check_key("date", 300, [](std::size_t i) { return quern::date(static_cast<std::int32_t>(i) - 5); });
}
TEST_CASE("types of few values are keys", "[exec][group]") {
  check_key("int8", 256, [](std::size_t i) { return static_cast<std::int8_t>(i); });
  check_key("uint8", 256, [](std::size_t i) { return static_cast<std::uint8_t>(255 - i); });
  check_key("bool", 2, [](std::size_t i) { return i % 2 == 0; });
}

TEST_CASE("all NaNs are one key, and so are -0.0 and 0.0", "[exec][group]") {
  double const nan = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> const k = {0.0, nan, -0.0, -nan, 1.0, std::numeric_limits<double>::signaling_NaN(), 0.0};
  std::vector<float> const f(k.begin(), k.end());
  auto const q = quern::from(quern::make_table("k"_c = k, "f"_c = f));
  auto const t = q.group_by("k"_c).agg("n"_c = quern::count()).collect();
  auto const u = q.group_by("f"_c).agg("n"_c = quern::count()).collect();
  REQUIRE(t.rows() == 3);
  REQUIRE(u.rows() == 3);
  int64_t const want[] = {3, 3, 1};
  for (std::size_t g = 0; g < 3; ++g) CHECK((t["n"_c][g] == want[g] && u["n"_c][g] == want[g]));
  CHECK(std::isnan(t["k"_c][1]));
  CHECK(q.select("k"_c).distinct().count() == 3);
  CHECK(q.agg("n"_c = quern::count_distinct("k"_c)).collect()["n"_c][0] == 3);
}

TEST_CASE("arguments that may raise are added up for the rows there are, in few groups and in many, at every tail", "[exec][group]") {
  for (std::size_t n = 1; n <= 40; ++n)
    for (std::size_t groups : {1u, 3u, 20u}) {
      std::vector<double> k, v;
      for (std::size_t i = 0; i < n; ++i) k.push_back(static_cast<double>(i % groups) / 4), v.push_back(static_cast<double>(i) + 0.25);
      auto const rows = quern::from(quern::make_table("k"_c = k, "v"_c = v));
      auto const check = [&](auto const& q) {
        auto const t = q.group_by("k"_c).agg("n"_c = quern::count(), "s"_c = quern::sum(quern::cast<std::int32_t>("v"_c)), "m"_c = quern::mean(quern::cast<double>(quern::cast<std::int32_t>("v"_c)))).collect();
        INFO(n << " rows, " << groups << " groups");
        REQUIRE(t.rows() == std::min(n, groups));
        for (std::size_t g = 0; g < t.rows(); ++g) {
          int64_t count = 0, sum = 0;
          for (std::size_t i = g; i < n; i += groups) ++count, sum += static_cast<int64_t>(i);
          CHECK((t["n"_c][g] == count && t["s"_c][g] == sum && t["m"_c][g] == static_cast<double>(sum) / static_cast<double>(count)));
        }
      };
      check(rows);
      check(rows.where("v"_c > 0.0));
    }
}
