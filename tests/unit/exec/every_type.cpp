// SPDX-License-Identifier: BSL-1.0
// A column of each type, with nulls, through every verb that moves rows, and loaded from a file.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "laws/columns.hpp"

using namespace reference;

namespace {
template <quern::fixed_string N, class T>
using field = quern::field<N, quern::nullable<T>>;
using S = quern::schema<field<"bool", bool>, field<"i8", std::int8_t>, field<"u16", std::uint16_t>, field<"i32", std::int32_t>, field<"u64", std::uint64_t>, field<"f", float>, field<"d", double>,
                        field<"m", quern::decimal<12, 2>>, field<"w", quern::decimal<33, 3>>, field<"day", quern::date>, field<"t", quern::timestamp<quern::ns>>, field<"k", quern::days>, field<"s", quern::string>,
                        field<"c", quern::category>, field<"x1", quern::fixed_string<1>>, field<"x7", quern::fixed_string<7>>, field<"x20", quern::fixed_string<20>>, quern::field<"row", std::int64_t>>;

// Value `i` of column T; every fifth is null, in another place for each column.
template <class T>
quern::value_of<quern::nullable<T>> nth(std::size_t i, std::size_t column) {
  using V = quern::value_of<T>;
  static std::string const texts[] = {"", "a", "bb", "cc c", "dé", "e", "ffffff"};
  if ((i + column) % 5 == 0) return std::nullopt;
  auto const n = static_cast<std::int64_t>(i % 100);
  if constexpr (std::is_same_v<V, std::string_view>)
    return std::string_view(texts[i % 7]);
  else if constexpr (quern::is_fixed_string<T>)
    return T(std::string_view(texts[i % 7]).substr(0, T::capacity));
  else if constexpr (quern::family_of<T> == quern::family::decimal)
    return T::from_units(static_cast<typename T::rep>((n - 50) * 1000001));
  else if constexpr (std::is_same_v<T, bool>)
    return n % 3 == 0;
  else
    return T(static_cast<std::int32_t>(n));
}
quern::table<S> make(std::size_t n) {
  quern::table_builder<S> b;
  for (std::size_t i = 0; i < n; ++i)
    [&]<std::size_t... C>(std::index_sequence<C...>) {
      b.row(nth<quern::bare<typename quern::schemas::field_at<S, C>::type>>(i, C)..., static_cast<std::int64_t>(i));
    }(std::make_index_sequence<S::size - 1>{});
  return b.finish();
}
// Row r of t is row rows[r] of the whole.
void check(char const* name, quern::table<S> const& t, std::vector<std::size_t> const& rows) {
  INFO(name);
  REQUIRE(t.rows() == rows.size());
  [&]<std::size_t... C>(std::index_sequence<C...>) {
    auto const one = [&]<std::size_t I>(std::integral_constant<std::size_t, I>) {
      using F = quern::schemas::field_at<S, I>;
      check_rows(t.template column<I>(), rows.size(), F::name.data, [&](auto r) { return nth<quern::bare<typename F::type>>(rows[r], I); });
      CHECK(t.template column<I>().null_count() == static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), [](auto r) { return (r + I) % 5 == 0; })));
    };
    (one(std::integral_constant<std::size_t, C>{}), ...);
  }(std::make_index_sequence<S::size - 1>{});
}
std::vector<std::size_t> rows_where(std::size_t n, auto keep) {
  std::vector<std::size_t> r;
  for (std::size_t i = 0; i < n; ++i)
    if (keep(i)) r.push_back(i);
  return r;
}
}  // namespace

TEST_CASE("every type is kept by a filter and by a limit", "[exec][types]") {
  for (std::size_t n : {0u, 1u, 9u, 1025u, 65537u, 140000u}) {
    auto const t = make(n);
    auto const q = quern::from(t);
    check("all", t, rows_where(n, [](auto) { return true; }));
    check("where", q.where("row"_c % 3 == 1).collect({2}), rows_where(n, [](auto i) { return i % 3 == 1; }));
    check("offset, limit", q.offset(5).limit(70000).collect({2}), rows_where(n, [](auto i) { return i >= 5 && i < 70005; }));
    check("tail", q.tail(11), rows_where(n, [&](auto i) { return i + 11 >= n; }));
  }
}

TEST_CASE("every type is kept by a sort and by distinct", "[exec][types]") {
  for (std::size_t n : {0u, 1u, 9u, 1025u, 70000u}) {
    auto const q = quern::from(make(n));
    auto backwards = rows_where(n, [](auto) { return true; });
    std::reverse(backwards.begin(), backwards.end());
    check("sort", q.order_by(quern::desc("row"_c)).collect(), backwards);
    check("distinct", q.distinct().collect(), rows_where(n, [](auto) { return true; }));
  }
}

TEST_CASE("is_null, coalesce and count see the nulls of every type", "[exec][types]") {
  for (std::size_t n : {0u, 1u, 1025u, 65537u}) {
    auto const q = quern::from(make(n));
    auto const t = q.agg("bool"_c = quern::count("bool"_c), "i8"_c = quern::count("i8"_c), "w"_c = quern::count("w"_c), "s"_c = quern::count("s"_c), "c"_c = quern::count("c"_c), "x20"_c = quern::count("x20"_c)).collect();
    auto const there = [&](std::size_t column) { return static_cast<std::int64_t>(rows_where(n, [&](auto i) { return (i + column) % 5 != 0; }).size()); };
    CHECK((t["bool"_c][0] == there(0) && t["i8"_c][0] == there(1) && t["w"_c][0] == there(8) && t["s"_c][0] == there(12) && t["c"_c][0] == there(13) && t["x20"_c][0] == there(16)));
    CHECK(q.where(quern::is_null("x7"_c) && quern::is_not_null("c"_c)).count() == rows_where(n, [](auto i) { return (i + 15) % 5 == 0 && (i + 13) % 5 != 0; }).size());
  }
}

// A loaded column is written in place by all threads; rows that are left out make them move up.
TEST_CASE("every type is loaded the same by any number of threads from pieces of any size", "[exec][types][csv]") {
  std::string const path = (std::filesystem::temp_directory_path() / ("quern_load_" + std::to_string(::getpid()) + ".csv")).string();
  for (std::size_t n : {0u, 1u, 7u, 8u, 9u, 64u, 1025u}) {
    std::ostringstream text;
    quern::write_csv(text, make(n));
    std::istringstream lines(text.str());
    std::ofstream file(path);
    std::size_t bad = 0;
    for (std::string line; std::getline(lines, line);) {
      file << line << '\n';
      // The first rows of the file, then one in seven: a whole range may be without rows, or end in bad ones.
      for (std::size_t i = 0; line[0] != 'b' && i < (bad == 0 ? n / 2 : bad % 7 == 0); ++i) file << line << "x\n";
      bad += line[0] != 'b';
    }
    file.close();
    auto const all = rows_where(n, [](auto) { return true; });
    quern::exec const one{.threads = 1};
    auto const expected = quern::scan_csv<S>(path, {.bad_rows = quern::on_bad_row::skip}).where("row"_c >= 0).collect(one);
    check("filtered", expected, all);
    for (std::size_t piece : {std::size_t{0}, std::size_t{1}, std::size_t{100}, std::size_t{3000}}) {
      if (piece == 1 && n > 64) continue;
      auto const q = quern::scan_csv<S>(path, {.bad_rows = quern::on_bad_row::skip, .piece_bytes = piece});
      for (int threads : {1, 2, 3, 7}) {
        INFO("piece " << piece << " threads " << threads << " rows " << n);
        auto const t = q.collect({.threads = threads});
        check("loaded", t, all);
        auto const codes = t["c"_c].values(), expected_codes = expected["c"_c].values();
        CHECK(std::equal(codes.begin(), codes.end(), expected_codes.begin(), expected_codes.end()));
        auto const some = q.select("s"_c, "row"_c, "again"_c = "s"_c).collect({.threads = threads});
        CHECK(some.rows() == n);
        CHECK(some["s"_c].data() == some["again"_c].data());
        check_rows(some["s"_c], n, "s", [](auto r) { return nth<quern::string>(r, 12); });
      }
    }
  }
  std::remove(path.c_str());
}
