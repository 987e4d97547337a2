// SPDX-License-Identifier: BSL-1.0
// What a profile says of one operator.
#pragma once
#include <stdexcept>
#include <string>
#include <string_view>

#include <quern.hpp>

// The operator whose text begins so.
inline quern::operator_profile const& find_operator(quern::run_profile const& p, std::string_view text) {
  for (auto const& o : p.operators)
    if (o.text.starts_with(text)) return o;
  throw std::runtime_error("no operator " + std::string(text) + " in\n" + p.text());
}
