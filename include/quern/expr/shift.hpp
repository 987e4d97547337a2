// SPDX-License-Identifier: BSL-1.0
// Values of other rows: shift("x"_c, n) is the value n rows before (n < 0: after), null outside of the rows. Reading it makes
// its column complete first; it stands in where, update and select, whose input's rows are the ones counted.
#pragma once
#include <array>
#include <cstdint>

#include <quern/expr/result.hpp>

namespace quern::inline QUERN_ABI {

namespace expr {
namespace op {
struct shift {
  static constexpr bool is_aggregate = false;
  static constexpr nulls null_rule = nulls::always;
  static constexpr std::string_view symbol = "shift";
  template <class T>
  using of = T;
  template <class T>
  static constexpr bool never_raises = true;
  std::int64_t rows;
};
}  // namespace op

template <class E>
inline constexpr std::size_t shift_count = 0;
template <class Op, class... A>
inline constexpr std::size_t shift_count<apply<Op, A...>> = (shift_count<A> + ... + 0);
template <class A>
inline constexpr std::size_t shift_count<apply<op::shift, A>> = 1;

// The names of the columns that E reads shifted, from left to right, as a list of column<Name>.
template <class E>
struct shifted_columns {
  using type = meta::list<>;
};
template <class Op, class... A>
struct shifted_columns<apply<Op, A...>> {
  using type = meta::concat<typename shifted_columns<A>::type...>;
};
template <class A>
struct shifted_columns<apply<op::shift, A>> {
  using type = meta::list<A>;
};

// Calls f(rows) for every shift in e, from left to right.
template <class E, class F>
constexpr void for_each_shift(E const&, F&) {}
template <class A, class F>
constexpr void for_each_shift(apply<op::shift, A> const& e, F& f);
template <class Op, class... A, class F>
constexpr void for_each_shift(apply<Op, A...> const& e, F& f) {
  if constexpr (shift_count<apply<Op, A...>> > 0) meta::for_each(e.args, [&](auto const& a) { expr::for_each_shift(a, f); });
}
template <class A, class F>
constexpr void for_each_shift(apply<op::shift, A> const& e, F& f) {
  f(e.op.rows);
}

// A column whose place among the columns of a stage is known.
template <std::size_t I, class T>
struct placed {
  using quern_expression = placed;
};
template <std::size_t I, class T, class S>
struct type_in<placed<I, T>, S> {
  using type = T;
};
// e with its shifts replaced by the columns Types..., which stand from position At on.
template <std::size_t At, class Types, class E>
constexpr auto with_placed_shifts(E const& e) {
  return e;
}
template <std::size_t At, class Types, class A>
constexpr auto with_placed_shifts(apply<op::shift, A> const&) {
  return placed<At, meta::at<At, Types>>{};
}
template <std::size_t At, class Types, class Op, class... A>
constexpr auto with_placed_shifts(apply<Op, A...> const& e) {
  if constexpr (shift_count<apply<Op, A...>> == 0) {
    return e;
  } else {
    return [&]<std::size_t... K>(std::index_sequence<K...>) {
      constexpr auto before = [] {
        std::array<std::size_t, sizeof...(A)> r{};
        std::size_t const counts[] = {shift_count<A>...};
        for (std::size_t k = 1; k < sizeof...(A); ++k) r[k] = r[k - 1] + counts[k - 1];
        return r;
      }();
      return expr::make(e.op, expr::with_placed_shifts<At + before[K], Types>(meta::get<K>(e.args))...);
    }(std::index_sequence_for<A...>{});
  }
}
}  // namespace expr

template <fixed_string Name>
constexpr auto shift(expr::column<Name> const& c, std::int64_t rows) {
  return expr::make(expr::op::shift{rows}, c);
}
template <fixed_string Name>
constexpr auto prev(expr::column<Name> const& c) {
  return quern::shift(c, 1);
}

}  // namespace quern
