#include "join_rows.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

#include "../random_stream.hpp"

namespace bench {
namespace {

using keys = std::vector<std::int32_t>;
void shuffle(keys& k, std::uint64_t seed) {
  random_stream s(seed);
  for (std::size_t i = k.size(); i > 1; --i) std::swap(k[i - 1], k[static_cast<std::size_t>(s.between(0, static_cast<std::int64_t>(i) - 1))]);
}
struct both_keys {
  keys left, right;
};
both_keys split(std::size_t n, std::uint64_t seed) {
  std::size_t const one_sided = std::max<std::size_t>(1, n / 10), common = n - one_sided;
  keys all(n + one_sided);
  std::iota(all.begin(), all.end(), 1);
  shuffle(all, seed);
  both_keys r{keys(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(n)), keys(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(common))};
  r.right.insert(r.right.end(), all.begin() + static_cast<std::ptrdiff_t>(n), all.end());
  shuffle(r.right, seed + 1);
  return r;
}
// n of them: all, as often as they must, in no order.
column<std::int32_t> sample(keys const& from, std::size_t n, std::uint64_t seed) {
  keys k(n);
  random_stream s(seed);
  for (std::size_t i = 0; i < n; ++i) k[i] = i < from.size() ? from[i] : from[static_cast<std::size_t>(s.between(0, static_cast<std::int64_t>(from.size()) - 1))];
  shuffle(k, seed + 7);
  return {k.begin(), k.end()};
}
column<double> values(std::size_t n, std::uint64_t seed) {
  column<double> v(n);
  for (std::size_t i = 0; i < n; ++i) v[i] = static_cast<double>(random_stream(seed, i).between(0, 100000000)) / 1e6;
  return v;
}

}  // namespace

join_rows make_join_rows(std::size_t n) {
  std::size_t const small = std::max<std::size_t>(2, n / 1000000), medium = std::max<std::size_t>(10, n / 1000);
  auto const k1 = split(small, 1), k2 = split(medium, 3), k3 = split(n, 5);
  join_rows r;
  r.x = {sample(k1.left, n, 11), sample(k2.left, n, 12), sample(k3.left, n, 13), values(n, 14)};
  r.small = {sample(k1.right, small, 21), {}, {}, values(small, 24)};
  r.medium = {sample(k1.right, medium, 31), sample(k2.right, medium, 32), {}, values(medium, 34)};
  r.big = {sample(k1.right, n, 41), sample(k2.right, n, 42), sample(k3.right, n, 43), values(n, 44)};
  return r;
}

h2o_digest expected_join(join_rows const& d, int question) {
  auto const& right = question == 1 ? d.small : question == 5 ? d.big : d.medium;
  auto const& rk = question == 1 ? right.id1 : question == 5 ? right.id3 : right.id2;
  auto const& lk = question == 1 ? d.x.id1 : question == 5 ? d.x.id3 : d.x.id2;
  std::vector<std::int64_t> row_of(static_cast<std::size_t>(std::max(*std::max_element(rk.begin(), rk.end()), *std::max_element(lk.begin(), lk.end()))) + 1, -1);
  for (std::size_t i = 0; i < rk.size(); ++i) row_of[static_cast<std::size_t>(rk[i])] = static_cast<std::int64_t>(i);
  h2o_digest r;
  for (std::size_t i = 0; i < lk.size(); ++i) {
    auto const at = row_of[static_cast<std::size_t>(lk[i])];
    if (at < 0 && question != 3) continue;
    double const v2 = at < 0 ? 0 : right.v[static_cast<std::size_t>(at)];
    ++r.groups, r.plain += d.x.v[i], r.weighted += v2, r.other += d.x.v[i] * v2;
  }
  return r;
}

}  // namespace bench
