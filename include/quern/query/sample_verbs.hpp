// SPDX-License-Identifier: BSL-1.0
// Rows chosen at random: the verb sample and the action random_split. The same seed over the same rows gives the same choice, for any
// number of threads and any size of chunks.
#pragma once
#include <array>

#include <quern/exec/lower_sample.hpp>
#include <quern/query/begin.hpp>
#include <quern/rules/optimise.hpp>

namespace quern::inline QUERN_ABI {

template <class Plan>
class sample_verbs {
  using schema = plan::schema_of<Plan>;

 public:
  // sample(n) gives exactly n rows, or all where there are fewer; sample(0.1) that part of them, rounded, and all for 1 or more. Without
  // replacement, in row order. data_error where the size is negative or NaN.
  template <class N>
  constexpr auto sample(N const& size, std::uint64_t seed = 0) const {
    if constexpr (!well_formed<plan::check_sample_size<N>>()) {
      return ill_formed{};
    } else if constexpr (std::is_floating_point_v<N>) {
      if (!(size >= 0)) throw data_error("quern: sample: the part of the rows is negative or NaN");
      return quern::make_query(plan::sample<Plan>{self(), 0, static_cast<double>(size), seed});
    } else {
      return quern::make_query(plan::sample<Plan>{self(), number_of_rows(size), -1, seed});
    }
  }

  // A table for each weight: every row is in exactly one of them, and rows keep their order. The sizes are as the weights say, rounded:
  // random_split({0.8, 0.2}) of ten rows gives eight and two. Runs the plan. data_error where there is no weight above 0, or one is negative.
  template <std::size_t N>
  std::array<table<schema>, N> random_split(double const (&weights)[N], std::uint64_t seed = 0, exec const& o = {}) const {
    return split<N>(array_view<double>(weights), seed, o);
  }
  template <std::size_t N>
  std::array<table<schema>, N> random_split(std::array<double, N> const& weights, std::uint64_t seed = 0, exec const& o = {}) const {
    return split<N>(array_view<double>(weights.data(), N), seed, o);
  }
  std::vector<table<schema>> random_split(std::vector<double> const& weights, std::uint64_t seed = 0, exec const& o = {}) const {
    std::vector<table<schema>> r;
    execution::split_plan(rules::optimise(self()), weights, seed, {o}, [&](std::size_t, table<schema> t) { r.push_back(std::move(t)); });
    return r;
  }
  template <class W, class... More>
    requires(!std::is_convertible_v<W const&, std::vector<double>>)
  ill_formed random_split(W const&, More const&...) const {
    well_formed<plan::not_weights<W>>();
    return {};
  }

 private:
  constexpr Plan const& self() const { return static_cast<query<Plan> const&>(*this).plan(); }
  template <std::size_t N>
  auto split(array_view<double> weights, std::uint64_t seed, exec const& o) const {
    std::array<table<schema>, N> r;
    execution::split_plan(rules::optimise(self()), weights, seed, {o}, [&](std::size_t k, table<schema> t) { r[k] = std::move(t); });
    return r;
  }
};

}  // namespace quern
