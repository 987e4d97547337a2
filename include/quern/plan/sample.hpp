// SPDX-License-Identifier: BSL-1.0
// sample: some rows of the input, chosen at random, in their order.
#pragma once
#include <quern/plan/order.hpp>

namespace quern::inline QUERN_ABI::plan {

// A number of rows, or, where `fraction` is not negative, that part of them.
template <class In>
struct sample {
  In in;
  std::uint64_t rows;
  double fraction;
  std::uint64_t seed;
};
template <class In>
struct schema_of_impl<sample<In>> : schema_of_impl<In> {};
template <class Old, class In>
constexpr auto with_input(sample<Old> const& n, In const& in) {
  return sample<In>{in, n.rows, n.fraction, n.seed};
}

template <class N>
struct not_a_sample_size : expr::mistake {};
template <class N>
using check_sample_size = std::conditional_t<(std::is_arithmetic_v<N> && !std::is_same_v<N, bool> && !std::is_same_v<N, char>), ok, not_a_sample_size<N>>;
template <class W>
struct not_weights : expr::mistake {};

}  // namespace quern::plan

namespace quern::inline QUERN_ABI {

// The facts, as in mistakes.hpp.
template <class N>
inline constexpr bool is_a_sample_size = false;
template <class W>
inline constexpr bool are_weights = false;

template <class N>
struct report<plan::not_a_sample_size<N>> {
  static constexpr bool holds() {
    static_assert(is_a_sample_size<N>, "quern: sample(size, seed) takes a number of rows as an integer, or a part of them as a floating number: sample(0.1)");
    return false;
  }
};
template <class W>
struct report<plan::not_weights<W>> {
  static constexpr bool holds() {
    static_assert(are_weights<W>, "quern: random_split(weights, seed) takes the weights in braces, as random_split({0.8, 0.2}), in a std::array<double, n> or in a std::vector<double>");
    return false;
  }
};

}  // namespace quern
