// SPDX-License-Identifier: BSL-1.0
// The primitives that need more than one number or all values: moments, distinct values, quantiles.
#pragma once
#include <algorithm>
#include <cmath>

#include <quern/kernel/extremes.hpp>

namespace quern::inline QUERN_ABI::kernel {

template <class B, class V>
QUERN_INLINE double to_double_value(V const& v) {
  if constexpr (scale_of<B> == 0)
    return static_cast<double>(v);
  else
    return static_cast<double>(v) / static_cast<double>(power_of_ten(scale_of<B>));
}

// Variance and standard deviation by Welford's recurrence, merged by Chan, Golub and LeVeque (1979): stable.
template <bool Sample, bool Root>
struct moments {};
template <bool Sample, bool Root, class E>
struct accumulator<moments<Sample, Root>, E> {
  using B = bare<typename E::type>;
  using result = nullable<double>;
  struct slot {
    double n = 0, mean = 0, m2 = 0;
  };
  static constexpr bool has_lanes = false;
  template <class V>
  static void add(slot& s, V const& v) {
    double const x = kernel::to_double_value<B>(v), d = x - s.mean;
    s.n += 1;
    s.mean += d / s.n;
    s.m2 += d * (x - s.mean);
  }
  static void merge(slot& s, slot const& o) {
    if (o.n == 0) return;
    double const n = s.n + o.n, d = o.mean - s.mean;
    s.m2 += o.m2 + d * d * (s.n * o.n / n);
    s.mean += d * (o.n / n);
    s.n = n;
  }
  static void emit(slot const& s, column_builder<result>& b) {
    double const divisor = Sample ? s.n - 1 : s.n;
    if (divisor <= 0) return b.append_null();
    double const v = s.m2 / divisor;
    b.append_value(Root ? std::sqrt(v) : v);
  }
};

// Distinct values. A few stand in the slot itself, so that small groups allocate nothing; more are sorted out whenever twice as many have
// gathered as there were distinct ones: memory stays in proportion to the answer.
struct distinct_values {};
template <class E>
struct accumulator<distinct_values, E> {
  using B = bare<typename E::type>;
  using V = std::conditional_t<std::is_same_v<kept<B>, bool>, char, kept<B>>;
  using result = std::int64_t;
  static constexpr std::size_t most_few = std::is_trivially_copyable_v<V> && sizeof(V) <= 16 ? 32 / sizeof(V) : 0;

  struct slot {
    std::vector<V> values;  // with the few, once there are more
    std::uint32_t few = 0;
    V first[most_few + (most_few == 0)];
    std::size_t limit = 256;

    // Whether the value was there, or has been given a place.
    bool add_few(V const& v) {
      if (most_few == 0 || !values.empty()) return false;
      bool known = false;
      for (std::uint32_t k = 0; k < few; ++k) known |= same(first[k], v);
      if (known) return true;
      if (few == most_few) return values.assign(first, first + few), few = 0, false;
      first[few++] = v;
      return true;
    }
    void add(V v) {
      if (add_few(v)) return;
      values.push_back(std::move(v));
      if (values.size() >= limit) sort_out();
    }
    void sort_out() {
      std::sort(values.begin(), values.end(), [](V const& a, V const& b) { return less(a, b); });
      values.erase(std::unique(values.begin(), values.end(), [](V const& a, V const& b) { return same(a, b); }), values.end());
      limit = values.size() * 2 < 256 ? 256 : values.size() * 2;
    }
    // All of them, in order.
    std::vector<V> sorted() const {
      slot all = *this;
      if (few != 0) all.values.assign(first, first + few);
      all.sort_out();
      return std::move(all.values);
    }
  };
  template <class T>
  static bool less(T const& a, T const& b) {
    if constexpr (is_fixed_string<B>)
      return std::string_view(a) < std::string_view(b);
    else
      return kernel::before(a, b);
  }
  template <class T>
  static bool same(T const& a, T const& b) {
    return !less(a, b) && !less(b, a);
  }
  static constexpr bool has_lanes = false;
  template <class X>
  static void add(slot& s, X const& x) {
    s.add(V(x));
  }
  static void merge(slot& s, slot const& o) {
    for (std::uint32_t k = 0; k < o.few; ++k) s.add(o.first[k]);
    if (o.values.empty()) return;
    s.values.insert(s.values.end(), s.first, s.first + s.few);
    s.few = 0;
    s.values.insert(s.values.end(), o.values.begin(), o.values.end());
    if (s.values.size() >= s.limit) s.sort_out();
  }
  static void emit(slot const& s, column_builder<result>& b) { b.append(static_cast<std::int64_t>(s.values.empty() ? s.few : s.sorted().size())); }
};

// All values, for an exact quantile, linear between neighbours (type 7 of Hyndman and Fan, 1996). NaN counts as greatest.
struct all_values {
  double q;
};
template <class E>
struct accumulator<all_values, E> {
  using B = bare<typename E::type>;
  using result = nullable<double>;
  struct slot {
    std::vector<double> values;
  };
  static constexpr bool has_lanes = false;
  template <class X>
  static void add(slot& s, X const& x) {
    s.values.push_back(kernel::to_double_value<B>(x));
  }
  static void merge(slot& s, slot const& o) { s.values.insert(s.values.end(), o.values.begin(), o.values.end()); }
  static void emit(slot const& s, column_builder<result>& b, all_values const& of) {
    double const q = of.q;
    if (!(q >= 0 && q <= 1)) throw data_error("quern: quantile(x, q) takes a q between 0 and 1, not " + std::to_string(q));
    if (s.values.empty()) return b.append_null();
    std::vector<double> v = s.values;
    double const at = q * static_cast<double>(v.size() - 1);
    auto const low = v.begin() + static_cast<std::ptrdiff_t>(at);
    std::nth_element(v.begin(), low, v.end(), kernel::before<double>);
    double const rest = at - std::floor(at);
    double r = *low;
    if (rest > 0) {
      double const next = *std::min_element(low + 1, v.end(), kernel::before<double>);
      if (next != r) r += (next - r) * rest;  // equal infinities have no difference
    }
    b.append_value(r);
  }
};

// Operations on the primitives' results, with which an aggregate is finished.
// total and count to the sum's type; mean; any and all.
template <class T>
struct finish_sum : expr::scalar_op {
  static constexpr std::string_view symbol = "sum";
};
struct finish_mean : expr::scalar_op {
  static constexpr std::string_view symbol = "mean";
};
struct none_is_null : expr::scalar_op {  // (x, count): null where the count is zero
  static constexpr std::string_view symbol = "none_is_null";
};
struct drop_null : expr::scalar_op {  // of a value known to be there
  static constexpr std::string_view symbol = "value";
};

template <class L, class T, class A>
struct operation<L, finish_sum<T>, T, A> {
  template <class X>
  QUERN_INLINE static auto run(finish_sum<T>, frame const&, std::uint32_t live, X const& x) {
    using R = rep<L, T>;
    if constexpr (std::is_floating_point_v<T>)
      return x;
    else
      return kernel::each_value<R>(
          [&live](auto v) {
            bool const wanted = live & 1;
            live >>= 1;
            if (wanted && static_cast<int128>(static_cast<R>(v)) != static_cast<int128>(v)) [[unlikely]]
              kernel::raise_overflow("sum", "a sum that needs more than 64 bits");
            return static_cast<R>(v);
          },
          x);
  }
};
template <class L, class A, class C>
struct operation<L, finish_mean, double, A, C> {
  template <class X, class Y>
  QUERN_INLINE static auto run(finish_mean, frame const&, std::uint32_t live, X const& x, Y const& n) {
    return kernel::each([](auto const& p, auto const& q) { return p / q; }, kernel::widen<L, double, A>(x, live), kernel::convert<double>(n));
  }
};
template <class L, class T, class A, class C>
struct operation<L, none_is_null, T, A, C> {
  template <class X, class Y>
  QUERN_INLINE static auto run(none_is_null, frame const&, std::uint32_t, X const& x, Y const& n) {
    using R = typename Y::value_type;
    return maybe<X>{x, ~kernel::bits(kernel::compare<true>(n, kernel::broadcast(R{0}))) & all_bits};
  }
};
template <class L, class T, class A>
struct special_operation<L, call<drop_null, T, A>> {
  QUERN_INLINE static auto run(call<drop_null, T, A> const& e, frame const& f, std::size_t i, std::uint32_t live) {
    return kernel::value_part(kernel::eval<L>(meta::get<0>(e.args), f, i, live));
  }
};

}  // namespace quern::kernel
