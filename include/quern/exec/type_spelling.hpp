// SPDX-License-Identifier: BSL-1.0
// The C++ type of a node as the compiler spells it, made shorter for people: inputs folded to "...", names without quern's
// namespaces, strings as strings. Spellings differ between compilers.
#pragma once
#include <string>
#include <string_view>

#include <quern/version.hpp>

namespace quern::inline QUERN_ABI::execution {

template <class T>
constexpr char const* signature_of() {
  return __PRETTY_FUNCTION__;
}
template <class T>
constexpr std::string_view type_spelling() {
  std::string_view const all = signature_of<T>();
  std::size_t const from = all.find("T = ") + 4;
  return all.substr(from, all.rfind(']') - from);
}

// The first place of `what` in a type becomes "...".
inline void fold(std::string& type, std::string_view what) {
  std::size_t const at = type.find(what);
  if (at != std::string::npos) type.replace(at, what.size(), "...");
}

inline void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size()) text.replace(at, what.size(), with);
}

// Without quern's namespaces; fixed_string<5>{"price"} is "price".
inline void shorten(std::string& type) {
#define QUERN_SPELLED(x) #x
#define QUERN_SPELLED_MACRO(x) QUERN_SPELLED(x)
  execution::replace_all(type, "quern::" QUERN_SPELLED_MACRO(QUERN_ABI) "::", "");
#undef QUERN_SPELLED_MACRO
#undef QUERN_SPELLED
  execution::replace_all(type, "quern::", "");
  execution::replace_all(type, " >", ">");
  constexpr std::string_view name = "fixed_string<";
  for (std::size_t at = 0; (at = type.find(name, at)) != std::string::npos;) {
    std::size_t const open = type.find('>', at) + 1;
    std::size_t const quote = type.find('"', at), end = quote == std::string::npos ? quote : type.find('"', quote + 1);
    std::size_t const close = end == std::string::npos ? end : type.find_first_not_of('}', end + 1);
    bool const is_value = open < type.size() && type[open] == '{' && quote <= open + 2 && end != std::string::npos && type[end + 1] == '}';
    if (!is_value) {
      at += name.size();
      continue;
    }
    std::string const text = type.substr(quote, end + 1 - quote);
    type.replace(at, (close == std::string::npos ? type.size() : close) - at, text);
    at += text.size();
  }
}

}  // namespace quern::execution
