// SPDX-License-Identifier: BSL-1.0
// Numbers and formulas of the TPC-H specification (4.2.3 and 4.2.5): how many rows, which keys, which prices, which dates.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <string>

#include "../calendar.hpp"

namespace tpch {

struct row_counts {
  std::int64_t suppliers, parts, customers, orders, clerks;
};

// Below 0.001 there would be fewer than ten suppliers; above 300 order keys would not fit 32 bits.
inline row_counts row_counts_at(double scale_factor) {
  if (!(scale_factor >= 0.001 && scale_factor <= 300))
    throw std::invalid_argument("TPC-H scale factor " + std::to_string(scale_factor) + " is not in 0.001..300");
  auto const scaled = [&](double n) { return static_cast<std::int64_t>(std::llround(n * scale_factor)); };
  // There are never fewer than 1000 clerks: dbgen counts them by whole scale factors, from 1 on.
  return {scaled(10'000), scaled(200'000), scaled(150'000), scaled(1'500'000), std::max<std::int64_t>(1000, scaled(1'000))};
}

constexpr int suppliers_a_part = 4, most_lines = 7;
constexpr std::int32_t first_order_date = bench::days(1992, 1, 1), last_order_date = bench::days(1998, 8, 2),
                       current_date = bench::days(1995, 6, 17);

// Only the first 8 of each 32 order keys are used; orders are counted from 1.
constexpr std::int64_t order_key(std::int64_t order) { return (order >> 3 << 5) | (order & 7); }

// In cents, of one piece.
constexpr std::int64_t retail_price(std::int64_t part) { return 90000 + part / 10 % 20001 + 100 * (part % 1000); }

// The which-th of a part's four suppliers, `which` from 0. At some scales that the specification does not know, its formula would give a
// part one supplier twice; then the next larger step is taken.
constexpr std::int64_t supplier_of(std::int64_t part, std::int64_t which, std::int64_t suppliers) {
  std::int64_t step = suppliers / 4 + (part - 1) / suppliers;
  while (step % suppliers == 0 || 2 * step % suppliers == 0 || 3 * step % suppliers == 0) ++step;
  return (part + which * step) % suppliers + 1;
}

// A third of the customers has no orders. `drawn` is uniform in 1..customers; as in dbgen, who draws a multiple of three gets the next
// customer, who so has twice the orders of the one after: Q13 shows the two humps.
constexpr std::int64_t ordering_customer(std::int64_t drawn, std::int64_t customers) {
  if (drawn % 3 != 0) return drawn;
  return drawn < customers ? drawn + 1 : drawn - 1;
}

// What a line adds to its order's total price: cents, cut to whole ones after each factor, as dbgen does.
constexpr std::int64_t charge(std::int64_t price, std::int64_t discount, std::int64_t tax) {
  return price * (100 - discount) / 100 * (100 + tax) / 100;
}

constexpr char return_flag(std::int32_t received, bool returned) { return received > current_date ? 'N' : returned ? 'R' : 'A'; }
constexpr char line_status(std::int32_t shipped) { return shipped > current_date ? 'O' : 'F'; }

}  // namespace tpch
