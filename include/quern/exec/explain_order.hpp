// SPDX-License-Identifier: BSL-1.0
// explain() of lists in which an order is asked for: the stages, what each of them waits for, and why.
#pragma once
#include <quern/exec/explain.hpp>
#include <quern/exec/stages.hpp>

namespace quern::inline QUERN_ABI::execution {

constexpr std::string_view reason_of(plan::wait w) {
  switch (w) {
    case plan::wait::serial_column: return "reads it, and one of them is serial";
    case plan::wait::shifted_read: return "reads it shifted";
    case plan::wait::barrier: return "respects its barrier";
    case plan::wait::implicit_barrier: return "implicit barrier";
    default: return "";
  }
}

template <class Cut>
void print_column_stages(text_out& out) {
  [&]<std::size_t... K>(std::index_sequence<K...>) {
    constexpr std::string_view names[] = {std::string_view(meta::at<K, typename Cut::items>::name)...};
    for (std::size_t s = 0; s < Cut::stages; ++s) {
      out << "stage " << static_cast<long long>(s + 1) << ":";
      for (bool serial : {false, true}) {
        bool first = true;
        for (std::size_t k = 0; k < Cut::size; ++k) {
          if (Cut::stage_of[k] != s || Cut::serial[k] != serial) continue;
          out << (!first ? ", " : serial ? "  [one thread, row by row] " : "  [in chunks] ") << names[k];
          first = false;
        }
      }
      out << "\n";
      auto const reasons = [&](std::size_t k, auto const& waits) {
        if (Cut::stage_of[k] != s) return;
        for (std::size_t j = 0; j < k; ++j)
          if (Cut::stage_of[j] + 1 == s && !reason_of(waits[j]).empty()) out << "  " << names[k] << " waits for " << names[j] << ": " << reason_of(waits[j]) << "\n";
      };
      (reasons(K, Cut::template waits<K>), ...);
    }
  }(std::make_index_sequence<Cut::size>{});
}
template <class Cut, class... C>
void print_filter_stages(text_out& out, meta::tuple<C...> const& filters) {
  constexpr auto cut = Cut::cut;
  std::size_t stage = cut.stages;
  auto const print_filter = [&](std::size_t wanted) {
    [&]<std::size_t... K>(std::index_sequence<K...>) { ((K == wanted ? plan::print(out, meta::get<K>(filters)) : void()), ...); }(std::index_sequence_for<C...>{});
  };
  for (std::size_t i = 0; i < Cut::size; ++i) {
    std::size_t const k = cut.order[i];
    if (cut.stage[k] != stage) {
      stage = cut.stage[k];
      out << "stage " << static_cast<long long>(stage + 1) << (Cut::serial[k] ? ":  [one thread, row by row]\n" : ":  [in chunks]\n");
      for (std::size_t j = 0; j < k; ++j)
        if (Cut::respects[k][j] && cut.stage[j] + 1 == stage) out << "  waits for the stage before: respects its barrier\n";
    }
    out << "  ";
    print_filter(k);
    out << "\n";
  }
}

// The input, complete; then the stages; then what stands on them.
template <class In, class Node, class Stages>
void print_staged(pipeline_writer& w, Node const& n, Stages const& stages) {
  execution::print_input(w, n.in);
  using Input = stream_of<In>;
  using Columns = outputs_of<Input, typename plan::schema_of<In>::fields>;
  execution::print_end(w, "the rows, complete, because an order is asked for", type_only<Input>(), type_only<Columns>());
  text_out lines;
  stages(lines);
  w.remark(lines.text);
  w.begin(n);
}
template <class In, class... N>
  requires plan::runs_in_stages<N...>
struct pipeline_printer<plan::extend<In, N...>> {
  static void print(pipeline_writer& w, plan::extend<In, N...> const& n) {
    execution::print_staged<In>(w, n, [](text_out& out) { execution::print_column_stages<plan::column_cut<true, plan::policy_of<In>::implicit, N...>>(out); });
  }
};
template <class In, class... N>
  requires plan::runs_in_stages<N...>
struct pipeline_printer<plan::project<In, N...>> {
  static void print(pipeline_writer& w, plan::project<In, N...> const& n) {
    execution::print_staged<In>(w, n, [](text_out& out) { execution::print_column_stages<plan::column_cut<false, plan::policy_of<In>::implicit, N...>>(out); });
  }
};
template <class In, class Pred>
  requires plan::is_ordered<Pred>
struct pipeline_printer<plan::filter<In, Pred>> {
  static void print(pipeline_writer& w, plan::filter<In, Pred> const& n) {
    auto const filters = plan::conjuncts(n.pred);
    using Cut = typename filter_cut_of<plan::schema_of<In>, plan::conjuncts_of<Pred>>::type;
    execution::print_staged<In>(w, n, [&](text_out& out) { execution::print_filter_stages<Cut>(out, filters); });
  }
};
template <class In, class P>
struct pipeline_printer<plan::policy<In, P>> {
  static void print(pipeline_writer& w, plan::policy<In, P> const& n) { execution::print_input(w, n.in); }
};

}  // namespace quern::execution
