// SPDX-License-Identifier: BSL-1.0
// coalesce, when/then/otherwise, least and greatest: which value is taken, in which type, and that what is not taken is not computed.
#include "laws/columns.hpp"

using namespace reference;

namespace {
using std::int64_t;
using quern::when;
}

TEST_CASE("coalesce takes the first value that is not null", "[kernel][conditional]") {
  for (std::size_t n : lengths) {
    auto const a = sprinkle_nulls(integers<std::int8_t>(n, 1, -100, 100), 2, 50);
    auto const b = sprinkle_nulls(integers<int64_t>(n, 3, -100, 100), 4, 50);
    auto const f = sprinkle_nulls(floats<double>(n, 5), 6, 50);
    auto const t = quern::from(quern::make_table("a"_c = a, "b"_c = b, "f"_c = f))
                       .select("ab"_c = quern::coalesce("a"_c, "b"_c), "ab0"_c = quern::coalesce("a"_c, "b"_c, 0), "fa"_c = quern::coalesce("f"_c, "a"_c), "n"_c = quern::coalesce(quern::null<int>, "a"_c, 7),
                               "p"_c = quern::coalesce("a"_c > 0, false))
                       .collect();
    check_rows(t["ab"_c], n, "a, b", [&](auto r) { return a[r] ? std::optional<int64_t>(*a[r]) : b[r]; });
    check_rows(t["ab0"_c], n, "a, b, 0", [&](auto r) { return a[r] ? *a[r] : b[r].value_or(0); });
    check_rows(t["fa"_c], n, "f, a", [&](auto r) { return f[r] ? f[r] : a[r] ? std::optional<double>(*a[r]) : std::optional<double>(); });
    check_rows(t["n"_c], n, "null, a, 7", [&](auto r) { return a[r] ? int{*a[r]} : 7; });
    check_rows(t["p"_c], n, "a > 0", [&](auto r) { return a[r].value_or(0) > 0; });
  }
}

TEST_CASE("when takes the value of the first true condition; a null condition is not true", "[kernel][conditional]") {
  for (std::size_t n : lengths) {
    auto const x = sprinkle_nulls(integers<std::int32_t>(n, 7, -5, 5), 8);
    auto const y = integers<std::int16_t>(n, 9, -5, 5);
    auto const t = quern::from(quern::make_table("x"_c = x, "y"_c = y))
                       .select("one"_c = when("x"_c > 0).then("x"_c).otherwise("y"_c), "many"_c = when("x"_c > 2).then(1).when("x"_c > 0).then(2).when("y"_c > 0).then(3).otherwise(4),
                               "open"_c = when("x"_c > "y"_c).then("x"_c - "y"_c), "open2"_c = when("x"_c > 2).then(1).when("y"_c > 2).then(2),
                               "mixed"_c = when("y"_c > 0).then("y"_c).otherwise(0.5), "bools"_c = when("y"_c > 0).then("x"_c > 0).otherwise(true))
                       .collect();
    check_rows(t["one"_c], n, "one", [&](auto r) { return x[r] && *x[r] > 0 ? x[r] : std::optional<std::int32_t>(y[r]); });
    check_rows(t["many"_c], n, "many", [&](auto r) { return x[r] && *x[r] > 2 ? 1 : x[r] && *x[r] > 0 ? 2 : y[r] > 0 ? 3 : 4; });
    check_rows(t["open"_c], n, "open", [&](auto r) { return x[r] && *x[r] > y[r] ? std::optional<int64_t>(*x[r] - y[r]) : std::optional<int64_t>(); });
    check_rows(t["open2"_c], n, "open2", [&](auto r) { return x[r] && *x[r] > 2 ? std::optional<int>(1) : y[r] > 2 ? std::optional<int>(2) : std::optional<int>(); });
    check_rows(t["mixed"_c], n, "mixed", [&](auto r) { return y[r] > 0 ? double(y[r]) : 0.5; });
    check_rows(t["bools"_c], n, "bools", [&](auto r) { return y[r] > 0 ? lift([](auto v) { return v > 0; }, x[r]) : std::optional<bool>(true); });
  }
}

TEST_CASE("a branch that is not taken does not raise", "[kernel][conditional]") {
  std::vector<int64_t> const a = {INT64_MAX, 5, INT64_MIN}, b = {0, 1, -1};
  auto const q = quern::from(quern::make_table("a"_c = a, "b"_c = b));
  auto const t = q.select("x"_c = when("b"_c == 1).then("a"_c + "b"_c).otherwise(0), "y"_c = when("b"_c != 1).then(0).otherwise(quern::div("a"_c, "b"_c) + "a"_c),
                          "z"_c = quern::coalesce("b"_c, quern::div("a"_c, 0)))
                     .collect();
  check_rows(t["x"_c], 3, "x", [](auto r) { return r == 1 ? 6 : 0; });
  check_rows(t["y"_c], 3, "y", [](auto r) { return r == 1 ? 10 : 0; });
  check_rows(t["z"_c], 3, "z", [&](auto r) { return b[r]; });
  CHECK_THROWS_AS(q.select("x"_c = when("b"_c == 0).then("a"_c + 1)).collect(), quern::overflow_error);
}

TEST_CASE("texts in branches may come from columns, categories and literals", "[kernel][conditional]") {
  using S = quern::schema<quern::field<"k", std::int32_t>, quern::field<"c", quern::nullable<quern::category>>, quern::field<"s", quern::string>, quern::field<"f", quern::fixed_string<3>>>;
  char const* const names[] = {"red", "green", "blue"};
  for (std::size_t n : short_lengths) {
    quern::table_builder<S> b;
    auto const c = [&](std::size_t r) { return r % 4 == 3 ? std::optional<std::string_view>() : std::optional<std::string_view>(names[r % 4]); };
    auto const s = [](std::size_t r) { return std::string(r % 30, 'x'); };
    for (std::size_t r = 0; r < n; ++r) b.row(static_cast<std::int32_t>(r), c(r), s(r), quern::fixed_string<3>(std::string_view("abc").substr(0, r % 4)));
    auto const t = quern::from(b.finish())
                       .select("a"_c = when("k"_c % 2 == 0).then("c"_c).otherwise("s"_c), "b"_c = quern::coalesce("c"_c, "none"), "d"_c = when("k"_c > 5).then("many").otherwise("f"_c),
                               "e"_c = when("c"_c == "red").then("s"_c), "g"_c = quern::least("s"_c, "f"_c), "h"_c = when("k"_c % 2 == 0).then("c"_c))
                       .collect();
    check_rows(t["a"_c], n, "a", [&](auto r) { return r % 2 == 0 ? c(r) ? std::optional<std::string>(*c(r)) : std::optional<std::string>() : std::optional<std::string>(s(r)); });
    check_rows(t["b"_c], n, "b", [&](auto r) { return std::string(c(r).value_or("none")); });
    check_rows(t["d"_c], n, "d", [&](auto r) { return r > 5 ? std::string("many") : std::string("abc").substr(0, r % 4); });
    check_rows(t["e"_c], n, "e", [&](auto r) { return c(r) == "red" ? std::optional<std::string>(s(r)) : std::optional<std::string>(); });
    check_rows(t["g"_c], n, "g", [&](auto r) { return std::min(s(r), std::string("abc").substr(0, r % 4)); });
    check_rows(t["h"_c], n, "h", [&](auto r) { return r % 2 == 0 && c(r) ? std::optional<std::string>(*c(r)) : std::optional<std::string>(); });
  }
}

TEST_CASE("least and greatest are null where one is, and raise where no common integer type holds both", "[kernel][conditional]") {
  for (std::size_t n : short_lengths) {
    auto const a = sprinkle_nulls(integers<std::int8_t>(n, 10, -100, 100), 11), b = sprinkle_nulls(integers<std::int8_t>(n, 12, -100, 100), 13);
    auto const u = integers<std::uint32_t>(n, 14, 0, UINT32_MAX);
    auto const t = quern::from(quern::make_table("a"_c = a, "b"_c = b, "u"_c = u)).select("x"_c = quern::least("a"_c, "b"_c), "y"_c = quern::greatest("a"_c, "b"_c, "u"_c)).collect();
    check_rows(t["x"_c], n, "least", [&](auto r) { return lift([](auto x, auto y) { return std::min(x, y); }, a[r], b[r]); });
    check_rows(t["y"_c], n, "greatest", [&](auto r) { return lift([&](auto x, auto y) { return std::max({int64_t{x}, int64_t{y}, int64_t{u[r]}}); }, a[r], b[r]); });
  }
  auto const q = quern::from(quern::make_table("u"_c = std::vector<std::uint64_t>{UINT64_MAX}, "k"_c = std::vector<int64_t>{1}));
  CHECK_THROWS_AS(q.select("r"_c = quern::greatest("u"_c, "k"_c)).collect(), quern::overflow_error);
  CHECK_THROWS_AS(q.select("r"_c = when("k"_c > 0).then("u"_c).otherwise("k"_c)).collect(), quern::overflow_error);
}
