// SPDX-License-Identifier: BSL-1.0
// Batch = scalar: a row's result does not depend on its place in a register, a tile or a table, at every length 0..130.
#include "laws/columns.hpp"

using namespace reference;

namespace {
// The plan over n rows gives, in each row, what it gives over that row alone.
template <class Make, class Plan>
void check_lengths(Make make, Plan plan) {
  std::size_t const most = 130;
  auto const whole = make(0, most);
  auto const all = plan(quern::from(whole)).collect();
  using S = typename decltype(all)::schema;
  auto const same_row = [&](auto const& a, std::size_t i, auto const& b, std::size_t j) {
    return [&]<class... F>(quern::meta::list<F...>) { return (same(a[quern::expr::column<F::name>{}][i], b[quern::expr::column<F::name>{}][j]) && ...); }(typename S::fields{});
  };
  for (std::size_t i = 0; i < most; ++i) {
    auto const one = plan(quern::from(make(i, i + 1))).collect();
    INFO("row " << i);
    REQUIRE(one.rows() == 1);
    CHECK(same_row(one, 0, all, i));
  }
  for (std::size_t n = 0; n <= most; ++n) {
    auto const part = plan(quern::from(make(0, n))).collect();
    REQUIRE(part.rows() == n);
    bool right = true;
    for (std::size_t i = 0; i < n; ++i) right = right && same_row(part, i, all, i);
    INFO("first " << n);
    CHECK(right);
  }
}
template <class T>
std::vector<T> cut(std::vector<T> const& v, std::size_t b, std::size_t e) {
  return {v.begin() + static_cast<std::ptrdiff_t>(b), v.begin() + static_cast<std::ptrdiff_t>(e)};
}
}  // namespace

TEST_CASE("float functions give the same bits in a batch and alone", "[laws][batch]") {
  auto const x = floats<double>(130, 1), y = floats<double>(130, 2);
  auto const f = floats<float>(130, 3);
  check_lengths([&](auto b, auto e) { return quern::make_table("x"_c = cut(x, b, e), "y"_c = cut(y, b, e), "f"_c = cut(f, b, e)); },
                [](auto const& q) {
                  return q.select("a"_c = "x"_c * "y"_c + "x"_c / "y"_c, "b"_c = quern::exp("x"_c), "c"_c = quern::log("f"_c), "d"_c = quern::sqrt("f"_c), "e"_c = quern::round<2>("y"_c),
                                  "g"_c = quern::greatest("x"_c, "y"_c), "h"_c = quern::map([](auto v, auto w) { return v * w - v; }, "x"_c, "y"_c), "i"_c = "f"_c < "x"_c, "j"_c = quern::pow("x"_c, "y"_c));
                });
}
TEST_CASE("integers, decimals and logic give the same in a batch and alone", "[laws][batch]") {
  auto const a = sprinkle_nulls(integers<std::int32_t>(130, 4, INT32_MIN, INT32_MAX), 5);
  auto const b = integers<std::int64_t>(130, 6, -(std::int64_t{1} << 61), std::int64_t{1} << 61);
  auto const d = make_values(130, 7, [](numbers& g) { return quern::decimal<15, 2>::from_units(g.between(-999'999'999'999'999, 999'999'999'999'999)); });
  check_lengths([&](auto i, auto e) { return quern::make_table("a"_c = cut(a, i, e), "b"_c = cut(b, i, e), "d"_c = cut(d, i, e)); },
                [](auto const& q) {
                  return q.select("a"_c = "a"_c + "b"_c, "b"_c = "d"_c * (1 - "d"_c), "c"_c = "a"_c > 0 || "b"_c < 0, "d"_c = quern::try_div("b"_c, "a"_c), "e"_c = quern::coalesce("a"_c, "b"_c),
                                  "f"_c = quern::cast<double>("d"_c), "g"_c = quern::when("d"_c > "a"_c).then("d"_c), "h"_c = quern::abs("b"_c), "i"_c = quern::round("d"_c));
                });
}
TEST_CASE("texts give the same in a batch and alone", "[laws][batch]") {
  auto const s = sprinkle_nulls(make_values(130, 8, [](numbers& g) { return std::string("Größe und Maß ").substr(0, g.next() % 8 * 2) + std::to_string(g.next() % 100); }), 9);
  check_lengths([&](auto b, auto e) { return quern::make_table("s"_c = cut(s, b, e)); },
                [](auto const& q) { return q.update("u"_c = quern::upper("s"_c)).select("s"_c, "u"_c, "c"_c = quern::concat("u"_c, "/", "s"_c), "l"_c = quern::like<"G%1_">("s"_c), "n"_c = quern::length("u"_c) + 1, "p"_c = "u"_c < "s"_c); });
}
