// SPDX-License-Identifier: BSL-1.0
// Evaluates a bound expression for eight rows: leaves here, operations in the headers beside. `live` has a bit for each
// row whose value is wanted; it only has to be right where needs_live<L, E>, and other rows may hold anything.
#pragma once
#include <quern/kernel/facts.hpp>
#include <quern/kernel/raise.hpp>

namespace quern::inline QUERN_ABI::kernel {

template <class L, class E>
struct evaluator;
template <class L, class E>
QUERN_INLINE auto eval(E const& e, frame const& f, std::size_t i, std::uint32_t live) {
  return evaluator<L, E>::run(e, f, i, live);
}

// Rows i .. i + 7 of a column's values, at the width kernels compute with.
template <class L, class B>
QUERN_INLINE auto load_column(column_ref const& c, std::size_t i, std::uint32_t live) {
  using S = storage_of<B>;
  if constexpr (std::is_same_v<B, bool>) {
    return mask<0>{std::to_integer<std::uint32_t>(c.values[i / 8])};
  } else if constexpr (rep_is_text<L, B>) {
    values<std::string_view> r{};
    for (int k = 0; k < width; ++k) {
      if (!((live >> k) & 1)) continue;
      if constexpr (std::is_same_v<B, string>) {
        r.v[k] = value_at<string>(c, i + static_cast<std::size_t>(k));
      } else {
        auto const* p = reinterpret_cast<char const*>(c.values) + (i + static_cast<std::size_t>(k)) * sizeof(S);
        std::size_t n = sizeof(S);
        while (n > 0 && p[n - 1] == '\0') --n;
        r.v[k] = {p, n};
      }
    }
    return r;
  } else {
    return kernel::load_widened<rep<L, B>, S>(c.values + i * sizeof(S));
  }
}

template <class L, std::size_t I, class T>
struct evaluator<L, input<I, T>> {
  QUERN_INLINE static auto run(input<I, T> const&, frame const& f, std::size_t i, std::uint32_t live) {
    auto const& c = f.columns[I];
    if constexpr (is_nullable<T>) {
      std::uint32_t const valid = c.validity == nullptr ? all_bits : c.validity[i / 8];
      auto v = kernel::load_column<L, bare<T>>(c, i, live & valid);
      return maybe<decltype(v)>{v, valid};
    } else {
      return kernel::load_column<L, T>(c, i, live);
    }
  }
};

// A temp: tile_rows values (or bits, for bool), then the validity bits.
template <class L, class T>
inline constexpr std::size_t temp_values_bytes = [] {
  if constexpr (std::is_same_v<bare<T>, bool>)
    return tile_rows / 8;
  else
    return tile_rows * sizeof(rep<L, bare<T>>);
}();
template <class T>
inline constexpr std::size_t temp_bytes = temp_values_bytes<checked, T> + tile_rows / 8 + buffer::padding;

template <class L, std::size_t K, class T>
struct evaluator<L, temp<K, T>> {
  QUERN_INLINE static auto run(temp<K, T> const&, frame const& f, std::size_t i, std::uint32_t) {
    std::size_t const at = i - f.tile_begin;
    std::byte const* p = f.temps[K];
    auto const v = [&] {
      if constexpr (std::is_same_v<bare<T>, bool>)
        return mask<0>{std::to_integer<std::uint32_t>(p[at / 8])};
      else
        return kernel::load<rep<L, bare<T>>>(p + at * sizeof(rep<L, bare<T>>));
    }();
    if constexpr (is_nullable<T>)
      return maybe<std::remove_cvref_t<decltype(v)>>{v, std::to_integer<std::uint32_t>(p[temp_values_bytes<L, T> + at / 8])};
    else
      return v;
  }
};

template <class L, class T>
struct evaluator<L, value<T>> {
  QUERN_INLINE static auto run(value<T> const& e, frame const&, std::size_t, std::uint32_t) {
    if constexpr (std::is_same_v<T, bool>)
      return mask<0>{e.v ? all_bits : 0u};
    else if constexpr (std::is_same_v<T, string>)
      return kernel::broadcast<std::string_view>(e.v);
    else
      return kernel::broadcast(static_cast<rep<L, T>>(to_storage(e.v)));
  }
};
template <class L, class T>
struct evaluator<L, no_value<T>> {
  QUERN_INLINE static auto run(no_value<T> const&, frame const&, std::size_t, std::uint32_t) {
    if constexpr (std::is_same_v<T, bool>)
      return maybe<mask<0>>{{0}, 0};
    else
      return maybe<lanes<rep<L, T>>>{kernel::broadcast(rep<L, T>{}), 0};
  }
};
template <class L>
struct evaluator<L, row_position> {
  QUERN_INLINE static auto run(row_position, frame const& f, std::size_t i, std::uint32_t) {
    values<std::int64_t> r;
    for (int k = 0; k < width; ++k) r.v[k] = static_cast<std::int64_t>(f.first_row + i) + k;
    return kernel::pack<std::int64_t>(r);
  }
};
template <class L, std::size_t I>
struct evaluator<L, code_of<I>> {
  QUERN_INLINE static auto run(code_of<I> const& e, frame const&, std::size_t, std::uint32_t) { return kernel::broadcast(e.code); }
};

// What an operation computes, given its operands' values; nulls are handled around it. Specialised by op:
//   static auto run(Op const&, frame const&, std::uint32_t live, values...)
template <class L, class Op, class B, class... ArgB>
struct operation;
// Operations that look at nulls themselves, or evaluate their operands under other masks:
//   static auto run(call const&, frame const&, std::size_t i, std::uint32_t live)
template <class L, class Call>
struct special_operation {
  static constexpr bool none = true;
};

template <class L, class Op, class T, class... A>
struct evaluator<L, call<Op, T, A...>> {
  using C = call<Op, T, A...>;
  QUERN_INLINE static auto run(C const& e, frame const& f, std::size_t i, std::uint32_t live) {
    if constexpr (!requires { special_operation<L, C>::none; }) {
      return special_operation<L, C>::run(e, f, i, live);
    } else {
      return meta::apply(
          [&](auto const&... a) QUERN_INLINE_LAMBDA {
            return [&](auto const&... v) QUERN_INLINE_LAMBDA {
              std::uint32_t const valid = (kernel::valid_part(v) & ... & all_bits);
              auto const r = operation<L, Op, bare<T>, bare<typename A::type>...>::run(e.op, f, live & valid, kernel::value_part(v)...);
              if constexpr (is_nullable<T> && !is_maybe<std::remove_cvref_t<decltype(r)>>)
                return maybe<std::remove_cvref_t<decltype(r)>>{r, valid};
              else if constexpr (is_nullable<T>)
                return std::remove_cvref_t<decltype(r)>{r.v, r.valid & valid};
              else
                return r;
            }(kernel::eval<L>(a, f, i, live)...);
          },
          e.args);
    }
  }
};

}  // namespace quern::kernel
