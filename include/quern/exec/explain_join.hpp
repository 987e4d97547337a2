// SPDX-License-Identifier: BSL-1.0
// explain() of joins: the pipelines of both inputs, and how the pairs are found.
#pragma once
#include <quern/exec/explain.hpp>
#include <quern/exec/lower_join.hpp>
#include <quern/plan/print_join.hpp>

namespace quern::inline QUERN_ABI::execution {

template <class In, class Other, plan::join_kind Kind, class Suffix, class By, class... T>
struct pipeline_printer<plan::join<In, Other, Kind, Suffix, By, T...>> {
  using node = plan::join<In, Other, Kind, Suffix, By, T...>;
  using analysis = join_terms<plan::schema_of<In>, plan::schema_of<Other>, T...>;
  static constexpr std::string_view way() {
    using enum plan::join_kind;
    if (Kind == asof) return analysis::keyed ? "rows by key, sorted, the nearest by binary search" : "rows, sorted, the nearest by binary search";
    if (analysis::keyed) return "rows by key";
    if (analysis::sorting < analysis::size) return "rows, sorted, to be found by binary search";
    return "rows, each of which meets all of the other input";
  }
  static constexpr bool tests_pairs() {
    std::size_t n = 0;
    for (std::size_t k = 0; k < analysis::size; ++k) n += !analysis::is_key[k] && k != analysis::sorting;
    return n > 0;
  }
  static void print(pipeline_writer& w, node const& n) {
    using enum plan::join_kind;
    bool const turned = Kind == right;
    auto const first = [&] { execution::print_input(w, n.in); };
    auto const second = [&] { execution::print_input(w, n.other, 1); };
    turned ? first() : second();
    bool const either = Kind == inner || ((Kind == semi || Kind == anti) && analysis::keyed);
    w.into(std::string(way()) + (either ? " (of the input that is likely the smaller)" : ""));
    turned ? second() : first();
    w.into(tests_pairs() ? "blocks that look up their partners, pairs tested one by one" : "blocks that look up their partners", tests_pairs() ? "SIMD" : "");
    w.begin(n);
  }
};

}  // namespace quern::execution
