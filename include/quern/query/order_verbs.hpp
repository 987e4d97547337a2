// SPDX-License-Identifier: BSL-1.0
// Verbs about which rows and in which order: order_by, top, limit, offset, distinct.
#pragma once
#include <quern/plan/order.hpp>
#include <quern/query/begin.hpp>

namespace quern::inline QUERN_ABI {

template <class Plan>
class order_verbs {
  using schema = plan::schema_of<Plan>;

 public:
  // Stable. A key is an expression, or asc(x), desc(x), each with .nulls_first() or .nulls_last().
  template <class... Keys>
  constexpr auto order_by(Keys const&... keys) const {
    if constexpr (well_formed<plan::then_unordered<plan::check_order<schema, Keys...>, Keys...>>())
      return quern::make_query(plan::sort<Plan, decltype(expr::as_order_key(keys))...>{self(), {{{expr::as_order_key(keys)}...}}});
    else
      return ill_formed{};
  }
  // The first n rows of order_by(keys...): chosen without a sort of all rows, and without a copy of them. n is not negative: data_error.
  template <class N, class... Keys>
  constexpr auto top(N const& n, Keys const&... keys) const {
    if constexpr (!well_formed<plan::check_number_of_rows<N>>())
      return ill_formed{};
    else if constexpr (well_formed<std::conditional_t<sizeof...(Keys) == 0, plan::not_a_sort_key<void>, ok>>())
      return static_cast<query<Plan> const&>(*this).order_by(keys...).limit(n);
    else
      return ill_formed{};
  }
  // n is not negative: data_error.
  template <class N>
  constexpr auto limit(N const& n) const {
    if constexpr (well_formed<plan::check_number_of_rows<N>>())
      return quern::make_query(plan::slice<Plan>{self(), 0, number_of_rows(n)});
    else
      return ill_formed{};
  }
  template <class N>
  constexpr auto offset(N const& n) const {
    if constexpr (well_formed<plan::check_number_of_rows<N>>())
      return quern::make_query(plan::slice<Plan>{self(), number_of_rows(n), plan::no_limit});
    else
      return ill_formed{};
  }
  // The first row of every combination of values.
  constexpr auto distinct() const { return quern::make_query(plan::distinct<Plan>{self()}); }

 private:
  constexpr Plan const& self() const { return static_cast<query<Plan> const&>(*this).plan(); }
};

}  // namespace quern
