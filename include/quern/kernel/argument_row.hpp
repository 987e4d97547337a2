// SPDX-License-Identifier: BSL-1.0
// What an aggregate takes that has several arguments, or that sees nulls: one bound expression over all of them, whose
// value for a row is a tuple. To who feeds rows it is an argument like any other: rows in which it is null are left out.
#pragma once
#include <optional>

#include <quern/kernel/operations.hpp>

namespace quern::inline QUERN_ABI::kernel {

// Stands where a column type would; there are no columns of it.
struct argument_row {};

// Skips: for each argument, whether a row is left out where it is null. The value of one that is not is a std::optional.
template <bool... Skips>
struct row_of : expr::scalar_op {
  static constexpr std::string_view symbol = "row";
};

template <class Arguments>
inline constexpr bool is_argument_row = false;
template <bool... Skips, class T, class... A>
inline constexpr bool is_argument_row<call<row_of<Skips...>, T, A...>> = true;

// The type of argument I of an accumulator's E.
template <class E>
struct arguments_in {
  using types = meta::list<typename E::type>;
};
template <bool... Skips, class T, class... A>
struct arguments_in<call<row_of<Skips...>, T, A...>> {
  using types = meta::list<typename A::type...>;
};
template <class E, std::size_t I>
using argument_type = meta::at<I, typename arguments_in<E>::types>;

template <bool... Skips, class T, class... A>
struct facts<call<row_of<Skips...>, T, A...>> {
  static constexpr bool raises = (facts<A>::raises || ...), raises_proven = (facts<A>::raises_proven || ...);
  static constexpr bool leveled = (facts<A>::leveled || ...), user_code = (facts<A>::user_code || ...);
  static constexpr bool row_by_row = true, payload = (facts<A>::payload || ...);
  static constexpr int ordered_calls = (0 + ... + facts<A>::ordered_calls);
};

// Value k of eight.
template <class V>
QUERN_INLINE auto one_by_one(V const& v) {
  if constexpr (requires { v.rows(); })
    return v.rows();
  else if constexpr (is_mask<V>)
    return [b = kernel::bits(v)](int k) { return ((b >> k) & 1) != 0; };
  else
    return [u = kernel::unpack(v)](int k) { return u.v[k]; };
}
template <class V>
QUERN_INLINE auto one_by_one(maybe<V> const& m) {
  return [value = kernel::one_by_one(m.v), valid = m.valid](int k) {
    using X = decltype(value(k));
    return (valid >> k) & 1 ? std::optional<X>(value(k)) : std::optional<X>();
  };
}

// Eight rows of arguments.
template <class... V>
struct argument_rows {
  meta::tuple<V...> v;
  QUERN_INLINE auto rows() const {
    return meta::apply(
        [](auto const&... x) {
          return [... values = kernel::one_by_one(x)](int k) { return meta::tuple<decltype(values(k))...>{{{values(k)}...}}; };
        },
        v);
  }
};

template <class... V>
QUERN_INLINE auto rows_of(V const&... v) {
  return argument_rows<V...>{{{{v}...}}};
}
template <bool Skips, class V>
QUERN_INLINE auto seen(V const& v) {
  if constexpr (Skips)
    return kernel::value_part(v);
  else
    return v;
}

template <class L, bool... Skips, class T, class... A>
struct special_operation<L, call<row_of<Skips...>, T, A...>> {
  QUERN_INLINE static auto run(call<row_of<Skips...>, T, A...> const& e, frame const& f, std::size_t i, std::uint32_t live) {
    return meta::apply(
        [&](auto const&... a) {
          return [&](auto const&... v) {
            std::uint32_t const valid = ((Skips ? kernel::valid_part(v) : all_bits) & ... & all_bits);
            auto const rows = kernel::rows_of(kernel::seen<Skips>(v)...);
            if constexpr (is_nullable<T>)
              return maybe<std::remove_const_t<decltype(rows)>>{rows, valid};
            else
              return rows;
          }(kernel::eval<L>(a, f, i, live)...);
        },
        e.args);
  }
};

}  // namespace quern::kernel
