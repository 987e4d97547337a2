// SPDX-License-Identifier: BSL-1.0
// Markers say when something is evaluated, not what it means: wherever they stand, the result of a stateless plan has the same bits.
#include "laws/chunks.hpp"
#include "laws/same_bytes.hpp"

using namespace reference;

namespace {
struct b1 : quern::barrier {};
struct b2 : quern::barrier {};
struct b3 : quern::barrier {};

// Plans are written with f(place, expression): the Kth way to mark puts other markers at the places.
template <int K>
struct marker {
  template <class X>
  constexpr auto operator()(std::integral_constant<int, 0>, X const& x) const {
    if constexpr (K == 1) return quern::serial(x);
    else if constexpr (K == 2 || K == 3) return quern::declares<b1>(x);
    else if constexpr (K == 4) return quern::cost<1000>(quern::declares<b1, b3>(quern::serial(x)));
    else return x;
  }
  template <class X>
  constexpr auto operator()(std::integral_constant<int, 1>, X const& x) const {
    if constexpr (K == 3) return quern::cost<0>(quern::respects<b1>(x));
    else if constexpr (K == 4) return quern::declares<b2>(quern::respects<b1>(x));
    else if constexpr (K == 5) return quern::serial(x);
    else return x;
  }
  template <class X>
  constexpr auto operator()(std::integral_constant<int, 2>, X const& x) const {
    if constexpr (K == 2) return quern::respects<b1>(x);
    else if constexpr (K == 3) return quern::serial(quern::cost<3>(x));
    else if constexpr (K == 4) return quern::serial(quern::respects<b2, b3>(x));
    else if constexpr (K == 5) return quern::cost<0>(x);
    else return x;
  }
};
template <int P>
inline constexpr std::integral_constant<int, P> at{};

template <class Make>
void check_markers(char const* name, Make make) {
  for (std::size_t n : {std::size_t{0}, std::size_t{9}, chunk_rows + 4465, 3 * chunk_rows + 3392}) {
    auto const t = quern::make_table("a"_c = sprinkle_nulls(integers<std::int32_t>(n, 1, -50, 50), 2), "b"_c = integers<std::int64_t>(n, 3, -50, 50), "x"_c = sprinkle_nulls(floats<double>(n, 4), 5),
                                     "s"_c = sprinkle_nulls(make_values(n, 6, [](numbers& g) { return std::string(g.next() % 6, 's'); }), 7),
                                     "m"_c = make_values(n, 8, [](numbers& g) { return quern::decimal<15, 2>::from_units(g.between(-10000, 10000)); }));
    auto const plain = make(quern::from(t), marker<0>{}).collect(on_threads(1));
    auto const check = [&](auto const& q, int way) {
      for (int threads : {1, 2, 4}) {
        INFO(name << ", " << n << " rows, way " << way << " to mark it, on " << threads << " threads");
        CHECK(same_bytes(plain, q.collect(on_threads(threads))));
      }
    };
    [&]<int... K>(std::integer_sequence<int, 0, K...>) { (check(make(quern::from(t), marker<K>{}), K), ...); }(std::integer_sequence<int, 0, 1, 2, 3, 4, 5>{});
  }
}
auto const odd = [](std::int64_t v) { return v % 2 != 0; };
auto const half = [](double v) { return v / 2; };
}  // namespace

TEST_CASE("markers on filters change no result", "[laws][order]") {
  check_markers("filters with nulls", [](auto const& q, auto const& f) { return q.where(f(at<0>, "a"_c > -20) && f(at<1>, quern::map(odd, "b"_c)) && f(at<2>, "x"_c < 100.0 || quern::is_null("x"_c))); });
  check_markers("wheres, one behind a column", [](auto const& q, auto const& f) {
    return q.where(f(at<0>, quern::is_not_null("s"_c))).update("c"_c = "a"_c + "b"_c).where(f(at<1>, "c"_c > 0)).where(f(at<2>, quern::map(odd, "c"_c))).drop("x"_c);
  });
  check_markers("nothing is left", [](auto const& q, auto const& f) { return q.where(f(at<0>, "b"_c > 50) && f(at<1>, "a"_c > 0) && f(at<2>, quern::map(odd, "b"_c))); });
}
TEST_CASE("markers on columns change no result", "[laws][order]") {
  check_markers("a chain", [](auto const& q, auto const& f) {
    return q.update(f(at<0>, "c"_c = "a"_c + "b"_c), f(at<1>, "d"_c = quern::map(half, "x"_c)), f(at<2>, "e"_c = quern::coalesce("c"_c, 0) * 2), "g"_c = quern::concat("s"_c, "!"));
  });
  check_markers("a column of each kind, marked", [](auto const& q, auto const& f) {
    return q.update(f(at<0>, "u"_c = quern::upper("s"_c)), f(at<1>, "p"_c = "m"_c * "m"_c), f(at<2>, "t"_c = quern::concat("u"_c, "u"_c)), "z"_c = "x"_c > 0.0);
  });
  check_markers("a name defined again", [](auto const& q, auto const& f) { return q.update(f(at<0>, "z"_c = "b"_c), f(at<1>, "b"_c = "z"_c + 1), f(at<2>, "t"_c = "b"_c - 3)); });
  check_markers("select", [](auto const& q, auto const& f) { return q.select(f(at<0>, "b"_c = "a"_c), "m"_c, f(at<1>, "a"_c = quern::map(half, "x"_c)), f(at<2>, "s"_c = quern::concat("s"_c, "?")), "k"_c = 7); });
}
TEST_CASE("markers change nothing in what stands on them", "[laws][order]") {
  check_markers("group", [](auto const& q, auto const& f) {
    return q.where(f(at<0>, "a"_c > -40)).update(f(at<1>, "k"_c = "b"_c % 7)).where(f(at<2>, "k"_c != 3)).group_by("k"_c).agg("n"_c = quern::count(), "sum"_c = quern::sum("m"_c), "most"_c = quern::max("x"_c), "first"_c = quern::first("s"_c));
  });
  check_markers("sort and slice", [](auto const& q, auto const& f) {
    return q.update(f(at<0>, "k"_c = quern::map(odd, "b"_c))).where(f(at<1>, "k"_c)).order_by("a"_c, quern::desc("s"_c)).update(f(at<2>, "y"_c = "x"_c * 2.0)).offset(10).limit(1000);
  });
  check_markers("distinct", [](auto const& q, auto const& f) { return q.select(f(at<0>, "a"_c), f(at<1>, "s"_c)).distinct().with_row_index("i"_c).where(f(at<2>, "i"_c % 2 == 0)); });
}

// A marked list makes its input complete, so the rows above may be cut into other chunks: of a sum of floats, the last bits differ.
TEST_CASE("markers change a sum of floats by rounding only", "[laws][order]") {
  auto const t = quern::make_table("a"_c = integers<std::int32_t>(200000, 1, -50, 50), "x"_c = make_values(200000, 4, [](numbers& g) { return 0.1 * static_cast<double>(g.next() % 1000); }));
  auto const sum = [&](auto const& f) {
    return *quern::from(t).where(f(at<0>, "a"_c > -40)).update(f(at<1>, "y"_c = "x"_c * 3.0)).where(f(at<2>, "y"_c > 1.0)).agg("s"_c = quern::sum("y"_c)).collect()["s"_c][0];
  };
  double const plain = sum(marker<0>{});
  for (double const marked : {sum(marker<1>{}), sum(marker<2>{}), sum(marker<3>{}), sum(marker<4>{})}) CHECK(marked == Approx(plain).epsilon(1e-12));
}
