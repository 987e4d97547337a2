// SPDX-License-Identifier: BSL-1.0
// Functions that are computed one live row at a time: row_function<Op>::of(arena, values...) gives the result's value, or
// an optional of it. Texts come as std::string_view, integers as std::int64_t, dates and timestamps as ticks.
#pragma once
#include <limits>
#include <optional>

#include <quern/kernel/number.hpp>

namespace quern::inline QUERN_ABI::kernel {

template <class Op>
struct row_function;

// Ticks since 1970; PerDay of them make a day.
template <std::int64_t PerDay>
struct ticks {
  static constexpr std::int64_t per_day = PerDay;
  static constexpr std::int64_t per_second = PerDay / 86'400;  // 0 for days
  std::int64_t count;
  constexpr std::int64_t day() const { return count / PerDay - (count % PerDay < 0); }
  constexpr std::int64_t rest() const { return count - day() * PerDay; }  // since midnight
  constexpr std::int64_t second() const { return PerDay < 86'400 ? 0 : rest() / (PerDay < 86'400 ? 1 : per_second); }
};

template <class A, class V>
QUERN_INLINE auto row_value(V const& v) {
  constexpr family f = family_of<A>;
  if constexpr (f == family::integer)
    return static_cast<std::int64_t>(v);
  else if constexpr (f == family::date || f == family::timestamp)
    return ticks<ticks_per_day<A>>{v};
  else
    return v;
}
// Decimals become doubles: functions of exact numbers have kernels of their own.
template <class L, class A, class X>
QUERN_INLINE auto row_operand(X const& x, std::uint32_t live) {
  if constexpr (family_of<A> == family::decimal)
    return kernel::unpack(kernel::widen<L, double, A>(x, live));
  else
    return kernel::unpack(x);
}

template <class R>
inline constexpr bool is_optional = false;
template <class V>
inline constexpr bool is_optional<std::optional<V>> = true;

template <class L, class T, class F>
QUERN_INLINE auto run_rows(std::uint32_t live, F f) {
  using R = decltype(f(0));
  std::uint32_t there = 0, truths = 0;
  std::conditional_t<std::is_same_v<T, bool>, mask<0>, values<rep<L, T>>> r{};
  for (int k = 0; k < width; ++k) {
    if (!((live >> k) & 1)) continue;
    auto const put = [&](auto const& v) {
      there |= 1u << k;
      if constexpr (std::is_same_v<T, bool>)
        truths |= (v ? 1u : 0u) << k;
      else
        r.v[k] = static_cast<rep<L, T>>(v);
    };
    if constexpr (is_optional<R>) {
      if (auto const v = f(k)) put(*v);
    } else {
      put(f(k));
    }
  }
  auto const all = [&] {
    if constexpr (std::is_same_v<T, bool>)
      return mask<0>{truths};
    else
      return kernel::pack<rep<L, T>>(r);
  }();
  if constexpr (is_optional<R>)
    return maybe<std::remove_cvref_t<decltype(all)>>{all, there};
  else
    return all;
}

template <class L, class Op, class T, class... A>
  requires(expr::runs_row_by_row<Op>)
struct operation<L, Op, T, A...> {
  template <class... X>
  static auto run(Op const&, frame const& f, std::uint32_t live, X const&... x) {
    return [&](auto const&... u) {
      return kernel::run_rows<L, T>(live, [&](int k) { return row_function<Op>::of(*f.texts, kernel::row_value<A>(u.v[k])...); });
    }(kernel::row_operand<L, A>(x, live)...);
  }
};

[[noreturn, gnu::cold, gnu::noinline]] inline void raise_long_text(std::string_view what, std::uint64_t bytes) {
  kernel::raise_overflow(what, "a text of " + std::to_string(bytes) + " bytes");
}
// Room for a text of that many bytes, at most 2^31 - 1.
inline char* take_text(arena& a, std::string_view what, std::uint64_t bytes) {
  if (bytes > 0x7fff'ffff) [[unlikely]]
    kernel::raise_long_text(what, bytes);
  return a.take(static_cast<std::size_t>(bytes));
}
inline std::string_view keep(arena& a, std::string_view t) {
  char* const p = a.take(t.size());
  if (!t.empty()) std::memcpy(p, t.data(), t.size());
  return {p, t.size()};
}

}  // namespace quern::inline QUERN_ABI::kernel
