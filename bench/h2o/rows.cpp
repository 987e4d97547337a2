#include "rows.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "../random_stream.hpp"
#include "../threads.hpp"

namespace bench {

h2o_rows make_h2o_rows(std::size_t n, std::int32_t k) {
  h2o_rows r;
  r.k = k;
  r.wide = static_cast<std::int32_t>(std::max<std::size_t>(1, n / static_cast<std::size_t>(k)));
  for (auto* c : {&r.id1, &r.id2, &r.id3, &r.id4, &r.id5, &r.id6, &r.v1, &r.v2}) c->resize(n);
  r.v3.resize(n);
  over_ranges(n, 2, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      random_stream s(108, i);
      auto const below = [&](std::int32_t m) { return static_cast<std::int32_t>(s.between(0, m - 1)); };
      r.id1[i] = below(k), r.id2[i] = below(k), r.id3[i] = below(r.wide);
      r.id4[i] = below(k) + 1, r.id5[i] = below(k) + 1, r.id6[i] = below(r.wide) + 1;
      r.v1[i] = below(5) + 1, r.v2[i] = below(15) + 1;
      r.v3[i] = static_cast<double>(below(100000001)) / 1e6;
    }
    return 0;
  });
  return r;
}

std::string id_text(std::int32_t code, int digits) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "id%0*d", digits, code + 1);
  return buffer;
}

std::string h2o_digest::text() const {
  char buffer[160];
  std::snprintf(buffer, sizeof buffer, "%lld groups, %.9g, %.9g, %.9g\n", static_cast<long long>(groups), plain, weighted, other);
  return buffer;
}

namespace {

struct sums {
  std::int64_t n = 0, v1 = 0, v2 = 0;
  std::int32_t most = INT32_MIN, least = INT32_MAX;
  double v3 = 0;
};
template <class Key>
std::vector<sums> by(h2o_rows const& d, std::size_t domain, Key const& key) {
  std::vector<sums> all(domain);
  for (std::size_t i = 0; i < d.size(); ++i) {
    sums& s = all[static_cast<std::size_t>(key(i))];
    ++s.n, s.v1 += d.v1[i], s.v2 += d.v2[i], s.v3 += d.v3[i];
    s.most = std::max(s.most, d.v1[i]), s.least = std::min(s.least, d.v2[i]);
  }
  return all;
}
template <class Add>
h2o_digest digest(std::vector<sums> const& all, Add const& add) {
  h2o_digest r;
  for (std::size_t key = 0; key < all.size(); ++key)
    if (all[key].n != 0) ++r.groups, add(r, static_cast<double>(key + 1), all[key]);
  return r;
}

h2o_digest by_all_ids(h2o_rows const& d) {
  std::vector<std::uint32_t> order(d.size());
  std::iota(order.begin(), order.end(), 0u);
  auto const key = [&](std::uint32_t i) { return std::array<std::int32_t, 6>{d.id3[i], d.id6[i], d.id1[i], d.id2[i], d.id4[i], d.id5[i]}; };
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return key(a) < key(b); });
  h2o_digest r;
  for (std::size_t i = 0; i < order.size();) {
    auto const first = order[i];
    double sum = 0, count = 0;
    for (; i < order.size() && key(order[i]) == key(first); ++i) sum += d.v3[order[i]], ++count;
    double const weight = d.id1[first] + 1 + 2.0 * (d.id2[first] + 1) + 3.0 * (d.id3[first] + 1) + 4.0 * d.id4[first] + 5.0 * d.id5[first] + 6.0 * d.id6[first];
    ++r.groups, r.plain += sum, r.weighted += sum * weight, r.other += count * weight;
  }
  return r;
}

}  // namespace

h2o_digest expected_answer(h2o_rows const& d, int question) {
  auto const k = static_cast<std::size_t>(d.k), wide = static_cast<std::size_t>(d.wide);
  auto const mean = [](auto sum, sums const& s) { return static_cast<double>(sum) / static_cast<double>(s.n); };
  auto const total = [](h2o_digest& r, double key, sums const& s) {
    auto const v = static_cast<double>(s.v1);
    r.plain += v, r.weighted += v * key, r.other += v * v;
  };
  switch (question) {
    case 1: return digest(by(d, k, [&](auto i) { return d.id1[i]; }), total);
    case 2: return digest(by(d, k * k, [&](auto i) { return d.id1[i] * d.k + d.id2[i]; }), total);
    case 3:
      return digest(by(d, wide, [&](auto i) { return d.id3[i]; }), [&](h2o_digest& r, double key, sums const& s) {
        r.plain += static_cast<double>(s.v1), r.weighted += static_cast<double>(s.v1) * key, r.other += mean(s.v3, s) * key;
      });
    case 4:
      return digest(by(d, k, [&](auto i) { return d.id4[i] - 1; }), [&](h2o_digest& r, double key, sums const& s) {
        r.plain += mean(s.v1, s) * key, r.weighted += mean(s.v2, s) * key, r.other += mean(s.v3, s) * key;
      });
    case 5:
      return digest(by(d, wide, [&](auto i) { return d.id6[i] - 1; }), [&](h2o_digest& r, double key, sums const& s) {
        r.plain += static_cast<double>(s.v1) * key, r.weighted += static_cast<double>(s.v2) * key, r.other += s.v3 * key;
      });
    case 7:
      return digest(by(d, wide, [&](auto i) { return d.id3[i]; }), [&](h2o_digest& r, double key, sums const& s) {
        double const range = s.most - s.least;
        r.plain += range, r.weighted += range * key, r.other += range * range;
      });
    case 10: return by_all_ids(d);
    default: throw std::invalid_argument("no such question");
  }
}

}  // namespace bench
