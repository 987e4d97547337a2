// SPDX-License-Identifier: BSL-1.0
// rollup, cube and grouping_sets against groups gathered row by row; where after agg is SQL's having.
#include <algorithm>
#include <map>

#include "laws/columns.hpp"

using namespace reference;

namespace {
using std::int64_t, std::optional, std::string;
using D = quern::decimal<30, 2>;
struct rows : quern::schema<quern::field<"c", quern::nullable<quern::category>>, quern::field<"b", bool>, quern::field<"m", quern::nullable<D>>, quern::field<"x", double>, quern::field<"s", quern::nullable<quern::string>>,
                            quern::field<"i", quern::nullable<int64_t>>> {};
struct row {
  optional<string> c;
  bool b;
  optional<D> m;
  double x;
  optional<string> s;
  optional<int64_t> i;
};
std::vector<row> make(std::size_t n) {
  double const values[] = {0.0, -0.0, std::numeric_limits<double>::quiet_NaN(), 1.5};
  return make_values(n, n, [&](numbers& g) {
    auto const maybe = [&](auto v) { return g.chance(20) ? optional<decltype(v)>() : optional<decltype(v)>(v); };
    return row{maybe("c" + std::to_string(g.next() % 5)), g.chance(50), maybe(D::from_units(g.between(0, 3) * quern::power_of_ten(20))), values[g.next() % 4], maybe("s" + std::to_string(g.next() % 100)), maybe(g.between(-9, 9))};
  });
}
auto table_of(std::vector<row> const& in) {
  quern::table_builder<rows> t;
  for (auto const& r : in) t.row(r.c, r.b, r.m, r.x, r.s, r.i);
  return t.finish();
}

// A row of the answer: the keys in words, "-" for one that is left out, and what the aggregates give.
struct group {
  string key, first;
  int64_t rows = 0;
  optional<int64_t> sum;
  bool operator==(group const&) const = default;
};
// The groups of one set, in the order in which they appear. in_set: which of a row's keys are in it.
std::vector<group> groups_of(std::vector<row> const& in, std::vector<bool> const& in_set, auto const& keys_of) {
  std::vector<group> r;
  std::map<string, std::size_t> number;
  bool const total = std::find(in_set.begin(), in_set.end(), true) == in_set.end();
  if (total && in.empty()) {
    r.emplace_back();
    for (std::size_t k = 0; k < in_set.size(); ++k) r[0].key += "|-";
  }
  for (auto const& x : in) {
    std::vector<string> const keys = keys_of(x);
    string key;
    for (std::size_t k = 0; k < keys.size(); ++k) key += "|" + (in_set[k] ? keys[k] : "-");
    auto const [at, added] = number.emplace(key, r.size());
    if (added) r.push_back({key, "", 0, {}});
    group& g = r[at->second];
    ++g.rows;
    if (x.i) g.sum = g.sum.value_or(0) + *x.i;
    if (g.first.empty() && x.s) g.first = *x.s;
  }
  return r;
}
// A key in words; nulls of rows, and of sets where the key is left out.
template <class V>
string in_key(V const& v, bool absent) {
  if constexpr (requires { v.has_value(); })
    return v.has_value() ? in_key(*v, absent) : absent ? "-" : "null";
  else if constexpr (std::is_convertible_v<V, std::string_view>)
    return absent ? "not null" : string(v);
  else if constexpr (std::is_same_v<V, double>)
    return absent ? "not null" : v == 0 ? "0.0" : v != v ? "nan" : in_words(v);
  else
    return absent ? "not null" : in_words(v);
}
template <class T, class... K>
std::vector<group> read(T const& t, K const&... keys) {
  std::vector<group> r;
  for (std::size_t g = 0; g < t.rows(); ++g) {
    string key;
    int bit = sizeof...(K);
    ((key += "|" + in_key(t[keys][g], ((t["g"_c][g] >> --bit) & 1) != 0)), ...);
    optional<int64_t> const sum = t["sum"_c][g];
    optional<string> const first = t["first"_c][g] ? optional<string>(*t["first"_c][g]) : std::nullopt;
    r.push_back({key, first.value_or(""), t["n"_c][g], sum});
  }
  return r;
}
quern::exec const ways[] = {{.threads = 1}, {.threads = 2, .min_rows_per_chunk = 8}, {.threads = 3, .min_rows_per_chunk = 1000}};
}  // namespace

TEST_CASE("rollup and cube give the groups of each set in order, keys that are left out being null", "[exec][group]") {
  for (std::size_t n : {0u, 1u, 9u, 130u, 1025u, 20000u}) {
    auto const in = make(n);
    auto const q = quern::from(table_of(in));
    auto const rolled = q.group_by(quern::rollup("c"_c, "b"_c, "m"_c))
                            .agg("n"_c = quern::count(), "sum"_c = quern::sum("i"_c), "first"_c = quern::first("s"_c), "g"_c = quern::grouping("c"_c) * 4 + quern::grouping("b"_c) * 2 + quern::grouping("m"_c));
    auto const cubed = q.group_by(quern::cube("x"_c, "k"_c = quern::coalesce("c"_c, "none")))
                           .agg("n"_c = quern::count(), "sum"_c = quern::sum("i"_c), "first"_c = quern::first("s"_c), "g"_c = quern::grouping("x"_c) * 2 + quern::grouping("k"_c));
    using S = typename decltype(rolled)::schema;
    static_assert(std::is_same_v<quern::schemas::type_of<S, "b">, quern::nullable<bool>> && std::is_same_v<quern::schemas::type_of<S, "sum">, quern::nullable<int64_t>> && std::is_same_v<quern::schemas::type_of<S, "n">, int64_t>);
    auto const words = [](auto const& v) { return in_key(v, false); };
    std::vector<group> want, want_cube;
    for (auto const& set : {std::vector<bool>{true, true, true}, {true, true, false}, {true, false, false}, {false, false, false}})
      for (auto const& g : groups_of(in, set, [&](row const& r) { return std::vector<string>{words(r.c), words(optional<bool>(r.b)), words(r.m)}; })) want.push_back(g);
    for (auto const& set : {std::vector<bool>{true, true}, {true, false}, {false, true}, {false, false}})
      for (auto const& g : groups_of(in, set, [&](row const& r) { return std::vector<string>{words(r.x), words(r.c.value_or("none"))}; })) want_cube.push_back(g);
    for (auto const& o : ways) {
      INFO(n << " rows, " << o.threads << " threads");
      CHECK((read(rolled.collect(o), "c"_c, "b"_c, "m"_c) == want));
      CHECK((read(cubed.collect(o), "x"_c, "k"_c) == want_cube));
      auto kept = want_cube;
      std::erase_if(kept, [](group const& g) { return g.rows < 3; });
      CHECK((read(cubed.where("n"_c >= 3).collect(o), "x"_c, "k"_c) == kept));  // SQL's having
    }
  }
}

TEST_CASE("grouping sets come as written, also twice; a key in all of them stays as it is; sets are joined each with each", "[exec][group]") {
  auto const in = make(500);
  auto const q = quern::from(table_of(in)).update("k"_c = quern::coalesce("i"_c, 0));
  auto const sets = q.group_by("k"_c, quern::grouping_sets(quern::set("b"_c, "s"_c), "s"_c, quern::set("b"_c), "s"_c)).agg("n"_c = quern::count(), "g"_c = quern::grouping("k"_c) * 4 + quern::grouping("b"_c) * 2 + quern::grouping("s"_c), "sum"_c = quern::sum("k"_c));
  using S = typename decltype(sets)::schema;
  static_assert(std::is_same_v<quern::schemas::type_of<S, "k">, int64_t> && std::is_same_v<quern::schemas::type_of<S, "b">, quern::nullable<bool>> && std::is_same_v<quern::schemas::type_of<S, "sum">, int64_t>);
  auto const t = sets.collect();
  // 0, then 2, then 1, then 2 again with the same rows.
  std::vector<int64_t> order, counts(5);
  std::size_t first_of_second = 0, first_of_fourth = 0;
  for (std::size_t g = 0; g < t.rows(); ++g) {
    if (order.empty() || order.back() != t["g"_c][g]) {
      order.push_back(t["g"_c][g]);
      (order.size() == 2 ? first_of_second : first_of_fourth) = g;
    }
    counts[order.size()] += t["n"_c][g];
  }
  CHECK((order == std::vector<int64_t>{0, 2, 1, 2} && counts == std::vector<int64_t>{0, 500, 500, 500, 500}));
  for (std::size_t g = first_of_fourth; g < t.rows(); ++g) {
    std::size_t const h = first_of_second + (g - first_of_fourth);
    CHECK((t["k"_c][g] == t["k"_c][h] && t["s"_c][g] == t["s"_c][h] && t["n"_c][g] == t["n"_c][h] && !t["b"_c][g]));
  }
  // Each of two rollups' sets with each of the other's: (x,b) (x) (b) (), and a key of several columns.
  auto const both = q.group_by(quern::rollup("x"_c), quern::rollup("b"_c)).agg("g"_c = quern::grouping("x"_c) * 2 + quern::grouping("b"_c)).collect();
  CHECK((both.rows() == 3 * 2 + 3 + 2 + 1 && both["g"_c][0] == 0 && both["g"_c][6] == 1 && both["g"_c][9] == 2 && both["g"_c][11] == 3));
  auto const pairs = q.group_by(quern::rollup(quern::set("x"_c, "b"_c), "c"_c)).agg("g"_c = quern::grouping("x"_c) * 4 + quern::grouping("b"_c) * 2 + quern::grouping("c"_c)).select("g"_c).distinct().collect();
  CHECK((pairs.rows() == 3 && pairs["g"_c][0] == 0 && pairs["g"_c][1] == 1 && pairs["g"_c][2] == 7));
  CHECK(quern::from(table_of({})).group_by(quern::grouping_sets("c"_c, "b"_c)).agg("n"_c = quern::count()).count() == 0);
}
