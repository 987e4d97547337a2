// SPDX-License-Identifier: BSL-1.0
// Frames as places: where the frame of each row begins and ends. Rows that always share a frame (a partition's, peers) are one
// unit. Bounds never go back from one unit of a partition to the next, on which sliding aggregates rely.
#pragma once
#include <quern/exec/window_order.hpp>
#include <quern/expr/frame.hpp>

namespace quern::inline QUERN_ABI::execution {

struct window_frames {
  place_list low, high;                   // of each unit: places low .. high
  array_view<std::uint32_t> starts;  // where each unit begins, and the end; none: a unit is a row
  std::size_t size() const { return low.size(); }
};

[[noreturn]] inline void raise_frame(char const* why) { throw data_error(std::string("quern: ") + why); }

// A bound of a frame. Exact and real: what a range adds, as the order key's numbers are (exec/window_range.hpp).
struct frame_bound {
  enum { open, row, offset } kind = row;
  std::int64_t rows = 0;
  int128 exact = 0;
  double real = 0;
};
template <class B>
frame_bound bound_of_rows(B const& b) {
  frame_bound r;
  constexpr std::int64_t most = std::int64_t{1} << 33;  // beyond any place
  if constexpr (std::is_same_v<B, expr::unbounded_bound>) {
    r.kind = frame_bound::open;
  } else {
    if constexpr (expr::has_known_bound<B>)
      r.rows = expr::known_bound<B>;
    else
      r.rows = b;
    r.rows = r.rows > most ? most : r.rows < -most ? -most : r.rows;
  }
  return r;
}

inline window_frames whole_partitions(window_order const& w) {
  window_frames f;
  f.starts = w.partitions;
  f.low.assign(w.partitions.begin(), w.partitions.end() - 1);
  f.high.assign(w.partitions.begin() + 1, w.partitions.end());
  return f;
}
inline window_frames frames_of_rows(window_order const& w, frame_bound const& a, frame_bound const& b, read_options const& o) {
  bool const open = a.kind == frame_bound::open && b.kind == frame_bound::open;
  if (a.kind != frame_bound::open && b.kind != frame_bound::open && a.rows > b.rows) execution::raise_frame("rows(a, b): the frame starts behind its end");
  if (open) return execution::whole_partitions(w);
  window_frames f;
  f.low.resize(w.rows.size()), f.high.resize(w.rows.size());
  execution::for_pieces(w.pieces(o.chunk_rows), o, [&](std::size_t first, std::size_t last) {
    for (std::size_t p = first; p < last; ++p) {
      std::int64_t const s = w.partitions[p], e = w.partitions[p + 1];
      auto const place = [&](std::int64_t at) { return static_cast<std::uint32_t>(at < s ? s : at > e ? e : at); };
      for (std::int64_t i = s; i < e; ++i) {
        f.low[static_cast<std::size_t>(i)] = a.kind == frame_bound::open ? static_cast<std::uint32_t>(s) : place(i + a.rows);
        f.high[static_cast<std::size_t>(i)] = b.kind == frame_bound::open ? static_cast<std::uint32_t>(e) : place(i + b.rows + 1);
      }
    }
  });
  return f;
}

// The order key of each run of peers, ascending in the order's direction; special ones (null, NaN) are near to none but themselves.
template <class V>
struct peer_keys {
  std::vector<V> of;
  std::vector<std::uint8_t> special;
};
constexpr int128 moved_key(int128 key, int128 by) {
  int128 r = 0;
  if (!__builtin_add_overflow(key, by, &r)) return r;
  constexpr int128 most = (((int128{1} << 126) - 1) << 1) + 1;
  return by > 0 ? most : -most - 1;
}
constexpr double moved_key(double key, double by) { return key + by; }
inline int128 offset_in(frame_bound const& b, int128) { return b.exact; }
inline double offset_in(frame_bound const& b, double) { return b.real; }

// Frames of a range: one for each run of peers. keys may be empty where no bound is an offset.
template <class V>
window_frames frames_of_range(window_order const& w, frame_bound const& a, frame_bound const& b, peer_keys<V> const& keys, read_options const& o) {
  V const zero{};
  V const from = a.kind == frame_bound::offset ? execution::offset_in(a, zero) : zero, to = b.kind == frame_bound::offset ? execution::offset_in(b, zero) : zero;
  if (a.kind != frame_bound::open && b.kind != frame_bound::open && to < from) execution::raise_frame("range(a, b): the frame starts behind its end");
  if (a.kind == frame_bound::open && b.kind == frame_bound::open) return execution::whole_partitions(w);
  window_frames f;
  auto const& peers = w.peers;
  f.starts = peers;
  f.low.resize(peers.size() - 1), f.high.resize(peers.size() - 1);
  execution::for_pieces(w.pieces(o.chunk_rows), o, [&](std::size_t first, std::size_t last) {
    auto g = static_cast<std::size_t>(std::lower_bound(peers.begin(), peers.end(), w.partitions[first]) - peers.begin());
    for (std::size_t p = first; p < last; ++p) {
      std::uint32_t const s = w.partitions[p], e = w.partitions[p + 1];
      std::size_t begin = g, end = g;
      while (peers[end] < e) ++end;
      std::size_t const next = end;
      if (!keys.of.empty()) {
        while (begin < end && keys.special[begin]) ++begin;
        while (begin < end && keys.special[end - 1]) --end;
      }
      std::size_t low = begin, high = begin;
      for (; g < next; ++g) {
        bool const near_none = g < begin || g >= end;
        auto const place = [&](frame_bound const& bound, V const& by, std::size_t& at, bool start) {
          if (bound.kind == frame_bound::open) return start ? s : e;
          if (bound.kind == frame_bound::row || near_none) return peers[g + !start];
          V const wanted = execution::moved_key(keys.of[g], by);
          while (at < end && (start ? keys.of[at] < wanted : keys.of[at] <= wanted)) ++at;
          return peers[at];
        };
        f.low[g] = place(a, from, low, true);
        f.high[g] = place(b, to, high, false);
      }
    }
  });
  return f;
}

// For each row of the table, the unit whose frame it has.
inline place_list unit_of_rows(window_order const& w, window_frames const& f, read_options const& o) {
  place_list unit(w.rows.size());
  bool const by_row = f.starts.empty();
  execution::run_tasks(o.chunks_of(f.size()), o, [&](std::size_t k) {
    std::size_t const last = (k + 1) * o.chunk_rows < f.size() ? (k + 1) * o.chunk_rows : f.size();
    for (std::size_t u = k * o.chunk_rows; u < last; ++u) {
      if (by_row)
        unit[w.rows[u]] = static_cast<std::uint32_t>(u);
      else
        for (std::uint32_t i = f.starts[u]; i < f.starts[u + 1]; ++i) unit[w.rows[i]] = static_cast<std::uint32_t>(u);
    }
  });
  return unit;
}

}  // namespace quern::execution
