// SPDX-License-Identifier: BSL-1.0
// A part that is read off a column where a comparison of its run-time values, made once a run, says that the column holds it.
#pragma once
#include <quern/kernel/logic.hpp>

namespace quern::inline QUERN_ABI::kernel {

struct reuse {
  bool same;
};

template <class L, class T, class Column, class Part>
struct special_operation<L, call<reuse, T, Column, Part>> {
  QUERN_INLINE static auto run(call<reuse, T, Column, Part> const& e, frame const& f, std::size_t i, std::uint32_t live) {
    return e.op.same ? shaped<Column>(kernel::eval<L>(meta::get<0>(e.args), f, i, live), live) : shaped<Part>(kernel::eval<L>(meta::get<1>(e.args), f, i, live), live);
  }

 private:
  template <class A, class X>
  QUERN_INLINE static auto shaped(X const& x, std::uint32_t live) {
    auto const v = kernel::branch<L, T, typename A::type>(kernel::value_part(x), live & kernel::valid_part(x));
    if constexpr (is_nullable<T>)
      return maybe<std::remove_const_t<decltype(v)>>{v, kernel::valid_part(x)};
    else
      return v;
  }
};

}  // namespace quern::inline QUERN_ABI::kernel
