// SPDX-License-Identifier: BSL-1.0
// Lowering of windows: the input is made complete, the operands of all windows are computed in one pass, windows that divide and
// order the rows alike share one order, and each window appends the columns that its expression over them needs.
#pragma once
#include <quern/exec/decompose.hpp>
#include <quern/exec/lower_columns.hpp>
#include <quern/exec/lower_group.hpp>
#include <quern/exec/window_aggregate.hpp>
#include <quern/exec/window_range.hpp>
#include <quern/exec/window_values.hpp>
#include <quern/plan/window.hpp>

namespace quern::inline QUERN_ABI::execution {

// One window, by its type. Operand types and bound expressions are those over Scope.
template <class E, std::uint64_t Path, class Scope>
struct window_lowering;
template <class F, class Shape, class Frame, class... A, std::uint64_t Path, class Scope>
struct window_lowering<expr::apply<op::over<F, Shape, Frame>, A...>, Path, Scope> {
  using expression = expr::apply<op::over<F, Shape, Frame>, A...>;
  static constexpr bool never_empty = expr::holds_current_row<Frame>;
  static constexpr std::size_t keys = Shape::partition + Shape::order;

  template <std::size_t From, std::size_t... K>
  static constexpr auto bound(expression const& e, Scope const& s, std::index_sequence<K...>) {
    return meta::make_tuple(execution::bind(meta::get<From + K>(e.args), s)...);
  }
  static constexpr auto bound_keys(expression const& e, Scope const& s) { return bound<Shape::arguments>(e, s, std::make_index_sequence<keys>{}); }
  // The function with its arguments, as it stood before over(...).
  template <std::size_t... K>
  static constexpr auto call_of(expression const& e, std::index_sequence<K...>) {
    return expr::apply<F, meta::at<K, meta::list<A...>>...>{e.op.function, {{{meta::get<K>(e.args)}...}}};
  }
  static constexpr auto call(expression const& e) { return call_of(e, std::make_index_sequence<Shape::arguments>{}); }
  static constexpr auto primitives(expression const& e, Scope const& s) {
    return execution::unique_primitives(execution::primitives_of<never_empty, Path>(call(e), s));
  }
  // What else than its keys must be computed for all rows.
  static constexpr auto values(expression const& e, Scope const& s) {
    if constexpr (F::is_aggregate)
      return meta::apply([](auto const&... p) { return execution::join_tuples(window_argument<typename std::remove_cvref_t<decltype(p)>::argument>::expressions(p.e)...); },
                         primitives(e, s));
    else if constexpr (Shape::arguments > 0)
      return bound<0>(e, s, std::make_index_sequence<1>{});
    else
      return meta::tuple<>{};
  }
  static constexpr auto operands(expression const& e, Scope const& s) { return meta::concat_tuples(bound_keys(e, s), values(e, s)); }

  template <class Tuple>
  struct types_in;
  template <class... T>
  struct types_in<meta::tuple<T...>> {
    using type = meta::list<typename T::type...>;
  };
  template <class Tuple>
  struct results_in;
  template <class... P>
  struct results_in<meta::tuple<P...>> {
    using type = meta::list<primitive_result<P>...>;
  };
  using key_types = typename types_in<decltype(bound_keys(std::declval<expression>(), std::declval<Scope>()))>::type;
  using value_types = typename types_in<decltype(values(std::declval<expression>(), std::declval<Scope>()))>::type;
  static constexpr std::size_t width = keys + value_types::size;
  // lag and lead with a value for where there is no row: of a nullable column, a null may also stand in a row.
  static constexpr bool has_default = !F::is_aggregate && Shape::arguments == 2;
  static constexpr auto find_made() {
    if constexpr (F::is_aggregate) {
      return typename results_in<decltype(primitives(std::declval<expression>(), std::declval<Scope>()))>::type{};
    } else if constexpr (has_default) {
      using X = meta::at<0, value_types>;
      return std::conditional_t<is_nullable<X>, meta::list<X, bool>, meta::list<nullable_if<X, true>>>{};
    } else {
      return [&]<std::size_t... K>(std::index_sequence<K...>) {
        return meta::list<typename F::template result<never_empty, meta::at<K, value_types>...>>{};
      }(std::make_index_sequence<Shape::arguments>{});
    }
  }
  // The types of the columns that it appends, and the expression over them, the first of which stands at position At.
  using made = decltype(find_made());
  template <std::size_t At>
  static constexpr auto result(expression const& e, Scope const& s) {
    if constexpr (F::is_aggregate) {
      using List = typename std::remove_cvref_t<decltype(primitives(e, s))>::types;
      return execution::finish<never_empty, Path, At, List>(call(e), s, s);
    } else if constexpr (has_default) {
      kernel::input<At, meta::at<0, made>> const x{};
      auto const otherwise = meta::get<1>(bound<0>(e, s, std::make_index_sequence<2>{}));
      if constexpr (made::size == 2)
        return execution::bind_call(op::if_else{}, kernel::input<At + 1, bool>{}, x, otherwise);
      else
        return execution::bind_call(op::coalesce{}, x, otherwise);
    } else {
      return kernel::input<At, meta::at<0, made>>{};
    }
  }
};

// A key of partitions: categories by their codes, of which a text has one in a column.
template <class T>
void add_partition_key(row_order& by, column_data const& data, column_ref const& ref) {
  if constexpr (std::is_same_v<bare<T>, category>) {
    sort_column c;
    c.words.resize(data.rows);
    auto const* const codes = reinterpret_cast<std::int32_t const*>(ref.values);
    for (std::size_t i = 0; i < data.rows; ++i) c.words[i] = valid_at(ref, i) ? static_cast<std::uint64_t>(codes[i]) + 1 : 0;
    by.add(std::move(c));
  } else {
    execution::add_sort_key<T>(by, data, ref, false, false);
  }
}

// Run-time state of the windows of one node.
class window_run {
 public:
  window_run(std::size_t rows, column_list operands, std::size_t windows, context const& o) : rows_(rows), operands_(std::move(operands)), orders_(windows), o_(o) {}

  // The order of window K, which is that of an earlier one where their keys are the same.
  template <class Lowering, class Shape>
  window_order const& order(std::size_t k, std::size_t like, std::size_t from) {
    if (like != k) return orders_[like];
    return [&]<class... T>(meta::list<T...>) -> window_order const& {
      row_order by(rows_), in(rows_);
      std::vector<column_ref> refs;
      std::size_t n = 0;
      (refs.push_back(ref_of<T>(*operands_[from + n++])), ...);
      [&]<std::size_t... I>(std::index_sequence<I...>) { (add_key<T, Shape, I>(by, in, *operands_[from + I], refs[I]), ...); }(std::index_sequence_for<T...>{});
      return orders_[k] = execution::order_windows(by, in, rows_, o_);
    }(typename Lowering::key_types{});
  }
  std::shared_ptr<column_data const> const& operand(std::size_t i) const { return operands_[i]; }
  array_view<std::shared_ptr<column_data const>> operands(std::size_t from, std::size_t n) const { return {operands_.data() + from, n}; }
  context const& options() const { return o_; }

  // An operand in the order of a window's places.
  std::shared_ptr<column_data const> sorted(window_order const& w, column_layout const& layout, std::size_t i) {
    if (w.in_row_order) return operands_[i];
    for (auto const& s : sorted_)
      if (s.order == &w && s.from == operands_[i]) return s.column;
    sorted_.push_back({&w, operands_[i], execution::place_rows(layout, *operands_[i], w.rows, o_)});
    return sorted_.back().column;
  }

 private:
  template <class T, class Shape, std::size_t I>
  static void add_key(row_order& by, row_order& in, column_data const& data, column_ref const& ref) {
    if constexpr (I < Shape::partition) {
      execution::add_partition_key<T>(by, data, ref);
    } else {
      using D = meta::at<I - Shape::partition, typename Shape::directions>;
      execution::add_sort_key<T>(in, data, ref, D::descending, D::is_nulls_last);
    }
  }
  struct sorted_column {
    window_order const* order;
    std::shared_ptr<column_data const> from, column;
  };
  std::size_t rows_;
  column_list operands_;
  std::vector<window_order> orders_;
  std::vector<sorted_column> sorted_;
  context const& o_;
};

// Appends what one window makes; its operands stand from position `from` on.
template <class Lowering, class Scope, class F, class Shape, class Frame, class... A>
void run_window(window_run& run, expr::apply<op::over<F, Shape, Frame>, A...> const& e, Scope const& scope, window_order const& w, std::size_t from, column_list& made) {
  auto const& o = run.options();
  F const& f = e.op.function;
  auto const frames = [&] {
    bool descending = false;
    if constexpr (Shape::order > 0) descending = meta::at<0, typename Shape::directions>::descending;
    return [&]<std::size_t... K>(std::index_sequence<K...>) {
      return execution::frames_of<meta::at<Shape::partition + K, typename Lowering::key_types>...>(w, e.op.frame, run.operands(from + Shape::partition, Shape::order), descending, o);
    }(std::make_index_sequence<Shape::order>{});
  };
  [[maybe_unused]] std::size_t const value = from + Lowering::keys;
  using std::is_same_v;
  if constexpr (F::is_aggregate) {
    window_frames const fs = frames();
    auto const units = fs.starts.empty() && w.in_row_order ? place_list() : execution::unit_of_rows(w, fs, o);
    std::size_t at = value;
    meta::for_each(Lowering::primitives(e, scope), [&]<class P>(P const& p) {
      using Arguments = decltype(window_argument<typename P::argument>::expressions(p.e));
      std::vector<std::shared_ptr<column_data const>> held;
      std::vector<column_ref> refs;
      meta::for_each(Arguments{window_argument<typename P::argument>::expressions(p.e)}, [&]<class X>(X const&) {
        held.push_back(run.sorted(w, layout_of<typename X::type>, at++));
        refs.push_back(ref_of<typename X::type>(*held.back()));
      });
      auto const results = execution::aggregate_frames(p, refs.data(), fs, o);
      made.push_back(units.empty() ? results : execution::place_rows(layout_of<primitive_result<P>>, *results, units, o));
    });
  } else if constexpr (is_same_v<F, op::row_number>) {
    made.push_back(execution::row_numbers(w, o));
  } else if constexpr (is_same_v<F, op::rank> || is_same_v<F, op::dense_rank>) {
    made.push_back(execution::ranks(w, is_same_v<F, op::dense_rank>, o));
  } else if constexpr (is_same_v<F, op::percent_rank> || is_same_v<F, op::cume_dist>) {
    made.push_back(execution::rank_fractions(w, is_same_v<F, op::cume_dist>, o));
  } else if constexpr (is_same_v<F, op::ntile>) {
    made.push_back(execution::tiles(w, f.n, o));
  } else {
    using X = meta::at<0, typename Lowering::value_types>;
    auto const rows = [&] {
      constexpr std::int64_t most = std::int64_t{1} << 33;  // beyond any place
      if constexpr (is_same_v<F, op::lag> || is_same_v<F, op::lead>) {
        std::int64_t const n = f.n > most ? most : f.n < -most ? -most : f.n;
        return execution::rows_before(w, is_same_v<F, op::lag> ? n : -n, o);
      } else if constexpr (is_same_v<F, op::nth_value>) {
        if (f.n < 1) throw data_error("quern: nth_value(x, n) takes an n of at least 1, not " + std::to_string(f.n));
        return execution::rows_of_frames(w, frames(), f.n > most ? most : f.n - 1, o);
      } else {
        return execution::rows_of_frames(w, frames(), is_same_v<F, op::first_value> ? 0 : -1, o);
      }
    }();
    made.push_back(execution::place_rows(layout_of<nullable_if<X, true>>, *run.operand(value), rows, o));
    if constexpr (Lowering::made::size == 2) made.push_back(execution::found_rows(rows));
  }
}

template <std::size_t K, std::size_t From, class... Made, class... W, class Scope, class Entries>
auto run_windows(window_run& run, meta::tuple<W...> const& windows, Scope const& scope, column_list& columns, meta::list<Made...>, Entries const& entries) {
  using S = typename Scope::source_schema;
  if constexpr (K == sizeof...(W)) {
    return [&]<class... F>(meta::list<F...>) {
      using Schema = schema<F..., field<"", Made>...>;
      auto const t = table<Schema>::of(quern::make_table_data(std::move(columns)));
      return meta::apply([&](auto const&... e) { return execution::start_stream(inner_source<Schema, true>(t), e...); }, entries);
    }(typename S::fields{});
  } else {
    auto const& e = meta::get<K>(windows).value;
    using E = std::remove_cvref_t<decltype(e)>;
    using Lowering = window_lowering<E, 1000 * (K + 1), Scope>;
    std::size_t like = 0;
    [&]<std::size_t... J>(std::index_sequence<J...>) { (void)((plan::same_order(meta::get<J>(windows).value, e) || (++like, false)) || ... || false); }(std::make_index_sequence<K>{});
    auto const& w = run.order<Lowering, typename decltype(e.op)::shape>(K, like, From);
    execution::run_window<Lowering>(run, e, scope, w, From, columns);
    auto const result = Lowering::template result<S::fields::size + sizeof...(Made)>(e, scope);
    using Entry = entry<meta::at<K, meta::list<W...>>::name, std::remove_const_t<decltype(result)>>;
    return execution::run_windows<K + 1, From + Lowering::width>(run, windows, scope, columns, meta::concat<meta::list<Made...>, typename Lowering::made>{},
                                                                 meta::concat_tuples(entries, meta::make_tuple(Entry{result})));
  }
}

template <class In, class... W>
auto lower(plan::window<In, W...> const& p, context const& o) {
  using S = plan::schema_of<In>;
  auto const input = execution::complete(p.in, o);
  auto const s = execution::start_stream(inner_source<S, true>(table<S>::of(input)));
  using Scope = std::remove_cvref_t<decltype(s.names)>;
  auto const operands = [&]<std::size_t... K>(std::index_sequence<K...>) {
    return execution::join_tuples(window_lowering<decltype(W::value), 1000 * (K + 1), Scope>::operands(meta::get<K>(p.columns).value, s.names)...);
  }(std::index_sequence_for<W...>{});
  column_list computed;
  if constexpr (decltype(operands)::size > 0) computed = execution::collect_columns(s, operands, o)->columns;
  window_run run(input->rows, std::move(computed), sizeof...(W), o);
  column_list columns = input->columns;
  return execution::run_windows<0, 0>(run, p.columns, s.names, columns, meta::list<>{}, meta::tuple<>{});
}

template <class In, class... N>
  requires plan::has_windows<N...>
auto lower(plan::extend<In, N...> const& p, context const& o) {
  return lower(plan::taken_apart(p), o);
}
template <class In, class... N>
  requires plan::has_windows<N...>
auto lower(plan::project<In, N...> const& p, context const& o) {
  return lower(plan::taken_apart(p), o);
}

}  // namespace quern::execution
