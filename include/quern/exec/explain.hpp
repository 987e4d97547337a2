// SPDX-License-Identifier: BSL-1.0
// explain(): the plan as written, after the rules, and the pipelines it runs as: what is fused into one loop, which
// columns are read, what runs row by row. Nothing is run: the pipelines are read off the types that would run.
#pragma once
#include <quern/exec/lower_grouping_sets.hpp>
#include <quern/exec/lower_order.hpp>
#include <quern/exec/pipeline_writer.hpp>
#include <quern/exec/shared_parts.hpp>
#include <quern/rules/optimise.hpp>

namespace quern::inline QUERN_ABI::execution {

template <class Node>
using stream_of = decltype(lower(std::declval<Node const&>(), std::declval<context const&>()));


template <class Source, class Names, class... Steps, class Sink>
void print_columns_read(pipeline_writer& w, stream<Source, Names, Steps...> const*, Sink const*) {
  [&]<class... F, class... Read>(meta::list<F...>, meta::list<Read...>) {
    bool used[sizeof...(F) + 1]{};
    ((used[execution::input_position(Read{})] = true), ...);
    std::string_view const names[] = {F::name..., ""};
    // Columns of a table inside the run have no names.
    for (std::size_t i = 0; i < sizeof...(F); ++i)
      if (names[i].empty()) return;
    w.columns_read(names, used, sizeof...(F));
  }(typename Source::schema::fields{}, typename inputs_of<meta::tuple<Steps...>, Sink>::type{});
}

// How a bound expression runs.
template <class E>
constexpr std::string_view manner() {
  return kernel::facts<E>::row_by_row ? "row by row" : "SIMD";
}
template <class E, class Stream>
using bound_in = decltype(execution::bind(std::declval<E const&>(), std::declval<Stream const&>().names));

// Writes the pipelines of a plan down to a node, and what it adds to the last of them; specialised for each verb.
template <class Node>
struct pipeline_printer {
  static void print(pipeline_writer&, Node const&);
};
// A node's input: 0 is `in`, 1 is `other`.
template <class Node>
void print_input(pipeline_writer& w, Node const& in, std::size_t k = 0) {
  pipeline_writer::visit const here(w, k);
  pipeline_printer<Node>::print(w, in);
}

template <class Source>
struct pipeline_printer<plan::scan<Source>> {
  static void print(pipeline_writer& w, plan::scan<Source> const& n) {
    w.begin(n);
  }
};
template <class In, class P>
struct pipeline_printer<plan::filter<In, P>> {
  static void print(pipeline_writer& w, plan::filter<In, P> const& n) {
    execution::print_input(w, n.in);
    w.fused(n, execution::manner<bound_in<P, stream_of<In>>>());
  }
};
template <class In, class... N>
struct pipeline_printer<plan::extend<In, N...>> {
  static void print(pipeline_writer& w, plan::extend<In, N...> const& n) {
    using After = stream_of<plan::extend<In, N...>>;
    execution::print_input(w, n.in);
    constexpr bool rows = (kernel::facts<bound_in<expr::column<N::name>, After>>::row_by_row || ...) || has_row_step(static_cast<After const*>(nullptr));
    w.fused(n, rows ? "row by row" : "SIMD");
  }
  template <class S, class Names, class... Steps>
  static constexpr bool has_row_step(stream<S, Names, Steps...> const*) {
    return (row_step<Steps>() || ... || false);
  }
  template <class Step>
  static constexpr bool row_step() {
    if constexpr (is_filter_step<Step>)
      return false;
    else
      return kernel::facts<decltype(Step::value)>::row_by_row;
  }
};
template <class Node>
  requires requires(Node n) { n.in; }
void print_renaming(pipeline_writer& w, Node const& n) {
  execution::print_input(w, n.in);
  w.fused(n, "");
}
template <class In, class... N>
struct pipeline_printer<plan::project<In, N...>> {
  static void print(pipeline_writer& w, plan::project<In, N...> const& n) {
    execution::print_input(w, n.in);
    constexpr bool computes = (!plan::is_column<decltype(N::value)> || ...);
    constexpr bool rows = (kernel::facts<bound_in<decltype(N::value), stream_of<In>>>::row_by_row || ...);
    w.fused(n, !computes ? "" : rows ? "row by row" : "SIMD");
  }
};
template <class In, class... N>
struct pipeline_printer<plan::view<In, N...>> {
  static void print(pipeline_writer& w, plan::view<In, N...> const& n) {
    execution::print_input(w, n.in);
    w.fused(n, "computed at each read");
  }
};
template <class In, class... N>
struct pipeline_printer<plan::lazy_extend<In, N...>> {
  static void print(pipeline_writer& w, plan::lazy_extend<In, N...> const& n) {
    execution::print_input(w, n.in);
    w.fused(n, "row by row, once for each combination of inputs");
  }
};
template <class In, fixed_string... N>
struct pipeline_printer<plan::drop<In, N...>> {
  static void print(pipeline_writer& w, plan::drop<In, N...> const& n) { execution::print_renaming(w, n); }
};
template <class In, class... P>
struct pipeline_printer<plan::rename<In, P...>> {
  static void print(pipeline_writer& w, plan::rename<In, P...> const& n) { execution::print_renaming(w, n); }
};
template <class In, fixed_string N>
struct pipeline_printer<plan::row_index<In, N>> {
  static void print(pipeline_writer& w, plan::row_index<In, N> const& n) { execution::print_renaming(w, n); }
};

// What ends a pipeline.
template <class Stream, class Sink>
void print_end(pipeline_writer& w, std::string_view what, Stream const*, Sink const*, std::string_view how = {}) {
  w.into(what, how);
  execution::print_columns_read(w, static_cast<Stream const*>(nullptr), static_cast<Sink const*>(nullptr));
}
template <class Stream, class Fields>
using outputs_of = decltype(execution::outputs(std::declval<Stream const&>().names, Fields{}));

template <class T>
constexpr T const* type_only() {
  return nullptr;
}

template <class In, class... K, class... N>
struct pipeline_printer<plan::group<In, plan::keys<K...>, N...>> {
  static void print(pipeline_writer& w, plan::group<In, plan::keys<K...>, N...> const& n) {
    using S = stream_of<In>;
    using Keys = meta::tuple<bound_in<decltype(K::value), S>...>;
    using Primitives = decltype(primitives<S>(std::index_sequence_for<N...>{}));
    execution::print_input(w, n.in);
    constexpr bool rows = arguments_by_rows(type_only<Primitives>());
    constexpr bool coded = is_memory<decltype(S::source)> && (is_integer_key<bare<typename bound_in<decltype(K::value), S>::type>> && ... && (sizeof...(K) > 0));
    constexpr std::string_view what = sizeof...(K) == 0 ? "one row of aggregates, in the same loop"
                       : coded           ? "groups, numbered by their keys' codes where bounds allow, else by a hash table"
                                         : "groups, numbered by a hash table";
    execution::print_end(w, what, type_only<S>(), type_only<decltype(meta::concat_tuples(std::declval<Keys>(), std::declval<Primitives>()))>(),
                         sizeof...(N) == 0 ? "" : rows ? "aggregates row by row" : "aggregates SIMD");
    w.begin(n);
  }
  template <class... P>
  static constexpr bool arguments_by_rows(meta::tuple<P...> const*) {
    return ((kernel::facts<typename P::argument>::row_by_row || !accumulator_of<P>::has_lanes) || ... || false);
  }
  template <class S, std::size_t... A>
  static auto primitives(std::index_sequence<A...>)
      -> decltype(execution::join_tuples(execution::primitives_of<(sizeof...(K) > 0), 1000 * (A + 1)>(std::declval<decltype(N::value) const&>(),
                                                                                                    std::declval<S const&>().names)...));
};
template <class In, class Sets, class... K, class... N>
struct pipeline_printer<plan::group<In, plan::key_sets<Sets, K...>, N...>> {
  using Node = plan::group<In, plan::key_sets<Sets, K...>, N...>;
  static void print(pipeline_writer& w, Node const& n) {
    using Columns = decltype(grouping_sets<Node>::complete_columns(n.key_columns, std::declval<stream_of<In> const&>().names));
    execution::print_input(w, n.in);
    execution::print_end(w, "the rows, complete: each set of keys is a pass over them", type_only<stream_of<In>>(), type_only<Columns>());
    w.begin(n);
  }
};
template <class In, class... K>
struct pipeline_printer<plan::sort<In, K...>> {
  static void print(pipeline_writer& w, plan::sort<In, K...> const& n) {
    execution::print_input(w, n.in);
    execution::print_end(w, "rows, to be sorted", type_only<stream_of<In>>(), type_only<outputs_of<stream_of<In>, typename plan::schema_of<In>::fields>>());
    w.begin(n);
  }
};
template <class In>
struct pipeline_printer<plan::distinct<In>> {
  static void print(pipeline_writer& w, plan::distinct<In> const& n) {
    execution::print_input(w, n.in);
    execution::print_end(w, "distinct rows, by a hash table", type_only<stream_of<In>>(), type_only<outputs_of<stream_of<In>, typename plan::schema_of<In>::fields>>());
    w.begin_with("distinct rows");
  }
};
template <class X>
inline constexpr bool is_sort = false;
template <class X, class... K>
inline constexpr bool is_sort<plan::sort<X, K...>> = true;
template <class In>
struct pipeline_printer<plan::slice<In>> {
  static void print(pipeline_writer& w, plan::slice<In> const& n) {
    execution::print_input(w, n.in);
    if constexpr (!is_sort<In>)
      execution::print_end(w, "rows, until there are enough", type_only<stream_of<In>>(), type_only<outputs_of<stream_of<In>, typename plan::schema_of<In>::fields>>());
    if constexpr (is_sort<In>) {
      w.fused(n, "only these rows are sorted");
    } else {
      w.begin(n);
    }
  }
};

template <class In>
struct pipeline_printer<plan::shared<In, part_handle>> {
  static void print(pipeline_writer& w, plan::shared<In, part_handle> const& n) {
    shared_part& part = *n.part;
    if (part.pipeline != 0) {
      w.begin_with("the rows of pipeline " + std::to_string(part.pipeline) + " again");
      return;
    }
    pipeline_printer<In>::print(w, n.in);  // which is the node that is numbered
    if (part.uses == 1) return;
    part.pipeline = w.number();
    w.remark("shared: made once, used " + std::to_string(part.uses) + " times");
  }
};

// The pipelines of an optimised plan. root: its description, or null where nobody asks for numbers.
template <class Text, class Plan>
void add_pipelines(std::vector<basic_pipeline_note<Text>>& to, Plan const& p, basic_node_note<Text> const* root) {
  basic_pipeline_writer<Text> w(to, root);
  auto const& parts = execution::with_shared_parts(p);
  using Parts = std::remove_cvref_t<decltype(parts)>;
  pipeline_printer<Parts>::print(w, parts);
  using S = stream_of<Parts>;
  execution::print_end(w, "the result", type_only<S>(), type_only<outputs_of<S, typename plan::schema_of<Plan>::fields>>());
}

template <class Plan, class Text = std::string>
Text explain_plan(Plan const& p) {
  text_out out;
  out << "logical plan\n";
  plan::print_plan(out, p, "  ");
  auto const o = rules::optimise(p);
  if constexpr (std::is_same_v<std::remove_const_t<decltype(o)>, Plan>) {
    out << "after rules: the same\n";
  } else {
    out << "after rules\n";
    plan::print_plan(out, o, "  ");
  }
  std::vector<basic_pipeline_note<Text>> notes;
  execution::add_pipelines<Text>(notes, o, nullptr);
  execution::append_pipelines(out.text, notes, false);
  return static_cast<std::string&&>(out.text);
}

}  // namespace quern::execution
