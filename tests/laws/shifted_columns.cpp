// SPDX-License-Identifier: BSL-1.0
// shift() and prev() of a column of each type, by any number of rows.
#include "laws/columns.hpp"

using namespace reference;

namespace {
// Row i of the result is row i - by of the column, or null.
template <class T, class U>
void check_shifted(char const* name, quern::column_view<T> const& got, quern::column_view<U> const& from, std::int64_t by) {
  auto const n = static_cast<std::int64_t>(from.size());
  std::size_t nulls = 0;
  INFO("by " << by << " of " << n << " rows");
  check_rows(got, from.size(), name, [&](std::size_t i) {
    using V = std::remove_cvref_t<decltype(from[0])>;
    bool const inside = by <= static_cast<std::int64_t>(i) && by > static_cast<std::int64_t>(i) - n;
    auto const value = [&] {
      if constexpr (requires(V v) { v.has_value(); })
        return inside ? from[i - static_cast<std::size_t>(by)] : V();
      else
        return inside ? std::optional<V>(from[i - static_cast<std::size_t>(by)]) : std::optional<V>();
    }();
    nulls += !value.has_value();
    return value;
  });
  CHECK(got.null_count() == nulls);
}
std::string text(numbers& g) { return std::string(g.next() % 40, static_cast<char>('a' + g.next() % 26)); }
auto make(std::size_t n) {
  auto const booleans = make_values(n, 1, [](numbers& g) { return g.chance(40); });
  auto const texts = make_values(n, 2, text);
  auto const decimals = make_values(n, 3, [](numbers& g) { return quern::decimal<15, 2>::from_units(g.between(-100000, 100000)); });
  auto const wide = make_values(n, 4, [](numbers& g) { return quern::decimal<33, 3>::from_units(int128(g.between(-100000, 100000)) * 1000000000000000000); });
  auto const days = make_values(n, 5, [](numbers& g) { return quern::date(static_cast<std::int32_t>(g.between(-1000, 30000))); });
  auto const codes = make_values(n, 6, [](numbers& g) { return quern::fixed_string<7>(text(g).substr(0, 7)); });
  auto const categories = make_values(n, 7, [](numbers& g) { return "c" + std::to_string(g.next() % 50); });
  using S = quern::schema<quern::field<"b", bool>, quern::field<"nb", quern::nullable<bool>>, quern::field<"i8", std::int8_t>, quern::field<"u16", std::uint16_t>, quern::field<"ni", quern::nullable<std::int32_t>>, quern::field<"i64", std::int64_t>, quern::field<"d", double>,
                          quern::field<"nf", quern::nullable<float>>, quern::field<"m", quern::decimal<15, 2>>, quern::field<"nw", quern::nullable<quern::decimal<33, 3>>>, quern::field<"day", quern::date>,
                          quern::field<"nt", quern::nullable<quern::timestamp<quern::ns>>>, quern::field<"s", quern::string>, quern::field<"ns", quern::nullable<quern::string>>, quern::field<"c", quern::category>, quern::field<"nc", quern::nullable<quern::category>>,
                          quern::field<"x", quern::fixed_string<7>>, quern::field<"nx", quern::nullable<quern::fixed_string<7>>>>;
  numbers g(8);
  quern::table_builder<S> t;
  auto const some = [&](auto v) { return g.chance(25) ? std::optional<decltype(v)>() : std::optional<decltype(v)>(v); };
  for (std::size_t i = 0; i < n; ++i) {
    bool const b = booleans[i];
    t.row(b, some(b), static_cast<std::int8_t>(g.next()), static_cast<std::uint16_t>(g.next()), some(static_cast<std::int32_t>(g.next())), static_cast<std::int64_t>(g.next()), g.fraction(), some(static_cast<float>(g.fraction())), decimals[i],
          some(wide[i]), days[i], some(quern::timestamp<quern::ns>(g.between(0, 1000000000000000))), std::string_view(texts[i]), some(std::string_view(texts[i])), std::string_view(categories[i]), some(std::string_view(categories[i])), codes[i], some(codes[i]));
  }
  return t.finish();
}
// Every column of t shifted, the others beside it.
template <class Query>
void check_all(Query const& q) {
  auto const t = q.collect();
  auto const n = static_cast<std::int64_t>(t.rows());
  for (std::int64_t by : {std::int64_t{0}, std::int64_t{1}, std::int64_t{-1}, std::int64_t{3}, n - 1, -n, n + 5, -n - 5, INT64_MAX, INT64_MIN})
    [&]<class... F>(quern::meta::list<F...>) {
      auto const r = q.select(quern::expr::column<F::name>{} = quern::shift(quern::expr::column<F::name>{}, by)...).collect({2});
      (check_shifted(F::name.data, r[quern::expr::column<F::name>{}], t[quern::expr::column<F::name>{}], by), ...);
    }(typename Query::schema::fields{});
}
}  // namespace

TEST_CASE("a column of each type, shifted", "[laws][shift]") {
  for (std::size_t n : {0, 1, 7, 8, 9, 65537}) check_all(quern::from(make(n)));
}
TEST_CASE("what is left of a column of each type, shifted", "[laws][shift]") {
  for (std::size_t n : {0, 1, 9, 70001}) {
    check_all(quern::from(make(n)).where("i64"_c > 0));
    check_all(quern::from(make(n)).where("i64"_c > 0 && "i64"_c < 0));
  }
}
TEST_CASE("shifted columns in expressions and beside the column itself", "[laws][shift]") {
  auto const t = make(70001);
  auto const r = quern::from(t)
                     .update("p"_c = quern::prev("s"_c), "same"_c = "s"_c == quern::prev("s"_c), "both"_c = quern::concat(quern::shift("ns"_c, 2), "/", quern::shift("c"_c, -1)), "sum"_c = quern::shift("m"_c, 1) + quern::shift("m"_c, -1),
                             "again"_c = quern::shift("p"_c, 1), "known"_c = quern::coalesce(quern::prev("nb"_c), "b"_c), "two"_c = quern::shift("c"_c, 1) == "c7")
                     .collect({4});
  auto const s = t["s"_c];
  auto const ns = t["ns"_c];
  auto const c = t["c"_c];
  auto const m = t["m"_c];
  auto const nb = t["nb"_c];
  std::size_t const n = t.rows();
  auto const text_at = [&](std::size_t i, std::size_t by) { return i < by ? std::optional<std::string>() : std::optional<std::string>(s[i - by]); };
  check_rows(r["p"_c], n, "p", [&](std::size_t i) { return text_at(i, 1); });
  check_rows(r["again"_c], n, "again", [&](std::size_t i) { return text_at(i, 2); });
  check_rows(r["same"_c], n, "same", [&](std::size_t i) { return i == 0 ? std::optional<bool>() : std::optional<bool>(s[i] == s[i - 1]); });
  check_rows(r["both"_c], n, "both", [&](std::size_t i) { return i < 2 || i + 1 == n || !ns[i - 2] ? std::optional<std::string>() : std::optional<std::string>(std::string(*ns[i - 2]) + "/" + std::string(c[i + 1])); });
  using Sum = quern::decimal<16, 2>;
  check_rows(r["sum"_c], n, "sum", [&](std::size_t i) { return i == 0 || i + 1 == n ? std::optional<Sum>() : std::optional<Sum>(Sum::from_units(m[i - 1].units + m[i + 1].units)); });
  check_rows(r["known"_c], n, "known", [&](std::size_t i) { return i > 0 && nb[i - 1] ? *nb[i - 1] : static_cast<bool>(t["b"_c][i]); });
  check_rows(r["two"_c], n, "two", [&](std::size_t i) { return i == 0 ? std::optional<bool>() : std::optional<bool>(c[i - 1] == "c7"); });
}
TEST_CASE("a filter on shifted columns of several types", "[laws][shift]") {
  for (std::size_t n : {0, 1, 7, 8, 9, 65537}) {
    auto const t = make(n);
    auto const keeps = [&](std::size_t i) { return i + 1 < n && t["s"_c][i] < t["s"_c][i + 1] && !(i >= 3 && t["nb"_c][i - 3] && *t["nb"_c][i - 3]); };
    std::vector<std::int64_t> wanted;
    for (std::size_t i = 0; i < n; ++i)
      if (keeps(i)) wanted.push_back(t["i64"_c][i]);
    for (int threads : {1, 4}) {
      auto const r = quern::from(t).where("s"_c < quern::shift("s"_c, -1) && !quern::coalesce(quern::shift("nb"_c, 3), false)).collect({threads});
      check_rows(r["i64"_c], wanted.size(), "i64", [&](std::size_t i) { return wanted[i]; });
    }
  }
}
TEST_CASE("rows outside take no memory for texts", "[laws][shift]") {
  auto const t = quern::make_table("s"_c = std::vector<std::string>(1000, std::string(10000, 's')));
  for (std::int64_t by : {std::int64_t{999}, std::int64_t{-999}, std::int64_t{5000}}) {
    auto const shifted = quern::execution::shift_column(quern::layout_of<quern::string>, *t.data().columns[0], by);
    CHECK(shifted->rows == 1000);
    CHECK(shifted->nulls == (by == 5000 ? 1000 : 999));
    CHECK(shifted->values.size() == (by == 5000 ? 0 : 10000));
  }
}
