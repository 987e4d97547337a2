// SPDX-License-Identifier: BSL-1.0
// optimise() leaves what is ordered where it is: no filter moves across a marked update, no marked filter across anything but filters.
#include <quern.hpp>

namespace {

using namespace quern;
using namespace quern::literals;

struct b1 : quern::barrier {};
struct S : schema<field<"x", std::int64_t>, field<"y", nullable<double>>> {};
auto const q = quern::from(quern::table<S>());
[[maybe_unused]] auto const f = quern::map([](std::int64_t v) { return v + 1; }, "x"_c);

template <class Query, class Other>
inline constexpr bool becomes = std::is_same_v<rules::optimised_t<typename Query::plan_type>, typename Other::plan_type>;
template <class Query>
inline constexpr bool stays = becomes<Query, Query>;

static_assert(becomes<decltype(q.update("a"_c = f).where("x"_c > 1)), decltype(q.where("x"_c > 1).update("a"_c = f))>, "unmarked, it sinks");
static_assert(stays<decltype(q.update(serial("a"_c = f)).where("x"_c > 1))>);
static_assert(stays<decltype(q.update(declares<b1>("a"_c = f)).where("x"_c > 1))>);
static_assert(stays<decltype(q.update("b"_c = "x"_c + 1, cost<3>("a"_c = f)).where("x"_c > 1))>);
static_assert(stays<decltype(q.update("a"_c = prev("x"_c)).where("x"_c > 1))>);
static_assert(stays<decltype(q.with_policy<stateful_by_default>().update("a"_c = f).where("x"_c > 1))>);
static_assert(stays<decltype(q.update("a"_c = f).where(serial("x"_c > 1)))>);
static_assert(stays<decltype(q.update("a"_c = f).where(declares<b1>("x"_c > 1)))>);
static_assert(stays<decltype(q.update("a"_c = f).where(prev("x"_c) > 1))>);
static_assert(stays<decltype(q.order_by("y"_c).where(serial("x"_c > 1)))>);
static_assert(stays<decltype(q.order_by("y"_c).where(prev("x"_c) > 1))>);
static_assert(becomes<decltype(q.update(serial("a"_c = f)).update("b"_c = f).where("x"_c > 1)), decltype(q.update(serial("a"_c = f)).where("x"_c > 1).update("b"_c = f))>, "down to the marked one");

// Adjacent filters are one list, except where the second reads what the first has left.
static_assert(becomes<decltype(q.where(serial("x"_c > 1)).where("x"_c > 2)), decltype(q.where(serial("x"_c > 1) && "x"_c > 2))>);
static_assert(becomes<decltype(q.where(declares<b1>("x"_c > 1)).where(respects<b1>("x"_c > 2))), decltype(q.where(declares<b1>("x"_c > 1) && respects<b1>("x"_c > 2)))>);
static_assert(stays<decltype(q.where("x"_c > 1).where(prev("x"_c) > 2))>);
static_assert(becomes<decltype(q.where(prev("x"_c) > 2).where("x"_c > 1)), decltype(q.where(prev("x"_c) > 2 && "x"_c > 1))>);

}  // namespace
