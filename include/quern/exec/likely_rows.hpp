// SPDX-License-Identifier: BSL-1.0
// How many rows an input is likely to give: what the choice of a join's build side goes by. A guess from the sizes of tables and the kinds
// of filters, the same on every run; values are not looked at.
#pragma once
#include <quern/exec/steps.hpp>

namespace quern::inline QUERN_ABI::execution {

struct likely_rows {
  double rows = 0;
  double of = 0;  // without filters
  double share() const { return of > 0 ? rows / of : 1; }
};
inline constexpr likely_rows no_idea{1e18, 1e18};

// Which share of rows passes a condition: a tenth asks for one value, half for a range or anything else (Selinger et al., SIGMOD 1979, have
// a tenth and a third).
template <class E>
inline constexpr double likely_share = 0.5;
template <class T, class... A>
inline constexpr double likely_share<kernel::call<op::eq, T, A...>> = 0.1;
template <class T, class... A>
inline constexpr double likely_share<kernel::call<op::and_, T, A...>> = (1.0 * ... * likely_share<A>);
template <class... C>
inline constexpr double likely_share<filter_step<C...>> = (1.0 * ... * likely_share<C>);
template <class... C>
inline constexpr double likely_share<adaptive_filter<C...>> = likely_share<filter_step<C...>>;
template <class S, bool C>
inline constexpr double likely_share<operator_step<S, C>> = likely_share<S>;
template <std::size_t K, class E>
inline constexpr double likely_share<keep_step<K, E>> = 1;
template <class... Steps>
inline constexpr double likely_share_of = (1.0 * ... * likely_share<Steps>);

// The rows of a join of a and b. With keys, each row of the larger one is taken to have one partner in the whole of the other: rows
// that refer to others by a key.
inline likely_rows likely_partners(likely_rows const& a, likely_rows const& b) {
  likely_rows const &larger = a.of < b.of ? b : a, &other = a.of < b.of ? a : b;
  return {larger.rows * other.share(), larger.of};
}

}  // namespace quern::execution
