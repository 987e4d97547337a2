// SPDX-License-Identifier: BSL-1.0
// Verbs about sets of rows: union_all, union_by_name, intersect, except, their _all forms, distinct_on. Rows equal each other as keys
// do: null equals null, NaN is one value, -0.0 equals 0.0.
#pragma once
#include <quern/exec/explain_sets.hpp>
#include <quern/query/begin.hpp>

namespace quern::inline QUERN_ABI {

// union_by_name(other, allow_missing)
struct allow_missing_columns {};
inline constexpr allow_missing_columns allow_missing{};

template <class Plan>
class set_verbs {
  using schema = plan::schema_of<Plan>;

 public:
  // The rows of this query, then those of the other, in order. Columns by position, under this query's names; types are widened to
  // one that holds both (cast_error where an unsigned 64-bit value meets signed ones and does not fit).
  template <class Other>
  constexpr auto union_all(Other const& other) const {
    return combine<plan::check_sets<schema, Other>>([this](auto const& p) { return plan::union_all<Plan, std::remove_cvref_t<decltype(p)>>{self(), p}; }, other);
  }
  // The same by name. Both have the same names, or, with allow_missing, a column that one of them has not is null in its rows; such
  // columns of the other stand last. A category that is missing on one side becomes a string.
  template <class Other>
  constexpr auto union_by_name(Other const& other) const {
    return union_named<false>(other);
  }
  template <class Other>
  constexpr auto union_by_name(Other const& other, allow_missing_columns) const {
    return union_named<true>(other);
  }
  // The rows that both have, or that the other has not: each once, where it first comes. Columns as in union_all.
  template <class Other>
  constexpr auto intersect(Other const& other) const {
    return combine<plan::check_sets<schema, Other>>([this](auto const& p) { return plan::intersection<Plan, std::remove_cvref_t<decltype(p)>, false>{self(), p}; }, other);
  }
  template <class Other>
  constexpr auto except(Other const& other) const {
    return combine<plan::check_sets<schema, Other>>([this](auto const& p) { return plan::difference<Plan, std::remove_cvref_t<decltype(p)>, false>{self(), p}; }, other);
  }
  // With counts: a row that comes m times here and n times there stays min(m, n) times, its first ones.
  template <class Other>
  constexpr auto intersect_all(Other const& other) const {
    return combine<plan::check_sets<schema, Other>>([this](auto const& p) { return plan::intersection<Plan, std::remove_cvref_t<decltype(p)>, true>{self(), p}; }, other);
  }
  // With counts: it stays m - n times, its last ones; the first n are taken away.
  template <class Other>
  constexpr auto except_all(Other const& other) const {
    return combine<plan::check_sets<schema, Other>>([this](auto const& p) { return plan::difference<Plan, std::remove_cvref_t<decltype(p)>, true>{self(), p}; }, other);
  }
  // The first row of every combination of key values, in row order; keys are columns or expressions.
  template <class... Keys>
  constexpr auto distinct_on(Keys const&... keys) const {
    if constexpr (well_formed<plan::then_unordered<plan::check_distinct_on<schema, Keys...>, Keys...>>())
      return quern::make_query(plan::distinct_on<Plan, decltype(expr::as_order_key(keys))...>{self(), {{{expr::as_order_key(keys)}...}}});
    else
      return ill_formed{};
  }

 private:
  constexpr Plan const& self() const { return static_cast<query<Plan> const&>(*this).plan(); }

  template <class Check, class Make, class Other>
  static constexpr auto combine(Make const& make, Other const& other) {
    if constexpr (std::is_same_v<Other, ill_formed>)
      return ill_formed{};
    else if constexpr (well_formed<Check>())
      return quern::make_query(make(other.plan()));
    else
      return ill_formed{};
  }
  template <bool AllowMissing, class Other>
  constexpr auto union_named(Other const& other) const {
    if constexpr (std::is_same_v<Other, ill_formed>) {
      return ill_formed{};
    } else if constexpr (well_formed<plan::check_by_name<schema, Other, AllowMissing>>()) {
      using Right = typename Other::schema;
      using Fields = meta::concat<typename schema::fields, typename plan::missing_columns<schema, typename Right::fields>::type>;
      auto const right = plan::make_project(other.plan(), plan::columns_by_name<Right>(Fields{}));
      auto const united = [&](auto const& left) { return quern::make_query(plan::union_all<std::remove_cvref_t<decltype(left)>, std::remove_const_t<decltype(right)>>{left, right}); };
      if constexpr (Fields::size == schema::fields::size)
        return united(self());
      else
        return united(plan::make_project(self(), plan::columns_by_name<schema>(Fields{})));
    } else {
      return ill_formed{};
    }
  }
};

}  // namespace quern
