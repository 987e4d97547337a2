// SPDX-License-Identifier: BSL-1.0
// pmod of floats, factorial and width_bucket.
#pragma once
#include <quern/kernel/math.hpp>
#include <quern/kernel/rows.hpp>

namespace quern::inline QUERN_ABI::kernel {

template <class L, class T, class A, class B>
  requires(std::is_floating_point_v<T>)
struct operation<L, op::pmod, T, A, B> {
  template <class X, class Y>
  QUERN_INLINE static auto run(op::pmod, frame const&, std::uint32_t live, X const& x, Y const& y) {
    return kernel::each_value<T>(
        [](T p, T q) {
          T const r = std::fmod(p, q);
          return r < 0 && q > 0 ? std::fmod(r + q, q) : r;
        },
        kernel::widen<L, T, A>(x, live), kernel::widen<L, T, B>(y, live));
  }
};

template <>
struct row_function<op::factorial> {
  static std::optional<std::int64_t> of(arena&, std::int64_t n) {
    if (n < 0 || n > 20) return {};
    std::int64_t r = 1;
    for (; n > 1; --n) r *= n;
    return r;
  }
};
template <>
struct row_function<op::width_bucket> {
  static std::optional<std::int64_t> of(arena&, auto x, auto low, auto high, std::int64_t count) {
    return find(static_cast<double>(x), static_cast<double>(low), static_cast<double>(high), count);
  }

 private:
  static std::optional<std::int64_t> find(double x, double low, double high, std::int64_t count) {
    if (count < 1 || count == std::numeric_limits<std::int64_t>::max() || x != x || low == high || !std::isfinite(low) || !std::isfinite(high)) return {};
    if (low > high) x = -x, low = -low, high = -high;
    if (x < low) return 0;
    if (x >= high) return count + 1;
    std::int64_t const part = static_cast<std::int64_t>(static_cast<double>(count) * (x - low) / (high - low)) + 1;
    return part > count ? count : part;  // where the quotient rounds up to the end
  }
};

}  // namespace quern::inline QUERN_ABI::kernel
