// SPDX-License-Identifier: BSL-1.0
#pragma once

// Tables for the laws of single rules: every kind of null, NaN, both zeros, ids that a remainder may not be taken by, few keys.
#include "laws/rows_as_text.hpp"

using namespace reference;
using namespace quern::rules;
using quern::on;

inline std::vector<std::size_t> const sizes = {0, 1, 9, 1025};

inline std::vector<std::optional<double>> floats(std::size_t n, std::uint64_t seed) {
  return sprinkle_nulls(make_values(n, seed,
                                    [](numbers& g) {
                                      switch (g.next() % 8) {
                                        case 0: return std::numeric_limits<double>::quiet_NaN();
                                        case 1: return -0.0;
                                        case 2: return 0.0;
                                        case 3: return std::numeric_limits<double>::infinity();
                                        default: return static_cast<double>(g.between(-5, 5)) / 2;
                                      }
                                    }),
                        seed + 1);
}
inline std::vector<std::string> letters(std::size_t n, std::uint64_t seed) {
  return make_values(n, seed, [](numbers& g) { return std::string(1, static_cast<char>('a' + g.next() % 4)); });
}
inline auto left_rows(std::size_t n) {
  return quern::from(quern::make_table("id"_c = integers<std::int64_t>(n, 1, -20, 20), "k"_c = sprinkle_nulls(integers<std::int32_t>(n, 2, 0, 30), 3), "x"_c = floats(n, 4), "s"_c = letters(n, 6)));
}
inline auto right_rows(std::size_t n) {
  return quern::from(quern::make_table("id"_c = integers<std::int64_t>(n, 11, -20, 20), "k"_c = sprinkle_nulls(integers<std::int32_t>(n, 12, 0, 30), 13), "y"_c = floats(n, 14), "s"_c = letters(n, 16)));
}
// Raises for rows whose id is 0, if it sees them.
inline auto const raises = "id"_c % "id"_c == 0;
inline auto const small = quern::coalesce("x"_c, 1.0) < 2.0;
