// SPDX-License-Identifier: BSL-1.0
// The values that aggregates over frames are given: columns in the order of the windows' places, read one by one in the form
// in which kernels hand them to accumulators (kernel/accumulate.hpp).
#pragma once
#include <quern/exec/bind.hpp>
#include <quern/kernel/accumulate.hpp>

namespace quern::inline QUERN_ABI::execution {

// Value i of a column of type T, as the kernels' registers hold it; texts of categories, too.
template <class T>
auto register_value(column_ref const& c, std::size_t i) {
  using B = bare<T>;
  if constexpr (is_fixed_string<B>) {
    auto const* const p = reinterpret_cast<char const*>(c.values) + i * B::capacity;
    std::size_t n = B::capacity;
    while (n > 0 && p[n - 1] == '\0') --n;
    return std::string_view(p, n);
  } else if constexpr (family_of<B> == family::text || std::is_same_v<B, bool>) {
    return value_at<B>(c, i);
  } else {
    storage_of<B> v;
    std::memcpy(&v, c.values + i * sizeof v, sizeof v);
    return static_cast<kernel::rep<kernel::checked, B>>(v);
  }
}

// Which columns hold the argument of a primitive: E itself, the category that it decodes, or its parts where it is a row of
// several. value(columns, i) is what is added for place i, if is_there(columns, i).
template <class E>
struct window_argument {
  using canonical = kernel::input<0, typename E::type>;  // one accumulator for all columns of a type
  static constexpr auto expressions(E const& e) { return meta::make_tuple(e); }
  static bool is_there(column_ref const* c, std::size_t i) { return !is_nullable<typename E::type> || valid_at(c[0], i); }
  static auto value(column_ref const* c, std::size_t i) { return register_value<typename E::type>(c[0], i); }
};
template <>
struct window_argument<kernel::no_argument> {
  using canonical = kernel::no_argument;
  static constexpr auto expressions(kernel::no_argument const&) { return meta::tuple<>{}; }
  static bool is_there(column_ref const*, std::size_t) { return true; }
  static bool value(column_ref const*, std::size_t) { return true; }
};
template <class T, std::size_t I, class C>
struct window_argument<kernel::call<kernel::decode, T, kernel::input<I, C>>> {
  using E = kernel::call<kernel::decode, T, kernel::input<I, C>>;
  using canonical = kernel::input<0, T>;
  static constexpr auto expressions(E const& e) { return meta::make_tuple(meta::get<0>(e.args)); }
  static bool is_there(column_ref const* c, std::size_t i) { return !is_nullable<C> || valid_at(c[0], i); }
  static auto value(column_ref const* c, std::size_t i) { return register_value<C>(c[0], i); }
};
template <bool... Skips, class T, class... A>
struct window_argument<kernel::call<kernel::row_of<Skips...>, T, A...>> {
  using E = kernel::call<kernel::row_of<Skips...>, T, A...>;
  using canonical = kernel::call<kernel::row_of<Skips...>, T, typename window_argument<A>::canonical...>;
  static constexpr auto expressions(E const& e) {
    return meta::apply([](auto const&... a) { return meta::make_tuple(meta::get<0>(window_argument<std::remove_cvref_t<decltype(a)>>::expressions(a))...); }, e.args);
  }
  static bool is_there(column_ref const* c, std::size_t i) {
    return [&]<std::size_t... K>(std::index_sequence<K...>) { return ((!Skips || window_argument<A>::is_there(c + K, i)) && ...); }(std::index_sequence_for<A...>{});
  }
  static auto value(column_ref const* c, std::size_t i) {
    return [&]<std::size_t... K>(std::index_sequence<K...>) {
      return meta::tuple<decltype(one<Skips, A>(c + K, i))...>{{{one<Skips, A>(c + K, i)}...}};
    }(std::index_sequence_for<A...>{});
  }

 private:
  template <bool Skip, class X>
  static auto one(column_ref const* c, std::size_t i) {
    using V = decltype(window_argument<X>::value(c, i));
    if constexpr (Skip || !is_nullable<typename X::type>)
      return window_argument<X>::value(c, i);
    else
      return window_argument<X>::is_there(c, i) ? std::optional<V>(window_argument<X>::value(c, i)) : std::optional<V>();
  }
};

}  // namespace quern::execution
