// SPDX-License-Identifier: BSL-1.0
// Windows taken out of expressions. A list of definitions with windows becomes nodes that compute windows as columns of their
// own, named window#1, window#2, ..., and lists that read these columns. It is done when a plan runs: the names are in no schema that a user sees.
#pragma once
#include <array>

#include <quern/plan/extend.hpp>
#include <quern/plan/reads.hpp>

namespace quern::inline QUERN_ABI::plan {

// The input with a column for each window. W are named<Name, apply<op::over<...>, ...>>.
template <class In, class... W>
struct window {
  In in;
  meta::tuple<W...> columns;
};
template <class In, class... W>
struct schema_of_impl<window<In, W...>> {
  using S = schema_of<In>;
  using type = schemas::put<S, field_of<S, W>...>;
};
template <class Old, class... W, class In>
constexpr auto with_input(window<Old, W...> const& n, In const& in) {
  return window<In, W...>{in, n.columns};
}

inline constexpr std::string_view window_prefix = "window#";
constexpr std::size_t digits_of(std::size_t n) { return n < 10 ? 1 : 1 + digits_of(n / 10); }
template <std::size_t N>
inline constexpr auto window_name = [] {
  constexpr std::size_t start = window_prefix.size(), digits = digits_of(N);
  fixed_string<start + digits> s;
  for (std::size_t i = 0; i < start; ++i) s.data[i] = window_prefix[i];
  std::size_t n = N;
  for (std::size_t i = start + digits; i-- > start; n /= 10) s.data[i] = static_cast<char>('0' + n % 10);
  return s;
}();
// The greatest number that a name of the schema has behind the prefix: those above it are free.
template <class... F>
constexpr std::size_t window_names_in(meta::list<F...>) {
  std::size_t most = 0;
  auto const look = [&](std::string_view name) {
    if (name.substr(0, window_prefix.size()) != window_prefix || name.size() > window_prefix.size() + 9) return;
    std::size_t n = 0;
    for (char c : name.substr(window_prefix.size())) n = c < '0' || c > '9' ? 0 : n * 10 + static_cast<std::size_t>(c - '0');
    most = n > most ? n : most;
  };
  (look(F::name), ...);
  return most;
}

// The windows in an expression, from left to right; and the expression with window At + 1, At + 2, ... read from columns.
template <class E>
constexpr auto windows_in(E const&) {
  return meta::tuple<>{};
}
template <class F, class S, class Frame, class... A>
constexpr auto windows_in(expr::apply<expr::op::over<F, S, Frame>, A...> const& e) {
  return meta::make_tuple(e);
}
template <class Op, class... A>
constexpr auto windows_in(expr::apply<Op, A...> const& e);
constexpr auto joined() { return meta::tuple<>{}; }
template <class A, class... Rest>
constexpr auto joined(A const& a, Rest const&... rest) {
  return meta::concat_tuples(a, plan::joined(rest...));
}
template <class Op, class... A>
constexpr auto windows_in(expr::apply<Op, A...> const& e) {
  if constexpr (expr::window_count<expr::apply<Op, A...>> == 0)
    return meta::tuple<>{};
  else
    return meta::apply([](auto const&... a) { return plan::joined(plan::windows_in(a)...); }, e.args);
}

template <std::size_t At, class E>
constexpr auto read_windows(E const& e) {
  return e;
}
template <std::size_t At, class F, class S, class Frame, class... A>
constexpr auto read_windows(expr::apply<expr::op::over<F, S, Frame>, A...> const&) {
  return expr::column<window_name<At + 1>>{};
}
template <std::size_t At, class Op, class... A>
constexpr auto read_windows(expr::apply<Op, A...> const& e) {
  if constexpr (expr::window_count<expr::apply<Op, A...>> == 0) {
    return e;
  } else {
    return [&]<std::size_t... K>(std::index_sequence<K...>) {
      constexpr auto before = [](std::size_t k) {
        std::size_t const counts[] = {expr::window_count<A>...};
        std::size_t n = 0;
        while (k-- > 0) n += counts[k];
        return n;
      };
      return expr::make(e.op, plan::read_windows<At + before(K)>(meta::get<K>(e.args))...);
    }(std::index_sequence_for<A...>{});
  }
}

template <std::size_t At, class In, class... W, std::size_t... K>
constexpr auto add_window_columns(In const& in, meta::tuple<W...> const& windows, std::index_sequence<K...>) {
  return window<In, expr::named<window_name<At + K + 1>, W>...>{in, {{{{meta::get<K>(windows)}}...}}};
}
template <fixed_string Name, std::size_t At, class V>
constexpr auto read_windows_named(V const& v) {
  auto const e = plan::read_windows<At>(v);
  return expr::named<Name, std::remove_const_t<decltype(e)>>{e};
}
// make(input with the windows of all definitions, definitions that read them).
template <class In, class... N, class Make>
constexpr auto without_windows(In const& in, meta::tuple<N...> const& items, Make const& make) {
  if constexpr (!has_windows<N...>) {
    return make(in, items);
  } else {
    constexpr std::size_t at = plan::window_names_in(typename schema_of<In>::fields{});
    auto const windows = meta::apply([](auto const&... n) { return plan::joined(plan::windows_in(n.value)...); }, items);
    auto const below = plan::add_window_columns<at>(in, windows, std::make_index_sequence<decltype(windows)::size>{});
    return [&]<std::size_t... K>(std::index_sequence<K...>) {
      constexpr auto before = [](std::size_t k) {
        std::size_t const counts[] = {expr::window_count<decltype(N::value)>...};
        std::size_t n = 0;
        while (k-- > 0) n += counts[k];
        return n;
      };
      return make(below, meta::make_tuple(plan::read_windows_named<N::name, at + before(K)>(meta::get<K>(items).value)...));
    }(std::index_sequence_for<N...>{});
  }
}

// Whether two expressions of one type hold the same values: then they are the same, unless they call functions.
template <class E>
constexpr bool same_value(E const&, E const&) {
  return true;
}
template <class V>
constexpr bool same_held(V const& a, V const& b) {
  if constexpr (std::is_same_v<V, meta::owned_text>)
    return std::string_view(a) == std::string_view(b);
  else
    return a == b;
}
template <class T>
constexpr bool same_value(expr::literal<T> const& a, expr::literal<T> const& b) {
  return plan::same_held(a.value, b.value);
}
template <fixed_string N, class T>
constexpr bool same_value(expr::param<N, T> const& a, expr::param<N, T> const& b) {
  return plan::same_held(a.value, b.value);
}
template <class Op, class... A>
constexpr bool same_value(expr::apply<Op, A...> const& a, expr::apply<Op, A...> const& b) {
  if constexpr (std::is_empty_v<Op>)
    return [&]<std::size_t... K>(std::index_sequence<K...>) { return (plan::same_value(meta::get<K>(a.args), meta::get<K>(b.args)) && ... && true); }(std::index_sequence_for<A...>{});
  else
    return false;
}
// Whether two windows divide and order rows alike, so that the second can use what the first has sorted.
template <class A, class B>
constexpr bool same_order(A const&, B const&) {
  return false;
}
template <class F, class S, class FrameA, class... A, class G, class R, class FrameB, class... B>
constexpr bool same_order(expr::apply<expr::op::over<F, S, FrameA>, A...> const& a, expr::apply<expr::op::over<G, R, FrameB>, B...> const& b) {
  if constexpr (S::partition != R::partition || !std::is_same_v<typename S::directions, typename R::directions>) {
    return false;
  } else {
    return [&]<std::size_t... K>(std::index_sequence<K...>) {
      [[maybe_unused]] auto const same = [](auto const& x, auto const& y) {
        if constexpr (std::is_same_v<decltype(x), decltype(y)> && !expr::calls_user_code<std::remove_cvref_t<decltype(x)>>)
          return plan::same_value(x, y);
        else
          return false;
      };
      return (same(meta::get<S::arguments + K>(a.args), meta::get<R::arguments + K>(b.args)) && ... && true);
    }(std::make_index_sequence<S::partition + S::order>{});
  }
}

// Whether a window in E reads the column Name.
template <fixed_string Name, class E>
inline constexpr bool reads_in_window = false;
template <fixed_string Name, class Op, class... A>
inline constexpr bool reads_in_window<Name, expr::apply<Op, A...>> = (reads_in_window<Name, A> || ... || false);
template <fixed_string Name, class F, class S, class Frame, class... A>
inline constexpr bool reads_in_window<Name, expr::apply<expr::op::over<F, S, Frame>, A...>> = (mentions<Name, A> || ... || false);

// Definitions of an update in runs: one whose window reads what the run before it defines begins the next.
template <class... N>
struct window_runs {
  using items = meta::list<N...>;
  static constexpr std::size_t size = sizeof...(N);
  template <std::size_t K, std::size_t... J>
  static constexpr std::array<bool, K + 1> reads(std::index_sequence<J...>) {
    return {reads_in_window<meta::at<J, items>::name, decltype(meta::at<K, items>::value)>..., false};
  }
  static constexpr auto first = []<std::size_t... K>(std::index_sequence<K...>) {
    std::array<std::size_t, size + 1> starts{};
    std::size_t runs = 1;
    auto const look = [&](std::size_t k, auto const& reads) {
      for (std::size_t j = starts[runs - 1]; j < k; ++j)
        if (reads[j]) {
          starts[runs++] = k;
          return;
        }
    };
    (look(K, reads<K>(std::make_index_sequence<K>{})), ...);
    for (; runs <= size; ++runs) starts[runs] = size;
    return starts;
  }(std::index_sequence_for<N...>{});
};
template <class Runs, std::size_t Run, class In, class... N>
constexpr auto extend_by_runs(In const& in, meta::tuple<N...> const& items) {
  if constexpr (Runs::first[Run] == Runs::size) {
    return in;
  } else {
    return [&]<std::size_t... K>(std::index_sequence<K...>) {
      auto const run = meta::make_tuple(meta::get<Runs::first[Run] + K>(items)...);
      auto const next = plan::without_windows(in, run, []<class Below, class... M>(Below const& below, meta::tuple<M...> const& n) { return extend<Below, M...>{below, n}; });
      return plan::extend_by_runs<Runs, Run + 1>(next, items);
    }(std::make_index_sequence<Runs::first[Run + 1] - Runs::first[Run]>{});
  }
}

// The plans that select and update with windows stand for.
template <class In, class... N>
constexpr auto taken_apart(extend<In, N...> const& p) {
  return plan::extend_by_runs<window_runs<N...>, 0>(p.in, p.columns);
}
template <class In, class... N>
constexpr auto taken_apart(project<In, N...> const& p) {
  return plan::without_windows(p.in, p.columns, []<class Below, class... M>(Below const& below, meta::tuple<M...> const& n) { return project<Below, M...>{below, n}; });
}
template <class Node>
using taken_apart_t = decltype(plan::taken_apart(std::declval<Node const&>()));

}  // namespace quern::plan
