// SPDX-License-Identifier: BSL-1.0
// The primitives that keep a value of the column's own type: least, greatest, first, last.
#pragma once
#include <string>

#include <quern/kernel/accumulate.hpp>

namespace quern::inline QUERN_ABI::kernel {

// The total order of keys and aggregates: NaN equals itself and is greatest, -0.0 equals 0.0.
template <class R>
constexpr bool before(R const& a, R const& b) {
  if constexpr (std::is_floating_point_v<R>)
    return a < b || (b != b && a == a);
  else
    return a < b;
}
template <class R>
constexpr bool same(R const& a, R const& b) {
  if constexpr (std::is_floating_point_v<R>)
    return a == b || (a != a && b != b);
  else
    return a == b;
}

// How a value is kept beyond its chunk: texts as their own copy.
template <class B>
using kept = std::conditional_t<family_of<B> == family::text, std::string, std::conditional_t<std::is_same_v<B, bool>, bool, storage_of<B>>>;

template <class B>
using kept_result = std::conditional_t<family_of<B> == family::text, string, B>;

template <class B, class Result>
void emit_kept(kept<B> const& v, column_builder<Result>& b) {
  if constexpr (family_of<B> == family::text)
    b.append_value(std::string_view(v));
  else if constexpr (std::is_same_v<B, bool>)
    b.append_value(v);
  else
    b.append_value(from_storage<B>(v));
}

// Smallest or largest. Of nothing: a null.
template <bool Least>
struct extreme {};
template <bool Least, class E>
struct accumulator<extreme<Least>, E> {
  using B = bare<typename E::type>;
  using result = nullable<kept_result<B>>;
  struct slot {
    bool seen = false;
    kept<B> v{};
  };
  // Lanes: all numbers whose registers are of the stored width, and narrower ones, which are widened.
  static constexpr bool has_lanes =
      family_of<B> != family::text && !std::is_same_v<B, bool> && (std::is_floating_point_v<B> || is_simd<rep<checked, B>>);

  template <class R>
  static constexpr R start() {
    if constexpr (std::is_floating_point_v<R>)
      return Least ? std::numeric_limits<R>::quiet_NaN() : -std::numeric_limits<R>::infinity();
    else
      return Least ? std::numeric_limits<R>::max() : std::numeric_limits<R>::min();
  }
  template <class L>
  struct lanes_state {
    using R = rep<L, B>;
    lanes<R> best = kernel::broadcast<R>(start<R>());
    std::uint32_t seen = 0;
  };
  template <class L, class V, class M>
  QUERN_INLINE static void step(lanes_state<L>& s, V const& v, M const& m) {
    s.seen |= kernel::bits(m);
    s.best = kernel::select(m, kernel::choose<Least>(v, s.best), s.best);
  }
  template <class L>
  static void flush(lanes_state<L>& s, slot& to) {
    auto const u = kernel::unpack(s.best);
    for (int k = 0; k < width; ++k)
      if ((s.seen >> k) & 1) add(to, u.v[k]);
  }
  template <class V>
  static void add(slot& s, V const& v) {
    if constexpr (family_of<B> == family::text) {
      if (!s.seen || (Least ? v < std::string_view(s.v) : std::string_view(s.v) < v)) s.v.assign(v);
    } else {
      auto const x = static_cast<kept<B>>(v);
      if (!s.seen || (Least ? kernel::before(x, s.v) : kernel::before(s.v, x))) s.v = x;
    }
    s.seen = true;
  }
  static void merge(slot& s, slot const& o) {
    if (!o.seen) return;
    if constexpr (family_of<B> == family::text)
      add(s, std::string_view(o.v));
    else
      add(s, o.v);
  }
  // Which of several values that are equal in the order was kept depends on how the rows were cut: the result is one for all.
  static kept<B> settled(kept<B> const& v) {
    if constexpr (std::is_floating_point_v<kept<B>>)
      return v != v ? std::numeric_limits<kept<B>>::quiet_NaN() : v == 0 ? kept<B>(0) : v;
    else
      return v;
  }
  static void emit(slot const& s, column_builder<result>& b) {
    if (s.seen)
      kernel::emit_kept<B>(settled(s.v), b);
    else
      b.append_null();
  }
};

// The first or last value in row order that is not null. Of nothing: a null.
template <bool First>
struct at_end {};
template <bool First, class E>
struct accumulator<at_end<First>, E> : accumulator<extreme<First>, E> {
  using B = bare<typename E::type>;
  using slot = typename accumulator<extreme<First>, E>::slot;
  static constexpr bool has_lanes = false;
  template <class V>
  static void add(slot& s, V const& v) {
    if (First && s.seen) return;
    if constexpr (family_of<B> == family::text)
      s.v.assign(v);
    else
      s.v = static_cast<kept<B>>(v);
    s.seen = true;
  }
  static void merge(slot& s, slot const& o) {
    if (o.seen && !(First && s.seen)) s = o;
  }
  static void emit(slot const& s, column_builder<typename accumulator<extreme<First>, E>::result>& b) {
    if (s.seen)
      kernel::emit_kept<B>(s.v, b);
    else
      b.append_null();
  }
};

}  // namespace quern::kernel
