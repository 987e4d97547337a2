// SPDX-License-Identifier: BSL-1.0
// Markers: new types that leave the expression they stand on alone, and that hold each mark once, however they are nested.
#include <quern.hpp>

namespace {

using namespace quern;
using namespace quern::literals;
using quern::expr::marks_of;
using meta::list;

struct b1 : quern::barrier {};
struct b2 : quern::barrier {};
constexpr auto x = "x"_c > 1;
using X = std::remove_const_t<decltype(x)>;

template <bool Serial, class Declares, class Respects, int Cost = expr::no_cost, class E>
constexpr bool marks_are(E const&) {
  using M = marks_of<E>;
  return M::serial == Serial && std::is_same_v<typename M::declares, Declares> && std::is_same_v<typename M::respects, Respects> && M::cost == Cost;
}

// A new type each; the original has no marks, and comes back without them.
static_assert(marks_are<false, list<>, list<>>(x) && !expr::has_markers<X>);
static_assert(!std::is_same_v<decltype(serial(x)), X> && !std::is_same_v<decltype(declares<b1>(x)), decltype(respects<b1>(x))> && !std::is_same_v<decltype(declares<b1>(x)), decltype(declares<b2>(x))>);
static_assert(!std::is_same_v<decltype(cost<1>(x)), decltype(cost<2>(x))> && expr::has_markers<decltype(cost<1>(x))>);
static_assert(std::is_same_v<expr::plain_t<decltype(serial(declares<b1>(cost<3>(x))))>, X> && std::is_same_v<expr::plain_t<decltype(serial(x) && !respects<b1>(x))>, decltype(x && !x)>);

static_assert(marks_are<true, list<>, list<>>(serial(x)) && marks_are<false, list<b1>, list<>>(declares<b1>(x)) && marks_are<false, list<>, list<b1, b2>>(respects<b1, b2>(x)));
static_assert(marks_are<false, list<>, list<>, 0>(cost<0>(x)) && marks_are<false, list<>, list<>, 5>(cost<5>(cost<9>(x))), "the outer cost counts");

// Any nesting keeps all, each once.
static_assert(marks_are<true, list<b1, b2>, list<b2>, 4>(serial(declares<b2>(respects<b2>(declares<b1>(cost<4>(x)))))));
static_assert(std::is_same_v<decltype(serial(serial(x))), decltype(serial(x))> && std::is_same_v<decltype(declares<b1>(declares<b1>(x))), decltype(declares<b1>(x))>);
static_assert(std::is_same_v<decltype(declares<b1, b1>(x)), decltype(declares<b1>(x))> && std::is_same_v<decltype(respects<b2>(respects<b1>(x))), decltype(respects<b1, b2>(x))>);
static_assert(marks_are<true, list<b2>, list<b1>>(serial(declares<b2>(respects<b1>(x)))) && marks_are<true, list<b2>, list<b1>>(respects<b1>(serial(declares<b2>(x)))) && marks_are<true, list<b2>, list<b1>>(declares<b2>(respects<b1>(serial(x)))));
static_assert(std::is_same_v<decltype(serial(declares<b2>(respects<b1>(x)))), decltype(respects<b1>(declares<b2>(serial(x))))>, "in which order they are written makes no difference");

// A compound has the marks of its parts.
static_assert(marks_are<true, list<b1>, list<>>(serial(x) || declares<b1>(x)) && marks_are<false, list<b1>, list<b2>>(!(respects<b2>(x) || declares<b1>(x))));

// On a column, the expression is marked.
static_assert(std::is_same_v<decltype(serial("a"_c = x)), decltype("a"_c = serial(x))> && std::is_same_v<decltype(declares<b1>(respects<b2>("a"_c = x))), decltype("a"_c = declares<b1>(respects<b2>(x)))>);
static_assert(marks_are<false, list<>, list<>>(("a"_c = x).value) && marks_are<true, list<b1>, list<>>(serial(declares<b1>("a"_c = x)).value));

// A barrier with a name is the same barrier wherever it is named.
static_assert(std::is_same_v<decltype(declares<literals::barrier<"flushed">>(x)), decltype(declares<literals::barrier<"flushed">>(x))> && !std::is_same_v<literals::barrier<"a">, literals::barrier<"b">>);

}  // namespace
