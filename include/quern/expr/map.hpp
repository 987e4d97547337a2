// SPDX-License-Identifier: BSL-1.0
// A user's function as an expression. map() calls it on SIMD batches where all arguments have one floating type and the
// function takes batches of it; else row by row. A null argument gives null without a call.
#pragma once
#include <optional>

#include <quern/expr/result.hpp>

namespace quern::inline QUERN_ABI {

namespace expr {

// From what a function returns to a column type.
template <class R>
struct column_type_of {
  using type = std::conditional_t<ColumnType<R>, standard<R>, std::conditional_t<TextLike<R>, string, mistake>>;
};
template <class R>
struct column_type_of<std::optional<R>> {
  using type = nullable<typename column_type_of<R>::type>;
};

// ordered: row by row in row order, and the function may have state (see marker.hpp).
enum class calling { automatic, batches, rows, ordered };

namespace op {
template <class F, calling How>
struct map {
  static constexpr bool is_aggregate = false;
  static constexpr nulls null_rule = nulls::own;
  static constexpr std::string_view symbol = How == calling::batches ? "map_batch" : How == calling::rows ? "map_rows" : "map";
  F f;

  using callee = std::conditional_t<How == calling::ordered, F&, F const&>;

  template <class... T>
  static constexpr auto find() {
    if constexpr (!std::is_invocable_v<callee, value_of<bare<T>>...>) {
      if constexpr (std::is_invocable_v<F&, value_of<bare<T>>...>)
        return meta::type_box<function_has_state<F>>{};
      else
        return meta::type_box<function_does_not_fit<F, T...>>{};
    } else {
      using C = typename column_type_of<std::remove_cvref_t<std::invoke_result_t<callee, value_of<bare<T>>...>>>::type;
      if constexpr (std::is_same_v<C, mistake>)
        return meta::type_box<function_does_not_fit<F, T...>>{};
      else
        return meta::type_box<nullable_if<C, (is_nullable<T> || ...)>>{};
    }
  }
  template <class... T>
  using of = typename decltype(find<T...>())::type;
};
}  // namespace op

}  // namespace expr

// map(f, columns...): f must be callable through const and from several threads at once.
template <class F, class... A>
constexpr auto map(F f, A const&... a) {
  return expr::make(expr::op::map<F, expr::calling::automatic>{static_cast<F&&>(f)}, a...);
}
// Always on batches, integers too (of 32 or 64 bits, all arguments alike); does not compile where f takes none.
template <class F, class... A>
constexpr auto map_batch(F f, A const&... a) {
  return expr::make(expr::op::map<F, expr::calling::batches>{static_cast<F&&>(f)}, a...);
}
// Always row by row: for a generic lambda whose body does not compile for batches.
template <class F, class... A>
constexpr auto map_rows(F f, A const&... a) {
  return expr::make(expr::op::map<F, expr::calling::rows>{static_cast<F&&>(f)}, a...);
}

}  // namespace quern
