// SPDX-License-Identifier: BSL-1.0
// Windows as text: the function as it stood before over(...), then what stood in it.
#pragma once
#include <quern/plan/print_nodes.hpp>
#include <quern/plan/window.hpp>

namespace quern::inline QUERN_ABI::plan {

template <class Out, class B>
void print_bound(Out& out, B const& b) {
  if constexpr (std::is_same_v<B, expr::unbounded_bound>) {
    out << "unbounded";
  } else if constexpr (std::is_same_v<B, expr::current_row_bound>) {
    out << "current_row";
  } else if constexpr (expr::is_constant_bound<B>) {
    out << static_cast<long long>(expr::known_bound<B>);
  } else if constexpr (std::is_same_v<B, std::int64_t>) {
    out << static_cast<long long>(b);
  } else {
    out.value(b);
    if constexpr (family_of<B> == family::duration) out << " " << B::unit::name;
  }
}
template <class Out, class Frame>
void print_frame(Out& out, std::string_view name, Frame const& f) {
  out << name << "(";
  plan::print_bound(out, f.from);
  out << ", ";
  plan::print_bound(out, f.to);
  out << ")";
}

// "partition_by(...), order_by(...)", or nothing; whether there was anything.
template <class Out, class F, class Shape, class Frame, class... A>
bool print_window_keys(Out& out, expr::apply<expr::op::over<F, Shape, Frame>, A...> const& e) {
  [&]<std::size_t... P>(std::index_sequence<P...>) {
    if constexpr (sizeof...(P) > 0) {
      out << "partition_by(";
      ((out << (P == 0 ? "" : ", "), plan::print(out, meta::get<Shape::arguments + P>(e.args))), ...);
      out << ")";
    }
  }(std::make_index_sequence<Shape::partition>{});
  [&]<std::size_t... K, class... D>(std::index_sequence<K...>, meta::list<D...>) {
    if constexpr (sizeof...(K) > 0) {
      out << (Shape::partition > 0 ? ", order_by(" : "order_by(");
      ((out << (K == 0 ? "" : ", "), plan::print(out, meta::get<Shape::arguments + Shape::partition + K>(e.args)), plan::print_direction<D>(out)), ...);
      out << ")";
    }
  }(std::make_index_sequence<Shape::order>{}, typename Shape::directions{});
  return Shape::partition + Shape::order > 0;
}
template <class Out, class F, class Shape, class Frame, class... A>
void print(Out& out, expr::apply<expr::op::over<F, Shape, Frame>, A...> const& e, int) {
  [&]<std::size_t... K>(std::index_sequence<K...>) {
    if constexpr (requires { e.op.function.n; }) {
      out << F::symbol << "(";
      if constexpr (sizeof...(K) > 0) plan::print(out, meta::get<0>(e.args)), out << ", ";
      out << static_cast<long long>(e.op.function.n);
      if constexpr (sizeof...(K) > 1) out << ", ", plan::print(out, meta::get<1>(e.args));
      out << ")";
    } else {
      plan::print(out, expr::apply<F, meta::at<K, meta::list<A...>>...>{e.op.function, {{{meta::get<K>(e.args)}...}}});
    }
  }(std::make_index_sequence<Shape::arguments>{});
  out << ".over(";
  bool const keys = plan::print_window_keys(out, e);
  if constexpr (!std::is_same_v<Frame, expr::default_frame>) {
    out << (keys ? ", " : "");
    plan::print_frame(out, expr::is_rows_frame<Frame> ? "rows" : "range", e.op.frame);
  }
  out << ")";
}

template <class Out, class In, class... W>
void print_node(Out& out, window<In, W...> const& p) {
  out << "window ";
  plan::print_named(out, p.columns);
}

}  // namespace quern::plan
