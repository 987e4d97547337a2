// SPDX-License-Identifier: BSL-1.0
// + - * / and comparisons of decimals of different precision and scale, beside integers and floats, against 128-bit units.
#include "laws/columns.hpp"

using namespace reference;

namespace {
using std::int64_t;
using money = quern::decimal<15, 2>;
using rate = quern::decimal<9, 4>;
using wide = quern::decimal<30, 6>;
using quern::decimal;

template <class D>
std::vector<D> decimals(std::size_t n, std::uint64_t seed, int128 most) {
  return make_values(n, seed, [&](numbers& g) {
    int128 const v = most < INT64_MAX ? int128{g.between(-static_cast<int64_t>(most), static_cast<int64_t>(most))}
                                      : (static_cast<int128>(static_cast<int64_t>(g.next())) * (int128{1} << 30) + static_cast<int64_t>(g.next() % 1000)) % most;
    return D::from_units(static_cast<typename D::rep>(v));
  });
}
template <class R>
std::optional<R> units(int128 v) {
  return R::from_units(static_cast<typename R::rep>(v));
}
}  // namespace

TEST_CASE("decimals of different scale add, subtract and multiply exactly", "[kernel][decimal]") {
  // Small values run proven in 64 bits, full ones need 128.
  for (bool huge : {false, true})
    for (std::size_t n : lengths) {
      auto const a = decimals<money>(n, 1, huge ? quern::power_of_ten(15) - 1 : 99999);
      auto const b = decimals<rate>(n, 2, huge ? 999999999 : 9999);
      auto const w = decimals<wide>(n, 3, huge ? quern::power_of_ten(30) - 1 : 99999);
      auto const k = integers<std::int32_t>(n, 4, -1000000, 1000000);
      auto const t = quern::from(quern::make_table("a"_c = a, "b"_c = b, "w"_c = w, "k"_c = k))
                         .select("sum"_c = "a"_c + "b"_c, "difference"_c = "b"_c - "w"_c, "product"_c = "a"_c * "b"_c, "square"_c = "a"_c * "a"_c, "more"_c = "a"_c + "k"_c,
                                 "minus"_c = -"w"_c, "size"_c = quern::abs("a"_c))
                         .collect();
      static_assert(std::is_same_v<decltype(t["sum"_c])::value_type, decimal<18, 4>>);
      static_assert(std::is_same_v<decltype(t["difference"_c])::value_type, decimal<31, 6>>);
      static_assert(std::is_same_v<decltype(t["product"_c])::value_type, decimal<24, 6>>);
      auto const u = [](auto const& c, std::size_t r) { return int128{c[r].units}; };
      check_rows(t["sum"_c], n, "a + b", [&](auto r) { return *units<decimal<18, 4>>(u(a, r) * 100 + u(b, r)); });
      check_rows(t["difference"_c], n, "b - w", [&](auto r) { return *units<decimal<31, 6>>(u(b, r) * 100 - u(w, r)); });
      check_rows(t["product"_c], n, "a * b", [&](auto r) { return *units<decimal<24, 6>>(u(a, r) * u(b, r)); });
      check_rows(t["square"_c], n, "a * a", [&](auto r) { return *units<decimal<30, 4>>(u(a, r) * u(a, r)); });
      check_rows(t["more"_c], n, "a + k", [&](auto r) { return *units<decimal<16, 2>>(u(a, r) + int128{k[r]} * 100); });
      check_rows(t["minus"_c], n, "-w", [&](auto r) { return *units<wide>(-u(w, r)); });
      check_rows(t["size"_c], n, "abs a", [&](auto r) { return *units<money>(u(a, r) < 0 ? -u(a, r) : u(a, r)); });
    }
}

TEST_CASE("decimals compare by value whatever their scales", "[kernel][decimal]") {
  for (std::size_t n : short_lengths) {
    auto const a = decimals<money>(n, 5, 500);
    auto const b = decimals<rate>(n, 6, 50000);
    auto const k = integers<std::int64_t>(n, 7, -5, 5);
    auto const t = quern::from(quern::make_table("a"_c = a, "b"_c = b, "k"_c = k))
                       .select("lt"_c = "a"_c < "b"_c, "ge"_c = "b"_c >= "a"_c, "eq"_c = "a"_c == "k"_c, "float"_c = "a"_c <= 0.5, "ratio"_c = "a"_c / "b"_c)
                       .collect();
    check_rows(t["lt"_c], n, "a < b", [&](auto r) { return a[r].units * 100 < b[r].units; });
    check_rows(t["ge"_c], n, "b >= a", [&](auto r) { return b[r].units >= a[r].units * 100; });
    check_rows(t["eq"_c], n, "a == k", [&](auto r) { return a[r].units == k[r] * 100; });
    check_rows(t["float"_c], n, "a <= 0.5", [&](auto r) { return static_cast<double>(a[r]) <= 0.5; });
    check_rows(t["ratio"_c], n, "a / b", [&](auto r) { return static_cast<double>(a[r]) / static_cast<double>(b[r]); });
  }
}

TEST_CASE("scales that differ by more than 18 digits still meet exactly", "[kernel][decimal]") {
  using fine = decimal<25, 22>;
  std::vector<fine> const f = {fine::from_units(quern::power_of_ten(22)), fine::from_units(quern::power_of_ten(22) * 2 + 1), fine::from_units(-quern::power_of_ten(22) * 7)};
  std::vector<std::int16_t> const k = {1, 2, -7};
  auto const t = quern::from(quern::make_table("f"_c = f, "k"_c = k)).select("eq"_c = "f"_c == "k"_c, "gt"_c = "f"_c > "k"_c, "sum"_c = "f"_c + "k"_c).collect();
  check_rows(t["eq"_c], 3, "f == k", [](auto r) { return r != 1; });
  check_rows(t["gt"_c], 3, "f > k", [](auto r) { return r == 1; });
  check_rows(t["sum"_c], 3, "f + k", [&](auto r) { return decimal<28, 22>::from_units(f[r].units + k[r] * quern::power_of_ten(22)); });
}

TEST_CASE("decimal arithmetic with null is null, also where the other side is at its limit", "[kernel][decimal]") {
  for (std::size_t n : short_lengths) {
    auto const a = sprinkle_nulls(decimals<money>(n, 8, quern::power_of_ten(15) - 1), 9);
    auto const w = sprinkle_nulls(decimals<wide>(n, 10, quern::power_of_ten(30) - 1), 11);
    auto const t = quern::from(quern::make_table("a"_c = a, "w"_c = w)).select("x"_c = "a"_c * "a"_c, "y"_c = "a"_c - "w"_c, "z"_c = "a"_c < "w"_c).collect();
    check_rows(t["x"_c], n, "a * a", [&](auto r) { return lift([](auto x) { return *units<decimal<30, 4>>(int128{x.units} * x.units); }, a[r]); });
    check_rows(t["y"_c], n, "a - w", [&](auto r) { return lift([](auto x, auto y) { return *units<decimal<31, 6>>(int128{x.units} * 10000 - y.units); }, a[r], w[r]); });
    check_rows(t["z"_c], n, "a < w", [&](auto r) { return lift([](auto x, auto y) { return int128{x.units} * 10000 < y.units; }, a[r], w[r]); });
  }
}
