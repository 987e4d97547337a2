// SPDX-License-Identifier: BSL-1.0
// Joins of two inputs. inner, left, right and full give pairs of rows; semi and anti the left rows that have, or have not, a
// partner; cross all pairs; asof the nearest row in an order. A key of one name on both sides stands once in the result.
#pragma once
#include <quern/expr/nearest.hpp>
#include <quern/plan/join_condition.hpp>

namespace quern::inline QUERN_ABI::plan {

// not_in: anti for is_in(x, query), where a null among the query's values leaves no row, and a null x none.
enum class join_kind { inner, left, right, full, semi, anti, cross, asof, not_in };

struct no_order {};

// Suffix is void where clashing names are a mistake. By: expr::nearest_row, or no_order.
template <class In, class Other, join_kind Kind, class Suffix, class By, class... Terms>
struct join {
  In in;
  Other other;
  By by;
  meta::tuple<Terms...> on;
};
template <class A, class B, join_kind Kind, class Suffix, class By, class... T, class In, class Other>
constexpr auto with_inputs(join<A, B, Kind, Suffix, By, T...> const& n, In const& in, Other const& other) {
  return join<In, Other, Kind, Suffix, By, T...>{in, other, n.by, n.on};
}

template <fixed_string A, fixed_string B>
constexpr auto joined_name() {
  fixed_string<A.size() + B.size()> r;
  for (std::size_t i = 0; i < A.size(); ++i) r.data[i] = A.data[i];
  for (std::size_t i = 0; i < B.size(); ++i) r.data[A.size() + i] = B.data[i];
  return r;
}
template <fixed_string Name, bool Clashes, class Suffix>
struct right_name {
  static constexpr auto value = Name;
};
template <fixed_string Name, class Suffix>
  requires(!std::is_void_v<Suffix>)
struct right_name<Name, true, Suffix> {
  static constexpr auto value = plan::joined_name<Name, Suffix::text>();
};

// Columns of the result and where each comes from.
template <class By>
inline constexpr auto order_term = no_order{};
template <expr::direction D, fixed_string Name, class T>
inline constexpr auto order_term<expr::nearest_row<D, Name, Name, T>> = expr::column<Name>{};

// A column of one name by which asof_join orders stands once, as a key does.
template <class L, class R, join_kind Kind, class Suffix, class By, class... Terms>
struct join_columns {
  static constexpr bool left_only = Kind == join_kind::semi || Kind == join_kind::anti || Kind == join_kind::not_in;
  static constexpr bool left_may_miss = Kind == join_kind::right || Kind == join_kind::full;
  static constexpr bool right_may_miss = Kind == join_kind::left || Kind == join_kind::full || Kind == join_kind::asof;

  // The term that makes Name one column, or more than their number.
  template <fixed_string Name>
  static constexpr std::size_t merged_by() {
    bool const hit[] = {merges<Terms, Name>..., merges<std::remove_cvref_t<decltype(order_term<By>)>, Name>, true};
    std::size_t i = 0;
    while (!hit[i]) ++i;
    return i;
  }
  template <fixed_string Name>
  static constexpr bool is_merged = merged_by<Name>() <= sizeof...(Terms);

  // The right input's key stands for the left's where left rows may miss.
  template <class F>
  static constexpr auto left_type() {
    if constexpr (!is_merged<F::name> || !left_may_miss)
      return meta::type_box<nullable_if<typename F::type, left_may_miss && !is_merged<F::name>>>{};
    else if constexpr (Kind == join_kind::right)
      return meta::type_box<schemas::type_of<R, F::name>>{};
    else
      return meta::type_box<nullable_if<full_key_type<typename F::type, schemas::type_of<R, F::name>>,
                                        is_nullable<typename F::type> || is_nullable<schemas::type_of<R, F::name>>>>{};
  }
  template <class F>
  using left_field = field<F::name, typename decltype(left_type<F>())::type>;
  template <class F>
  static constexpr bool clashes = schemas::has<L, F::name>;
  template <class F>
  using right_field = std::conditional_t<left_only || is_merged<F::name>, meta::list<>,
                                         meta::list<field<right_name<F::name, clashes<F>, Suffix>::value, nullable_if<typename F::type, right_may_miss>>>>;

  template <class LF, class RF>
  struct all;
  template <class... F, class... G>
  struct all<meta::list<F...>, meta::list<G...>> {
    using type = meta::concat<meta::list<left_field<F>...>, right_field<G>...>;
  };
  using fields = typename all<typename L::fields, typename R::fields>::type;
};

template <class A, class B, join_kind Kind, class Suffix, class By, class... T>
struct schema_of_impl<join<A, B, Kind, Suffix, By, T...>> {
  using type = typename schemas::from_list<typename join_columns<schema_of<A>, schema_of<B>, Kind, Suffix, By, T...>::fields>::type;
};

}  // namespace quern::plan
