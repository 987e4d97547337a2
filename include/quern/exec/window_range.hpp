// SPDX-License-Identifier: BSL-1.0
// Ranges with offsets: the order key as numbers that the offset can be added to. Integers, decimals and times are 128-bit
// integers here, so that no sum leaves them unnoticed; floats are doubles.
#pragma once
#include <cmath>

#include <quern/exec/window_frames.hpp>
#include <quern/kernel/number.hpp>

namespace quern::inline QUERN_ABI::execution {

// Whether an order key of bare type T has distances at all.
template <class T>
inline constexpr bool has_distance = is_numeric<T> || family_of<T> == family::date || family_of<T> == family::timestamp || family_of<T> == family::duration;
template <class T>
using distance_number = std::conditional_t<std::is_floating_point_v<T>, double, int128>;

template <class T>
constexpr std::int64_t ticks_per_day() {
  if constexpr (std::is_same_v<T, date>)
    return 1;
  else
    return T::unit::per_day;
}
// Bound B for order keys of bare type T; data_error where the integer or float it holds cannot be added.
template <class T, class B>
frame_bound bound_of_range(B const& b) {
  frame_bound r;
  if constexpr (std::is_same_v<B, expr::unbounded_bound>) {
    r.kind = frame_bound::open;
  } else if constexpr (expr::is_constant_bound<B>) {
    return execution::bound_of_range<T>(expr::known_bound<B>);
  } else if constexpr (std::is_same_v<B, std::int64_t>) {
    if (b == 0) return r;
    r.kind = frame_bound::offset;
    if constexpr (is_numeric<T>) {
      r.exact = static_cast<int128>(b) * power_of_ten(kernel::scale_of<T>), r.real = static_cast<double>(b);
      constexpr int most = 38 - kernel::scale_of<T>;  // a larger one may leave 128 bits, and reaches every key
      if (most < 20 && (b >= power_of_ten(most) || b <= -power_of_ten(most))) r.exact = (b > 0 ? 1 : -1) * power_of_ten(38);
    } else {
      execution::raise_frame("range(a, b): a number other than 0 needs one order key that is a number; dates and times take durations, such as days(7)");
    }
  } else if constexpr (family_of<B> == family::floating) {
    if (!std::isfinite(b)) execution::raise_frame("range(a, b): an offset is not finite; unbounded is written so");
    if (b != 0) r.kind = frame_bound::offset, r.real = b;
  } else if constexpr (family_of<B> == family::duration && !is_numeric<T> && has_distance<T>) {
    if (b.ticks != 0) r.kind = frame_bound::offset, r.exact = static_cast<int128>(b.ticks) * (ticks_per_day<T>() / B::unit::per_day);
  } else if constexpr (family_of<B> == family::decimal && family_of<T> == family::decimal) {
    if (b.units != 0) r.kind = frame_bound::offset, r.exact = static_cast<int128>(b.units) * power_of_ten(T::scale - B::scale);
  }
  return r;
}

// The key column's value for each run of peers.
template <class T>
peer_keys<distance_number<bare<T>>> keys_of_peers(window_order const& w, column_data const& column, bool descending, read_options const& o) {
  using V = distance_number<bare<T>>;
  peer_keys<V> keys;
  std::size_t const n = w.peers.size() - 1;
  keys.of.resize(n), keys.special.resize(n);
  column_ref const ref = ref_of<T>(column);
  auto const* const values = reinterpret_cast<storage_of<bare<T>> const*>(ref.values);
  execution::run_tasks(o.chunks_of(n), o, [&](std::size_t k) {
    for (std::size_t g = k * o.chunk_rows; g < n && g < (k + 1) * o.chunk_rows; ++g) {
      std::size_t const row = w.rows[w.peers[g]];
      auto const v = static_cast<V>(values[row]);
      keys.special[g] = !valid_at(ref, row) || v != v;
      keys.of[g] = descending ? -v : v;
    }
  });
  return keys;
}

// The frames of a window. Keys: the type of its order keys; `columns`: those.
template <class... Keys, class A, class B>
window_frames frames_of(window_order const& w, expr::rows_frame<A, B> const& f, array_view<std::shared_ptr<column_data const>>, bool, read_options const& o) {
  return execution::frames_of_rows(w, execution::bound_of_rows(f.from), execution::bound_of_rows(f.to), o);
}
template <class... Keys, class A, class B>
window_frames frames_of(window_order const& w, expr::range_frame<A, B> const& f, array_view<std::shared_ptr<column_data const>> columns, bool descending,
                        read_options const& o) {
  using T = std::conditional_t<sizeof...(Keys) == 1, meta::at<0, meta::list<Keys..., bool>>, bool>;  // several keys: no offsets
  frame_bound const a = execution::bound_of_range<bare<T>>(f.from), b = execution::bound_of_range<bare<T>>(f.to);
  if constexpr (has_distance<bare<T>>)
    if (a.kind == frame_bound::offset || b.kind == frame_bound::offset) return execution::frames_of_range(w, a, b, execution::keys_of_peers<T>(w, *columns[0], descending, o), o);
  return execution::frames_of_range(w, a, b, peer_keys<int128>{}, o);
}
template <class... Keys>
window_frames frames_of(window_order const& w, expr::default_frame const&, array_view<std::shared_ptr<column_data const>> columns, bool descending, read_options const& o) {
  if constexpr (sizeof...(Keys) == 0)
    return execution::whole_partitions(w);
  else
    return execution::frames_of<Keys...>(w, expr::range_frame<expr::unbounded_bound, expr::current_row_bound>{}, columns, descending, o);
}

}  // namespace quern::execution
