// SPDX-License-Identifier: BSL-1.0
// How an aggregate follows a frame that moves on. Each state has move(low, high), with bounds that never go back, and emit().
// All but `recomputed` take time linear in the rows, whatever the frames.
#pragma once
#include <quern/exec/window_argument.hpp>
#include <quern/kernel/statistics.hpp>

namespace quern::inline QUERN_ABI::execution {

// A primitive, and the columns of its argument.
template <class P, class Argument>
struct window_input {
  using accumulator = kernel::accumulator_of<P>;
  using slot = typename accumulator::slot;
  using result = typename accumulator::result;
  P p;
  column_ref const* columns;

  bool is_there(std::size_t i) const { return Argument::is_there(columns, i); }
  auto value(std::size_t i) const { return Argument::value(columns, i); }
  void add(slot& s, std::size_t i) const {
    if (is_there(i)) kernel::add_to_slot(p, s, value(i));
  }
  void add(slot& s, std::size_t from, std::size_t to) const {
    for (std::size_t i = from; i < to; ++i) add(s, i);
  }
};

// Counts and exact sums: what leaves the frame is taken away again.
template <class Kind, class E>
inline constexpr bool is_exact = std::is_same_v<Kind, kernel::row_count> || std::is_same_v<Kind, kernel::true_count>;
template <class E>
inline constexpr bool is_exact<kernel::total, E> = !std::is_floating_point_v<bare<typename E::type>>;

template <class Input, class Kind>
struct exact_state {
  Input const& in;
  typename Input::slot s{};
  std::uint32_t low = 0, high = 0;

  void move(std::uint32_t l, std::uint32_t h) {
    if (l >= high || l - low > h - l) {
      s = {}, high = l;
    } else {
      for (std::uint32_t i = low; i < l; ++i)
        if (in.is_there(i)) remove(in.value(i));
    }
    in.add(s, high, h);
    low = l, high = h;
  }
  typename Input::slot const& state() const { return s; }

 private:
  template <class V>
  void remove(V const& v) {
    if constexpr (std::is_same_v<Kind, kernel::row_count>)
      s -= 1;
    else if constexpr (std::is_same_v<Kind, kernel::true_count>)
      s -= v ? 1 : 0;
    else
      s += -static_cast<int128>(v);
  }
};

// Least and greatest: places whose values may still become it, in the order of both.
template <class Input, bool Least>
struct extreme_state {
  Input const& in;
  std::vector<std::uint32_t> queue{};
  std::size_t front = 0;
  std::uint32_t high = 0;

  void move(std::uint32_t l, std::uint32_t h) {
    if (l >= high) queue.clear(), front = 0, high = l;
    for (; high < h; ++high) {
      if (!in.is_there(high)) continue;
      auto const v = in.value(high);
      while (queue.size() > front && (Least ? kernel::before(v, in.value(queue.back())) : kernel::before(in.value(queue.back()), v))) queue.pop_back();
      queue.push_back(high);
    }
    while (front < queue.size() && queue[front] < l) ++front;
    if (front == queue.size()) queue.clear(), front = 0;
  }
  typename Input::slot state() const {
    typename Input::slot s{};
    if (front < queue.size()) in.add(s, queue[front]);
    return s;
  }
};

// The first or last value that is there.
template <class Input, bool First>
struct end_state {
  Input const& in;
  std::uint32_t low = 0, high = 0, found = 0xffffffff;

  void move(std::uint32_t l, std::uint32_t h) {
    if (l >= high) high = l, found = 0xffffffff;
    if constexpr (First) {
      if (found == 0xffffffff || found < l) {
        found = found == 0xffffffff ? high : l;
        while (found < h && !in.is_there(found)) ++found;
        if (found == h) found = 0xffffffff;
      }
    } else {
      for (std::uint32_t i = high; i < h; ++i)
        if (in.is_there(i)) found = i;
    }
    low = l, high = h;
  }
  typename Input::slot state() const {
    typename Input::slot s{};
    if (found != 0xffffffff && found >= low) in.add(s, found);
    return s;
  }
};

// Two stacks: the frame's first part as aggregates of all its ends, made when the other part becomes the first; the rest as one
// aggregate that grows. Nothing is ever taken away, so floats keep no trace of what has left the frame.
template <class Input>
struct two_stacks {
  using slot = typename Input::slot;
  Input const& in;
  std::vector<slot> ends{};  // of the places first .. middle; ends[k] from place first + k on
  slot rest{};               // of middle .. high
  std::uint32_t low = 0, first = 0, middle = 0, high = 0;

  void move(std::uint32_t l, std::uint32_t h) {
    if (l >= high) {
      rest = {}, first = middle = high = l;
    } else if (l > low && l >= middle) {
      ends.assign(high - l, slot{});
      for (std::uint32_t i = high; i-- > l;) {
        slot& s = ends[i - l];
        in.add(s, i);
        if (i + 1 < high) kernel::merge_slots(in.p, s, ends[i + 1 - l]);
      }
      first = l, middle = high, rest = {};
    }
    in.add(rest, high, h);
    low = l, high = h;
  }
  slot state() const {
    if (low >= middle) return rest;
    slot s = ends[low - first];
    kernel::merge_slots(in.p, s, rest);
    return s;
  }
};

// Aggregates that keep all values: from the start for each frame, unless it only grows. As many steps as the frames have rows;
// for those that ranks serve see window_ranked.hpp.
template <class Input>
struct recomputed {
  Input const& in;
  typename Input::slot s{};
  std::uint32_t low = 0, high = 0;

  void move(std::uint32_t l, std::uint32_t h) {
    if (l != low || l >= high) s = {}, high = l;
    in.add(s, high, h);
    low = l, high = h;
  }
  typename Input::slot const& state() const { return s; }
};

template <class Input, class Kind, class E>
struct state_for {
  using type = std::conditional_t<is_exact<Kind, E>, exact_state<Input, Kind>,
                                  std::conditional_t<std::is_trivially_copyable_v<typename Input::slot>, two_stacks<Input>, recomputed<Input>>>;
};
template <class Input, bool Least, class E>
struct state_for<Input, kernel::extreme<Least>, E> {
  using type = extreme_state<Input, Least>;
};
template <class Input, bool First, class E>
struct state_for<Input, kernel::at_end<First>, E> {
  using type = end_state<Input, First>;
};

}  // namespace quern::execution
