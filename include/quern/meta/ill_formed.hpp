// SPDX-License-Identifier: BSL-1.0
// The value in the place of one that a failed static_assert has refused: whatever is done with it compiles, so that one
// mistake is one error.
#pragma once
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <quern/version.hpp>

namespace quern::inline QUERN_ABI {

// Options in braces, which no template parameter takes.
struct ignored_options {
  int threads = 0;
};

// What a verb, or the look-up of a column, gives back after a mistake: later verbs and actions on it, and the use of what
// they give, say nothing more.
struct ill_formed {
#define QUERN_SILENT(result, name)           \
  template <auto..., class... A>             \
  constexpr result name(A const&...) const { \
    return {};                               \
  }
#define QUERN_SILENT_ACTION(result, name)                                                  \
  QUERN_SILENT(result, name)                                                               \
  template <auto...>                                                                       \
  constexpr result name(ignored_options const&) const {                                    \
    return {};                                                                             \
  }                                                                                        \
  template <auto..., class A>                                                              \
  constexpr result name(A const&, ignored_options const&) const {                          \
    return {};                                                                             \
  }                                                                                        \
  template <auto..., class A, class B>                                                     \
  constexpr result name(A const&, B const&, ignored_options const&) const {                \
    return {};                                                                             \
  }
  QUERN_SILENT(ill_formed, where)
  QUERN_SILENT(ill_formed, select)
  QUERN_SILENT(ill_formed, update)
  QUERN_SILENT(ill_formed, drop)
  QUERN_SILENT(ill_formed, rename)
  QUERN_SILENT(ill_formed, group_by)
  QUERN_SILENT(ill_formed, agg)
  QUERN_SILENT(ill_formed, order_by)
  QUERN_SILENT(ill_formed, limit)
  QUERN_SILENT(ill_formed, offset)
  QUERN_SILENT(ill_formed, distinct)
  QUERN_SILENT(ill_formed, with_row_index)
  QUERN_SILENT(ill_formed, with)
  QUERN_SILENT(ill_formed, join)
  QUERN_SILENT(ill_formed, left_join)
  QUERN_SILENT(ill_formed, right_join)
  QUERN_SILENT(ill_formed, full_join)
  QUERN_SILENT(ill_formed, semi_join)
  QUERN_SILENT(ill_formed, anti_join)
  QUERN_SILENT(ill_formed, cross_join)
  QUERN_SILENT(ill_formed, asof_join)
  QUERN_SILENT(ill_formed, union_all)
  QUERN_SILENT(ill_formed, union_by_name)
  QUERN_SILENT(ill_formed, intersect)
  QUERN_SILENT(ill_formed, except)
  QUERN_SILENT(ill_formed, intersect_all)
  QUERN_SILENT(ill_formed, except_all)
  QUERN_SILENT(ill_formed, distinct_on)
  QUERN_SILENT(ill_formed, top)
  QUERN_SILENT(ill_formed, sample)
  QUERN_SILENT(ill_formed, random_split)
  QUERN_SILENT(ill_formed, pivot)
  QUERN_SILENT(ill_formed, pivot_dynamic)
  QUERN_SILENT(ill_formed, unpivot)
  QUERN_SILENT(ill_formed, fill_null)
  QUERN_SILENT(ill_formed, drop_null)
  QUERN_SILENT(ill_formed, replace)
  QUERN_SILENT(ill_formed, drop_if_exists)
  QUERN_SILENT(ill_formed, to_columns)
  QUERN_SILENT(ill_formed, cache)
  QUERN_SILENT_ACTION(ill_formed, collect)
  QUERN_SILENT_ACTION(ill_formed, show)
  QUERN_SILENT_ACTION(std::uint64_t, count)
  QUERN_SILENT_ACTION(ill_formed, first)
  QUERN_SILENT_ACTION(ill_formed, head)
  QUERN_SILENT_ACTION(ill_formed, take)
  QUERN_SILENT_ACTION(ill_formed, tail)
  QUERN_SILENT_ACTION(bool, is_empty)
  QUERN_SILENT_ACTION(ill_formed, for_each)
  QUERN_SILENT(ill_formed, to_csv)
  QUERN_SILENT(ill_formed, explain)
  QUERN_SILENT_ACTION(ill_formed, describe)
  QUERN_SILENT_ACTION(ill_formed, summary)
  QUERN_SILENT_ACTION(ill_formed, corr)
  QUERN_SILENT_ACTION(ill_formed, cov)
  QUERN_SILENT_ACTION(ill_formed, value_counts)
  QUERN_SILENT_ACTION(ill_formed, histogram)
  // Of tables and columns.
  QUERN_SILENT(std::size_t, rows)
  QUERN_SILENT(std::size_t, size)
  QUERN_SILENT(char const*, c_str)
  QUERN_SILENT(ill_formed const*, begin)
  QUERN_SILENT(ill_formed const*, end)
#undef QUERN_SILENT_ACTION
#undef QUERN_SILENT
  template <class Row>
  ill_formed to_rows(ignored_options const& = {}) const {
    return {};
  }
  template <class Key>
  constexpr ill_formed operator[](Key const&) const {
    return {};
  }
  template <class T>
  operator T() const;  // never defined: the program does not compile

  // The conversion would fit every operator there is.
#define QUERN_SILENT(sign)                                                \
  template <class A>                                                      \
  friend constexpr ill_formed operator sign(ill_formed const&, A const&) { \
    return {};                                                            \
  }                                                                       \
  template <class A>                                                      \
    requires(!std::is_same_v<A, ill_formed>)                              \
  friend constexpr ill_formed operator sign(A const&, ill_formed const&) { \
    return {};                                                            \
  }
  QUERN_SILENT(+)
  QUERN_SILENT(-)
  QUERN_SILENT(*)
  QUERN_SILENT(/)
  QUERN_SILENT(==)
  QUERN_SILENT(<)
  QUERN_SILENT(>)
#undef QUERN_SILENT
  template <class Stream>
    requires requires(Stream& s) { s.flush(); }
  friend Stream& operator<<(Stream& s, ill_formed const&) {
    return s;
  }
};

}  // namespace quern
