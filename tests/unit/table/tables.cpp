// SPDX-License-Identifier: BSL-1.0
// Tables: made from containers, by rows, or on borrowed memory; read by column and by row.
#include <array>
#include <deque>
#include <list>
#include <span>

#include "laws/columns.hpp"

using namespace reference;

TEST_CASE("make_table takes containers of values, optionals and texts", "[table]") {
  std::deque<int> const d = {1, 2, 3};
  std::array<double, 3> const a = {0.5, 1.5, 2.5};
  std::list<std::string> const l = {"x", "", "zz"};
  std::vector<char const*> const c = {"p", "q", "r"};
  std::vector<std::optional<std::string_view>> const o = {"m", std::nullopt, "n"};
  std::vector<bool> const b = {true, false, true};
  std::vector<std::optional<quern::date>> const e = {quern::date(0), std::nullopt, quern::date(2)};
  std::vector<quern::fixed_string<2>> const f = {quern::fixed_string<2>("ab"), quern::fixed_string<2>("cd"), quern::fixed_string<2>("ef")};
  auto const t = quern::make_table("d"_c = d, "a"_c = a, "l"_c = l, "c"_c = c, "o"_c = o, "b"_c = b, "e"_c = e, "f"_c = f);
  static_assert(std::is_same_v<decltype(t)::schema::fields,
                               quern::meta::list<quern::field<"d", int>, quern::field<"a", double>, quern::field<"l", quern::string>, quern::field<"c", quern::string>,
                                                 quern::field<"o", quern::nullable<quern::string>>, quern::field<"b", bool>, quern::field<"e", quern::nullable<quern::date>>, quern::field<"f", quern::fixed_string<2>>>>);
  CHECK(t.rows() == 3);
  check_rows(t["d"_c], 3, "d", [&](auto r) { return d[r]; });
  check_rows(t["a"_c], 3, "a", [&](auto r) { return a[r]; });
  check_rows(t["l"_c], 3, "l", [&](auto r) { return *std::next(l.begin(), static_cast<long>(r)); });
  check_rows(t["c"_c], 3, "c", [&](auto r) { return std::string(c[r]); });
  check_rows(t["o"_c], 3, "o", [&](auto r) { return o[r]; });
  check_rows(t["b"_c], 3, "b", [&](auto r) { return b[r]; });
  check_rows(t["e"_c], 3, "e", [&](auto r) { return e[r]; });
  check_rows(t["f"_c], 3, "f", [&](auto r) { return f[r]; });
  CHECK(t["o"_c].null_count() == 1);
  CHECK(t["d"_c].values()[2] == 3);
}

TEST_CASE("columns of different lengths are refused", "[table]") {
  CHECK_THROWS_AS(quern::make_table("a"_c = std::vector<int>{1, 2}, "b"_c = std::vector<int>{1}), quern::data_error);
  CHECK_THROWS_WITH(quern::make_table("a"_c = std::vector<int>{1, 2}, "b"_c = std::vector<int>{1}), matching::ContainsSubstring("differ in length"));
}

TEST_CASE("a builder takes rows of every type, and nulls from the first or the last row on", "[table]") {
  using S = quern::schema<quern::field<"i", quern::nullable<std::int8_t>>, quern::field<"s", quern::nullable<quern::string>>, quern::field<"c", quern::category>, quern::field<"b", quern::nullable<bool>>,
                          quern::field<"d", quern::decimal<30, 4>>, quern::field<"t", quern::timestamp<quern::us>>>;
  for (std::size_t n : lengths) {
    auto const i = [](std::size_t r) { return r % 3 == 0 ? std::optional<std::int8_t>() : std::optional<std::int8_t>(static_cast<std::int8_t>(r)); };
    auto const s = [&](std::size_t r) { return r + 1 == n ? std::optional<std::string>() : std::optional<std::string>(std::to_string(r)); };
    auto const c = [](std::size_t r) { return std::string(1, static_cast<char>('a' + r % 5)); };
    auto const b = [](std::size_t r) { return r % 5 == 4 ? std::optional<bool>() : std::optional<bool>(r % 2 == 0); };
    quern::table_builder<S> builder;
    for (std::size_t r = 0; r < n; ++r) builder.row(i(r), s(r), c(r), b(r), quern::decimal<30, 4>::from_units(int128{1} << (r % 90)), quern::timestamp<quern::us>(static_cast<std::int64_t>(r)));
    auto const t = builder.finish();
    CHECK(t.rows() == n);
    check_rows(t["i"_c], n, "i", i);
    check_rows(t["s"_c], n, "s", s);
    check_rows(t["c"_c], n, "c", c);
    check_rows(t["b"_c], n, "b", b);
    check_rows(t["d"_c], n, "d", [](auto r) { return quern::decimal<30, 4>::from_units(int128{1} << (r % 90)); });
    check_rows(t["t"_c], n, "t", [](auto r) { return quern::timestamp<quern::us>(static_cast<std::int64_t>(r)); });
    CHECK(t["i"_c].null_count() == (n + 2) / 3);
  }
}

TEST_CASE("rows and columns are ranges of values", "[table]") {
  auto const t = quern::make_table("a"_c = std::vector<int>{1, 2, 3}, "s"_c = std::vector<std::string>{"x", "y", "z"});
  int sum = 0;
  for (int v : t["a"_c]) sum += v;
  CHECK(sum == 6);
  std::string all;
  std::size_t n = 0;
  for (auto const row : t) {
    CHECK(row.index() == n++);
    all += std::string(row["s"_c]) + std::to_string(row["a"_c]);
  }
  CHECK(all == "x1y2z3");
  CHECK(t.row(1)["s"_c] == "y");
  CHECK(std::distance(t.begin(), t.end()) == 3);
  auto const col = t["a"_c];
  CHECK(*std::max_element(col.begin(), col.end()) == 3);
}

TEST_CASE("a column outlives its table", "[table]") {
  auto const c = [] { return quern::make_table("s"_c = std::vector<std::string>{"kept"})["s"_c]; }();
  CHECK(c[0] == "kept");
}

TEST_CASE("borrowed memory is read in place, and its unpadded tail is not read past", "[table]") {
  for (std::size_t n : lengths) {
    std::vector<std::int64_t> const a = integers<std::int64_t>(n, 1, -100, 100);
    std::vector<std::int16_t> const b = integers<std::int16_t>(n, 2, -100, 100);
    auto const t = quern::make_table("a"_c = quern::borrow(a), "b"_c = quern::borrow(std::span(b)), "c"_c = quern::borrow<quern::decimal<15, 2>>(a));
    if (n > 0) CHECK(static_cast<void const*>(t["a"_c].values().data()) == a.data());
    auto const u = quern::from(t).where("a"_c >= 0).agg("a"_c = quern::sum("a"_c), "b"_c = quern::sum("b"_c), "n"_c = quern::count()).collect();
    std::int64_t sa = 0, sb = 0, count = 0;
    for (std::size_t i = 0; i < n; ++i)
      if (a[i] >= 0) sa += a[i], sb += b[i], ++count;
    CHECK(u["n"_c][0] == count);
    if (count > 0) CHECK((u["a"_c][0] == sa && u["b"_c][0] == sb));
    check_rows(t["c"_c], n, "c", [&](auto r) { return quern::decimal<15, 2>::from_units(a[r]); });
  }
}

TEST_CASE("a text too long for a fixed_string is refused by the builder", "[table]") {
  quern::table_builder<quern::schema<quern::field<"f", quern::fixed_string<3>>>> b;
  b.row(std::string_view("abc"));
  CHECK_THROWS_AS(b.row(std::string_view("abcd")), quern::data_error);
}
