// SPDX-License-Identifier: BSL-1.0
// Lowering and explaining of cache(): what stands on it runs over the kept table.
#pragma once
#include <quern/exec/explain.hpp>
#include <quern/exec/kept_rows.hpp>
#include <quern/exec/lower_columns.hpp>
#include <quern/plan/cache.hpp>

namespace quern::inline QUERN_ABI::execution {

template <class In, class Kept>
auto lower(plan::cache<In, Kept> const& p, context const& o) {
  using Fields = typename plan::schema_of<In>::fields;
  auto const data = p.kept.get(o, [&] { return execution::complete(p.in, o); });
  return [&]<class... F>(meta::list<F...>) {
    using S = nameless<typename F::type...>;
    return execution::stream_over<S, true>(table<S>::of(data), Fields{});
  }(Fields{});
}

template <class In, class Kept>
struct pipeline_printer<plan::cache<In, Kept>> {
  static void print(pipeline_writer& w, plan::cache<In, Kept> const& n) {
    using Input = stream_of<In>;
    execution::print_input(w, n.in);
    execution::print_end(w, "rows, kept for all later runs", type_only<Input>(), type_only<outputs_of<Input, typename plan::schema_of<In>::fields>>());
    w.begin(n);
  }
};

}  // namespace quern::execution
