// SPDX-License-Identifier: BSL-1.0
// Where a plan waits, as types: the stages that markers, shifted reads and policies cut lists of columns and filters into.
#include <quern.hpp>

namespace {

using namespace quern;
using namespace quern::literals;

struct b1 : quern::barrier {};
struct b2 : quern::barrier {};
struct S : schema<field<"x", std::int64_t>, field<"y", nullable<double>>, field<"s", quern::string>> {};
auto const q = quern::from(quern::table<S>());
[[maybe_unused]] auto const f = quern::map([](std::int64_t v) { return v + 1; }, "x"_c);
[[maybe_unused]] auto const p = quern::map([](std::int64_t v) { return v > 1; }, "x"_c);

template <class Query, class... Stage>
inline constexpr bool stages_are = std::is_same_v<stages_of<Query>, stages<Stage...>>;
template <class Chunks, class RowOrder = in_row_order<>>
using columns = column_stage<Chunks, RowOrder>;

// Unmarked plans have none.
static_assert(stages_are<decltype(q)>);
static_assert(stages_are<decltype(q.where("x"_c > 1 && p).update("a"_c = f, "b"_c = "a"_c + 1).select("a"_c, "b"_c).order_by("a"_c).limit(3))>);
static_assert(stages_are<decltype(q.with_policy<implicit_barriers<true>>().update("a"_c = f, "b"_c = f))>);
static_assert(stages_are<decltype(q.with_policy<stateful_by_default>().update("a"_c = "x"_c + 1).where("a"_c > 1))>, "nothing calls a function");

// Columns.
static_assert(stages_are<decltype(q.update(serial("a"_c = f))), columns<in_chunks<>, in_row_order<"a">>>);
static_assert(stages_are<decltype(q.update(serial("a"_c = f), serial("b"_c = f), "c"_c = f)), columns<in_chunks<"c">, in_row_order<"a", "b">>>);
static_assert(stages_are<decltype(q.update(serial("a"_c = f), "b"_c = "a"_c + 1)), columns<in_chunks<>, in_row_order<"a">>, columns<in_chunks<"b">>>, "what reads a serial column waits for it");
static_assert(stages_are<decltype(q.update("a"_c = f, serial("b"_c = "a"_c + 1))), columns<in_chunks<"a">>, columns<in_chunks<>, in_row_order<"b">>>);
static_assert(stages_are<decltype(q.update(declares<b1>("a"_c = f), respects<b1>("b"_c = f), "c"_c = f)), columns<in_chunks<"a", "c">>, columns<in_chunks<"b">>>, "others are not held back");
static_assert(stages_are<decltype(q.update(declares<b1>("a"_c = f), declares<b2>(respects<b1>("b"_c = f)), respects<b2>("c"_c = f))), columns<in_chunks<"a">>, columns<in_chunks<"b">>, columns<in_chunks<"c">>>);
static_assert(stages_are<decltype(q.update(declares<b1>("a"_c = f), "b"_c = "a"_c + 1, "c"_c = "b"_c + 1)), columns<in_chunks<"a", "b", "c">>>, "a chain of reads is one loop");
static_assert(stages_are<decltype(q.select(declares<b1>("a"_c = f), respects<b1>("b"_c = f))), columns<in_chunks<"a">>, columns<in_chunks<"b">>>);
static_assert(stages_are<decltype(q.update(declares<b1>("a"_c = f)).update(respects<b1>("b"_c = f))), columns<in_chunks<"a">>, columns<in_chunks<"b">>>, "across verbs");

// The definition counts, not the name; an unchanged column of the input is complete from the start.
static_assert(stages_are<decltype(q.update(declares<b1>("a"_c = f), "a"_c = 1, respects<b1>("b"_c = f))), columns<in_chunks<"a", "a">>, columns<in_chunks<"b">>>);
static_assert(stages_are<decltype(q.update(declares<b1>("x"_c = "x"_c), respects<b1>("b"_c = f))), columns<in_chunks<"x", "b">>>);
static_assert(stages_are<decltype(q.update("x"_c = f, declares<b1>("x"_c = "x"_c), respects<b1>("b"_c = f))), columns<in_chunks<"x", "x">>, columns<in_chunks<"b">>>, "x is no longer the input's");
static_assert(stages_are<decltype(q.update("a"_c = f, serial("c"_c = "a"_c))), columns<in_chunks<"a">>, columns<in_chunks<>, in_row_order<"c">>>);
static_assert(stages_are<decltype(q.select(serial("a"_c = f), "c"_c = "x"_c)), columns<in_chunks<"c">, in_row_order<"a">>>);
static_assert(stages_are<decltype(q.update(serial("a"_c = f), "a"_c = "x"_c, "b"_c = "a"_c)), columns<in_chunks<"a", "b">, in_row_order<"a">>>, "b reads the second a");

// Shifted reads: of the input, of a definition, in filters.
static_assert(stages_are<decltype(q.update("a"_c = prev("x"_c))), columns<in_chunks<"a">>>);
static_assert(stages_are<decltype(q.update("a"_c = f, "b"_c = shift("a"_c, 2))), columns<in_chunks<"a">>, columns<in_chunks<"b">>>);
static_assert(stages_are<decltype(q.update(declares<b1>("a"_c = f), "c"_c = shift("a"_c, 1), respects<b1>("d"_c = f))), columns<in_chunks<"a">>, columns<in_chunks<"c", "d">>>);
static_assert(stages_are<decltype(q.where(prev("x"_c) == 1)), filter_stage<0>>);
static_assert(stages_are<decltype(q.where(prev("x"_c) == 1).where(prev("x"_c) == 2)), filter_stage<0>, filter_stage<0>>, "shifted reads see the rows their where() gets");

// Policies.
static_assert(stages_are<decltype(q.with_policy<implicit_barriers<true>>().update(serial("a"_c = f), serial("b"_c = f))), columns<in_chunks<>, in_row_order<"a">>, columns<in_chunks<>, in_row_order<"b">>>);
static_assert(stages_are<decltype(q.with_policy<stateful_by_default>().update("a"_c = f, "b"_c = f, "c"_c = "x"_c * 2)), columns<in_chunks<"c">, in_row_order<"a">>, columns<in_chunks<>, in_row_order<"b">>>);
static_assert(stages_are<decltype(q.with_policy<stateful_by_default, implicit_barriers<false>>().update("a"_c = f, "b"_c = f)), columns<in_chunks<>, in_row_order<"a", "b">>>);
static_assert(stages_are<decltype(q.with_policy<stateful_by_default>().with_policy<implicit_barriers<false>>().update("a"_c = f, "b"_c = f)), columns<in_chunks<>, in_row_order<"a", "b">>>);
static_assert(stages_are<decltype(q.with_policy<stateful_by_default>().with_policy<stateless_by_default>().update("a"_c = f, "b"_c = f).where(p))>);
static_assert(stages_are<decltype(q.with_policy<stateful_by_default>().where("x"_c > 1 && p)), filter_stage<0>, serial_filter_stage<1>>);

// Filters.
static_assert(stages_are<decltype(q.where(cost<100>(p) && cost<80>("x"_c < 5))), filter_stage<1, 0>>);
static_assert(stages_are<decltype(q.where(cost<100>(p)).where(cost<80>("x"_c < 5))), filter_stage<1, 0>>);
static_assert(stages_are<decltype(q.where(cost<7>(p) && cost<7>("x"_c < 5))), filter_stage<0, 1>>);
static_assert(stages_are<decltype(q.where(p && "x"_c > 1 && serial(p) && p && "x"_c > 2)), filter_stage<1, 0>, serial_filter_stage<2>, filter_stage<4, 3>>, "a serial filter is a fence");
static_assert(stages_are<decltype(q.where(cost<9>(p) && cost<1>(serial(p)))), filter_stage<0>, serial_filter_stage<1>>, "cheap as it may be");
static_assert(stages_are<decltype(q.where(serial(p) && serial(p))), serial_filter_stage<0>, serial_filter_stage<1>>);
static_assert(stages_are<decltype(q.where(declares<b1>(cost<9>(p)) && respects<b1>(declares<b2>(cost<8>(p))) && respects<b2>(cost<7>(p)))), filter_stage<0>, filter_stage<1>, filter_stage<2>>);
static_assert(stages_are<decltype(q.where(declares<b1>(cost<9>(p)) && respects<b1>(cost<8>(p)) && cost<7>(p))), filter_stage<2, 0>, filter_stage<1>>, "the third is not involved");
static_assert(stages_are<decltype(q.where((declares<b1>(p) || "x"_c > 1) && respects<b1>(p))), filter_stage<0>, filter_stage<1>>, "barriers inside an OR count");
static_assert(stages_are<decltype(q.where(declares<b1>(p)).update(respects<b1>("a"_c = f))), filter_stage<0>, columns<in_chunks<"a">>>);
static_assert(stages_are<decltype(q.where(cost<9>("x"_c != 0) && cost<0>(1 % "x"_c == 0))), filter_stage<0, 1>>, "what may raise stays behind its guard");

}  // namespace
