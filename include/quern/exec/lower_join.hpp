// SPDX-License-Identifier: BSL-1.0
// Lowering of joins: both inputs become streams of blocks, the condition's equalities become keys of one type on both sides, and the
// join itself is a source without C++ column types (exec/join_source.hpp), over which the next stream begins.
#pragma once
#include <quern/exec/decompose.hpp>
#include <quern/exec/join_source.hpp>
#include <quern/exec/pair_test.hpp>
#include <quern/plan/check_join.hpp>
#include <quern/plan/unique_key.hpp>

namespace quern::inline QUERN_ABI::execution {

// Whether a term says which operand is smaller, of a column type that sorts, each operand on one side.
template <class Term, class L, class R>
inline constexpr bool orders_sides = false;
template <class Op, class A, class B, class L, class R>
  requires(std::is_same_v<Op, op::lt> || std::is_same_v<Op, op::le> || std::is_same_v<Op, op::gt> || std::is_same_v<Op, op::ge>)
inline constexpr bool orders_sides<expr::apply<Op, A, B>, L, R> = [] {
  constexpr int order = plan::operand_order<A, B, L, R>(), a = plan::sides_of<A, L, R>, b = plan::sides_of<B, L, R>;
  if constexpr (order == 0 || a + b != 3) {
    return false;
  } else {
    using T = expr::type_of<plan::without_sides_t<std::conditional_t<order == 1, A, B>>, L>;
    using U = expr::type_of<plan::without_sides_t<std::conditional_t<order == 1, B, A>>, R>;
    using K = plan::key_type<T, U>;
    if constexpr (expr::is_mistake<K>)
      return false;
    else
      return plan::is_orderable_key<K>;
  }
}();

// Which terms of a condition are keys, and which one sorts where there is no key.
template <class L, class R, class... Terms>
struct join_terms {
  static constexpr std::size_t size = sizeof...(Terms);
  static constexpr bool is_key[size + 1] = {plan::is_key_term<Terms, L, R>..., false};
  static constexpr bool keyed = (plan::is_key_term<Terms, L, R> || ... || false);
  static constexpr std::size_t sorting = [] {
    bool const s[] = {orders_sides<Terms, L, R>..., true};
    std::size_t i = 0;
    while (!s[i]) ++i;
    return keyed ? size : i;
  }();
  template <std::size_t K>
  static constexpr std::size_t compared_before() {
    std::size_t n = 0;
    for (std::size_t k = 0; k < K; ++k) n += is_key[k] || k == sorting;
    return n;
  }
};
template <class Op>
constexpr relation relation_of(bool exchanged) {
  // Of the second operand to the first.
  constexpr relation r = std::is_same_v<Op, op::lt>   ? relation::greater
                         : std::is_same_v<Op, op::le> ? relation::at_least
                         : std::is_same_v<Op, op::gt> ? relation::less
                                                      : relation::at_most;
  return exchanged ? turned(r) : r;
}

// The two operands of a comparison as expressions of type K over the left and the right input.
template <class L, class R, bool Full, class Op, class A, class B>
constexpr auto operands_as_keys(expr::apply<Op, A, B> const& e) {
  constexpr int order = plan::operand_order<A, B, L, R>();
  auto const first = plan::without_sides(meta::get<order == 2 ? 1 : 0>(e.args));
  auto const second = plan::without_sides(meta::get<order == 2 ? 0 : 1>(e.args));
  using T = expr::type_of<std::remove_const_t<decltype(first)>, L>;
  using U = expr::type_of<std::remove_const_t<decltype(second)>, R>;
  using K = std::conditional_t<Full, plan::full_key_type<T, U>, plan::key_type<T, U>>;
  auto const as = [](auto const& x, auto type) {
    if constexpr (std::is_same_v<bare<typename decltype(type)::type>, K>)
      return x;
    else
      return expr::make<op::cast<K>>(x);
  };
  return meta::make_tuple(as(first, meta::type_box<T>{}), as(second, meta::type_box<U>{}));
}
template <fixed_string Name>
constexpr auto term_as_equality(expr::column<Name> const& c) {
  return expr::make<op::eq>(c, c);
}
template <class Op, class... A>
constexpr auto term_as_equality(expr::apply<Op, A...> const& e) {
  return e;
}

// A side's columns, then the expressions that are compared: where each of those stands. One that is a column already is not made again.
template <class Columns, class E>
constexpr std::size_t place_among(std::size_t added) {
  constexpr std::size_t width = Columns::size;
  if constexpr (kernel::facts<E>::payload || kernel::facts<E>::user_code) {
    return width + added;
  } else {
    constexpr std::size_t k = [] {
      return []<class... C>(meta::list<C...>) {
        bool const hit[] = {std::is_same_v<C, E>..., true};
        std::size_t i = 0;
        while (!hit[i]) ++i;
        return i;
      }(typename Columns::types{});
    }();
    return k < width ? k : width + added;
  }
}

template <class T>
join_key make_key(bool null_safe, std::size_t left, std::size_t right) {
  return {key_form_of<T>, null_safe, is_fixed_string<bare<T>> ? sizeof(storage_of<bare<T>>) : 0, {left, right}};
}
template <class K, class Tolerance>
void set_tolerance(join_rule& rule, Tolerance const& t) {
  if constexpr (!std::is_same_v<Tolerance, expr::any_distance>) {
    auto const units = to_storage(t);
    if (units < decltype(units){}) throw data_error("quern: within(x) takes a distance that is not negative");
    if constexpr (std::is_floating_point_v<K>)
      rule.tolerance = static_cast<double>(units);
    else if constexpr (family_of<K> == family::timestamp || family_of<K> == family::duration)
      rule.exact_tolerance = static_cast<std::int64_t>(units) * (K::unit::per_day / Tolerance::unit::per_day);
    else
      rule.exact_tolerance = static_cast<std::int64_t>(units);
  }
}

template <plan::join_kind Kind>
constexpr join_form form_of() {
  using enum plan::join_kind;
  return Kind == semi ? join_form::semi : Kind == anti || Kind == not_in ? join_form::anti : Kind == full ? join_form::full : Kind == inner || Kind == cross ? join_form::inner : join_form::outer;
}

// Where the columns of the result come from; keys: the term that sets each left column equal to one of the same name, for full joins.
template <class L, class R, plan::join_kind Kind, class Columns>
std::vector<join_column> result_columns(join_rule const& rule, array_view<std::size_t> key_of_term) {
  std::vector<join_column> out;
  [&]<class... F>(meta::list<F...>) {
    std::size_t i = 0;
    [[maybe_unused]] auto const left = [&]<class X>(meta::type_box<X>) {
      join_column c{0, i++};
      if constexpr (Columns::template is_merged<X::name> && Columns::left_may_miss) {
        if constexpr (Kind == plan::join_kind::right) {
          c = {1, schemas::index_of<R, X::name>};
        } else {
          join_key const& k = rule.keys[key_of_term[Columns::template merged_by<X::name>()]];
          c = {0, k.at[0], k.at[1]};
        }
      }
      out.push_back(c);
    };
    (left(meta::type_box<F>{}), ...);
  }(typename L::fields{});
  if constexpr (!Columns::left_only)
    [&]<class... F>(meta::list<F...>) {
      std::size_t i = 0;
      ((Columns::template is_merged<F::name> ? void() : out.push_back({1, i}), ++i), ...);
    }(typename R::fields{});
  return out;
}

// The columns by which the type of an input promises that no two of its rows have the keys of a join; else nothing.
template <int Side, class L, class R, class... Terms, class... Set>
std::string promised_unique(meta::list<Set...>) {
  std::string text;
  [[maybe_unused]] auto const add = [&]<fixed_string... N>(expr::columns<N...>*) { ((text += text.empty() ? "" : ", ", text += std::string_view(N)), ...); };
  [[maybe_unused]] auto const one = [&]<class X>(X* set) {
    if constexpr (plan::is_key_of_join<Side, X, L, R, Terms...>)
      if (text.empty()) add(set);
  };
  (one(static_cast<Set*>(nullptr)), ...);
  return text;
}

template <class In, class Other, plan::join_kind Kind, class Suffix, class By, class... Terms>
auto lower(plan::join<In, Other, Kind, Suffix, By, Terms...> const& p, context const& o) {
  using L = plan::schema_of<In>;
  using R = plan::schema_of<Other>;
  using Analysis = join_terms<L, R, Terms...>;
  using Columns = plan::join_columns<L, R, Kind, Suffix, By, Terms...>;
  constexpr bool full = Kind == plan::join_kind::full, nearest = !std::is_same_v<By, plan::no_order>;
  auto const left = lower(p.in, o);
  auto const right = lower(p.other, o);
  auto const left_columns = execution::outputs(left.names, typename L::fields{});
  auto const right_columns = execution::outputs(right.names, typename R::fields{});
  using LeftColumns = std::remove_const_t<decltype(left_columns)>;
  using RightColumns = std::remove_const_t<decltype(right_columns)>;

  auto made = std::make_shared<join_plan>();
  join_rule& rule = made->rule;
  std::size_t key_of_term[sizeof...(Terms) + 1] = {};
  // Each term adds what it compares to both sides' columns, or to the rest.
  auto const compare = [&]<std::size_t K>(std::integral_constant<std::size_t, K>) {
    constexpr std::size_t added = Analysis::template compared_before<K>();
    auto const term = execution::term_as_equality(meta::get<K>(p.on));
    auto const both = execution::operands_as_keys<L, R, full>(term);
    auto const first = execution::bind(meta::get<0>(both), left.names);
    auto const second = execution::bind(meta::get<1>(both), right.names);
    using A = std::remove_const_t<decltype(first)>;
    using B = std::remove_const_t<decltype(second)>;
    join_key const key = execution::make_key<typename A::type>(plan::is_null_safe<std::remove_const_t<decltype(term)>>, execution::place_among<LeftColumns, A>(added),
                                                               execution::place_among<RightColumns, B>(added));
    if constexpr (Analysis::is_key[K]) {
      key_of_term[K] = rule.keys.size();
      rule.keys.push_back(key);
    } else {
      using Term = meta::at<K, meta::list<Terms...>>;
      rule.order_key = key;
      rule.order = []<class Op, class X, class Y>(meta::type_box<expr::apply<Op, X, Y>>) {
        return execution::relation_of<Op>(plan::operand_order<X, Y, L, R>() == 2);
      }(meta::type_box<Term>{});
    }
    return meta::make_tuple(first, second);
  };
  auto const compared = [&]<std::size_t... K>(std::index_sequence<K...>) {
    [[maybe_unused]] auto const one = [&]<std::size_t J>(std::integral_constant<std::size_t, J> k) {
      if constexpr (Analysis::is_key[J] || Analysis::sorting == J)
        return compare(k);
      else
        return meta::tuple<>{};
    };
    return meta::make_tuple(one(std::integral_constant<std::size_t, K>{})...);
  }(std::index_sequence_for<Terms...>{});
  auto const nearest_by = [&] {
    if constexpr (nearest) {
      auto const both = execution::operands_as_keys<L, R, false>(expr::make<op::eq>(expr::sided<0, By::left>{}, expr::sided<1, By::right>{}));
      auto const first = execution::bind(meta::get<0>(both), left.names);
      auto const second = execution::bind(meta::get<1>(both), right.names);
      using A = std::remove_const_t<decltype(first)>;
      using B = std::remove_const_t<decltype(second)>;
      std::size_t const added = rule.keys.size();
      rule.order_key = execution::make_key<typename A::type>(false, execution::place_among<LeftColumns, A>(added), execution::place_among<RightColumns, B>(added));
      rule.order = By::way == expr::direction::backward ? relation::nearest_before : By::way == expr::direction::forward ? relation::nearest_after : relation::nearest;
      execution::set_tolerance<bare<typename A::type>>(rule, p.by.tolerance);
      return meta::make_tuple(first, second);
    } else {
      return meta::tuple<>{};
    }
  }();
  auto const pick = [&]<std::size_t Side>(std::integral_constant<std::size_t, Side>) {
    auto const of = [](auto const& t) {
      if constexpr (std::remove_cvref_t<decltype(t)>::size == 2)
        return meta::make_tuple(meta::get<Side>(t));
      else
        return meta::tuple<>{};
    };
    return meta::apply([&](auto const&... t) { return execution::join_tuples(of(t)..., of(nearest_by)); }, compared);
  };
  made->form = execution::form_of<Kind>();
  made->null_aware = Kind == plan::join_kind::not_in;
  made->probe = Kind == plan::join_kind::right ? 1 : 0;
  made->inputs[0] = execution::make_input(left, meta::concat_tuples(left_columns, pick(std::integral_constant<std::size_t, 0>{})));
  made->inputs[1] = execution::make_input(right, meta::concat_tuples(right_columns, pick(std::integral_constant<std::size_t, 1>{})));
  made->left_width = LeftColumns::size;
  rule.unique[0] = execution::promised_unique<0, L, R, Terms...>(plan::unique_keys_of<In>{});
  rule.unique[1] = execution::promised_unique<1, L, R, Terms...>(plan::unique_keys_of<Other>{});
  made->columns = execution::result_columns<L, R, Kind, Columns>(rule, key_of_term);

  auto const rest = [&]<std::size_t... K>(std::index_sequence<K...>) {
    [[maybe_unused]] auto const one = [&]<std::size_t J>(std::integral_constant<std::size_t, J>) {
      if constexpr (Analysis::is_key[J] || Analysis::sorting == J)
        return meta::tuple<>{};
      else
        return meta::make_tuple(execution::bind(plan::over_pairs<L, R>(meta::get<J>(p.on)), scope<schema<>>{}));
    };
    return execution::join_tuples(one(std::integral_constant<std::size_t, K>{})...);
  }(std::index_sequence_for<Terms...>{});
  if constexpr (decltype(rest)::size > 0)
    [&]<class... C>(meta::tuple<C...> const& conjuncts) { rule.rest = std::make_shared<pair_test_of<C...>>(conjuncts); }(rest);

  using S = plan::schema_of<plan::join<In, Other, Kind, Suffix, By, Terms...>>;
  return execution::start_stream(join_source<S>(std::move(made)));
}

}  // namespace quern::execution
