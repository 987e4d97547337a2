// SPDX-License-Identifier: BSL-1.0
// An aggregate's result for each frame, as a column. Frames are cut into pieces where little of a frame has to be added again;
// the cuts depend on the frames alone, so the bits are the same for any number of threads.
#pragma once
#include <quern/exec/column_buffers.hpp>
#include <quern/exec/window_frames.hpp>
#include <quern/exec/window_ranked.hpp>
#include <quern/exec/window_states.hpp>

namespace quern::inline QUERN_ABI::execution {

inline std::vector<std::size_t> pieces_of_frames(window_frames const& f, std::size_t most) {
  std::vector<std::size_t> r{0};
  std::size_t work = 0;
  for (std::size_t u = 0; u < f.size(); ++u) {
    bool const apart = u == 0 || f.low[u] >= f.high[u - 1];
    if (work >= most && (apart || f.high[u] - f.low[u] <= most)) r.push_back(u), work = 0;
    work += 1 + (apart ? f.high[u] - f.low[u] : f.high[u] - f.high[u - 1]);
  }
  if (f.size() != 0) r.push_back(f.size());
  return r;
}

// Results that are plain numbers are written where they belong; others are appended piece by piece.
template <class Kind>
inline constexpr bool gives_numbers = std::is_same_v<Kind, kernel::row_count> || std::is_same_v<Kind, kernel::true_count> || std::is_same_v<Kind, kernel::total>;
template <class A>
auto number_of(typename A::slot const& s) {
  if constexpr (std::is_same_v<typename A::slot, kernel::wide_sum>)
    return A::in_range(s.low, s.carries == 0);
  else if constexpr (std::is_same_v<typename A::slot, int128>)
    return A::in_range(s, true);
  else if constexpr (std::is_same_v<typename A::slot, kernel::narrow_sum>)
    return s.units;
  else
    return s;
}

// Frames first .. last by ranks, where that can be done and pays.
template <class Kind, class Input, class Builder>
bool try_ranked(Input const& in, window_frames const& f, std::size_t first, std::size_t last, Builder& builder) {
  if constexpr (is_ranked<Kind>) {
    if (!execution::overlap_much(f, first, last)) return false;
    ranked_state<Input, Kind> state(in, f.low[first], f.high[last - 1]);
    for (std::size_t u = first; u < last; ++u) {
      state.move(f.low[u], f.high[u]);
      state.emit(builder);
    }
    return true;
  } else {
    return false;
  }
}

template <class P>
std::shared_ptr<column_data const> aggregate_frames(P const& primitive, column_ref const* columns, window_frames const& f, read_options const& o) {
  using Kind = typename P::kind;
  using Argument = window_argument<typename P::argument>;
  using Input = window_input<kernel::primitive<Kind, typename Argument::canonical>, Argument>;
  using State = typename state_for<Input, Kind, typename Argument::canonical>::type;
  using Result = typename Input::result;
  Input const in{{{}, primitive.k}, columns};
  auto const pieces = execution::pieces_of_frames(f, o.chunk_rows);
  auto const each = [&](std::size_t k, auto const& emit) {
    State state{in};
    for (std::size_t u = pieces[k]; u < pieces[k + 1]; ++u) {
      state.move(f.low[u], f.high[u]);
      emit(u, state.state());
    }
  };
  if constexpr (gives_numbers<Kind>) {
    auto const made = std::make_shared<column_data>();
    made->rows = f.size();
    made->values.resize(f.size() * sizeof(storage_of<Result>));
    auto* const values = made->values.template as<storage_of<Result>>();
    execution::run_tasks(pieces.size() - 1, o, [&](std::size_t k) { each(k, [&](std::size_t u, auto const& s) { values[u] = execution::number_of<typename Input::accumulator>(s); }); });
    return made;
  } else {
    std::vector<std::shared_ptr<column_data const>> parts(pieces.size() - 1);
    execution::run_tasks(parts.size(), o, [&](std::size_t k) {
      column_builder<Result> builder;
      builder.reserve(pieces[k + 1] - pieces[k]);
      if (!try_ranked<Kind>(in, f, pieces[k], pieces[k + 1], builder)) each(k, [&](std::size_t, auto const& s) { kernel::emit_slot(in.p, s, builder); });
      parts[k] = builder.finish_shared();
    });
    if (parts.empty()) return column_builder<Result>().finish_shared();
    if (parts.size() == 1) return parts[0];
    column_buffers all(layout_of<Result>);
    for (auto const& part : parts) all.append_chunk(ref_of<Result>(*part), part->rows, {});
    return all.finish();
  }
}

}  // namespace quern::execution
