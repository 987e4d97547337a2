// SPDX-License-Identifier: BSL-1.0
// Bound expressions: names are gone, columns are positions, every node knows its type. And how a type looks in a kernel.
#pragma once
#include <quern/expr/aggregate.hpp>
#include <quern/expr/bits.hpp>
#include <quern/expr/calendar.hpp>
#include <quern/expr/date_format.hpp>
#include <quern/expr/dates.hpp>
#include <quern/expr/format_string.hpp>
#include <quern/expr/map.hpp>
#include <quern/expr/math.hpp>
#include <quern/expr/nulls.hpp>
#include <quern/expr/text.hpp>
#include <quern/expr/text_codes.hpp>
#include <quern/expr/text_edit.hpp>
#include <quern/expr/text_search.hpp>
#include <quern/expr/when.hpp>
#include <quern/kernel/mask.hpp>
#include <quern/kernel/text_word.hpp>
#include <quern/table/chunk.hpp>

namespace quern::inline QUERN_ABI::kernel {

namespace op = expr::op;

// Column I of the source. T is the column's type, nullable included.
template <std::size_t I, class T>
struct input {
  using type = T;
};
// Column K computed earlier for this tile.
template <std::size_t K, class T>
struct temp {
  using type = T;
};
// A literal.
template <class T>
struct value {
  using type = T;
  T v;
};
template <>
struct value<string> {
  using type = string;
  meta::owned_text v;
  std::uint64_t word = kernel::short_text_word(std::string_view(v));  // made once, not for every eight rows that it is compared with
};
// The row's position among all rows of the source.
struct row_position {
  using type = std::int64_t;
};
template <class T>
struct no_value {
  using type = nullable<T>;
};
// A text compared with category column I: its code, looked up once a chunk; -1 where the dictionary has no such text.
template <std::size_t I>
struct code_of {
  using type = std::int32_t;
  meta::owned_text text;
  std::int32_t code = -1;
};
template <class Op, class T, class... Args>
struct call {
  using type = T;
  Op op;
  meta::tuple<Args...> args;
};

// Two ways to compute with integers and decimals. In `proven` the bounds of a chunk's columns prove that 64 bits hold
// every intermediate result and 32 bits every factor; `checked` detects overflow and uses 128 bits where the type asks.
struct proven {};
struct checked {};

template <class L, class B>
struct rep_impl {
  using type = B;
};
template <class L>
struct rep_impl<L, date> {
  using type = std::int32_t;
};
template <class L>
struct rep_impl<L, category> {
  using type = std::int32_t;
};
template <class L, class U>
struct rep_impl<L, timestamp<U>> {
  using type = std::int64_t;
};
template <class L, class U>
struct rep_impl<L, duration<U>> {
  using type = std::int64_t;
};
template <class L>
struct rep_impl<L, string> {
  using type = std::string_view;
};
template <class L, std::size_t N>
struct rep_impl<L, fixed_string<N>> {
  using type = std::string_view;
};
template <class L, int P, int S>
struct rep_impl<L, decimal<P, S>> {
  using type = std::conditional_t<std::is_same_v<L, proven>, std::int64_t, typename decimal<P, S>::rep>;
};
template <class L, std::integral B>
struct rep_impl<L, B> {
  using type = std::conditional_t<
      (sizeof(B) < 4) || std::is_same_v<B, std::int32_t>, std::int32_t,
      std::conditional_t<std::is_same_v<B, std::uint64_t> && std::is_same_v<L, checked>, std::uint64_t, std::int64_t>>;
};
// The number a kernel computes with for bare type B at level L. bool is a mask and has none.
template <class L, class B>
using rep = typename rep_impl<L, B>::type;

template <class L, class B>
inline constexpr bool rep_is_text = std::is_same_v<typename rep_impl<L, B>::type, std::string_view>;

// A nullable's eight values and which of them are there. Values that are not there may be anything.
template <class V>
struct maybe {
  V v;
  std::uint32_t valid;
};
template <class T>
inline constexpr bool is_maybe = false;
template <class V>
inline constexpr bool is_maybe<maybe<V>> = true;

template <class V>
inline V const& value_part(V const& v) {
  return v;
}
template <class V>
inline V const& value_part(maybe<V> const& v) {
  return v.v;
}
template <class V>
inline std::uint32_t valid_part(V const&) {
  return all_bits;
}
template <class V>
inline std::uint32_t valid_part(maybe<V> const& v) {
  return v.valid;
}

// Bytes for texts made while a tile is computed; given back at the end of the tile, kept for the next.
class arena {
 public:
  char* take(std::size_t n) {
    if (n > room_) {
      room_ = n > 65536 ? n : 65536;
      blocks_.emplace_back(room_);
      at_ = blocks_.back().as<char>();
      if (blocks_.size() == 1) first_room_ = room_;
    }
    char* p = at_;
    at_ += n, room_ -= n;
    return p;
  }
  void clear() {
    while (blocks_.size() > 1) blocks_.pop_back();
    at_ = blocks_.empty() ? nullptr : blocks_[0].as<char>();
    room_ = blocks_.empty() ? 0 : first_room_;
  }

 private:
  std::vector<buffer> blocks_;
  char* at_ = nullptr;
  std::size_t room_ = 0, first_room_ = 0;
};

inline constexpr std::size_t tile_rows = 1024;

// What a kernel sees of its surroundings.
struct frame {
  column_ref const* columns = nullptr;  // by position in the source
  std::byte* const* temps = nullptr;    // by number; values of one tile, each followed by its validity bits
  std::size_t tile_begin = 0;           // row of the chunk at which the tile begins
  arena* texts = nullptr;
  std::uint64_t first_row = 0;          // of the chunk, among all rows of the source
};

}  // namespace quern::kernel
