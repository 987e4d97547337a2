// SPDX-License-Identifier: BSL-1.0
// The sink that plan/print.hpp writes into.
#pragma once
#include <quern/plan/print_nodes.hpp>
#include <quern/plan/print_reused.hpp>
#include <quern/table/text_format.hpp>

namespace quern::inline QUERN_ABI::execution {

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

// One node in words, without its inputs.
template <class Node>
std::string text_of(Node const& n) {
  text_out out;
  print_node(out, n);
  return static_cast<std::string&&>(out.text);
}

}  // namespace quern::execution
