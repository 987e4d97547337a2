// SPDX-License-Identifier: BSL-1.0
// Quantiles and counts of distinct values over frames that overlap much: the values of a piece are numbered in their order once,
// and a frame is how often each number is in it. A row that comes or goes costs the logarithm of the piece's rows, not the
// frame's length. How often: a tree of partial sums (Fenwick, A new data structure for cumulative frequency tables, 1994).
#pragma once
#include <cmath>

#include <quern/exec/window_frames.hpp>
#include <quern/exec/window_states.hpp>

namespace quern::inline QUERN_ABI::execution {

template <class Kind>
inline constexpr bool is_ranked = std::is_same_v<Kind, kernel::distinct_values> || std::is_same_v<Kind, kernel::all_values>;

template <class Input, class Kind>
class ranked_state {
  static constexpr bool is_quantile = std::is_same_v<Kind, kernel::all_values>;
  using B = bare<typename Input::accumulator::B>;

 public:
  // For frames between places `begin` and `end`.
  ranked_state(Input const& in, std::uint32_t begin, std::uint32_t end) : in_(in), begin_(begin), low_(begin), high_(begin), rank_(end - begin, none) {
    std::vector<std::uint32_t> places;
    for (std::uint32_t i = begin; i < end; ++i)
      if (in.is_there(i)) places.push_back(i);
    auto const less = [&](std::uint32_t a, std::uint32_t b) { return kernel::before(in_.value(a), in_.value(b)); };
    std::sort(places.begin(), places.end(), less);
    std::uint32_t n = 0;
    for (std::size_t k = 0; k < places.size(); ++k) {
      if (k == 0 || less(places[k - 1], places[k])) {
        ++n;
        if constexpr (is_quantile) {
          double const v = kernel::to_double_value<B>(in_.value(places[k]));
          values_.push_back(v == 0 ? 0.0 : v);
        }
      }
      rank_[places[k] - begin] = n - 1;
    }
    counts_.resize(n + 1);
    while (top_ * 2 <= n) top_ *= 2;
  }
  void move(std::uint32_t l, std::uint32_t h) {
    for (; low_ < l && low_ < high_; ++low_) change(low_, false);
    if (l > high_) high_ = l;
    low_ = l;
    for (; high_ < h; ++high_) change(high_, true);
  }
  template <class Builder>
  void emit(Builder& b) const {
    if constexpr (!is_quantile) {
      b.append(distinct_);
    } else {
      if (rows_ == 0) return kernel::emit_slot(in_.p, typename Input::slot{}, b);
      double const q = in_.p.k.q;
      if (!(q >= 0 && q <= 1)) return kernel::emit_slot(in_.p, typename Input::slot{}, b);  // which raises
      // As accumulator<all_values>: linear between neighbours.
      double const at = q * static_cast<double>(rows_ - 1), rest = at - std::floor(at);
      auto const below = static_cast<std::uint32_t>(at);
      double r = value(below);
      if (rest > 0) {
        double const next = value(below + 1);
        if (next != r) r += (next - r) * rest;
      }
      b.append_value(r);
    }
  }

 private:
  static constexpr std::uint32_t none = 0xffffffff;
  void change(std::uint32_t place, bool comes) {
    std::uint32_t const r = rank_[place - begin_];
    if (r == none) return;
    if constexpr (is_quantile) {
      rows_ += comes ? 1 : -1;
      for (std::uint32_t k = r + 1; k < counts_.size(); k += k & -k) counts_[k] += comes ? 1 : -1;
    } else {
      std::int32_t& n = counts_[r];
      distinct_ += comes ? n++ == 0 : -(--n == 0);
    }
  }
  // The value with k others before it: down the tree, as far as no more than k lie to the left.
  double value(std::uint32_t k) const {
    std::uint32_t at = 0;
    for (std::uint32_t step = top_; step != 0; step /= 2)
      if (at + step < counts_.size() && static_cast<std::uint32_t>(counts_[at + step]) <= k) at += step, k -= static_cast<std::uint32_t>(counts_[at]);
    return values_[at];
  }
  Input const& in_;
  std::uint32_t begin_, low_, high_;
  std::vector<std::uint32_t> rank_;   // of each place
  std::vector<std::int32_t> counts_;  // of each rank; for quantiles the tree over them, from 1
  std::vector<double> values_;        // of each rank
  std::int64_t rows_ = 0, distinct_ = 0;
  std::uint32_t top_ = 1;
};

// Whether frames first .. last overlap so much that adding up each anew would cost more.
inline bool overlap_much(window_frames const& f, std::size_t first, std::size_t last) {
  std::size_t all = 0;
  for (std::size_t u = first; u < last; ++u) all += f.high[u] - f.low[u];
  std::size_t const rows = f.high[last - 1] - f.low[first] + (last - first);
  return all > 16 * rows;
}

}  // namespace quern::execution
