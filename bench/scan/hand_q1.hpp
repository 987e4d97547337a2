// What the three hand-written forms of Q1 share: a tile's group numbers and the exact totals.
#pragma once
#include <array>
#include <vector>

#include "../threads.hpp"
#include "hand.hpp"

namespace bench::hand::q1 {

// Rows a tile: the columns of a tile stay in the first-level cache, and a tile's packed count needs 10 bits.
constexpr std::size_t tile = 1008;
constexpr std::uint8_t filtered = 255;  // the group number of a row that fails the filter
constexpr std::size_t slots = 256;

struct sums {
  std::int64_t quantity = 0, price = 0;
  __int128 discounted = 0, charge = 0;
  std::int64_t discount = 0, count = 0;
};
using totals = std::array<sums, slots>;

// Group numbers by the domains of the two keys: (flag - its minimum) * statuses + (status - its minimum).
// `ids` has room for the tile rounded up to 32; what lies behind the tile counts as filtered.
class grouping {
 public:
  explicit grouping(bounds const&);  // throws when the domains have more than 255 pairs
  void number(lineitem const&, std::size_t begin, std::size_t rows, std::uint8_t* ids) const;
  q1_row named(std::size_t id, sums const&) const;

 private:
  int flag_min_, status_min_, statuses_;
};
using tile_ids = std::uint8_t[(tile + 31) / 32 * 32];

// Runs f(begin, end, totals&) on ranges of the rows and adds the totals up.
template <class F>
std::vector<q1_row> gather(lineitem const& t, grouping const& g, int threads, F const& f) {
  auto const parts = over_ranges(t.size(), threads, [&](std::size_t b, std::size_t e) {
    totals local{};
    f(b, e, local);
    return local;
  });
  std::vector<q1_row> rows;
  for (std::size_t id = 0; id < filtered; ++id) {
    sums all;
    for (auto const& p : parts) {
      auto const& s = p[id];
      all.quantity += s.quantity, all.price += s.price, all.discounted += s.discounted, all.charge += s.charge;
      all.discount += s.discount, all.count += s.count;
    }
    if (all.count) rows.push_back(g.named(id, all));
  }
  return rows;
}

}  // namespace bench::hand::q1
