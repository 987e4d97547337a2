// SPDX-License-Identifier: BSL-1.0
// A user's function as an expression: on batches and row by row, with nulls, with every kind of result.
#include <atomic>
#include <cmath>

#include "laws/columns.hpp"

using namespace reference;

namespace {
std::atomic<long> calls{0};
}

TEST_CASE("a generic function of floats means the same on batches and row by row", "[kernel][map]") {
  auto const f = [](auto x, auto y) { return x * y + x; };
  for (std::size_t n : lengths) {
    auto const x = floats<double>(n, 1), y = floats<double>(n, 2);
    auto const a = floats<float>(n, 3);
    auto const z = sprinkle_nulls(floats<double>(n, 4), 5);
    auto const t = quern::from(quern::make_table("x"_c = x, "y"_c = y, "a"_c = a, "z"_c = z))
                       .select("batch"_c = quern::map(f, "x"_c, "y"_c), "rows"_c = quern::map_rows(f, "x"_c, "y"_c), "floats"_c = quern::map(f, "a"_c, "a"_c), "mixed"_c = quern::map(f, "x"_c, "a"_c),
                               "nulls"_c = quern::map(f, "x"_c, "z"_c), "test"_c = quern::map([](auto v) { return v > 0; }, "x"_c))
                       .collect();
    check_rows(t["batch"_c], n, "batch", [&](auto r) { return f(x[r], y[r]); });
    check_rows(t["rows"_c], n, "rows", [&](auto r) { return f(x[r], y[r]); });
    check_rows(t["floats"_c], n, "floats", [&](auto r) { return f(a[r], a[r]); });
    check_rows(t["mixed"_c], n, "mixed", [&](auto r) { return f(x[r], a[r]); });
    check_rows(t["nulls"_c], n, "nulls", [&](auto r) { return lift([&](auto v) { return f(x[r], v); }, z[r]); });
    check_rows(t["test"_c], n, "test", [&](auto r) { return x[r] > 0; });
  }
}

TEST_CASE("map_batch takes integers of 64 and of 32 bits", "[kernel][map]") {
  for (std::size_t n : lengths) {
    auto const a = integers<std::int64_t>(n, 6, -1000, 1000);
    auto const b = integers<std::int32_t>(n, 7, -1000, 1000);
    auto const t = quern::from(quern::make_table("a"_c = a, "b"_c = b)).select("x"_c = quern::map_batch([](auto v) { return v + v; }, "a"_c), "y"_c = quern::map_batch([](auto v, auto w) { return v - w; }, "b"_c, "b"_c)).collect();
    check_rows(t["x"_c], n, "64", [&](auto r) { return a[r] * 2; });
    check_rows(t["y"_c], n, "32", [&](auto) { return 0; });
  }
}

TEST_CASE("functions of any type give texts, bools, optionals, dates and decimals", "[kernel][map]") {
  using D = quern::decimal<10, 2>;
  for (std::size_t n : lengths) {
    auto const k = sprinkle_nulls(integers<std::int16_t>(n, 8, -50, 50), 9);
    auto const s = make_values(n, 10, [](numbers& g) { return std::string(g.next() % 5, 'z'); });
    auto const d = make_values(n, 11, [](numbers& g) { return D::from_units(g.between(-500, 500)); });
    auto const b = make_values(n, 12, [](numbers& g) { return g.chance(50); });
    auto const t = quern::from(quern::make_table("k"_c = k, "s"_c = s, "d"_c = d, "b"_c = b))
                       .select("text"_c = quern::map([](std::string_view v) { return std::string(v) + "!" + std::string(v); }, "s"_c), "is"_c = quern::map([](bool p, std::int16_t v) { return p && v > 0; }, "b"_c, "k"_c),
                               "some"_c = quern::map([](std::int16_t v) { return v % 2 == 0 ? std::optional<double>(v / 2.0) : std::nullopt; }, "k"_c),
                               "maybe"_c = quern::map([](std::string_view v) { return v.empty() ? std::optional<std::string>() : std::string(v); }, "s"_c),
                               "cents"_c = quern::map([](D v) { return D::from_units(v.units + 1); }, "d"_c), "date"_c = quern::map([](std::int16_t v) { return quern::date(v); }, "k"_c),
                               "on_expression"_c = quern::map([](std::int64_t v) { return static_cast<std::int8_t>(v); }, "k"_c + 1))
                       .collect();
    check_rows(t["text"_c], n, "text", [&](auto r) { return s[r] + "!" + s[r]; });
    check_rows(t["is"_c], n, "is", [&](auto r) { return lift([&](auto v) { return b[r] && v > 0; }, k[r]); });
    check_rows(t["some"_c], n, "some", [&](auto r) { return k[r] && *k[r] % 2 == 0 ? std::optional<double>(*k[r] / 2.0) : std::nullopt; });
    check_rows(t["maybe"_c], n, "maybe", [&](auto r) { return s[r].empty() ? std::optional<std::string>() : s[r]; });
    check_rows(t["cents"_c], n, "cents", [&](auto r) { return D::from_units(d[r].units + 1); });
    check_rows(t["date"_c], n, "date", [&](auto r) { return lift([](auto v) { return quern::date(v); }, k[r]); });
    check_rows(t["on_expression"_c], n, "on_expression", [&](auto r) { return lift([](auto v) { return static_cast<std::int8_t>(v + 1); }, k[r]); });
  }
}

TEST_CASE("a function is called once for each live row whose arguments are there", "[kernel][map]") {
  auto const f = [](int v) {
    ++calls;
    if (v < 0) throw std::runtime_error("called for a row that does not count");
    return v + 1;
  };
  for (std::size_t n : lengths) {
    auto x = sprinkle_nulls(integers<int>(n, 13, 1, 100), 14);
    for (std::size_t i = 0; i < n; i += 5) x[i] = -1;
    long want = 0;
    for (auto const& v : x) want += v && *v > 0;
    auto const q = quern::from(quern::make_table("x"_c = x)).where(quern::is_null("x"_c) || "x"_c > 0).update("y"_c = quern::map(f, "x"_c));
    calls = 0;
    auto const t = q.collect();
    CHECK(calls == want);
    calls = 0;
    CHECK(q.where("y"_c + "y"_c > 0 && "y"_c < 1000).count() == static_cast<std::uint64_t>(want));
    CHECK(calls == want);
    calls = 0;
    auto const sum = q.agg("s"_c = quern::sum("y"_c), "m"_c = quern::max("y"_c)).collect();
    CHECK(calls == want);
  }
}

TEST_CASE("a constant result and a result of another type than the batch mean the same as row by row", "[kernel][map]") {
  std::vector<double> const x = {1, -2, 3, 0, 5, -6, 7, 8, 9};
  auto const t = quern::from(quern::make_table("x"_c = x)).select("same"_c = quern::map([](auto v) { return v; }, "x"_c), "one"_c = quern::map([](auto) { return 1.0; }, "x"_c), "seven"_c = quern::map([](auto) { return 7; }, "x"_c), "yes"_c = quern::map([](auto) { return true; }, "x"_c)).collect();
  check_rows(t["same"_c], x.size(), "same", [&](auto r) { return x[r]; });
  check_rows(t["one"_c], x.size(), "one", [](auto) { return 1.0; });
  check_rows(t["seven"_c], x.size(), "seven", [](auto) { return 7; });
  check_rows(t["yes"_c], x.size(), "yes", [](auto) { return true; });
}

TEST_CASE("a function of no columns is called for every row", "[kernel][map]") {
  auto const t = quern::range(0, 100).select("k"_c = quern::map([] { return 42; })).collect();
  check_rows(t["k"_c], 100, "k", [](auto) { return 42; });
}
