// SPDX-License-Identifier: BSL-1.0
// Catch2, version 2 or 3, with the same names in both: test sources include this file and nothing of Catch2 itself.
#pragma once

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
using Catch::Approx;
namespace matching {
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::EndsWith;
using Catch::Matchers::StartsWith;
}  // namespace matching
#else
#ifndef CATCH_CONFIG_ENABLE_ALL_STRINGMAKERS
#define CATCH_CONFIG_ENABLE_ALL_STRINGMAKERS  // version 3 prints optional, pair, tuple and variant by default
#endif
#include <catch2/catch.hpp>
namespace matching {
inline auto ContainsSubstring(std::string const& text) { return Catch::Matchers::Contains(text); }
using Catch::Matchers::EndsWith;
using Catch::Matchers::StartsWith;
}  // namespace matching
#endif
