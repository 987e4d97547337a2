#include "hand_q1.hpp"

#include <algorithm>
#include <stdexcept>

#include "../calendar.hpp"
#include "avx2.hpp"

namespace bench::hand {

bounds::bounds(lineitem const& t) {
  auto range = [](auto const& c) { return std::minmax_element(c.begin(), c.end()); };
  auto const flag = range(t.returnflag), status = range(t.linestatus);
  flag_min = *flag.first, flag_max = *flag.second, status_min = *status.first, status_max = *status.second;
  auto largest = [&](auto const& c) {
    auto const [low, high] = range(c);
    if (*low < 0) throw std::range_error("the hand-written loops need columns without negative values");
    return *high;
  };
  price_max = largest(t.extendedprice), quantity_max = largest(t.quantity), discount_max = largest(t.discount), tax_max = largest(t.tax);
  if (discount_max > 100 || price_max * 100 >> 32) throw std::range_error("the hand-written loops need discounted prices below 2^32");
}

namespace q1 {
namespace {

constexpr std::int32_t last_day = days(1998, 9, 2);

// (a) A row of six sums per group in one cache line, expressions vectorised into buffers, and two copies of the table so
// that neighbouring rows of one group do not wait for each other's store. Takes any number of groups.
// Expected: 19 ms for 6 M rows.
struct alignas(64) line {
  std::int64_t quantity, price, discounted, charge, discount, count, unused[2];
};

struct buffers {
  alignas(64) std::int64_t discounted[tile], charge[tile];
};

void expressions(lineitem const& t, std::size_t begin, std::size_t rows, buffers& out) {
  auto const *const price = t.extendedprice.data() + begin, *const discount = t.discount.data() + begin, *const tax = t.tax.data() + begin;
  __m256i const hundred = _mm256_set1_epi64x(100);
  std::size_t i = 0;
  for (; i + 4 <= rows; i += 4) {
    __m256i const d = _mm256_mul_epu32(avx2::load(price + i), _mm256_sub_epi64(hundred, avx2::load(discount + i)));
    avx2::store(out.discounted + i, d);
    avx2::store(out.charge + i, _mm256_mul_epu32(d, _mm256_add_epi64(hundred, avx2::load(tax + i))));
  }
  for (; i < rows; ++i) out.discounted[i] = price[i] * (100 - discount[i]), out.charge[i] = out.discounted[i] * (100 + tax[i]);
}

void rows_of_sums(lineitem const& t, grouping const& g, std::size_t begin, std::size_t end, totals& out) {
  constexpr std::size_t copies = 2;
  static_assert(tile % copies == 0);
  std::vector<std::array<line, copies>> table(slots);
  buffers b;
  tile_ids ids;
  for (; begin < end; begin += tile) {
    auto const rows = std::min(tile, end - begin);
    g.number(t, begin, rows, ids);
    expressions(t, begin, rows, b);
    auto const *const price = t.extendedprice.data() + begin, *const discount = t.discount.data() + begin,
                      *const quantity = t.quantity.data() + begin;
    for (std::size_t i = 0; i < rows; ++i) {
      auto& s = table[ids[i]][i % copies];
      s.quantity += quantity[i], s.price += price[i], s.discounted += b.discounted[i], s.charge += b.charge[i];
      s.discount += discount[i], ++s.count;
    }
    for (std::size_t id = 0; id < filtered; ++id)  // a tile's sums fit 64 bits; totals need not
      for (auto& s : table[id])
        if (s.count) {
          auto& o = out[id];
          o.quantity += s.quantity, o.price += s.price, o.discounted += s.discounted, o.charge += s.charge, o.discount += s.discount,
              o.count += s.count;
          s = {};
        }
  }
}

}  // namespace

grouping::grouping(bounds const& b) : flag_min_(b.flag_min), status_min_(b.status_min), statuses_(b.status_max - b.status_min + 1) {
  if ((b.flag_max - b.flag_min + 1) * statuses_ > filtered) throw std::range_error("too many pairs of keys for one-byte group numbers");
}

q1_row grouping::named(std::size_t id, sums const& s) const {
  auto const k = static_cast<int>(id);
  return {static_cast<char>(flag_min_ + k / statuses_),
          static_cast<char>(status_min_ + k % statuses_),
          s.quantity,
          s.price,
          s.discounted,
          s.charge,
          s.discount,
          s.count};
}

void grouping::number(lineitem const& t, std::size_t begin, std::size_t rows, std::uint8_t* ids) const {
  auto const *const flag = t.returnflag.data() + begin, *const status = t.linestatus.data() + begin;
  auto const* const date = t.shipdate.data() + begin;
  __m256i const f0 = _mm256_set1_epi8(static_cast<char>(flag_min_)), s0 = _mm256_set1_epi8(static_cast<char>(status_min_));
  __m256i const factor = _mm256_set1_epi16(static_cast<short>(statuses_)), low_byte = _mm256_set1_epi16(255),
                last = _mm256_set1_epi32(last_day);
  __m256i const in_order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);  // packing works within 128-bit halves
  std::size_t i = 0;
  for (; i + 32 <= rows; i += 32) {
    __m256i const f = _mm256_sub_epi8(avx2::load(flag + i), f0), s = _mm256_sub_epi8(avx2::load(status + i), s0);
    __m256i const even = _mm256_mullo_epi16(_mm256_and_si256(f, low_byte), factor);
    __m256i const odd = _mm256_slli_epi16(_mm256_mullo_epi16(_mm256_srli_epi16(f, 8), factor), 8);
    __m256i const id = _mm256_add_epi8(_mm256_or_si256(even, odd), s);
    auto late = [&](std::size_t k) { return _mm256_cmpgt_epi32(avx2::load(date + i + k), last); };
    __m256i const out = _mm256_packs_epi16(_mm256_packs_epi32(late(0), late(8)), _mm256_packs_epi32(late(16), late(24)));
    avx2::store(ids + i, _mm256_or_si256(id, _mm256_permutevar8x32_epi32(out, in_order)));
  }
  for (; i < rows; ++i)
    ids[i] = date[i] > last_day ? filtered : static_cast<std::uint8_t>((flag[i] - flag_min_) * statuses_ + status[i] - status_min_);
  for (; i % 32; ++i) ids[i] = filtered;
}

}  // namespace q1

std::vector<q1_row> q1_rows_of_sums(lineitem const& t, bounds const& b, int threads) {
  q1::grouping const g(b);
  return q1::gather(t, g, threads, [&](std::size_t begin, std::size_t end, q1::totals& out) { q1::rows_of_sums(t, g, begin, end, out); });
}

}  // namespace bench::hand
