// SPDX-License-Identifier: BSL-1.0
// cast and try_cast between texts and every other type, and try_cast among numbers and times.
#include <cmath>

#include "laws/columns.hpp"

using namespace reference;

namespace {
template <class T, class V>
void check_values(quern::column_view<T> const& c, char const* name, std::vector<V> const& want) {
  check_rows(c, want.size(), name, [&](auto r) { return want[r]; });
}
}  // namespace

TEST_CASE("texts become numbers, bools, dates and times; what says none is null or raises", "[kernel][cast]") {
  using namespace quern;
  using D = decimal<5, 2>;
  std::vector<std::optional<std::string>> const s = {"12", " -7 ", "1.25", "", {}, "2024-02-29", "2024-02-30", "300", "true", "9223372036854775808", "-inf", "1.005", "-.995", "2024-02-29 23:59:59.5"};
  auto const q = from(make_table("s"_c = s));
  auto const t = q.select("i"_c = try_cast<std::int64_t>("s"_c), "b"_c = try_cast<std::int8_t>("s"_c), "u"_c = try_cast<std::uint64_t>("s"_c), "x"_c = try_cast<double>("s"_c), "d"_c = try_cast<D>("s"_c), "t"_c = try_cast<bool>("s"_c), "day"_c = try_cast<date>("s"_c),
                          "at"_c = try_cast<timestamp<ms>>("s"_c))
                     .collect();
  double const inf = std::numeric_limits<double>::infinity();
  check_values(t["i"_c], "int64", std::vector<std::optional<std::int64_t>>{12, -7, {}, {}, {}, {}, {}, 300, {}, {}, {}, {}, {}, {}});
  check_values(t["b"_c], "int8", std::vector<std::optional<std::int8_t>>{12, -7, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}});
  check_values(t["u"_c], "uint64", std::vector<std::optional<std::uint64_t>>{12, {}, {}, {}, {}, {}, {}, 300, {}, 9223372036854775808u, {}, {}, {}, {}});
  check_values(t["x"_c], "double", std::vector<std::optional<double>>{12.0, -7.0, 1.25, {}, {}, {}, {}, 300.0, {}, 9223372036854775808.0, -inf, 1.005, -0.995, {}});
  auto const d = [](std::int64_t u) { return std::optional(D::from_units(u)); };
  check_values(t["d"_c], "decimal", std::vector<std::optional<D>>{d(1200), d(-700), d(125), {}, {}, {}, {}, d(30000), {}, {}, {}, d(101), d(-100), {}});
  check_values(t["t"_c], "bool", std::vector<std::optional<bool>>{{}, {}, {}, {}, {}, {}, {}, {}, true, {}, {}, {}, {}, {}});
  check_values(t["day"_c], "date", std::vector<std::optional<date>>{{}, {}, {}, {}, {}, date(2024, 2, 29), {}, {}, {}, {}, {}, {}, {}, {}});
  using M = timestamp<ms>;
  check_values(t["at"_c], "timestamp", std::vector<std::optional<M>>{{}, {}, {}, {}, {}, M(date(2024, 2, 29)), {}, {}, {}, {}, {}, {}, {}, M(M(date(2024, 2, 29), 23, 59, 59).ticks + 500)});
  CHECK_THROWS_WITH(q.select("i"_c = cast<std::int32_t>("s"_c)).collect(), "quern: cast: \"1.25\" is no int32; try_cast gives null instead");
  CHECK_THROWS_AS(q.where("s"_c == "2024-02-30").select("i"_c = cast<date>("s"_c)).collect(), cast_error);
  auto const few = q.where(octet_length("s"_c) == 2).select("i"_c = cast<std::int32_t>("s"_c)).collect();  // rows that are not there raise nothing
  CHECK(few.rows() == 1);
  CHECK(few["i"_c][0] == 12);
}

TEST_CASE("every type becomes a text that reads back as the same value, at every tail length", "[kernel][cast]") {
  using namespace quern;
  using D = decimal<20, 3>;
  for (std::size_t n : {0, 1, 7, 8, 9, 130, 1025}) {
    auto const i = sprinkle_nulls(integers<std::int64_t>(n, 1, INT64_MIN, INT64_MAX), 2);
    auto const x = floats<double>(n, 3);
    auto const f = floats<float>(n, 4);
    auto const d = make_values(n, 5, [](numbers& g) { return D::from_units(int128{g.between(-1000000, 1000000)} * g.between(0, 1000000)); });
    auto const day = make_values(n, 6, [](numbers& g) { return date(static_cast<std::int32_t>(g.between(-1000000, 1000000))); });
    auto const at = make_values(n, 7, [](numbers& g) { return timestamp<us>(g.between(-1000000000000000, 4000000000000000)); });
    std::vector<std::optional<bool>> b;
    for (auto const& v : i) b.push_back(v ? std::optional(*v % 2 != 0) : std::nullopt);
    auto const q = from(make_table("i"_c = i, "x"_c = x, "f"_c = f, "d"_c = d, "day"_c = day, "at"_c = at, "b"_c = b))
                       .select("i"_c = cast<string>("i"_c), "x"_c = cast<string>("x"_c), "f"_c = cast<string>("f"_c), "d"_c = cast<string>("d"_c), "day"_c = cast<string>("day"_c), "at"_c = cast<string>("at"_c), "b"_c = cast<string>("b"_c));
    auto const s = q.collect();
    check_rows(s["i"_c], n, "integers", [&](auto r) { return i[r] ? std::optional(std::to_string(*i[r])) : std::nullopt; });
    check_rows(s["d"_c], n, "decimals", [&](auto r) { return in_words(d[r]); });
    check_rows(s["at"_c], n, "times", [&](auto r) { return in_words(at[r]); });
    auto const t = q.select("i"_c = cast<std::int64_t>("i"_c), "x"_c = cast<double>("x"_c), "f"_c = cast<float>("f"_c), "d"_c = cast<D>("d"_c), "day"_c = cast<date>("day"_c), "at"_c = cast<timestamp<us>>("at"_c), "b"_c = cast<bool>("b"_c)).collect();
    check_rows(t["i"_c], n, "integers", [&](auto r) { return i[r]; });
    check_rows(t["x"_c], n, "doubles", [&](auto r) { return x[r]; });
    check_rows(t["f"_c], n, "floats", [&](auto r) { return f[r]; });
    check_rows(t["d"_c], n, "decimals", [&](auto r) { return d[r]; });
    check_rows(t["day"_c], n, "dates", [&](auto r) { return day[r]; });
    check_rows(t["at"_c], n, "times", [&](auto r) { return at[r]; });
    check_rows(t["b"_c], n, "bools", [&](auto r) { return b[r]; });
  }
}

TEST_CASE("try_cast among numbers and times gives null where cast raises", "[kernel][cast]") {
  using namespace quern;
  using D = decimal<3, 1>;
  std::vector<std::optional<double>> const x = {1.5, -1.5, 1e10, std::nan(""), {}, 99.96};
  std::vector<std::int64_t> const k = {5, -1, 300, INT64_MAX, 0, 127};
  std::vector<timestamp<s>> t;
  for (auto v : k) t.push_back(timestamp<s>(v));
  auto const r = from(make_table("x"_c = x, "k"_c = k, "t"_c = t))
                     .select("xi"_c = try_cast<std::int32_t>("x"_c), "xd"_c = try_cast<D>("x"_c), "kb"_c = try_cast<std::uint8_t>("k"_c), "kd"_c = try_cast<double>("k"_c), "us"_c = try_cast<timestamp<us>>("t"_c), "d"_c = try_cast<date>("t"_c), "b"_c = try_cast<bool>("k"_c),
                             "s"_c = try_cast<string>("k"_c))
                     .collect();
  check_values(r["xi"_c], "int32", std::vector<std::optional<std::int32_t>>{1, -1, {}, {}, {}, 99});
  check_values(r["xd"_c], "decimal", std::vector<std::optional<D>>{D::from_units(15), D::from_units(-15), {}, {}, {}, {}});
  check_values(r["kb"_c], "uint8", std::vector<std::optional<std::uint8_t>>{5, {}, {}, {}, 0, 127});
  check_values(r["kd"_c], "double", std::vector<std::optional<double>>{5, -1, 300, 9223372036854775808.0, 0, 127});
  check_values(r["us"_c], "timestamp", std::vector<std::optional<timestamp<us>>>{timestamp<us>(5000000), timestamp<us>(-1000000), timestamp<us>(300000000), {}, timestamp<us>(0), timestamp<us>(127000000)});
  check_values(r["d"_c], "date", std::vector<std::optional<date>>{date(0), date(-1), date(0), {}, date(0), date(0)});
  check_values(r["b"_c], "bool", std::vector<std::optional<bool>>{true, true, true, true, false, true});
  check_values(r["s"_c], "string", std::vector<std::optional<std::string>>{"5", "-1", "300", "9223372036854775807", "0", "127"});
}
