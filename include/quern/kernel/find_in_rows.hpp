// SPDX-License-Identifier: BSL-1.0
// A text within eight rows at once. The texts of neighbouring rows lie one behind the other, so one loop goes through all of them, 32 places
// a step, and asks which row a place belongs to only where the text may stand: a loop for each row ends at another length each time, which
// costs a branch that is not foreseen (%special%requests% in 1.5 million comments: 48 ms row by row, 21 so).
#pragma once
#include <quern/kernel/text.hpp>

namespace quern::inline QUERN_ABI::kernel {

#if defined(__AVX2__)

// How rare a character is in English texts, by the order of its letters' frequencies; what is no small letter is rarer.
constexpr std::size_t rarity(char c) {
  constexpr std::string_view by_frequency = " etaoinshrdlucmfwypvbgkjqxz";
  std::size_t const at = by_frequency.find(c);
  return at < by_frequency.size() ? at : by_frequency.size();
}
// What is sought, and where in it its three rarest characters stand, by which places are tried: two are too few, as neighbours often go
// together ("p?c" of "special" also begins "packages"). Of shorter texts some stand twice.
struct sought_text {
  std::string_view text;
  std::size_t rarest[3]{};

  explicit constexpr sought_text(std::string_view t) : text(t) {
    for (std::size_t r = 0; r < 3 && r < t.size(); ++r) {
      auto const taken = [&](std::size_t k) { return (r > 0 && rarest[0] == k) || (r > 1 && rarest[1] == k); };
      std::size_t best = t.size();
      for (std::size_t k = 0; k < t.size(); ++k)
        if (!taken(k) && (best == t.size() || kernel::rarity(t[k]) > kernel::rarity(t[best]))) best = k;
      rarest[r] = best;
    }
  }
};

// Of rows first .. last, whose texts begin at offsets[first] .. offsets[last] and are at least 31 + the first sought text's bytes together:
// those that match, as bits. Reads nothing outside of these texts.
template <class Matcher>
std::uint32_t matching_rows(char const* texts, std::int64_t const* offsets, int first, int last) {
  static constexpr sought_text sought{Matcher::first_text()};
  constexpr std::size_t n = sought.text.size();
  auto const begin_of = [&](int row) { return static_cast<std::size_t>(offsets[row]); };
  auto const stands = [](char const* p, std::size_t k) QUERN_INLINE_LAMBDA {
    return _mm256_cmpeq_epi8(_mm256_loadu_si256(reinterpret_cast<__m256i const*>(p + k)), _mm256_set1_epi8(sought.text[k]));
  };
  std::size_t const last_block = begin_of(last + 1) - n - 31;
  std::uint32_t found = 0;
  std::size_t from = begin_of(first);  // what lies before it has been looked at, or is of a row that is done
  for (std::size_t i = from;; i = i + 32 < last_block ? i + 32 : last_block) {
    char const* const p = texts + i;
    auto m = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_and_si256(_mm256_and_si256(stands(p, sought.rarest[0]), stands(p, sought.rarest[1])), stands(p, sought.rarest[2]))));
    while (m != 0) {
      std::size_t const place = i + kernel::lowest_bit(m);
      m &= m - 1;
      if (place < from) continue;
      from = place + 1;
      while (begin_of(first + 1) <= place) ++first;
      std::size_t const begin = begin_of(first), end = begin_of(first + 1);
      std::string_view const row(texts + begin, end - begin);
      if (place + n > end || !Matcher::first_stands_at(row, place - begin)) continue;
      found |= static_cast<std::uint32_t>(Matcher::rest_matches(row, place - begin + n)) << first;
      from = end;
    }
    if (i == last_block) return found;
  }
}

template <class L, fixed_string Pattern, class T, std::size_t I, class C>
  requires(std::is_same_v<bare<C>, string> && like_matcher<Pattern>::begins_with_a_search)
struct special_operation<L, call<op::like<Pattern>, T, input<I, C>>> {
  using Matcher = like_matcher<Pattern>;

  static std::uint32_t rows(column_ref const& c, std::size_t i, std::uint32_t live) {
    if (live == 0) return 0;
    auto const* const texts = reinterpret_cast<char const*>(c.values);
    int const first = static_cast<int>(kernel::lowest_bit(live)), last = 31 - std::countl_zero(live);
    bool const dense = 2 * std::popcount(live) > last - first;
    if (dense && static_cast<std::size_t>(c.offsets[i + static_cast<std::size_t>(last) + 1] - c.offsets[i + static_cast<std::size_t>(first)]) >= Matcher::first_text().size() + 31)
      return kernel::matching_rows<Matcher>(texts, c.offsets + i, first, last);
    return kernel::test_rows(live, [&](int k) { return Matcher::matches(value_at<string>(c, i + static_cast<std::size_t>(k))); }).bits;
  }
  QUERN_INLINE static auto run(call<op::like<Pattern>, T, input<I, C>> const&, frame const& f, std::size_t i, std::uint32_t live) {
    auto const& c = f.columns[I];
    if constexpr (is_nullable<T>) {
      std::uint32_t const valid = c.validity == nullptr ? all_bits : c.validity[i / 8];
      return maybe<mask<0>>{{rows(c, i, live & valid)}, valid};
    } else {
      return mask<0>{rows(c, i, live)};
    }
  }
};

#endif

}  // namespace quern::inline QUERN_ABI::kernel
