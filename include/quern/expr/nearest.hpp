// SPDX-License-Identifier: BSL-1.0
// What asof_join takes: backward("time"_c) is the last right row at or before the left one's time, forward the first at or after
// it, nearest the closer of the two; .within(x) takes no row farther away.
#pragma once
#include <quern/expr/result.hpp>

namespace quern::inline QUERN_ABI {

namespace expr {
enum class direction { backward, forward, nearest };
struct any_distance {};
template <direction Direction, fixed_string Left, fixed_string Right, class Tolerance>
struct nearest_row {
  static constexpr direction way = Direction;
  static constexpr auto left = Left;
  static constexpr auto right = Right;
  using tolerance_type = Tolerance;
  Tolerance tolerance;
  // A number, or a duration for dates and timestamps; never negative.
  template <class V>
  constexpr auto within(V const& v) const {
    return nearest_row<Direction, Left, Right, standard<V>>{v};
  }
};
template <class T>
inline constexpr bool is_nearest_row = false;
template <direction D, fixed_string L, fixed_string R, class T>
inline constexpr bool is_nearest_row<nearest_row<D, L, R, T>> = true;
}  // namespace expr

#define QUERN_DIRECTION(name)                                                                    \
  template <fixed_string Name>                                                                   \
  constexpr auto name(expr::column<Name> const&) {                                               \
    return expr::nearest_row<expr::direction::name, Name, Name, expr::any_distance>{};           \
  }                                                                                              \
  template <fixed_string Left, fixed_string Right>                                               \
  constexpr auto name(expr::column<Left> const&, expr::column<Right> const&) {                   \
    return expr::nearest_row<expr::direction::name, Left, Right, expr::any_distance>{};          \
  }
QUERN_DIRECTION(backward)
QUERN_DIRECTION(forward)
QUERN_DIRECTION(nearest)
#undef QUERN_DIRECTION

}  // namespace quern
