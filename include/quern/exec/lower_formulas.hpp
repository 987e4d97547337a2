// SPDX-License-Identifier: BSL-1.0
// Lowering of columns that stay formulas: each is put in place wherever it is read, and never kept for a tile.
#pragma once
#include <quern/exec/lower.hpp>
#include <quern/kernel/remember.hpp>
#include <quern/plan/formulas.hpp>

namespace quern::inline QUERN_ABI::execution {

template <std::size_t K, class Stream, class... Named>
auto define_formulas(Stream const& s, meta::tuple<Named...> const& columns) {
  if constexpr (K == sizeof...(Named)) {
    return s;
  } else {
    auto const& named = meta::get<K>(columns);
    auto const e = execution::bind(named.value, s.names);
    using Entry = entry<meta::at<K, meta::list<Named...>>::name, std::remove_const_t<decltype(e)>>;
    return execution::define_formulas<K + 1>(execution::with_names(s, execution::define(s.names, Entry{e})), columns);
  }
}
template <class In, class... Named>
auto lower(plan::lazy_extend<In, Named...> const& p, context const& o) {
  return execution::define_formulas<0>(lower(p.in, o), p.columns);
}
template <class In, class... Named>
auto lower(plan::view<In, Named...> const& p, context const& o) {
  auto const s = lower(p.in, o);
  return meta::apply(
      [&](auto const&... n) {
        return execution::with_names(
            s, execution::define(s.names, entry<std::remove_cvref_t<decltype(n)>::name, std::remove_cvref_t<decltype(execution::bind(n.value, s.names))>>{
                                              execution::bind(n.value, s.names)}...));
      },
      p.columns);
}

}  // namespace quern::execution
