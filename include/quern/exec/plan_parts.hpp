// SPDX-License-Identifier: BSL-1.0
// What explain(what, format) can be asked for. What is a type, so that only what is asked for is compiled.
#pragma once
#include <quern/version.hpp>

namespace quern::inline QUERN_ABI {

template <unsigned Bits>
struct plan_parts {
  static constexpr unsigned bits = Bits;
  template <unsigned Other>
  constexpr plan_parts<Bits | Other> operator|(plan_parts<Other>) const {
    return {};
  }
};
// The plan as written; after the rules; the pipelines that it runs as; each application of a rule, in order.
inline constexpr plan_parts<1> logical{};
inline constexpr plan_parts<2> optimised{};
inline constexpr plan_parts<4> pipelines{};
inline constexpr plan_parts<8> rewrites{};

enum class plan_format { text, dot, mermaid, json };
inline constexpr plan_format text = plan_format::text;
inline constexpr plan_format dot = plan_format::dot;          // of Graphviz
inline constexpr plan_format mermaid = plan_format::mermaid;  // a flowchart
inline constexpr plan_format json = plan_format::json;        // described in exec/plan_json.hpp

template <class T>
inline constexpr bool is_parts_of_a_plan = false;
template <unsigned Bits>
inline constexpr bool is_parts_of_a_plan<plan_parts<Bits>> = true;
template <class T>
inline constexpr bool is_a_format_of_plans = false;
template <>
inline constexpr bool is_a_format_of_plans<plan_format> = true;

}  // namespace quern
