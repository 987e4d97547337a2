// SPDX-License-Identifier: BSL-1.0
// Every kind of join on keys of every kind, against nested loops: nulls, NaN and zeros, duplicates, empty inputs, few rows and many.
#include "unit/join/joined.hpp"

using namespace joined;
using quern::on;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

struct sizes {
  std::size_t a, b, values;
};
constexpr sizes shapes[] = {{0, 0, 3}, {0, 5, 3}, {5, 0, 3}, {1, 1, 1}, {7, 9, 3}, {130, 40, 25}, {33, 300, 1000}};

// A column of n keys made of one of `values` many, some of them null.
template <class V, class Make>
std::vector<std::optional<V>> keys(std::size_t n, std::size_t values, std::uint64_t seed, Make make) {
  dice d(seed);
  std::vector<std::optional<V>> r(n);
  for (auto& k : r)
    if (d(6) != 0) k = make(d(values));
  return r;
}
std::vector<int> numbers_from(std::size_t n, int first) {
  std::vector<int> r(n);
  for (std::size_t i = 0; i < n; ++i) r[i] = first + static_cast<int>(i);
  return r;
}
template <class V>
bool same(std::optional<V> const& x, std::optional<V> const& y) {
  if (!x || !y) return false;
  if constexpr (std::is_floating_point_v<V>)
    return *x == *y || (*x != *x && *y != *y);
  else
    return *x == *y;
}

template <class V, class Make>
void check_key(Make make) {
  for (auto const& s : shapes) {
    CAPTURE(s.a, s.b);
    auto const k = keys<V>(s.a, s.values, 1, make), l = keys<V>(s.b, s.values, 2, make);
    auto const a = quern::make_table("k"_c = k, "x"_c = numbers_from(s.a, 0));
    auto const b = quern::make_table("k"_c = l, "y"_c = numbers_from(s.b, 1000));
    auto const match = [&](std::size_t i, std::size_t j) { return same(k[i], l[j]); };
    check_kinds(quern::from(a), quern::from(b), on("k"_c), nested_loops(rows_of(a), rows_of(b), 2, 2, match, 0));
  }
}

}  // namespace

TEST_CASE("joins on integers, of small ranges and of all there are", "[join]") {
  check_key<std::int32_t>([](std::size_t i) { return static_cast<int>(i) - 2; });
  check_key<std::int64_t>([](std::size_t i) { return i == 0 ? std::numeric_limits<std::int64_t>::min() : i == 1 ? std::numeric_limits<std::int64_t>::max() : static_cast<std::int64_t>(i) * 1'000'000'007; });
}
TEST_CASE("joins on texts", "[join]") {
  check_key<std::string>([](std::size_t i) { return i == 0 ? std::string() : "key " + std::to_string(i * i); });
}
TEST_CASE("joins on floats: NaN equals itself, and -0.0 is 0.0", "[join]") {
  check_key<double>([](std::size_t i) { return i == 0 ? not_a_number : i == 1 ? -0.0 : i == 2 ? 0.0 : 1.0 / static_cast<double>(i); });
}
TEST_CASE("joins on decimals of 128 bits", "[join]") {
  using money = quern::decimal<30, 2>;
  check_key<money>([](std::size_t i) { return money::from_units((i % 2 == 0 ? quern::int128{1} : -quern::int128{1}) * (quern::int128{1} << 70) + static_cast<quern::int128>(i)); });
}

TEST_CASE("joins on two keys of other names and types, and null-safe ones", "[join]") {
  for (auto const& s : shapes) {
    CAPTURE(s.a, s.b);
    dice d(3);
    std::vector<std::optional<std::int16_t>> p(s.a);
    std::vector<std::optional<std::int64_t>> q(s.b);
    std::vector<std::optional<bool>> f(s.a), g(s.b);
    for (std::size_t i = 0; i < s.a; ++i) {
      if (d(4) != 0) p[i] = static_cast<std::int16_t>(d(s.values));
      if (d(3) != 0) f[i] = d(2) == 0;
    }
    for (std::size_t i = 0; i < s.b; ++i) {
      if (d(4) != 0) q[i] = static_cast<std::int64_t>(d(s.values));
      if (d(3) != 0) g[i] = d(2) == 0;
    }
    auto const a = quern::make_table("p"_c = p, "f"_c = f);
    auto const b = quern::make_table("q"_c = q, "g"_c = g);
    auto const both = [&](std::size_t i, std::size_t j) { return p[i] && q[j] && *p[i] == *q[j] && f[i] && g[j] && *f[i] == *g[j]; };
    check_kinds(quern::from(a), quern::from(b), on("p"_c == "q"_c && "g"_c == "f"_c), nested_loops(rows_of(a), rows_of(b), 2, 2, both));
    auto const safe = [&](std::size_t i, std::size_t j) { return p[i] && q[j] && *p[i] == *q[j] && f[i] == g[j]; };
    check_kinds(quern::from(a), quern::from(b), on("p"_c == "q"_c, quern::null_safe("f"_c == "g"_c)), nested_loops(rows_of(a), rows_of(b), 2, 2, safe));
  }
}

TEST_CASE("joins on keys that do not fit a word are compared in full", "[join]") {
  for (auto const& s : shapes) {
    CAPTURE(s.a, s.b);
    auto const make = [](std::size_t i) { return std::string("t") + std::to_string(i % 7); };
    auto const wide = [](std::size_t i) { return static_cast<std::int64_t>((i % 5) * 0x1234567890abcdeu); };
    auto const ka = keys<std::string>(s.a, s.values, 5, make), kb = keys<std::string>(s.b, s.values, 6, make);
    auto const la = keys<std::int64_t>(s.a, s.values, 7, wide), lb = keys<std::int64_t>(s.b, s.values, 8, wide);
    auto const a = quern::make_table("s"_c = ka, "n"_c = la);
    auto const b = quern::make_table("s2"_c = kb, "n2"_c = lb);
    auto const match = [&](std::size_t i, std::size_t j) { return same(ka[i], kb[j]) && same(la[i], lb[j]); };
    check_kinds(quern::from(a), quern::from(b), on("s"_c == "s2"_c, "n"_c == "n2"_c), nested_loops(rows_of(a), rows_of(b), 2, 2, match));
  }
}

TEST_CASE("joins on categories of one dictionary, of two, and beside texts", "[join]") {
  using words = quern::schema<quern::field<"k", quern::nullable<quern::category>>, quern::field<"x", std::int32_t>>;
  using others = quern::schema<quern::field<"k", quern::nullable<quern::category>>, quern::field<"y", std::int32_t>>;
  dice d(9);
  for (std::size_t n : {0u, 1u, 60u}) {
    quern::table_builder<words> first;
    quern::table_builder<others> second;
    std::vector<std::optional<std::string>> k(n), l(n + 3);
    auto const word = [&](std::size_t from) { return d(5) == 0 ? std::optional<std::string>() : std::string(1, static_cast<char>('a' + from + d(9))); };
    for (std::size_t i = 0; i < k.size(); ++i) k[i] = word(0), first.row(k[i], static_cast<int>(i));
    for (std::size_t i = 0; i < l.size(); ++i) l[i] = word(4), second.row(l[i], static_cast<int>(i));
    auto const a = first.finish();
    auto const b = second.finish();
    auto const match = [&](std::size_t i, std::size_t j) { return same(k[i], l[j]); };
    check_kinds(quern::from(a), quern::from(b), on("k"_c), nested_loops(rows_of(a), rows_of(b), 2, 2, match, 0));
    auto const texts = quern::make_table("k"_c = l, "y"_c = numbers_from(l.size(), 0));
    check("texts", quern::from(a).join(quern::from(texts), on("k"_c)), nested_loops(rows_of(a), rows_of(texts), 2, 2, match, 0).inner);
    auto const itself = [&](std::size_t i, std::size_t j) { return same(k[i], k[j]); };
    check("itself", quern::from(a).join(quern::from(a).rename("z"_c = "x"_c), on("k"_c)), nested_loops(rows_of(a), rows_of(a), 2, 2, itself, 0).inner);
  }
}
