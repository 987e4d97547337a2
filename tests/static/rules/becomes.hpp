// SPDX-License-Identifier: BSL-1.0
// What optimise() makes of a plan, as a type to compare.
#pragma once
#include <quern.hpp>

namespace rewritten {

using namespace quern;
using namespace quern::literals;

struct trades : schema<field<"id", std::int64_t>, field<"symbol", category>, field<"price", double>, field<"amount", std::int32_t>, field<"day", nullable<date>>, field<"open", nullable<bool>>> {};
struct names : schema<field<"id", std::int64_t>, field<"symbol", category>, field<"title", string>, field<"rank", nullable<std::int64_t>>> {};

inline auto const t = quern::from(quern::table<trades>());
inline auto const n = quern::from(quern::table<names>());

template <class Query, class... Rules>
using by = rules::optimised_t<typename decltype(std::declval<Query const&>().template with_rules<Rules...>())::plan_type>;
// Whether these rules, and no others, make the second query's plan of the first.
template <class Query, class Other, class... Rules>
inline constexpr bool becomes = std::is_same_v<by<Query, Rules...>, typename Other::plan_type>;
template <class Query, class... Rules>
inline constexpr bool stays = becomes<Query, Query, Rules...>;

}  // namespace rewritten
#define QUERN_BECOMES(from, to, ...) static_assert(rewritten::becomes<decltype(from), decltype(to) __VA_OPT__(, ) __VA_ARGS__>)
#define QUERN_STAYS(from, ...) static_assert(rewritten::stays<decltype(from) __VA_OPT__(, ) __VA_ARGS__>)
