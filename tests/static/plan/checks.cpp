// SPDX-License-Identifier: BSL-1.0
// What each verb asks of its arguments, as types: ok, or the mistake that is reported. And the schema each verb gives.
#include <quern.hpp>

namespace {

using namespace quern;
using namespace quern::literals;
using std::int32_t, std::int64_t;
namespace op = expr::op;

struct S : schema<field<"k", quern::string>, field<"x", int32_t>, field<"y", nullable<double>>, field<"u", std::uint32_t>, field<"m", decimal<15, 2>>, field<"b", bool>, field<"nb", nullable<bool>>> {};
auto const q = quern::from(quern::table<S>());

template <class Expected, class E>
constexpr bool where_is(E const&) {
  return std::is_same_v<plan::check_filter<S, expr::as_expr_t<E>>, Expected>;
}
template <class Expected, class... C>
constexpr bool select_is(C const&...) {
  return std::is_same_v<plan::check_project<S, plan::as_named_t<C>...>, Expected>;
}
template <class Expected, class... C>
constexpr bool update_is(C const&...) {
  return std::is_same_v<plan::check_extend<S, plan::as_named_t<C>...>, Expected>;
}
template <class Expected, class... C>
constexpr bool rename_is(C const&...) {
  return std::is_same_v<plan::check_rename<S, C...>, Expected>;
}
// By key "k".
template <class Expected, class... C>
constexpr bool agg_is(C const&...) {
  return std::is_same_v<plan::check_group<S, plan::keys<plan::as_named_t<expr::column<"k">>>, plan::as_named_t<C>...>, Expected>;
}
using names = expr::columns<"k", "x", "y", "u", "m", "b", "nb">;
template <fixed_string Name, fixed_string Near>
using missing = expr::no_such_column<Name, names, expr::nearest<Near>>;

static_assert(where_is<ok>("x"_c > 1) && where_is<ok>("nb"_c) && where_is<ok>(lit<true>) && where_is<ok>(null<bool>));
static_assert(where_is<plan::predicate_type<int64_t>>("x"_c + 1) && where_is<plan::predicate_type<nullable<double>>>("y"_c) && where_is<missing<"bb", "b">>("bb"_c));
static_assert(where_is<expr::aggregate_outside_agg<op::max>>("x"_c == quern::max("x"_c)));

static_assert(select_is<ok>("x"_c, "z"_c = "x"_c + 1) && select_is<ok>());
static_assert(select_is<plan::duplicate_name<"x">>("x"_c, "x"_c = "y"_c) && select_is<missing<"z", "k">>("z"_c) && select_is<missing<"xx", "x">>("a"_c = "xx"_c));
static_assert(select_is<plan::without_a_name<decltype("x"_c + 1)>>("x"_c + 1));

static_assert(update_is<ok>("a"_c = "x"_c, "b2"_c = "a"_c * 2) && update_is<expr::type_mismatch<op::mul, quern::string, int>>("a"_c = "k"_c, "b2"_c = "a"_c * 2), "later definitions see earlier ones");
static_assert(rename_is<ok>("x"_c = "y"_c, "y"_c = "x"_c) && rename_is<plan::duplicate_name<"x">>("x"_c = "y"_c) && rename_is<missing<"yy", "y">>("z"_c = "yy"_c));

static_assert(agg_is<ok>("s"_c = quern::sum("x"_c) / count(), "t"_c = quern::concat("k"_c, "k"_c) == quern::min("k"_c)));
static_assert(agg_is<plan::column_is_not_a_key<"x", plan::keys<expr::columns<"k">>>>("s"_c = quern::sum("x"_c) + "x"_c));
static_assert(agg_is<plan::without_an_aggregate<expr::column<"k">>>("s"_c = "k"_c) && agg_is<plan::duplicate_name<"k">>("k"_c = count()));
static_assert(agg_is<missing<"xy", "x">>("s"_c = quern::sum("xy"_c)) && agg_is<expr::type_mismatch<op::sum, quern::string>>("s"_c = quern::sum("k"_c)));
static_assert(agg_is<expr::aggregate_outside_agg<op::sum>>("s"_c = quern::max(quern::sum("x"_c))), "aggregates do not nest");

static_assert(std::is_same_v<plan::check_new_name<S, "x">, plan::duplicate_name<"x">> && std::is_same_v<plan::check_new_name<S, "i">, ok>);
static_assert(std::is_same_v<plan::check_columns<S, expr::column<"x">, expr::column<"zz">>, missing<"zz", "k">>);

// Schemas of results.
template <class Query, class... F>
constexpr bool has_columns = std::is_same_v<typename std::remove_cvref_t<Query>::schema::fields, meta::list<F...>>;

using grouped = decltype(q.group_by("k"_c).agg("n"_c = count(), "v"_c = count("y"_c), "s"_c = quern::sum("x"_c), "u"_c = quern::sum("u"_c), "m"_c = quern::sum("m"_c), "y"_c = quern::sum("y"_c), "mean"_c = mean("x"_c),
                                             "lo"_c = quern::min("k"_c), "var"_c = variance("x"_c), "pop"_c = variance_population("x"_c), "any"_c = any("nb"_c), "d"_c = count_distinct("y"_c)));
static_assert(has_columns<grouped, field<"k", quern::string>, field<"n", int64_t>, field<"v", int64_t>, field<"s", int64_t>, field<"u", std::uint64_t>, field<"m", decimal<38, 2>>, field<"y", nullable<double>>,
                          field<"mean", double>, field<"lo", quern::string>, field<"var", nullable<double>>, field<"pop", double>, field<"any", nullable<bool>>, field<"d", int64_t>>,
              "a group has a row, so only null values and single values can leave nothing");
using global = decltype(q.agg("n"_c = count(), "s"_c = quern::sum("x"_c), "m"_c = median("m"_c), "b"_c = all("b"_c), "e"_c = quern::sum("x"_c) / count()));
static_assert(has_columns<global, field<"n", int64_t>, field<"s", nullable<int64_t>>, field<"m", nullable<double>>, field<"b", nullable<bool>>, field<"e", nullable<double>>>, "all the rows may be none");

static_assert(has_columns<decltype(q.select("x"_c).with_row_index("i"_c)), field<"x", int32_t>, field<"i", int64_t>>);
static_assert(has_columns<decltype(q.drop("k"_c, "y"_c, "u"_c, "m"_c, "b"_c).rename("z"_c = "nb"_c)), field<"x", int32_t>, field<"z", nullable<bool>>>);
static_assert(has_columns<decltype(q.select("a"_c = "x"_c * 2).where("a"_c > 1).order_by("a"_c).limit(3).distinct()), field<"a", int64_t>>);

}  // namespace
