// SPDX-License-Identifier: BSL-1.0
// explain() of windows: the plan as it is taken apart, and by what each set of windows is divided and ordered.
#pragma once
#include <quern/exec/explain_order.hpp>
#include <quern/exec/lower_window.hpp>
#include <quern/plan/print_window.hpp>

namespace quern::inline QUERN_ABI::execution {

// The number of nodes above In.
template <class In, class Node>
constexpr int nodes_above() {
  if constexpr (std::is_same_v<In, Node>)
    return 0;
  else
    return 1 + nodes_above<In, decltype(Node::in)>();
}
template <class In, class Node>
void print_taken_apart(pipeline_writer& w, Node const& n) {
  w.made_of_one(nodes_above<In, Node>() - 1);
  pipeline_printer<Node>::print(w, n);
}
template <class In, class... N>
  requires plan::has_windows<N...>
struct pipeline_printer<plan::extend<In, N...>> {
  static void print(pipeline_writer& w, plan::extend<In, N...> const& n) {
    execution::print_taken_apart<In>(w, plan::taken_apart(n));
  }
};
template <class In, class... N>
  requires plan::has_windows<N...>
struct pipeline_printer<plan::project<In, N...>> {
  static void print(pipeline_writer& w, plan::project<In, N...> const& n) {
    execution::print_taken_apart<In>(w, plan::taken_apart(n));
  }
};

template <class In, class... W>
struct pipeline_printer<plan::window<In, W...>> {
  static void print(pipeline_writer& w, plan::window<In, W...> const& n) {
    execution::print_input(w, n.in);
    using Input = stream_of<In>;
    execution::print_end(w, "the rows, complete, because windows read other rows", type_only<Input>(), type_only<outputs_of<Input, typename plan::schema_of<In>::fields>>());
    text_out lines;
    [&]<std::size_t... K>(std::index_sequence<K...>) { (print_order<K>(lines, n.columns), ...); }(std::index_sequence_for<W...>{});
    w.remark(lines.text);
    w.begin_with("the rows with their windows");
  }

 private:
  // The windows that share the order of window K, if it is the first of them.
  template <std::size_t K>
  static void print_order(text_out& out, meta::tuple<W...> const& windows) {
    auto const& first = meta::get<K>(windows).value;
    bool const told = [&]<std::size_t... J>(std::index_sequence<J...>) { return (plan::same_order(meta::get<J>(windows).value, first) || ... || false); }(std::make_index_sequence<K>{});
    if (told) return;
    using Shape = typename decltype(first.op)::shape;
    out << "over " << (Shape::partition + Shape::order == 0 ? "all rows, as they are" : "");
    plan::print_window_keys(out, first);
    out << ":\n";
    meta::for_each(windows, [&](auto const& w) {
      if (&w != static_cast<void const*>(&meta::get<K>(windows)) && !plan::same_order(first, w.value)) return;
      out << "  " << std::string_view(w.name) << " = ";
      plan::print(out, w.value);
      out << "\n";
    });
  }
};
template <class In, class... N>
  requires plan::has_windows<N...>
struct stages_in<plan::extend<In, N...>> : stages_in<plan::taken_apart_t<plan::extend<In, N...>>> {};
template <class In, class... N>
  requires plan::has_windows<N...>
struct stages_in<plan::project<In, N...>> : stages_in<plan::taken_apart_t<plan::project<In, N...>>> {};

}  // namespace quern::execution
