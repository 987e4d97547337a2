// SPDX-License-Identifier: BSL-1.0
// What a worker notes of the steps of a plan that is profiled while it runs a chunk: the rows that pass, and times of some tiles. The
// steps of other plans are no operator_steps, so that there is nothing to note, and nothing of this in their loops.
#pragma once
#include <bit>
#include <chrono>
#include <cstring>

#include <quern/exec/adaptive_filter.hpp>
#include <quern/exec/range_filter.hpp>

namespace quern::inline QUERN_ABI::execution {

template <class... Steps>
inline constexpr std::size_t counted_filters = (std::size_t{is_counted_filter<Steps>} + ... + 0);
// Where nothing runs before the sink, all the time is the sink's, and no clock is needed.
template <class... Steps>
inline constexpr std::size_t timed_steps = (is_operator_step<Steps> || ... || false) ? steps_before_sink<Steps...>() : 0;

// A clock that is read around each of N steps and the sink, of some tiles: reading it takes time, too. A chunk is
// divided by what its own tiles have shown, so each has one that is timed, however short it is.
template <std::size_t N>
class tile_times {
 public:
  static constexpr std::size_t every = 16;

  std::int64_t ns[N + 1] = {};  // of the steps, and of the sink

  void begin(std::size_t tile) {
    timed_ = tile % every == 0;
    if (timed_) last_ = clock::now();
  }
  // Step k has just run.
  void lap(std::size_t k) {
    if (!timed_) return;
    auto const now = clock::now();
    ns[k] += std::chrono::duration_cast<std::chrono::nanoseconds>(now - last_).count();
    last_ = now;
  }

 private:
  using clock = std::chrono::steady_clock;
  clock::time_point last_;
  bool timed_ = false;
};

template <std::size_t Filters, std::size_t Timed>
struct step_notes {
  std::uint64_t passed[Filters + 1] = {};  // of each filter that counts
  tile_times<Timed> times;
};
template <>
struct step_notes<0, 0> {};
template <class... Steps>
using notes_of = step_notes<counted_filters<Steps...>, timed_steps<Steps...>>;

// The number of counted filters before step K.
template <std::size_t K, class... Steps>
constexpr std::size_t counted_before() {
  bool const counted[] = {is_counted_filter<Steps>..., false};
  std::size_t n = 0;
  for (std::size_t i = 0; i < K; ++i) n += counted[i];
  return n;
}
// The rows of a tile that are live.
inline std::uint64_t count_live(std::uint8_t const* live, std::size_t rows) {
  std::size_t const bytes = (rows + 7) / 8;
  std::uint64_t n = 0;
  std::size_t at = 0;
  for (std::uint64_t word; at + sizeof word <= bytes; at += sizeof word) {
    std::memcpy(&word, live + at, sizeof word);
    n += static_cast<std::uint64_t>(std::popcount(word));
  }
  for (; at < bytes; ++at) n += static_cast<std::uint64_t>(std::popcount(live[at]));
  return n;
}
// Step K has run over a tile.
template <std::size_t K, class... Steps>
void note_step([[maybe_unused]] notes_of<Steps...>& notes, [[maybe_unused]] std::size_t rows, [[maybe_unused]] std::uint8_t const* live) {
  if constexpr (is_counted_filter<meta::at<K, meta::list<Steps...>>>) notes.passed[counted_before<K, Steps...>()] += execution::count_live(live, rows);
  if constexpr (timed_steps<Steps...> != 0) notes.times.lap(K);
}

}  // namespace quern::execution
