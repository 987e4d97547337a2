// SPDX-License-Identifier: BSL-1.0
// aggregate{init, step, merge, finish}: what each function is given, in which order, and what of nothing is.
#include <atomic>
#include <vector>

#include "laws/columns.hpp"

using namespace reference;

namespace {
using std::int64_t, std::optional, std::string;

// Texts and numbers of the rows, in the order in which they came.
auto const joined = quern::aggregate(
    string(">"), [](string& s, std::string_view text, int64_t n) { s += string(text) + std::to_string(n) + ','; }, [](string& s, string const& later) { s += later.substr(1); }, [](string const& s) { return s; });
// A functor with a state of its own, and an answer that may be missing.
struct weighted_mean {
  double least_weight;
  struct state {
    double sum = 0, weights = 0;
  };
  auto operator()() const {
    return quern::aggregate{state(), [](state& s, double x, quern::decimal<9, 2> w) { s.sum += x * static_cast<double>(w), s.weights += static_cast<double>(w); }, [](state& s, state const& o) { s.sum += o.sum, s.weights += o.weights; },
                            [least = least_weight](state const& s) { return s.weights > least ? optional<double>(s.sum / s.weights) : std::nullopt; }};
  }
};
}  // namespace

TEST_CASE("an aggregate of the user sees the rows without nulls in order, for all rows and for groups", "[exec][aggregate]") {
  for (std::size_t n : {0u, 1u, 9u, 130u, 3000u})
    for (int percent : {0, 30, 100})
      for (std::size_t groups : {std::size_t{1}, std::size_t{6}}) {
        auto const c = sprinkle_nulls(make_values(n, 1, [](numbers& g) { return "t" + std::to_string(g.next() % 9); }), 2, percent);
        auto const x = sprinkle_nulls(integers<int64_t>(n, 3, -9, 9), 4, percent);
        std::vector<int> k(n);
        std::vector<string> want(groups, ">");
        std::vector<int64_t> rows(groups, 100);
        for (std::size_t i = 0; i < n; ++i) {
          k[i] = static_cast<int>(i % groups);
          if (c[i] && x[i]) want[i % groups] += *c[i] + std::to_string(*x[i] + 1) + ',';
          if (x[i]) ++rows[i % groups];
        }
        auto const count = quern::aggregate{int64_t{100}, [](int64_t& s, int64_t) { ++s; }, [](int64_t& s, int64_t o) { s += o - 100; }, [](int64_t s) { return s; }};
        auto const q = quern::from(quern::make_table("c"_c = c, "x"_c = x, "k"_c = k));
        for (std::size_t chunk : {8u, 65536u}) {
          quern::exec const o{.threads = 2, .min_rows_per_chunk = chunk};
          INFO(n << " rows, " << percent << "% null, " << groups << " groups, chunks of " << chunk);
          auto const check = [&](auto const& t, std::size_t wanted) {
            REQUIRE(t.rows() == wanted);
            for (std::size_t g = 0; g < wanted; ++g) CHECK((t["all"_c][g] == want[g] && t["n"_c][g] == rows[g] * 2));
          };
          auto const aggregated = [&](auto const& by) { return by.agg("all"_c = joined("c"_c, "x"_c + 1), "n"_c = count("x"_c) * 2); };
          if (groups == 1)
            check(aggregated(q).collect(o), 1);
          else
            check(aggregated(q.group_by("k"_c)).collect(o), std::min(n, groups));
        }
      }
}

TEST_CASE("an aggregate of the user may give no answer, takes any column type and holds values of its own", "[exec][aggregate]") {
  using D = quern::decimal<9, 2>;
  auto const t = quern::make_table("k"_c = std::vector<int>{1, 1, 2}, "x"_c = std::vector<double>{1, 4, 9}, "w"_c = std::vector<D>{D::from_units(300), D::from_units(100), D::from_units(50)},
                                   "b"_c = std::vector<bool>{true, false, true}, "d"_c = std::vector<quern::date>{quern::date(5), quern::date(3), quern::date(9)});
  auto const first_true = quern::aggregate{quern::date(99), [](quern::date& s, bool b, quern::date d) { if (b && d < s) s = d; }, [](quern::date& s, quern::date o) { s = o < s ? o : s; }, [](quern::date s) { return s; }};
  // Two of one type, which differ in what they hold.
  auto const q = quern::from(t).group_by("k"_c).agg("any"_c = weighted_mean{0}()("x"_c, "w"_c), "heavy"_c = weighted_mean{1}()("x"_c, "w"_c), "d"_c = first_true("b"_c, "d"_c));
  using S = typename decltype(q)::schema;
  static_assert(std::is_same_v<quern::schemas::type_of<S, "any">, quern::nullable<double>> && std::is_same_v<quern::schemas::type_of<S, "d">, quern::date>);
  auto const r = q.collect();
  CHECK((r["any"_c][0] == 1.75 && r["any"_c][1] == 9.0 && r["heavy"_c][0] == 1.75 && !r["heavy"_c][1]));
  CHECK((r["d"_c][0] == quern::date(5) && r["d"_c][1] == quern::date(9)));
  auto const none = quern::from(t).where("k"_c > 5).agg("x"_c = weighted_mean{0}()("x"_c, "w"_c), "d"_c = first_true("b"_c, "d"_c)).collect();
  CHECK((!none["x"_c][0] && none["d"_c][0] == quern::date(99)));
}

TEST_CASE("what a step throws reaches the caller as its own type", "[exec][aggregate]") {
  struct odd {};
  auto const picky = quern::aggregate{0, [](int&, int64_t v) { if (v == 77) throw odd(); }, [](int&, int) {}, [](int) { return 0; }};
  CHECK_THROWS_AS(quern::range(0, 5000).agg("x"_c = picky("id"_c)).collect({.threads = 2, .min_rows_per_chunk = 8}), odd);
}

namespace {
// A sum of squares (of one column) and a dot product (of two), on batches and row by row; both count how they were called.
template <class T>
struct dot {
  struct state {
    T sum = 0;
    int64_t in_batches = 0, alone = 0;
  };
  static auto of(bool count_batches) {
    return quern::aggregate{state(),
                            [](state& s, T x, T y) { s.sum += x * y, ++s.alone; },
                            [](state& s, state const& o) { s.sum += o.sum, s.in_batches += o.in_batches, s.alone += o.alone; },
                            [=](state const& s) { return count_batches ? static_cast<T>(s.in_batches) : s.sum; },
                            []<class Arch>(state& s, xsimd::batch<T, Arch> const& x, xsimd::batch<T, Arch> const& y) {
                              alignas(64) T v[xsimd::batch<T, Arch>::size];
                              (x * y).store_aligned(v);
                              for (T one : v) s.sum += one, ++s.in_batches;
                            }};
  }
};
template <class T>
void check_batches() {
  for (std::size_t n : {0u, 1u, 7u, 8u, 9u, 1023u, 1024u, 1033u, 5000u})
    for (int percent : {0, 10, 100})
      for (int least : {-100, 0}) {
        auto const plain_x = integers<std::int32_t>(n, 3, -20, 20), plain_y = integers<std::int32_t>(n, 5, -20, 20);
        std::vector<T> x(plain_x.begin(), plain_x.end()), y(plain_y.begin(), plain_y.end());
        auto const nullable = sprinkle_nulls(x, 2, percent);
        T want = 0;
        for (std::size_t i = 0; i < n; ++i)
          if (nullable[i] && y[i] >= static_cast<T>(least)) want += *nullable[i] * y[i];
        auto const q = quern::from(quern::make_table("x"_c = nullable, "y"_c = y)).where("y"_c >= static_cast<T>(least));
        auto const t = q.agg("sum"_c = dot<T>::of(false)("x"_c, "y"_c), "batched"_c = dot<T>::of(true)("x"_c, "y"_c)).collect({.threads = 2, .min_rows_per_chunk = 1000});
        INFO(n << " rows, " << percent << "% null, y from " << least);
        CHECK(t["sum"_c][0] == want);
        // All rows but the last of a piece come in batches where nothing is missing.
        if (percent == 0 && least == -100) CHECK(t["batched"_c][0] == static_cast<T>(n / 8 * 8));
        auto const g = q.group_by("k"_c = 1).agg("sum"_c = dot<T>::of(false)("x"_c, "y"_c), "batched"_c = dot<T>::of(true)("x"_c, "y"_c)).collect();
        if (g.rows() == 1) CHECK((g["sum"_c][0] == want && g["batched"_c][0] == 0));
      }
}
}  // namespace

TEST_CASE("a fifth function takes in rows in batches, where eight of them all count", "[exec][aggregate]") {
  check_batches<double>();
  check_batches<float>();
  check_batches<std::int32_t>();
  check_batches<int64_t>();
}
