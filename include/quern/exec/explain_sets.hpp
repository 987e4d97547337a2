// SPDX-License-Identifier: BSL-1.0
// explain() of verbs about sets of rows.
#pragma once
#include <quern/exec/explain.hpp>
#include <quern/exec/lower_sets.hpp>
#include <quern/plan/print_sets.hpp>

namespace quern::inline QUERN_ABI::execution {

// The pipelines of an input whose rows are made complete.
template <class Out, class In>
void print_complete(Out& out, In const& in, int& number, std::string_view what) {
  pipeline_printer<Out, In>::print(out, in, number);
  execution::print_end(out, what, type_only<stream_of<In>>(), type_only<outputs_of<stream_of<In>, typename plan::schema_of<In>::fields>>());
}
template <class Out, class Node>
void print_begin(Out& out, Node const& n, int& number) {
  out << "pipeline " << ++number << ": ";
  print_node(out, n);
  out << "\n";
}
template <class Out, class Node>
void print_set_operation(Out& out, Node const& n, int& number, std::string_view what) {
  execution::print_complete(out, n.in, number, what);
  execution::print_complete(out, n.other, number, what);
  execution::print_begin(out, n, number);
}
template <class Out, class In, class Other>
struct pipeline_printer<Out, plan::union_all<In, Other>> {
  static void print(Out& out, plan::union_all<In, Other> const& n, int& number) { execution::print_set_operation(out, n, number, "blocks, read when the union's rows are wanted"); }
};
template <class Out, class In, class Other, bool All>
struct pipeline_printer<Out, plan::intersection<In, Other, All>> {
  static void print(Out& out, plan::intersection<In, Other, All> const& n, int& number) { execution::print_set_operation(out, n, number, "rows, to be looked up by a hash table"); }
};
template <class Out, class In, class Other, bool All>
struct pipeline_printer<Out, plan::difference<In, Other, All>> {
  static void print(Out& out, plan::difference<In, Other, All> const& n, int& number) { execution::print_set_operation(out, n, number, "rows, to be looked up by a hash table"); }
};
template <class Out, class In, class... K>
struct pipeline_printer<Out, plan::distinct_on<In, K...>> {
  static void print(Out& out, plan::distinct_on<In, K...> const& n, int& number) {
    execution::print_complete(out, n.in, number, "rows, their keys to be looked up by a hash table");
    execution::print_begin(out, n, number);
  }
};

}  // namespace quern::execution
