// SPDX-License-Identifier: BSL-1.0
// Windows that give positions and other rows' values, against looking at all rows; where windows stand in larger expressions and lists.
#include "unit/query/plain_windows.hpp"

using namespace reference;
using namespace quern;
using quern::asc, quern::desc;

namespace {
struct input_columns {
  std::vector<std::optional<double>> k;
  std::vector<std::optional<std::int32_t>> t;
  std::vector<double> u;
  std::vector<std::optional<std::string>> s;
  std::vector<std::int64_t> x;
  std::vector<bool> b;
};
// Partitions: 0 few, 1 one, 2 one a row.
input_columns make(std::size_t n, int partitions) {
  double const odd[] = {0.0, -0.0, std::nan(""), 1.5};
  input_columns c;
  for (std::size_t i = 0; i < n; ++i) c.k.push_back(partitions == 1 ? 7.0 : static_cast<double>(i));
  if (partitions == 0) c.k = sprinkle_nulls(make_values(n, n + 1, [&](numbers& g) { return odd[g.next() % 4]; }), 2, 20);
  c.t = sprinkle_nulls(integers<std::int32_t>(n, n + 3, -4, 4), 4, 20);
  c.u = make_values(n, n + 5, [&](numbers& g) { return odd[g.next() % 4]; });
  c.s = sprinkle_nulls(make_values(n, n + 6, [](numbers& g) { return std::string(g.next() % 12, 'a') + std::to_string(g.next() % 3); }), 7, 30);
  c.x = integers<std::int64_t>(n, n + 8, -1000, 1000);
  for (std::size_t i = 0; i < n; ++i) c.b.push_back(c.x[i] % 2 == 0);
  return c;
}
template <class V>
std::optional<V> opt(std::optional<V> const& v) {
  return v;
}
template <class V>
std::optional<V> opt(V const& v) {
  return v;
}

void check(std::size_t n, int partitions, exec const& how) {
  INFO(n << " rows, partitions " << partitions << ", " << how.threads << " threads");
  input_columns const c = make(n, partitions);
  auto const t = make_table("k"_c = c.k, "t"_c = c.t, "u"_c = c.u, "s"_c = c.s, "x"_c = c.x, "b"_c = c.b);
  plain_window const w(
      n, [&](auto i, auto j) { return compare(c.k[i], c.k[j]) == 0; }, [&](auto i, auto j) { return compare(c.t[i], c.t[j]) < 0; });
  auto const by = partition_by("k"_c);
  auto const in = order_by("t"_c);
  auto const q = from(t)
                     .select("rn"_c = row_number().over(by, in), "rk"_c = rank().over(by, in), "dr"_c = dense_rank().over(in, by), "pr"_c = percent_rank().over(by, in),
                             "cd"_c = cume_dist().over(by, in), "n3"_c = ntile(3).over(by, in), "lag"_c = lag("x"_c).over(by, in), "lead"_c = lead("s"_c, 2).over(by, in, rows(0, 0)),
                             "lag0"_c = lag("x"_c, 2, "x"_c * 2).over(by, in), "leads"_c = lead("s"_c, 1, "none").over(by, in), "fv"_c = first_value("s"_c).over(by, in),
                             "lv"_c = last_value("b"_c).over(by, in), "nv"_c = nth_value("x"_c, 3).over(by, in), "lvu"_c = last_value("x"_c).over(by, in, rows(1, 2)))
                     .collect(how);
  using S = typename decltype(q)::schema;
  static_assert(std::is_same_v<schemas::type_of<S, "rn">, std::int64_t> && std::is_same_v<schemas::type_of<S, "pr">, double>);
  static_assert(std::is_same_v<schemas::type_of<S, "lag">, nullable<std::int64_t>> && std::is_same_v<schemas::type_of<S, "lag0">, std::int64_t>);
  static_assert(std::is_same_v<schemas::type_of<S, "leads">, nullable<string>> && std::is_same_v<schemas::type_of<S, "fv">, nullable<string>>);
  static_assert(std::is_same_v<schemas::type_of<S, "lv">, bool> && std::is_same_v<schemas::type_of<S, "nv">, nullable<std::int64_t>>);
  static_assert(std::is_same_v<schemas::type_of<S, "lvu">, nullable<std::int64_t>>);

  auto const peers = [&](std::size_t r, auto upto) {
    std::int64_t count = 0;
    for (std::size_t j : w.partition_of[r]) count += upto(compare(c.t[j], c.t[r]));
    return count;
  };
  auto const rank_of = [&](std::size_t r) { return peers(r, [](int d) { return d < 0; }) + 1; };
  auto const rows_of = [&](std::size_t r) { return static_cast<std::int64_t>(w.partition_of[r].size()); };
  auto const at = [&](std::size_t r, std::int64_t place) -> std::optional<std::size_t> {
    if (place < 0 || place >= rows_of(r)) return {};
    return w.partition_of[r][static_cast<std::size_t>(place)];
  };
  auto const place = [&](std::size_t r) { return static_cast<std::int64_t>(w.place_of[r]); };
  auto const frame_end = [&](std::size_t r) { return peers(r, [](int d) { return d <= 0; }); };
  check_rows(q["rn"_c], n, "row_number", [&](auto r) { return place(r) + 1; });
  check_rows(q["rk"_c], n, "rank", rank_of);
  check_rows(q["dr"_c], n, "dense_rank", [&](auto r) {
    std::int64_t d = 1;
    for (std::size_t p = 1; p <= w.place_of[r]; ++p) d += compare(c.t[w.partition_of[r][p - 1]], c.t[w.partition_of[r][p]]) != 0;
    return d;
  });
  check_rows(q["pr"_c], n, "percent_rank", [&](auto r) { return rows_of(r) == 1 ? 0.0 : static_cast<double>(rank_of(r) - 1) / static_cast<double>(rows_of(r) - 1); });
  check_rows(q["cd"_c], n, "cume_dist", [&](auto r) { return static_cast<double>(frame_end(r)) / static_cast<double>(rows_of(r)); });
  check_rows(q["n3"_c], n, "ntile", [&](auto r) {
    std::int64_t left = place(r), tile = 1;
    for (std::int64_t rest = rows_of(r);; ++tile) {  // dealt out one tile after the other
      std::int64_t const size = (rest + (3 - tile)) / (4 - tile);
      if (left < size) return tile;
      left -= size, rest -= size;
    }
  });
  auto const moved = [&](auto const& column, std::size_t r, std::int64_t by_rows) {
    auto const j = at(r, place(r) + by_rows);
    return j ? opt(column[*j]) : decltype(opt(column[*j])){};
  };
  check_rows(q["lag"_c], n, "lag", [&](auto r) { return moved(c.x, r, -1); });
  check_rows(q["lead"_c], n, "lead", [&](auto r) { return moved(c.s, r, 2); });
  check_rows(q["lag0"_c], n, "lag with a default", [&](auto r) { return at(r, place(r) - 2) ? c.x[*at(r, place(r) - 2)] : c.x[r] * 2; });
  check_rows(q["leads"_c], n, "lead with a default", [&](auto r) { return at(r, place(r) + 1) ? c.s[*at(r, place(r) + 1)] : std::optional<std::string>("none"); });
  check_rows(q["fv"_c], n, "first_value", [&](auto r) { return c.s[*at(r, 0)]; });
  check_rows(q["lv"_c], n, "last_value", [&](auto r) { return static_cast<bool>(c.b[*at(r, frame_end(r) - 1)]); });
  check_rows(q["nv"_c], n, "nth_value", [&](auto r) { return frame_end(r) >= 3 ? opt(c.x[*at(r, 2)]) : std::optional<std::int64_t>(); });
  check_rows(q["lvu"_c], n, "last_value of an empty frame", [&](auto r) {
    auto const f = w.rows_frame(r, {1, 2});
    return f.empty() ? std::optional<std::int64_t>() : c.x[f.back()];
  });

  // Several keys, directions and places of nulls; texts; sums of partitions; windows in expressions and in each other's columns.
  plain_window const v(
      n, [&](auto i, auto j) { return c.s[i] == c.s[j] && compare(c.u[i], c.u[j]) == 0; },
      [&](auto i, auto j) {
        if (int const d = !c.t[i] || !c.t[j] ? c.t[j].has_value() - c.t[i].has_value() : compare(c.t[j], c.t[i])) return (!c.t[i] || !c.t[j]) ? d > 0 : d < 0;
        return compare(c.s[i], c.s[j]) == 0 && compare(c.x[i], c.x[j]) < 0;
      });
  auto const z = from(t)
                     .update("x"_c = "x"_c + 1, "rn"_c = row_number().over(partition_by("s"_c, "u"_c), order_by(desc("t"_c).nulls_first(), "x"_c)),
                             "share"_c = "x"_c - sum("x"_c).over(partition_by("s"_c, "u"_c)) + count().over(partition_by("s"_c, "u"_c)), "all"_c = sum("rn"_c).over(),
                             "before"_c = prev("rn"_c), "x"_c = max("s"_c).over(partition_by("u"_c)))
                     .where("rn"_c > 0)
                     .collect(how);
  auto const sum_of = [&](row_list const& r) {
    std::int64_t sum = 0;
    for (std::size_t j : r) sum += c.x[j] + 1;
    return sum;
  };
  std::int64_t all = 0;
  auto const number = [&](std::size_t r) {
    std::int64_t count = 1;
    for (std::size_t j : v.partition_of[r]) {
      // Before r: a null t, then greater ones, then smaller x, then earlier rows.
      int const t_first = c.t[j].has_value() != c.t[r].has_value() ? (c.t[j].has_value() ? 1 : -1) : compare(c.t[r], c.t[j]);
      count += t_first != 0 ? t_first < 0 : c.x[j] != c.x[r] ? c.x[j] < c.x[r] : j < r;
    }
    return count;
  };
  for (std::size_t r = 0; r < n; ++r) all += number(r);
  check_rows(z["rn"_c], n, "row_number by several keys", number);
  check_rows(z["share"_c], n, "in a larger expression", [&](auto r) { return c.x[r] + 1 - sum_of(v.partition_of[r]) + static_cast<std::int64_t>(v.partition_of[r].size()); });
  check_rows(z["all"_c], n, "over a window's column", [&](auto) { return all; });
  check_rows(z["before"_c], n, "shifted", [&](auto r) { return r == 0 ? std::optional<std::int64_t>() : number(r - 1); });
  check_rows(z["x"_c], n, "greatest text", [&](auto r) {
    std::optional<std::string> best;
    for (std::size_t j = 0; j < n; ++j)
      if (compare(c.u[j], c.u[r]) == 0 && c.s[j] && (!best || *best < *c.s[j])) best = c.s[j];
    return best;
  });
}
}  // namespace

TEST_CASE("windows that give positions and other rows' values", "[query][windows]") {
  for (std::size_t n : {0u, 1u, 2u, 9u, 70u, 200u})
    for (int partitions : {0, 1, 2})
      for (auto const& how : ways) check(n, partitions, how);
}

TEST_CASE("numbers of windows that make no sense are told when the plan runs", "[query][windows]") {
  auto const q = from(make_table("x"_c = std::vector{1, 2, 3}));
  CHECK_THROWS_AS(q.select("n"_c = ntile(0).over(order_by("x"_c))).collect(), data_error);
  CHECK_THROWS_AS(q.select("n"_c = nth_value("x"_c, 0).over()).collect(), data_error);
  auto const far = [&](std::int64_t n) { return q.select("n"_c = lag("x"_c, n).over()).collect(); };
  for (std::int64_t n : {std::int64_t{3}, std::numeric_limits<std::int64_t>::max(), std::int64_t{-3}, std::numeric_limits<std::int64_t>::min()}) CHECK(far(n)["n"_c].null_count() == 3);
  CHECK(far(-2)["n"_c][0] == 3);
  CHECK(q.select("n"_c = nth_value("x"_c, std::numeric_limits<std::int64_t>::max()).over()).collect()["n"_c].null_count() == 3);
}

TEST_CASE("windows over categories, decimals and parameters, and beside markers", "[query][windows]") {
  struct named : schema<field<"c", category>, field<"d", nullable<decimal<9, 2>>>, field<"f", fixed_string<4>>> {};
  table_builder<named> b;
  auto const money = [](std::int64_t cents) { return decimal<9, 2>::from_units(cents); };
  b.row("p", money(150), "y").row("q", money(50), "x").row("p", std::nullopt, "z").row("q", money(25), "w").row("p", money(150), "a");
  std::vector<int> seen;
  auto const q = from(b.finish())
                     .update("lag"_c = lag("c"_c).over(order_by("f"_c)), "sum"_c = sum("d"_c).over(partition_by("c"_c)), "low"_c = min("c"_c).over(order_by("d"_c), rows(-1, 0)),
                             "least"_c = min("f"_c).over(partition_by("c"_c)), "kinds"_c = count_distinct("c"_c).over(order_by("f"_c)), "add"_c = param<"add">(1) + count("d"_c).over(),
                             "again"_c = sum("d"_c).over(partition_by("c"_c), order_by("f"_c), rows(unbounded, current_row)),
                             "next"_c = serial(map([&](std::int64_t v) { return seen.push_back(static_cast<int>(v)), v; }, row_number().over(order_by("f"_c)))));
  auto const t = q.collect();
  static_assert(std::is_same_v<schemas::type_of<typename decltype(t)::schema, "lag">, nullable<category>>);
  auto const text = [](auto const& v) { return v ? std::string(*v) : "null"; };
  // by f: a p, w q, x q, y p, z p
  std::string lags, lows;
  for (std::size_t i = 0; i < 5; ++i) lags += text(t["lag"_c][i]) + " ", lows += text(t["low"_c][i]) + " ";
  CHECK(lags == "q q p p null ");
  CHECK(lows == "p q p p p ");  // by d: null p, 25 q, 50 q, 150 p, 150 p
  CHECK(t["sum"_c][0] == decimal<38, 2>::from_units(300));
  CHECK(t["sum"_c][3] == decimal<38, 2>::from_units(75));
  CHECK(t["again"_c][0] == decimal<38, 2>::from_units(300));
  CHECK(t["again"_c][4] == decimal<38, 2>::from_units(150));
  CHECK(std::string_view(t["least"_c][0]) == "a");
  CHECK(std::string_view(t["least"_c][1]) == "w");
  CHECK(t["kinds"_c][4] == 1);
  CHECK(t["kinds"_c][3] == 2);
  CHECK(t["add"_c][2] == 5);
  CHECK(q.with<"add">(10).collect()["add"_c][2] == 14);
  seen.clear();
  CHECK(q.collect({.threads = 3, .min_rows_per_chunk = 8})["next"_c][4] == 1);
  CHECK(seen == std::vector{4, 3, 5, 2, 1});
}

TEST_CASE("aggregates of several columns, of one row and of a user are windows too", "[query][windows]") {
  using optional = std::optional<int>;
  aggregate const longest{0, [](int& best, int v) { best = std::max(best, v); }, [](int& best, int later) { best = std::max(best, later); }, [](int best) { return best; }};
  auto const q = from(make_table("x"_c = std::vector<optional>{3, {}, 1, 4, 1}, "y"_c = std::vector{2, 9, 4, 8, 4}, "s"_c = std::vector<std::string>{"a", "b", "b", "c", "a"}));
  auto const frame = rows(-2, 0);
  auto const t = q.select("first"_c = first_row("x"_c).over(frame), "most"_c = arg_max("s"_c, "x"_c).over(frame), "mode"_c = mode("s"_c).over(frame), "cov"_c = covariance_population("x"_c, "y"_c).over(frame),
                          "slope"_c = regr_slope("y"_c, "x"_c).over(), "mine"_c = longest("y"_c).over(rows(lit<-1>, current_row)), "product"_c = product("x"_c).over(frame))
                     .collect({.threads = 2, .min_rows_per_chunk = 8});
  std::string firsts, most, modes;
  for (std::size_t i = 0; i < 5; ++i) firsts += t["first"_c][i] ? std::to_string(*t["first"_c][i]) : "-", most += *t["most"_c][i], modes += *t["mode"_c][i];
  CHECK(firsts == "333-1");
  CHECK(most == "aaacc");
  CHECK(modes == "aabba");
  CHECK(t["cov"_c][0] == 0.0);
  CHECK(t["cov"_c][2] == -1.0);  // (3, 2) and (1, 4)
  CHECK(t["mine"_c][4] == 8);
  CHECK(t["product"_c][4] == 4.0);
}
