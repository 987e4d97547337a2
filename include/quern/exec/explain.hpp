// SPDX-License-Identifier: BSL-1.0
// explain(): the plan as written, after the rules, and the pipelines it runs as: what is fused into one loop, which
// columns are read, what runs row by row. Nothing is run: the pipelines are read off the types that would run.
#pragma once
#include <quern/exec/lower_grouping_sets.hpp>
#include <quern/exec/lower_order.hpp>
#include <quern/exec/shared_parts.hpp>
#include <quern/plan/print_nodes.hpp>
#include <quern/rules/optimise.hpp>
#include <quern/table/text_format.hpp>

namespace quern::inline QUERN_ABI::execution {

// The sink that plan/print.hpp writes into.
struct text_out {
  std::string text;
  text_out& operator<<(std::string_view t) {
    text += t;
    return *this;
  }
  text_out& operator<<(long long n) {
    quern::format_value(text, n);
    return *this;
  }
  template <class V>
  void value(V const& v) {
    std::size_t const from = text.size();
    quern::format_value(text, v);
    if (std::is_floating_point_v<V> && text.find_first_of(".en", from) == std::string::npos) text += ".0";
  }
};

template <class Node>
using stream_of = decltype(lower(std::declval<Node const&>(), std::declval<context const&>()));


template <class Out, class Source, class Names, class... Steps, class Sink>
void print_columns_read(Out& out, stream<Source, Names, Steps...> const*, Sink const*) {
  [&]<class... F, class... Read>(meta::list<F...>, meta::list<Read...>) {
    bool used[sizeof...(F) + 1]{};
    ((used[execution::input_position(Read{})] = true), ...);
    std::string_view const names[] = {F::name..., ""};
    // Columns of a table inside the run have no names.
    for (std::size_t i = 0; i < sizeof...(F); ++i)
      if (names[i].empty()) return;
    out << "  columns read:";
    std::size_t n = 0;
    for (std::size_t i = 0; i < sizeof...(F); ++i)
      if (used[i]) out << (n++ == 0 ? " " : ", ") << names[i];
    out << (n == 0 ? " none" : "") << " (" << static_cast<long long>(n) << " of " << static_cast<long long>(sizeof...(F)) << ")\n";
  }(typename Source::schema::fields{}, typename inputs_of<meta::tuple<Steps...>, Sink>::type{});
}

// How a bound expression runs.
template <class E>
constexpr std::string_view manner() {
  return kernel::facts<E>::row_by_row ? "row by row" : "SIMD";
}
template <class E, class Stream>
using bound_in = decltype(execution::bind(std::declval<E const&>(), std::declval<Stream const&>().names));

template <class Out, class Node>
struct pipeline_printer {
  // A verb that needs its input first; see the specialisations for the others.
  static void print(Out&, Node const&, int&);
};

template <class Out, class Source>
struct pipeline_printer<Out, plan::scan<Source>> {
  static void print(Out& out, plan::scan<Source> const& n, int& number) {
    out << "pipeline " << ++number << ": ";
    print_node(out, n);
    out << "\n";
  }
};
template <class Out, class Node>
void print_fused(Out& out, Node const& n, std::string_view how) {
  out << "  fused: ";
  print_node(out, n);
  if (!how.empty()) out << "  [" << how << "]";
  out << "\n";
}
template <class Out, class In, class P>
struct pipeline_printer<Out, plan::filter<In, P>> {
  static void print(Out& out, plan::filter<In, P> const& n, int& number) {
    pipeline_printer<Out, In>::print(out, n.in, number);
    execution::print_fused(out, n, execution::manner<bound_in<P, stream_of<In>>>());
  }
};
template <class Out, class In, class... N>
struct pipeline_printer<Out, plan::extend<In, N...>> {
  static void print(Out& out, plan::extend<In, N...> const& n, int& number) {
    using After = stream_of<plan::extend<In, N...>>;
    pipeline_printer<Out, In>::print(out, n.in, number);
    constexpr bool rows = (kernel::facts<bound_in<expr::column<N::name>, After>>::row_by_row || ...) || has_row_step(static_cast<After const*>(nullptr));
    execution::print_fused(out, n, rows ? "row by row" : "SIMD");
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
template <class Out, class Node>
  requires requires(Node n) { n.in; }
void print_renaming(Out& out, Node const& n, int& number) {
  pipeline_printer<Out, decltype(n.in)>::print(out, n.in, number);
  execution::print_fused(out, n, "");
}
template <class Out, class In, class... N>
struct pipeline_printer<Out, plan::project<In, N...>> {
  static void print(Out& out, plan::project<In, N...> const& n, int& number) {
    pipeline_printer<Out, In>::print(out, n.in, number);
    constexpr bool computes = (!plan::is_column<decltype(N::value)> || ...);
    constexpr bool rows = (kernel::facts<bound_in<decltype(N::value), stream_of<In>>>::row_by_row || ...);
    execution::print_fused(out, n, !computes ? "" : rows ? "row by row" : "SIMD");
  }
};
template <class Out, class In, class... N>
struct pipeline_printer<Out, plan::view<In, N...>> {
  static void print(Out& out, plan::view<In, N...> const& n, int& number) {
    pipeline_printer<Out, In>::print(out, n.in, number);
    execution::print_fused(out, n, "computed at each read");
  }
};
template <class Out, class In, class... N>
struct pipeline_printer<Out, plan::lazy_extend<In, N...>> {
  static void print(Out& out, plan::lazy_extend<In, N...> const& n, int& number) {
    pipeline_printer<Out, In>::print(out, n.in, number);
    execution::print_fused(out, n, "row by row, once for each combination of inputs");
  }
};
template <class Out, class In, fixed_string... N>
struct pipeline_printer<Out, plan::drop<In, N...>> {
  static void print(Out& out, plan::drop<In, N...> const& n, int& number) { execution::print_renaming(out, n, number); }
};
template <class Out, class In, class... P>
struct pipeline_printer<Out, plan::rename<In, P...>> {
  static void print(Out& out, plan::rename<In, P...> const& n, int& number) { execution::print_renaming(out, n, number); }
};
template <class Out, class In, fixed_string N>
struct pipeline_printer<Out, plan::row_index<In, N>> {
  static void print(Out& out, plan::row_index<In, N> const& n, int& number) { execution::print_renaming(out, n, number); }
};

// What ends a pipeline.
template <class Out, class Stream, class Sink>
void print_end(Out& out, std::string_view what, Stream const*, Sink const*) {
  out << "  into: " << what << "\n";
  execution::print_columns_read(out, static_cast<Stream const*>(nullptr), static_cast<Sink const*>(nullptr));
}
template <class Stream, class Fields>
using outputs_of = decltype(execution::outputs(std::declval<Stream const&>().names, Fields{}));

template <class T>
constexpr T const* type_only() {
  return nullptr;
}

template <class Out, class In, class... K, class... N>
struct pipeline_printer<Out, plan::group<In, plan::keys<K...>, N...>> {
  static void print(Out& out, plan::group<In, plan::keys<K...>, N...> const& n, int& number) {
    using S = stream_of<In>;
    using Keys = meta::tuple<bound_in<decltype(K::value), S>...>;
    using Primitives = decltype(primitives<S>(std::index_sequence_for<N...>{}));
    pipeline_printer<Out, In>::print(out, n.in, number);
    constexpr bool rows = arguments_by_rows(type_only<Primitives>());
    constexpr bool coded = is_memory<decltype(S::source)> && (is_integer_key<bare<typename bound_in<decltype(K::value), S>::type>> && ... && (sizeof...(K) > 0));
    std::string what = sizeof...(K) == 0 ? "one row of aggregates, in the same loop"
                       : coded           ? "groups, numbered by their keys' codes where bounds allow, else by a hash table"
                                         : "groups, numbered by a hash table";
    what += rows ? "  [aggregates row by row]" : "  [aggregates SIMD]";
    execution::print_end(out, what, type_only<S>(), type_only<decltype(meta::concat_tuples(std::declval<Keys>(), std::declval<Primitives>()))>());
    out << "pipeline " << ++number << ": ";
    print_node(out, n);
    out << "\n";
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
template <class Out, class In, class Sets, class... K, class... N>
struct pipeline_printer<Out, plan::group<In, plan::key_sets<Sets, K...>, N...>> {
  using Node = plan::group<In, plan::key_sets<Sets, K...>, N...>;
  static void print(Out& out, Node const& n, int& number) {
    using Columns = decltype(grouping_sets<Node>::complete_columns(n.key_columns, std::declval<stream_of<In> const&>().names));
    pipeline_printer<Out, In>::print(out, n.in, number);
    execution::print_end(out, "the rows, complete: each set of keys is a pass over them", type_only<stream_of<In>>(), type_only<Columns>());
    out << "pipeline " << ++number << ": ";
    plan::print_node(out, n);
    out << "\n";
  }
};
template <class Out, class In, class... K>
struct pipeline_printer<Out, plan::sort<In, K...>> {
  static void print(Out& out, plan::sort<In, K...> const& n, int& number) {
    pipeline_printer<Out, In>::print(out, n.in, number);
    execution::print_end(out, "rows, to be sorted", type_only<stream_of<In>>(), type_only<outputs_of<stream_of<In>, typename plan::schema_of<In>::fields>>());
    out << "pipeline " << ++number << ": ";
    print_node(out, n);
    out << "\n";
  }
};
template <class Out, class In>
struct pipeline_printer<Out, plan::distinct<In>> {
  static void print(Out& out, plan::distinct<In> const& n, int& number) {
    pipeline_printer<Out, In>::print(out, n.in, number);
    execution::print_end(out, "distinct rows, by a hash table", type_only<stream_of<In>>(), type_only<outputs_of<stream_of<In>, typename plan::schema_of<In>::fields>>());
    out << "pipeline " << ++number << ": distinct rows\n";
  }
};
template <class X>
inline constexpr bool is_sort = false;
template <class X, class... K>
inline constexpr bool is_sort<plan::sort<X, K...>> = true;
template <class Out, class In>
struct pipeline_printer<Out, plan::slice<In>> {
  static void print(Out& out, plan::slice<In> const& n, int& number) {
    pipeline_printer<Out, In>::print(out, n.in, number);
    if constexpr (!is_sort<In>)
      execution::print_end(out, "rows, until there are enough", type_only<stream_of<In>>(), type_only<outputs_of<stream_of<In>, typename plan::schema_of<In>::fields>>());
    if constexpr (is_sort<In>) {
      execution::print_fused(out, n, "only these rows are sorted");
    } else {
      out << "pipeline " << ++number << ": ";
      print_node(out, n);
      out << "\n";
    }
  }
};

template <class Out, class In>
struct pipeline_printer<Out, plan::shared<In, part_handle>> {
  static void print(Out& out, plan::shared<In, part_handle> const& n, int& number) {
    shared_part& part = *n.part;
    if (part.pipeline != 0) {
      out << "pipeline " << ++number << ": the rows of pipeline " << part.pipeline << " again\n";
      return;
    }
    pipeline_printer<Out, In>::print(out, n.in, number);
    if (part.uses == 1) return;
    part.pipeline = number;
    out << "  shared: made once, used " << part.uses << " times\n";
  }
};

template <class Plan>
std::string explain_plan(Plan const& p) {
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
  int number = 0;
  auto const& parts = execution::with_shared_parts(o);
  using Parts = std::remove_cvref_t<decltype(parts)>;
  pipeline_printer<text_out, Parts>::print(out, parts, number);
  using S = stream_of<Parts>;
  execution::print_end(out, "the result", type_only<S>(), type_only<outputs_of<S, typename plan::schema_of<Plan>::fields>>());
  return static_cast<std::string&&>(out.text);
}

}  // namespace quern::execution
