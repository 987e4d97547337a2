// SPDX-License-Identifier: BSL-1.0
// Fields to values, one kernel for each type of column and none for each schema: a short loop over the fields of a block,
// which leaves whatever is not of the common form to one function out of line.
#pragma once
#include <quern/io/csv_digits.hpp>
#include <quern/io/csv_error.hpp>
#include <quern/io/csv_number.hpp>
#include <quern/io/csv_task.hpp>
#include <quern/io/csv_time.hpp>
#include <quern/schema/type_name.hpp>

namespace quern::inline QUERN_ABI::csv {

// The whole text as a value of type B, which is not a string or category.
template <class B>
parsed parse_text(std::string_view t, csv_options const& o, storage_of<B>& out) {
  constexpr family f = family_of<B>;
  if constexpr (f == family::integer || f == family::duration) {
    return parse_integer(t, out);
  } else if constexpr (f == family::floating) {
    return parse_float(t, o.decimal_point, out);
  } else if constexpr (f == family::decimal) {
    int128 units = 0;
    parsed const r = parse_decimal(t, o.decimal_point, B::precision, B::scale, units);
    out = static_cast<storage_of<B>>(units);
    return r;
  } else if constexpr (f == family::date) {
    return parse_date(t, o.date_format, out);
  } else if constexpr (f == family::timestamp) {
    return parse_timestamp(t, o.timestamp_format, B::unit::per_day, out);
  } else if constexpr (f == family::boolean) {
    return parse_bool(t, out);
  } else {
    if (t.size() > sizeof out.data) return parsed::length;
    std::memset(out.data, 0, sizeof out.data);
    if (!t.empty()) std::memcpy(out.data, t.data(), t.size());
    return parsed::good;
  }
}

[[gnu::cold]] inline std::string reason_of(parsed p, std::string_view type) {
  switch (p) {
    case parsed::range:
      return joined({"is out of range for ", type});
    case parsed::fraction:
      return joined({"has more fraction digits than ", type, " holds"});
    case parsed::digits:
      return joined({"has more digits than ", type, " holds"});
    case parsed::length:
      return joined({"is longer than ", type});
    default:
      return joined({type[0] == 'i' ? "is not an " : "is not a ", type});
  }
}

template <class B>
[[gnu::noinline]] void parse_slowly(column_task& t, std::size_t r, field_column const& f, storage_of<B>& out) {
  std::string_view text;
  out = {};
  if (!t.read(r, f.from(r), f.to(r), f.quote, text)) return;
  parsed const p = parse_text<B>(text, t.options(), out);
  if (p == parsed::good) return;
  out = {};  // kernels compute on null rows before they mask them
  t.fail(r, f.from(r), text, reason_of(p, t.type().type));
}

template <class B, class Fast>
void parse_values(column_task& t, field_column const& f, Fast fast) {
  auto* const out = t.values<storage_of<B>>();
  auto const special = t.special();
  field_cursor at(f);
  for (std::size_t r = 0, rows = f.rows; r < rows; ++r, at.next()) {
    char const* const s = at.from();
    std::size_t const n = at.size();
    if (special.has(n) || !fast(s, n, out[r])) [[unlikely]]
      parse_slowly<B>(t, r, f, out[r]);
  }
}

inline void parse_bools(column_task& t, field_column const& f) {
  for (std::size_t r = 0; r < f.rows; ++r) {
    bool v = false;
    parse_slowly<bool>(t, r, f, v);
    if (v) set_bit(t.memory(), t.row() + r, true);
  }
}

// A field in quotes without quotes inside: most of them. Takes the quotes off.
inline bool plain_quoted(char const*& s, std::size_t& n) {
  if (n < 3 || s[n - 1] != *s || std::memchr(s + 1, *s, n - 2) != nullptr) return false;
  return ++s, n -= 2, true;
}

inline void parse_strings(column_task& t, field_column const& f) {
  std::int64_t* const ends = t.ends();
  char* const to = reinterpret_cast<char*>(t.memory());  // texts are copied in strides of 32 bytes: up to 64 past their end, which buffers have
  std::size_t at = t.bytes();
  auto const special = t.special();
  int const quote = f.quote;
  field_cursor field(f);
  for (std::size_t r = 0, rows = f.rows; r < rows; ++r, field.next()) {
    char const* s = field.from();
    std::size_t n = field.size();
    bool const quoted = static_cast<unsigned char>(*s) == quote;
    if (special.has(n) || quoted) [[unlikely]] {
      std::string_view text;
      if (quoted && n != 0 && plain_quoted(s, n))
        text = {s, n};
      else if (!t.read(r, s, s + n, quote, text))
        text = {};
      if (!text.empty()) std::memcpy(to + at, text.data(), text.size());
      n = text.size();
    } else if (n <= 64) {
      std::memcpy(to + at, s, 32);
      if (n > 32) std::memcpy(to + at + 32, s + 32, 32);
    } else {
      std::memcpy(to + at, s, n);
    }
    at += n;
    ends[r] = static_cast<std::int64_t>(at);
  }
  t.bytes() = at;
}

[[gnu::noinline]] inline std::int32_t categorise(column_task& t, std::size_t r, field_column const& f) {
  std::string_view text;
  char const *const s = f.from(r), *const e = f.to(r);
  if (!t.read(r, s, e, f.quote, text)) return 0;
  std::int32_t const code = t.categories().intern(text);
  std::size_t const n = static_cast<std::size_t>(e - s);
  if (n != 0 && n <= category_cache::longest && !t.special().has(n)) t.cache.put(s, n, code);
  return code;
}
inline void parse_categories(column_task& t, field_column const& f) {
  std::int32_t* const out = t.values<std::int32_t>();
  category_cache const& cache = t.cache;
  auto const special = t.special();
  field_cursor at(f);
  for (std::size_t r = 0, rows = f.rows; r < rows; ++r, at.next()) {
    char const* const s = at.from();
    std::size_t const n = at.size();
    std::int32_t code = -1;
    if (n <= category_cache::longest && !special.has(n)) [[likely]]
      code = cache.find(s, n);
    if (code < 0) [[unlikely]]
      code = categorise(t, r, f);
    out[r] = code;
  }
}

template <class B>
void parse_column(column_task& t, field_column const& f) {
  constexpr family kind = family_of<B>;
  csv_options const& o = t.options();
  if constexpr (kind == family::boolean) {
    parse_bools(t, f);
  } else if constexpr (std::is_same_v<B, string>) {
    parse_strings(t, f);
  } else if constexpr (std::is_same_v<B, category>) {
    parse_categories(t, f);
  } else if constexpr (kind == family::integer || kind == family::duration) {
    parse_values<B>(t, f, [](char const* s, std::size_t n, auto& v) { return fast_integer(s, n, v); });
  } else if constexpr (kind == family::floating) {
    parse_values<B>(t, f, [point = o.decimal_point](char const* s, std::size_t n, auto& v) { return fast_float_digits(s, n, point, v); });
  } else if constexpr (kind == family::decimal) {
    if constexpr (B::scale <= 8) {
      parse_values<B>(t, f, [point = o.decimal_point](char const* s, std::size_t n, auto& v) {
        std::int64_t units = 0;
        if (!fast_decimal<B::scale>(s, n, point, units)) return false;
        v = units;
        constexpr int128 limit = power_of_ten(B::precision);
        return (B::precision >= 16) || (units < limit && units > -limit);
      });
    } else {
      parse_values<B>(t, f, [](char const*, std::size_t, auto&) { return false; });
    }
  } else if constexpr (kind == family::date) {
    parse_values<B>(t, f, [plain = o.date_format.empty()](char const* s, std::size_t n, std::int32_t& v) {
      return plain & (n == 10) && fast_day(s, v);
    });
  } else if constexpr (kind == family::timestamp) {
    constexpr std::int64_t per_second = B::unit::per_day / 86'400;
    parse_values<B>(t, f, [plain = o.timestamp_format.empty()](char const* s, std::size_t n, std::int64_t& v) {
      return plain && per_second != 0 && fast_second(s, n, v) && !__builtin_mul_overflow(v, per_second, &v);
    });
  } else {
    constexpr std::size_t most = sizeof(storage_of<B>);
    parse_values<B>(t, f, [quote = f.quote](char const* s, std::size_t n, auto& v) {
      if (n > most || static_cast<unsigned char>(*s) == quote) return false;
      if constexpr (most <= 8) {
        std::uint64_t const x = n >= 8 ? kernel::load8(s) : kernel::load8(s) & ((std::uint64_t{1} << (8 * n)) - 1);
        std::memcpy(v.data, &x, most);
      } else {
        std::memset(v.data, 0, most), std::memcpy(v.data, s, n);
      }
      return true;
    });
  }
}

template <class T>
constexpr column_type column_type_of(std::string_view name) {
  using B = bare<T>;
  return {name, type_name<B>(), family_of<B> == family::text, layout_of<T>, &parse_column<B>};
}

}  // namespace quern::inline QUERN_ABI::csv
