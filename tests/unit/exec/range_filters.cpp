// SPDX-License-Identifier: BSL-1.0
// Filters that ask for ranges of stored values, over and over on the same table: wide at first, then in fewer bytes. Against predicates in
// C++, at every tail, with nulls and extremes, into each kind of sink, in chunks that are zones and in such that are none.
#include "laws/columns.hpp"

using namespace reference;
using quern::between, quern::is_in, quern::param;

namespace {
std::vector<std::size_t> const sizes = {0, 1, 7, 8, 31, 32, 33, 1000, 1025, 65537};

// The rows that pass, and sums over them, of the first run and of those that follow.
template <class Query, class Condition, class Passes>
void check_filter(Query const& q, std::size_t n, Condition const& condition, Passes passes) {
  std::vector<std::int64_t> rows;
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < n; ++i)
    if (passes(i)) rows.push_back(static_cast<std::int64_t>(i)), sum += static_cast<std::int64_t>(i % 1000);
  for (int run = 0; run < 4; ++run) {
    INFO("run " << run << ", " << n << " rows");
    quern::exec const how{.threads = 1, .min_rows_per_chunk = run == 3 ? std::size_t{264} : quern::rows_per_chunk};
    auto const kept = q.where(condition).select("i"_c).collect(how);
    check_rows(kept["i"_c], rows.size(), "collect", [&](auto r) { return rows[r]; });
    auto const all = q.where(condition).agg("n"_c = quern::count(), "s"_c = quern::sum("i"_c % 1000)).collect(how);
    CHECK(all["n"_c][0] == static_cast<std::int64_t>(rows.size()));
    CHECK(all["s"_c][0].value_or(0) == sum);
  }
}
}  // namespace

TEST_CASE("integers of all widths in ranges", "[exec][ranges]") {
  for (std::size_t n : sizes) {
    std::vector<std::int64_t> i(n);
    for (std::size_t k = 0; k < n; ++k) i[k] = static_cast<std::int64_t>(k);
    auto const small = integers<std::int32_t>(n, n + 1, -100, 100);
    auto const medium = integers<std::int64_t>(n, n + 2, -20000, 20000);
    auto const large = make_values(n, n + 3, [](numbers& g) {
      constexpr auto least = std::numeric_limits<std::int64_t>::min(), most = std::numeric_limits<std::int64_t>::max();
      return g.chance(30) ? (g.chance(50) ? least + g.between(0, 2) : most - g.between(0, 2)) : g.between(-5, 5);
    });
    auto const words = integers<std::uint32_t>(n, n + 4, 4294967000, 4294967295);
    auto const huge = make_values(n, n + 5, [](numbers& g) { return std::numeric_limits<std::uint64_t>::max() - g.next() % 4; });
    auto const some = sprinkle_nulls(small, n);
    auto const q = quern::from(quern::make_table("i"_c = i, "small"_c = small, "medium"_c = medium, "large"_c = large, "words"_c = words, "huge"_c = huge, "some"_c = some));
    check_filter(q, n, "small"_c >= -3 && "small"_c < 50, [&](auto r) { return small[r] >= -3 && small[r] < 50; });
    check_filter(q, n, "small"_c != 5 && 90 > "small"_c, [&](auto r) { return small[r] != 5 && small[r] < 90; });
    check_filter(q, n, is_in("small"_c, 1, param<"b">(3), 5, 7, -100, 100), [&](auto r) { return small[r] == 1 || small[r] == 3 || small[r] == 5 || small[r] == 7 || small[r] == -100 || small[r] == 100; });
    // More ranges than are held.
    check_filter(q, n, is_in("small"_c, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18), [&](auto r) { return small[r] >= 0 && small[r] <= 18 && small[r] % 2 == 0; });
    check_filter(q, n, is_in("small"_c, 0, 2, 4, 6, 8, 10) && !is_in("small"_c, 1, 2) && "small"_c != 6, [&](auto r) { return small[r] == 0 || small[r] == 4 || small[r] == 8 || small[r] == 10; });
    check_filter(q, n, "medium"_c == param<"m">(std::int64_t{17}) || "medium"_c <= -15000, [&](auto r) { return medium[r] == 17 || medium[r] <= -15000; });
    check_filter(q, n, "medium"_c < 0 && "small"_c > 0 && "medium"_c > -10000, [&](auto r) { return medium[r] < 0 && small[r] > 0 && medium[r] > -10000; });
    check_filter(q, n, "large"_c > std::numeric_limits<std::int64_t>::min() && "large"_c <= 3, [&](auto r) { return large[r] > std::numeric_limits<std::int64_t>::min() && large[r] <= 3; });
    check_filter(q, n, "words"_c >= 4294967290u, [&](auto r) { return words[r] >= 4294967290u; });
    check_filter(q, n, "huge"_c == std::numeric_limits<std::uint64_t>::max() || "huge"_c < 5, [&](auto r) { return huge[r] == std::numeric_limits<std::uint64_t>::max(); });
    check_filter(q, n, "huge"_c > -1, [&](auto) { return true; });
    check_filter(q, n, "words"_c < -1, [&](auto) { return false; });
    check_filter(q, n, between("some"_c, -20, 20) && "some"_c != 0, [&](auto r) { return some[r] && *some[r] >= -20 && *some[r] <= 20 && *some[r] != 0; });
    check_filter(q, n, "some"_c < -50 || "some"_c > 50, [&](auto r) { return some[r] && (*some[r] < -50 || *some[r] > 50); });
    // A range, and what is none; a range behind it.
    check_filter(q, n, "small"_c > -50 && "small"_c % 3 == 0 && "small"_c < 60, [&](auto r) { return small[r] > -50 && small[r] % 3 == 0 && small[r] < 60; });
    check_filter(q, n, "small"_c < "medium"_c && "small"_c > 10, [&](auto r) { return small[r] < medium[r] && small[r] > 10; });
  }
}

TEST_CASE("decimals, dates, times, codes and characters in ranges", "[exec][ranges]") {
  using money = quern::decimal<12, 2>;
  using one = quern::fixed_string<1>;
  for (std::size_t n : sizes) {
    std::vector<std::int64_t> i(n);
    for (std::size_t k = 0; k < n; ++k) i[k] = static_cast<std::int64_t>(k);
    auto const cents = integers<std::int64_t>(n, n + 1, -300, 300);
    auto const days = integers<std::int32_t>(n, n + 2, 8000, 8100);
    auto const moments = integers<std::int64_t>(n, n + 3, 0, 1000000);
    auto const kinds = make_values(n, n + 4, [](numbers& g) { return std::string(1, static_cast<char>('a' + g.next() % 5)); });
    auto const letters = make_values(n, n + 5, [](numbers& g) { return g.chance(20) ? std::string() : std::string(1, static_cast<char>('A' + g.next() % 3)); });
    auto const some = sprinkle_nulls(days, n);
    struct rows : quern::schema<quern::field<"i", std::int64_t>, quern::field<"money", money>, quern::field<"day", quern::date>, quern::field<"at", quern::timestamp<quern::us>>,
                                quern::field<"kind", quern::category>, quern::field<"letter", one>, quern::field<"due", quern::nullable<quern::date>>> {};
    quern::table_builder<rows> b;
    for (std::size_t r = 0; r < n; ++r)
      b.row(i[r], quern::from_storage<money>(cents[r]), quern::from_storage<quern::date>(days[r]), quern::from_storage<quern::timestamp<quern::us>>(moments[r]), kinds[r], one(letters[r]),
            some[r] ? std::optional<quern::date>(quern::from_storage<quern::date>(*some[r])) : std::nullopt);
    auto const q = quern::from(b.finish());
    check_filter(q, n, "money"_c >= quern::lit<-1> * 0.5_dec && "money"_c < 2, [&](auto r) { return cents[r] >= -50 && cents[r] < 200; });
    // A literal of more digits than the column has.
    check_filter(q, n, "money"_c > 0.505_dec && "money"_c <= 1.999_dec, [&](auto r) { return cents[r] >= 51 && cents[r] <= 199; });
    check_filter(q, n, "money"_c >= quern::lit<-1> * 0.505_dec && "money"_c != 0.001_dec, [&](auto r) { return cents[r] >= -50; });
    check_filter(q, n, "money"_c == 0.505_dec, [&](auto) { return false; });
    check_filter(q, n, "money"_c == param<"m">(1.50_dec) || "money"_c == 3, [&](auto r) { return cents[r] == 150 || cents[r] == 300; });
    auto const from = param<"from">("1992-01-01"_date);
    check_filter(q, n, "day"_c >= from && "day"_c < quern::add_months(from, 1), [&](auto r) { return days[r] >= 8035 && days[r] < 8066; });
    check_filter(q, n, "due"_c >= from && "due"_c < quern::add_months(from, 1), [&](auto r) { return some[r] && *some[r] >= 8035 && *some[r] < 8066; });
    check_filter(q, n, "at"_c < quern::from_storage<quern::timestamp<quern::us>>(500000), [&](auto r) { return moments[r] < 500000; });
    check_filter(q, n, is_in("kind"_c, "a", "c", "nowhere"), [&](auto r) { return kinds[r] == "a" || kinds[r] == "c"; });
    check_filter(q, n, "kind"_c != "b" && "kind"_c != "nowhere", [&](auto r) { return kinds[r] != "b"; });
    check_filter(q, n, "letter"_c == "B", [&](auto r) { return letters[r] == "B"; });
    check_filter(q, n, "letter"_c != "B" && "letter"_c != "", [&](auto r) { return letters[r] == "A" || letters[r] == "C"; });
    check_filter(q, n, "letter"_c == "AB" || "letter"_c == std::string(1, '\0'), [&](auto) { return false; });
    // Into a join and into groups.
    auto const few = quern::from(quern::make_table("kind"_c = std::vector<std::string>{"a", "d"}, "worth"_c = std::vector<int>{1, 10}));
    std::int64_t worth = 0, groups[2] = {};
    for (std::size_t r = 0; r < n; ++r)
      if (days[r] >= 8050 && cents[r] < 0) {
        if (kinds[r] == "a" || kinds[r] == "d") worth += kinds[r] == "a" ? 1 : 10;
        ++groups[kinds[r] == "a"];
      }
    auto const late = q.where("day"_c >= quern::from_storage<quern::date>(8050) && "money"_c < 0);
    for (int run = 0; run < 3; ++run) {
      CHECK(late.join(few, quern::on("kind"_c)).agg("w"_c = quern::sum("worth"_c)).collect()["w"_c][0].value_or(0) == worth);
      auto const counted = late.group_by("a"_c = "kind"_c == "a").agg("n"_c = quern::count()).order_by("a"_c).collect();
      std::size_t at = 0;
      for (int a : {0, 1})
        if (groups[a] != 0) CHECK(counted["n"_c][at++] == groups[a]);
      CHECK(counted.rows() == at);
    }
  }
}

TEST_CASE("a range hides no exception of a conjunct before it", "[exec][ranges]") {
  auto const q = quern::from(quern::make_table("x"_c = std::vector<int>{1, 2, 3, 4}, "by"_c = std::vector<int>{1, 1, 0, 1}));
  for (int run = 0; run < 3; ++run) {
    CHECK_THROWS_AS(q.where("x"_c % "by"_c == 0 && "x"_c > 3).collect(), quern::division_by_zero);
    CHECK(q.where("x"_c > 3 && "x"_c % "by"_c == 0).collect().rows() == 1);
    // A bound that cannot be computed is an exception of the rows that ask for it.
    auto const never = quern::add_months(param<"d">("1992-01-01"_date), param<"m">(2000000000));
    auto const dated = q.update("day"_c = "1992-01-01"_date);
    CHECK_THROWS(dated.where("day"_c < never && "x"_c > 9).collect());
    CHECK(dated.where("x"_c > 9 && "day"_c < never).collect().rows() == 0);
  }
}

TEST_CASE("filters of ranges alone make narrow values, in the second run", "[exec][ranges]") {
  auto const t = quern::make_table("x"_c = integers<std::int64_t>(1000, 1, 0, 200), "y"_c = integers<std::int64_t>(1000, 2, 0, 200), "z"_c = integers<std::int32_t>(1000, 3, 0, 60000));
  // Asks like one more run, and makes nothing.
  auto const bytes_of = [&](auto const& name) { return t[name].data()->zones.narrow(0, 1, [] { return quern::kept_narrow(); }).bytes; };
  auto const q = quern::from(t);
  for (int run = 0; run < 2; ++run) {
    q.where("x"_c > 10 && "z"_c < 30000).collect({.threads = 1});
    q.where("y"_c > 10 && "y"_c != "x"_c).collect({.threads = 1});
  }
  CHECK(bytes_of("x"_c) == 1);
  CHECK(bytes_of("z"_c) == 2);
  CHECK(bytes_of("y"_c) == 0);
}
