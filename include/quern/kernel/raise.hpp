// SPDX-License-Identifier: BSL-1.0
// Run-time errors of kernels: cold, out of line, and with the operands in the text.
#pragma once
#include <quern/kernel/bound.hpp>
#include <quern/table/text_format.hpp>

namespace quern::inline QUERN_ABI::kernel {

[[noreturn, gnu::cold, gnu::noinline]] inline void raise_overflow(std::string_view what, std::string operands) {
  throw overflow_error("quern: overflow: " + operands + " does not fit the result of '" + std::string(what) + "'");
}
template <class A, class B>
[[noreturn, gnu::cold, gnu::noinline]] void raise_overflow_of(std::string_view symbol, A a, B b) {
  std::string t;
  quern::format_value(t, a);
  ((t += ' ') += symbol) += ' ';
  quern::format_value(t, b);
  kernel::raise_overflow(symbol, t);
}
[[noreturn, gnu::cold, gnu::noinline]] inline void raise_division_by_zero(std::string_view symbol) {
  throw division_by_zero("quern: '" + std::string(symbol) + "' by zero; try_div(a, b) gives null instead");
}
template <class V>
[[noreturn, gnu::cold, gnu::noinline]] void raise_cast(V v, std::string_view type) {
  std::string t;
  quern::format_value(t, v);
  throw cast_error("quern: cast: " + t + " does not fit " + std::string(type));
}

}  // namespace quern::kernel
