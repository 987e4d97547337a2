// SPDX-License-Identifier: BSL-1.0
// mode, arg_min, arg_max, first_row, last_row, sum_distinct and product of all kinds of columns, of all rows and of groups.
#include <algorithm>
#include <cmath>
#include <map>

#include "laws/columns.hpp"

using namespace reference;

namespace {
using std::int64_t, std::optional, std::string;
using D = quern::decimal<15, 2>;
struct rows : quern::schema<quern::field<"k", std::int16_t>, quern::field<"x", quern::nullable<double>>, quern::field<"d", quern::nullable<quern::date>>, quern::field<"s", quern::nullable<quern::string>>,
                            quern::field<"c", quern::nullable<quern::category>>, quern::field<"b", bool>, quern::field<"i", int64_t>, quern::field<"m", quern::nullable<D>>, quern::field<"p", quern::nullable<double>>> {};
struct row {
  optional<double> x;
  optional<quern::date> d;
  optional<string> s;
  bool b;
  int64_t i;
  optional<D> m;
  optional<double> p;
};

template <class T>
bool before(T const& a, T const& b) {
  if constexpr (std::is_floating_point_v<T>)
    return a < b || (b != b && a == a);
  else
    return a < b;
}
template <class T>
struct ordered {
  bool operator()(T const& a, T const& b) const { return before(a, b); }
};
template <class T, class Get>
optional<T> mode(std::vector<row> const& rows, Get get) {
  std::map<T, int, ordered<T>> n;
  for (auto const& r : rows)
    if (optional<T> const v = get(r)) ++n[*v];
  optional<T> best;
  int most = 0;
  for (auto const& [v, count] : n)
    if (count > most) best = v, most = count;
  return best;
}
// get(row) where by(row) is least or greatest, in the first such row.
template <class T, class Get, class By>
optional<T> beside(std::vector<row> const& rows, Get get, By by, bool least) {
  row const* best = nullptr;
  for (auto const& r : rows)
    if (by(r) && (best == nullptr || (least ? before(*by(r), *by(*best)) : before(*by(*best), *by(r))))) best = &r;
  return best == nullptr ? optional<T>() : optional<T>(get(*best));
}

bool near(optional<double> const& a, optional<double> const& b) {
  return same(a, b) || (a && b && std::fabs(*a - *b) <= 1e-12 * std::fabs(*b));
}
// The columns that are not what they should be.
template <class T>
string wrong(T const& t, std::size_t g, std::vector<row> const& in) {
  auto const x = [](row const& r) { return r.x; };
  auto const d = [](row const& r) { return r.d; };
  auto const s = [](row const& r) { return r.s; };
  auto const b = [](row const& r) { return optional<bool>(r.b); };
  std::map<int64_t, int> is, ms;
  optional<double> product;
  for (auto const& r : in) {
    ++is[r.i];
    if (r.m) ++ms[r.m->units];
    if (r.p) product = product.value_or(1) * *r.p;
  }
  optional<int64_t> total, units;
  for (auto const& [v, n] : is) total = total.value_or(0) + v;
  for (auto const& [v, n] : ms) units = units.value_or(0) + v;
  optional<double> const mode_x = mode<double>(in, x);
  string names;
  auto const check = [&](char const* name, bool ok) { names += ok ? "" : string(" ") + name; };
  check("mode of x", same(t["mx"_c][g], mode_x) && (!mode_x || *mode_x != 0 || !std::signbit(*t["mx"_c][g])));
  check("modes", same(t["md"_c][g], mode<quern::date>(in, d)) && same(t["ms"_c][g], mode<string>(in, s)) && same(t["mc"_c][g], mode<string>(in, s)) && same(optional<bool>(t["mb"_c][g]), mode<bool>(in, b)));
  check("s by d", same(t["s_by_d"_c][g], beside<string>(in, s, d, true)));
  check("c by x", same(t["c_by_x"_c][g], beside<string>(in, s, x, false)));
  check("d by s", same(t["d_by_s"_c][g], beside<quern::date>(in, d, s, false)));
  check("i by b", same(optional<int64_t>(t["i_by_b"_c][g]), beside<int64_t>(in, [](row const& r) { return r.i; }, b, true)));
  check("ends", same(t["fx"_c][g], in.empty() ? optional<double>() : in.front().x) && same(t["lc"_c][g], in.empty() ? optional<string>() : in.back().s));
  check("sums", same(optional<int64_t>(t["di"_c][g]), total) && same(t["dm"_c][g] ? optional<int64_t>(static_cast<int64_t>(t["dm"_c][g]->units)) : std::nullopt, units));
  check("product", near(t["p"_c][g], product));
  return names;
}
}  // namespace

TEST_CASE("the most frequent value, the one beside an extreme, the first and the last row's", "[exec][aggregate]") {
  for (std::size_t n : {0u, 1u, 2u, 9u, 130u, 1025u, 5000u})
    for (int percent : {0, 40, 100})
      for (std::size_t groups : {std::size_t{1}, std::size_t{7}, std::size_t{300}}) {
        numbers g(n + static_cast<std::size_t>(percent));
        double const odd[] = {0.0, -0.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()};
        quern::table_builder<rows> builder;
        std::vector<std::vector<row>> in(groups);
        for (std::size_t r = 0; r < n; ++r) {
          auto const maybe = [&](auto v) { return g.chance(percent) ? optional<decltype(v)>() : optional<decltype(v)>(v); };
          row const one{maybe(g.chance(40) ? odd[g.next() % 4] : static_cast<double>(g.between(-3, 3))), maybe(quern::date(static_cast<std::int32_t>(g.between(-9, 30)))), maybe("text " + std::to_string(g.next() % 400)),
                        g.chance(50), g.between(-500, 500), maybe(D::from_units(g.between(-1000, 1000))), maybe(1 + g.fraction() / 1000)};
          builder.row(static_cast<std::int16_t>(r % groups), one.x, one.d, one.s, one.s, one.b, one.i, one.m, one.p);
          in[r % groups].push_back(one);
        }
        auto const q = quern::from(builder.finish());
        auto const aggregated = [](auto const& by, quern::exec const& o) {
          return by.agg("mx"_c = quern::mode("x"_c), "md"_c = quern::mode("d"_c), "ms"_c = quern::mode("s"_c), "mc"_c = quern::mode("c"_c), "mb"_c = quern::mode("b"_c), "s_by_d"_c = quern::arg_min("s"_c, "d"_c),
                        "c_by_x"_c = quern::arg_max("c"_c, "x"_c), "d_by_s"_c = quern::arg_max("d"_c, "s"_c), "i_by_b"_c = quern::arg_min("i"_c, "b"_c), "fx"_c = quern::first_row("x"_c), "lc"_c = quern::last_row("c"_c),
                        "di"_c = quern::sum_distinct("i"_c), "dm"_c = quern::sum_distinct("m"_c), "p"_c = quern::product("p"_c))
              .collect(o);
        };
        for (std::size_t chunk : {8u, 65536u}) {
          INFO(n << " rows, " << percent << "% null, " << groups << " groups, chunks of " << chunk);
          quern::exec const o{.threads = 2, .min_rows_per_chunk = chunk};
          auto const check = [&](auto const& t, std::size_t wanted) {
            REQUIRE(t.rows() == wanted);
            for (std::size_t k = 0; k < t.rows(); ++k)
              if (string const names = wrong(t, k, in[k]); !names.empty()) FAIL_CHECK("group " << k << ":" << names);
          };
          if (groups == 1)
            check(aggregated(q, o), 1);
          else
            check(aggregated(q.group_by("k"_c), o), std::min(n, groups));
        }
      }
}

TEST_CASE("sums of distinct values are exact, overflow is found, and those of floats do not depend on the rows' order", "[exec][aggregate]") {
  auto const most = INT64_MAX;
  auto const q = quern::from(quern::make_table("a"_c = std::vector<int64_t>{most, most, -1, 1}, "b"_c = std::vector<int64_t>{most, most, 1, 1}, "u"_c = std::vector<std::uint64_t>{UINT64_MAX, 0, UINT64_MAX, 0},
                                               "x"_c = std::vector<double>{1e16, 1, -1e16, 1}, "n"_c = std::vector<double>{NAN, 1, -NAN, 0}, "z"_c = std::vector<float>{-0.0f, 0.0f, 2, 2}));
  auto const t = q.agg("a"_c = quern::sum_distinct("a"_c), "u"_c = quern::sum_distinct("u"_c) / 1.0, "x"_c = quern::sum_distinct("x"_c), "n"_c = quern::sum_distinct("n"_c), "z"_c = quern::sum_distinct("z"_c)).collect();
  CHECK(*t["a"_c][0] == most);
  CHECK(*t["u"_c][0] == 18446744073709551615.0);
  CHECK(*t["x"_c][0] == (-1e16 + 1) + 1e16);
  CHECK(std::isnan(*t["n"_c][0]));
  CHECK(*t["z"_c][0] == 2.0);
  CHECK_THROWS_AS(q.agg("b"_c = quern::sum_distinct("b"_c)).collect(), quern::overflow_error);
}
