// SPDX-License-Identifier: BSL-1.0
// explain() of verbs about sets of rows.
#pragma once
#include <quern/exec/explain.hpp>
#include <quern/exec/lower_sets.hpp>
#include <quern/plan/print_sets.hpp>

namespace quern::inline QUERN_ABI::execution {

// The pipelines of an input whose rows are made complete.
template <class In>
void print_complete(pipeline_writer& w, In const& in, std::string_view what, std::size_t k = 0) {
  execution::print_input(w, in, k);
  execution::print_end(w, what, type_only<stream_of<In>>(), type_only<outputs_of<stream_of<In>, typename plan::schema_of<In>::fields>>());
}
template <class Node>
void print_set_operation(pipeline_writer& w, Node const& n, std::string_view what) {
  execution::print_complete(w, n.in, what);
  execution::print_complete(w, n.other, what, 1);
  w.begin(n);
}
template <class In, class Other>
struct pipeline_printer<plan::union_all<In, Other>> {
  static void print(pipeline_writer& w, plan::union_all<In, Other> const& n) { execution::print_set_operation(w, n, "blocks, read when the union's rows are wanted"); }
};
template <class In, class Other, bool All>
struct pipeline_printer<plan::intersection<In, Other, All>> {
  static void print(pipeline_writer& w, plan::intersection<In, Other, All> const& n) { execution::print_set_operation(w, n, "rows, to be looked up by a hash table"); }
};
template <class In, class Other, bool All>
struct pipeline_printer<plan::difference<In, Other, All>> {
  static void print(pipeline_writer& w, plan::difference<In, Other, All> const& n) { execution::print_set_operation(w, n, "rows, to be looked up by a hash table"); }
};
template <class In, class... K>
struct pipeline_printer<plan::distinct_on<In, K...>> {
  static void print(pipeline_writer& w, plan::distinct_on<In, K...> const& n) {
    execution::print_complete(w, n.in, "rows, their keys to be looked up by a hash table");
    w.begin(n);
  }
};

}  // namespace quern::execution
