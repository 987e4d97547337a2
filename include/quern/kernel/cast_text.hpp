// SPDX-License-Identifier: BSL-1.0
// Texts read as values, and values written as texts.
#pragma once
#include <quern/kernel/rows.hpp>
#include <quern/table/parse_time.hpp>

namespace quern::inline QUERN_ABI::kernel {

// Digits behind the scale round half away from zero.
inline value_text::parsed read_decimal(std::string_view t, int precision, int scale, int128& out) {
  value_text::parsed r = value_text::parse_decimal(t, '.', precision, scale, out);
  if (r != value_text::parsed::fraction) return r;
  t = value_text::trimmed(t);
  std::size_t const kept = t.find('.') + 1 + static_cast<std::size_t>(scale);
  bool const minus = t.front() == '-';
  bool const up = t[kept] >= '5';
  // ".5" for a scale of 0 leaves no digits to read.
  r = t.substr(0, kept).find_first_of("0123456789") == t.npos ? (out = 0, value_text::parsed::good) : value_text::parse_decimal(t.substr(0, kept), '.', precision, scale, out);
  if (r == value_text::parsed::good && up) out += minus ? -1 : 1;
  return out < power_of_ten(precision) && -out < power_of_ten(precision) ? r : value_text::parsed::digits;
}

// The value of type T that a text says, as a kernel stores it; none where it says none, or one that does not fit.
template <class T>
auto read_value(std::string_view t) {
  constexpr family f = family_of<T>;
  value_text::parsed how;
  auto const result = [&]<class V>(V v) {
    return how == value_text::parsed::good ? std::optional<V>(v) : std::nullopt;
  };
  if constexpr (f == family::boolean) {
    bool v = false;
    how = value_text::parse_bool(t, v);
    return result(v);
  } else if constexpr (f == family::integer) {
    T v{};
    how = value_text::parse_integer(t, v);
    return result(v);
  } else if constexpr (f == family::floating) {
    T v{};
    how = value_text::parse_float(t, '.', v);
    return result(v);
  } else if constexpr (f == family::decimal) {
    int128 v = 0;
    how = kernel::read_decimal(t, T::precision, T::scale, v);
    return result(v);
  } else if constexpr (f == family::date) {
    std::int32_t v = 0;
    how = value_text::parse_date(t, {}, v);
    return result(v);
  } else {
    static_assert(f == family::timestamp);
    std::int64_t v = 0;
    how = value_text::parse_timestamp(t, {}, ticks_per_day<T>, v);
    return result(v);
  }
}

[[noreturn, gnu::cold, gnu::noinline]] inline void raise_cast_of_text(std::string_view t, std::string_view type) {
  constexpr std::size_t most = 80;  // of a text that may be megabytes
  throw cast_error("quern: cast: \"" + std::string(t.substr(0, most)) + (t.size() > most ? "...\" is no " : "\" is no ") + std::string(type) + "; try_cast gives null instead");
}

// The text of a value of column type A, which a kernel holds as x.
template <class A, class X>
void write_value(std::string& out, X x) {
  if constexpr (family_of<A> == family::decimal)
    value_text::append_decimal(out, x, A::scale);
  else if constexpr (family_of<A> == family::date)
    value_text::append_day(out, x);
  else if constexpr (family_of<A> == family::timestamp)
    value_text::append_timestamp(out, x, ticks_per_day<A>);
  else
    quern::format_value(out, x);
}

// cast between a text and another type.
template <class L, class To, class A, class X>
auto cast_text(frame const& f, std::uint32_t live, X const& x) {
  if constexpr (family_of<A> == family::text) {
    return kernel::run_rows<L, To>(live, [&](int k) {
      auto const v = kernel::read_value<To>(x.v[k]);
      if (!v) [[unlikely]] kernel::raise_cast_of_text(x.v[k], type_name<To>());
      return *v;
    });
  } else if constexpr (std::is_same_v<A, bool>) {
    std::uint32_t const truths = kernel::bits(x);
    return kernel::run_rows<L, string>(live, [&](int k) { return (truths >> k) & 1 ? std::string_view("true") : std::string_view("false"); });
  } else {
    auto const u = kernel::unpack(x);
    return kernel::run_rows<L, string>(live, [&](int k) {
      std::string made;
      kernel::write_value<A>(made, u.v[k]);
      return kernel::keep(*f.texts, made);
    });
  }
}

}  // namespace quern::inline QUERN_ABI::kernel
