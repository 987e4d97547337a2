#include <algorithm>
#include <bit>
#include <stdexcept>

#include "avx2.hpp"
#include "hand_q1.hpp"

namespace bench::hand::q1 {
namespace {

// The groups met so far: with few of them, a masked sum per group beats any table. Grows when a tile holds a new one.
class found_groups {
 public:
  static constexpr std::size_t most = 8;
  std::size_t size() const { return size_; }
  std::uint8_t const* ids() const { return ids_; }

  void look_at(std::uint8_t const* ids, std::size_t rows) {
    while (holds_stranger(ids, rows))
      for (std::size_t i = 0; i < rows; ++i)
        if (ids[i] != filtered && std::find(ids_, ids_ + size_, ids[i]) == ids_ + size_) {
          if (size_ == most) throw std::range_error("more than 8 groups: rows of sums are the better loop");
          ids_[size_++] = ids[i];
          break;
        }
  }

 private:
  bool holds_stranger(std::uint8_t const* ids, std::size_t rows) const {
    __m256i known = _mm256_set1_epi8(-1);
    for (std::size_t i = 0; i < rows; i += 32) {
      __m256i const v = avx2::load(ids + i);
      __m256i any = _mm256_cmpeq_epi8(v, _mm256_set1_epi8(static_cast<char>(filtered)));
      for (std::size_t k = 0; k < size_; ++k)
        any = _mm256_or_si256(any, _mm256_cmpeq_epi8(v, _mm256_set1_epi8(static_cast<char>(ids_[k]))));
      known = _mm256_and_si256(known, any);
    }
    return _mm256_movemask_epi8(known) != -1;
  }
  std::uint8_t ids_[most] = {};
  std::size_t size_ = 0;
};

struct pointers {
  std::int64_t const *quantity, *price, *discount, *tax;
  pointers(lineitem const& t, std::size_t i)
      : quantity(t.quantity.data() + i), price(t.extendedprice.data() + i), discount(t.discount.data() + i), tax(t.tax.data() + i) {}
};

// (b) Six sums each under its own mask, expressions kept in registers, G groups a pass. Expected: 12.5 ms for 6 M rows.
struct plain_sums {
  static constexpr int lanes = 6;
  static void load(pointers const& p, std::size_t i, __m256i (&v)[lanes]) {
    __m256i const hundred = _mm256_set1_epi64x(100);
    v[0] = avx2::load(p.quantity + i), v[1] = avx2::load(p.price + i), v[4] = avx2::load(p.discount + i);
    v[2] = _mm256_mul_epu32(v[1], _mm256_sub_epi64(hundred, v[4]));
    v[3] = _mm256_mul_epu32(v[2], _mm256_add_epi64(hundred, avx2::load(p.tax + i)));
    v[5] = _mm256_set1_epi64x(1);
  }
  static void add(std::int64_t const (&s)[lanes], sums& o) {
    o.quantity += s[0], o.price += s[1], o.discounted += s[2], o.charge += s[3], o.discount += s[4], o.count += s[5];
  }
};

// (c) The bounds of the columns say how many bits a tile's sum can need, so the six sums of a group share three words:
// price and quantity | discounted price, discount and count | charge. Expected: 10-11 ms for 6 M rows.
class packed_sums {
 public:
  static constexpr int lanes = 3;
  explicit packed_sums(bounds const& b) {
    auto bits = [](std::int64_t most) { return static_cast<int>(std::bit_width(static_cast<std::uint64_t>(most) * tile)); };
    quantity_at_ = bits(b.price_max), discount_at_ = bits(b.price_max * 100), count_at_ = discount_at_ + bits(b.discount_max);
    if (quantity_at_ + bits(b.quantity_max) > 64 || count_at_ + bits(1) > 64)
      throw std::range_error("bounds too wide to pack a tile's sums");
  }
  void load(pointers const& p, std::size_t i, __m256i (&v)[lanes]) const {
    __m256i const hundred = _mm256_set1_epi64x(100), one = _mm256_set1_epi64x(std::int64_t{1} << count_at_);
    __m256i const price = avx2::load(p.price + i), discount = avx2::load(p.discount + i);
    __m256i const discounted = _mm256_mul_epu32(price, _mm256_sub_epi64(hundred, discount));
    v[0] = _mm256_add_epi64(price, _mm256_sll_epi64(avx2::load(p.quantity + i), _mm_cvtsi32_si128(quantity_at_)));
    v[1] = _mm256_add_epi64(_mm256_add_epi64(discounted, one), _mm256_sll_epi64(discount, _mm_cvtsi32_si128(discount_at_)));
    v[2] = _mm256_mul_epu32(discounted, _mm256_add_epi64(hundred, avx2::load(p.tax + i)));
  }
  void add(std::int64_t const (&s)[lanes], sums& o) const {
    auto field = [](std::int64_t word, int from, int to) {
      return static_cast<std::int64_t>(static_cast<std::uint64_t>(word) << (64 - to) >> (64 - to + from));
    };
    o.price += field(s[0], 0, quantity_at_), o.quantity += field(s[0], quantity_at_, 64);
    o.discounted += field(s[1], 0, discount_at_), o.discount += field(s[1], discount_at_, count_at_), o.count += field(s[1], count_at_, 64);
    o.charge += s[2];
  }

 private:
  int quantity_at_, discount_at_, count_at_;
};

// One pass over a tile for G groups by mask. With Rest, the last group of the list is not masked: it is the sum of all rows
// that pass the filter minus the other groups', and the pass also sums those.
template <int G, bool Rest, class Sums>
[[gnu::always_inline]] inline void masked_pass(Sums const& how, pointers const& p, std::size_t rows, std::uint8_t const* ids,
                                               std::uint8_t const* groups, std::int64_t (&into)[G + 1][Sums::lanes]) {
  constexpr int lanes = Sums::lanes;
  __m256i sum[G + 1][lanes], group[G + 1];
  for (int g = 0; g <= G; ++g) {
    group[g] = _mm256_set1_epi64x(g < G ? groups[g] : filtered);
    for (auto& s : sum[g]) s = _mm256_setzero_si256();
  }
  for (std::size_t i = 0; i + 4 <= rows; i += 4) {
    __m256i const id = avx2::widen_bytes(ids + i);
    __m256i v[lanes];
    how.load(p, i, v);
#pragma GCC unroll 8
    for (int g = 0; g < G; ++g) {
      __m256i const keep = _mm256_cmpeq_epi64(id, group[g]);
      for (int k = 0; k < lanes; ++k) sum[g][k] = _mm256_add_epi64(sum[g][k], _mm256_and_si256(keep, v[k]));
    }
    if constexpr (Rest) {
      __m256i const drop = _mm256_cmpeq_epi64(id, group[G]);
      for (int k = 0; k < lanes; ++k) sum[G][k] = _mm256_add_epi64(sum[G][k], _mm256_andnot_si256(drop, v[k]));
    }
  }
  for (int g = 0; g <= G; ++g)
    for (int k = 0; k < lanes; ++k) into[g][k] = avx2::sum_of_lanes(sum[g][k]);
}

template <class Sums>
class tile_summer {
 public:
  tile_summer(lineitem const& t, Sums const& how, totals& out) : t_(t), how_(how), out_(out) {}

  // The last one to three rows of a ragged tile go one by one, so that the vector loop needs no mask of its own.
  void operator()(std::size_t begin, std::size_t rows, std::uint8_t const* ids, found_groups const& found) {
    pointers const p(t_, begin);
    auto const n = found.size();
    if (n) {
      std::fill_n(rest_, Sums::lanes, 0u);
      std::size_t const masked = n - 1;
      some(std::min<std::size_t>(masked, 3), std::true_type{}, p, rows, ids, found.ids());
      for (std::size_t g = 3; g < masked; g += 3)
        some(std::min<std::size_t>(masked - g, 3), std::false_type{}, p, rows, ids, found.ids() + g);
      std::int64_t last[Sums::lanes];
      std::copy_n(rest_, Sums::lanes, last);
      how_.add(last, out_[found.ids()[n - 1]]);
    }
    for (std::size_t i = rows / 4 * 4; i < rows; ++i)
      if (ids[i] != filtered) {
        auto const discounted = p.price[i] * (100 - p.discount[i]);
        auto& o = out_[ids[i]];
        o.quantity += p.quantity[i], o.price += p.price[i], o.discounted += discounted, o.charge += discounted * (100 + p.tax[i]);
        o.discount += p.discount[i], ++o.count;
      }
  }

 private:
  // Words of several fields wrap around as a whole; field by field nothing leaves its bits, as the rest is never negative.
  using words = std::uint64_t[Sums::lanes];

  template <class Rest>
  void some(std::size_t groups, Rest rest, pointers const& p, std::size_t rows, std::uint8_t const* ids, std::uint8_t const* which) {
    switch (groups) {
      case 0:
        return pass<0>(rest, p, rows, ids, which);
      case 1:
        return pass<1>(rest, p, rows, ids, which);
      case 2:
        return pass<2>(rest, p, rows, ids, which);
      default:
        return pass<3>(rest, p, rows, ids, which);
    }
  }
  template <int G, class Rest>
  [[gnu::noinline]] void pass(Rest, pointers const& p, std::size_t rows, std::uint8_t const* ids, std::uint8_t const* which) {
    std::int64_t tile_sums[G + 1][Sums::lanes];
    masked_pass<G, Rest::value>(how_, p, rows, ids, which, tile_sums);
    for (int k = 0; k < Sums::lanes; ++k) rest_[k] += static_cast<std::uint64_t>(tile_sums[G][k]);
    for (int g = 0; g < G; ++g) {
      how_.add(tile_sums[g], out_[which[g]]);
      for (int k = 0; k < Sums::lanes; ++k) rest_[k] -= static_cast<std::uint64_t>(tile_sums[g][k]);
    }
  }
  lineitem const& t_;
  Sums how_;
  totals& out_;
  words rest_;
};

template <class Sums>
std::vector<q1_row> by_masks(lineitem const& t, bounds const& b, Sums const& how, int threads) {
  grouping const g(b);
  return gather(t, g, threads, [&](std::size_t begin, std::size_t end, totals& out) {
    found_groups found;
    tile_summer<Sums> sum(t, how, out);
    tile_ids ids;
    for (; begin < end; begin += tile) {
      auto const rows = std::min(tile, end - begin);
      g.number(t, begin, rows, ids);
      found.look_at(ids, rows);
      sum(begin, rows, ids, found);
    }
  });
}

}  // namespace
}  // namespace bench::hand::q1

namespace bench::hand {

std::vector<q1_row> q1_masks(lineitem const& t, bounds const& b, int threads) { return q1::by_masks(t, b, q1::plain_sums{}, threads); }
std::vector<q1_row> q1_packed_masks(lineitem const& t, bounds const& b, int threads) {
  return q1::by_masks(t, b, q1::packed_sums(b), threads);
}

}  // namespace bench::hand
