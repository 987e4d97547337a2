// SPDX-License-Identifier: BSL-1.0
// The name of a column type as a user writes it, made in the compiler: "nullable<decimal<15,2>>".
#pragma once
#include <quern/meta/static_text.hpp>
#include <quern/schema/traits.hpp>

namespace quern::inline QUERN_ABI {

template <class T>
struct type_name_of {
  template <std::size_t N>
  static constexpr void write(meta::static_text<N>& t) {
    if constexpr (std::is_same_v<T, bool>)
      t << "bool";
    else if constexpr (std::is_integral_v<T>)
      t << (std::is_signed_v<T> ? "int" : "uint") << static_cast<long long>(sizeof(T) * 8);
    else if constexpr (std::is_same_v<T, float>)
      t << "float";
    else if constexpr (std::is_same_v<T, double>)
      t << "double";
    else if constexpr (std::is_same_v<T, date>)
      t << "date";
    else if constexpr (std::is_same_v<T, string>)
      t << "string";
    else if constexpr (std::is_same_v<T, category>)
      t << "category";
    else
      t << "?";
  }
};
template <class U>
struct type_name_of<timestamp<U>> {
  static constexpr void write(auto& t) { t << "timestamp<" << U::name << ">"; }
};
template <class U>
struct type_name_of<duration<U>> {
  static constexpr void write(auto& t) { t << "duration<" << U::name << ">"; }
};
template <int P, int S>
struct type_name_of<decimal<P, S>> {
  static constexpr void write(auto& t) { t << "decimal<" << P << "," << S << ">"; }
};
template <std::size_t N>
struct type_name_of<fixed_string<N>> {
  static constexpr void write(auto& t) { t << "fixed_string<" << static_cast<long long>(N) << ">"; }
};
template <class T>
struct type_name_of<nullable<T>> {
  static constexpr void write(auto& t) {
    t << "nullable<";
    type_name_of<T>::write(t);
    t << ">";
  }
};

template <class T>
inline constexpr auto type_name_text = [] {
  meta::static_text<40> t;
  type_name_of<T>::write(t);
  return t;
}();
template <class T>
constexpr std::string_view type_name() {
  return type_name_text<T>;
}

}  // namespace quern
