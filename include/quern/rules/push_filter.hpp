// SPDX-License-Identifier: BSL-1.0
// A filter sinks below an update whose new columns it does not read, and below a sort: rows are dropped before work is
// done on them. Not where an order was asked for: then each filter and column gets the rows its place gives it.
#pragma once
#include <quern/rules/rule.hpp>

namespace quern::inline QUERN_ABI::rules {

struct push_filter {
  static constexpr std::string_view name = "push filter";
};

template <class In, class... N, class P>
  requires(!(plan::mentions<N::name, P> || ...) && !plan::is_ordered<P> && !(plan::is_ordered<decltype(N::value)> || ...))
struct rewrite<push_filter, plan::filter<plan::extend<In, N...>, P>> {
  static constexpr bool applies = true;
  static constexpr auto on(plan::filter<plan::extend<In, N...>, P> const& n) {
    using Below = plan::filter<In, P>;
    return plan::extend<Below, N...>{Below{n.in.in, n.pred}, n.in.columns};
  }
};
template <class In, class... K, class P>
  requires(!plan::is_ordered<P>)
struct rewrite<push_filter, plan::filter<plan::sort<In, K...>, P>> {
  static constexpr bool applies = true;
  static constexpr auto on(plan::filter<plan::sort<In, K...>, P> const& n) {
    using Below = plan::filter<In, P>;
    return plan::sort<Below, K...>{Below{n.in.in, n.pred}, n.in.order};
  }
};

}  // namespace quern::rules
