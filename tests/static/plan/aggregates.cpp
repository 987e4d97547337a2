// SPDX-License-Identifier: BSL-1.0
// The types of aggregates: null where a group may have nothing to aggregate, or too little; which arguments they take.
#include <string>

#include <quern.hpp>

namespace {

using namespace quern;
using namespace quern::literals;
using std::int32_t, std::int64_t, std::uint64_t;

struct all : schema<field<"k", int32_t>, field<"i", int32_t>, field<"n", nullable<int64_t>>, field<"u", nullable<uint64_t>>, field<"d", double>, field<"m", decimal<9, 2>>, field<"c", category>, field<"x", fixed_string<4>>,
                    field<"day", nullable<date>>, field<"b", bool>, field<"t", duration<s>>> {};

using key = expr::named<"k", expr::column<"k">>;

// Of a group, and of all rows, where there may be none.
template <class Grouped, class Global, class E>
constexpr bool gives(E const&) {
  return std::is_same_v<expr::type_of<E, plan::inside_agg<all, key>>, Grouped> && std::is_same_v<expr::type_of<E, plan::inside_agg<all>>, Global>;
}
template <class T, class E>
constexpr bool gives(E const& e) {
  return gives<T, T>(e);
}
template <class Op, class... T, class E>
constexpr bool refuses(E const&) {
  return std::is_same_v<expr::type_of<E, plan::inside_agg<all, key>>, expr::type_mismatch<Op, T...>>;
}
using number = nullable<double>;

static_assert(gives<double, number>(product("i"_c)) && gives<number>(product("n"_c)) && gives<double, number>(skewness("m"_c)) && gives<number>(kurtosis("n"_c)));
static_assert(gives<int64_t, nullable<int64_t>>(sum_distinct("i"_c)) && gives<nullable<uint64_t>>(sum_distinct("u"_c)) && gives<decimal<38, 2>, nullable<decimal<38, 2>>>(sum_distinct("m"_c)) && gives<duration<s>, nullable<duration<s>>>(sum_distinct("t"_c)));
static_assert(gives<quern::string, nullable<quern::string>>(mode("c"_c)) && gives<nullable<date>>(mode("day"_c)) && gives<bool, nullable<bool>>(mode("b"_c)));
static_assert(gives<int32_t, nullable<int32_t>>(first_row("i"_c)) && gives<nullable<date>>(last_row("day"_c)) && gives<quern::string, nullable<quern::string>>(last_row("x"_c)));
static_assert(gives<int32_t, nullable<int32_t>>(arg_min("i"_c, "c"_c)) && gives<nullable<int32_t>>(arg_max("i"_c, "day"_c)) && gives<nullable<date>>(arg_max("day"_c, "i"_c)) && gives<quern::string, nullable<quern::string>>(arg_min("c"_c, "b"_c)));
static_assert(gives<number>(covariance("i"_c, "d"_c)) && gives<double, number>(covariance_population("i"_c, "m"_c)) && gives<number>(covariance_population("i"_c, "n"_c)) && gives<number>(correlation("i"_c, "d"_c)) && gives<number>(regr_slope("d"_c, "i"_c)) && gives<number>(regr_intercept("d"_c, "i"_c) + 1));
static_assert(gives<double, number>(median("i"_c)) && gives<number>(median("n"_c)));

static_assert(refuses<expr::op::product, date>(product("day"_c)) && refuses<expr::op::sum_distinct, category>(sum_distinct("c"_c)) && refuses<expr::op::shape<3>, bool>(skewness("b"_c)));
static_assert(refuses<expr::op::of_pairs<expr::op::pair_statistic::correlation>, double, category>(correlation("d"_c, "c"_c)));

// Aggregates of the user: finish says whether there may be no answer.
constexpr auto summed = aggregate{0.0, [](double& s, double x) { s += x; }, [](double& s, double o) { s += o; }, [](double s) { return s; }};
constexpr auto maybe = aggregate{0, [](int&, date, std::string_view) {}, [](int&, int) {}, [](int) { return std::optional<long long>(); }};
static_assert(gives<double>(summed("i"_c)) && gives<double>(summed("n"_c)) && gives<nullable<int64_t>>(maybe("day"_c, "c"_c)));
template <class E>
using mistake_of = expr::type_of<E, plan::inside_agg<all, key>>;
static_assert(expr::is_mistake<mistake_of<decltype(summed("c"_c))>> && expr::is_mistake<mistake_of<decltype(maybe("c"_c, "day"_c))>> && expr::is_mistake<mistake_of<decltype(maybe("day"_c))>>);

}  // namespace
