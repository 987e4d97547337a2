// SPDX-License-Identifier: BSL-1.0
// Finished groups as columns: the results of their aggregates, made in pieces.
#pragma once
#include <quern/exec/group_sink.hpp>

namespace quern::inline QUERN_ABI::execution {

template <class P>
using primitive_result = typename kernel::accumulator<typename P::kind, typename P::argument>::result;

// Finished groups: the way they were numbered, and the results of their primitives.
template <class State>
struct finished_groups {
  State state;                       // keys by hash, or order and space
  std::shared_ptr<key_space const> space;
  unset_vector<std::uint64_t> codes;  // of the groups, where there is a space of codes
  column_list keys;  // where they are made already
  column_list results;
  std::size_t rows = 0;
};

// Results of n groups, whose slots are slots_of(0) ...
template <class... P, class SlotsOf>
column_list emit_results([[maybe_unused]] meta::tuple<P...> const& primitives, [[maybe_unused]] std::size_t n, [[maybe_unused]] SlotsOf const& slots_of) {
  column_list columns;
  if constexpr (sizeof...(P) > 0) [&]<std::size_t... I>(std::index_sequence<I...>) {
    meta::tuple<column_builder<primitive_result<P>>...> builders{};
    (meta::get<I>(builders).reserve(n), ...);
    for (std::size_t g = 0; g < n; ++g) (kernel::emit_slot(meta::get<I>(primitives), meta::get<I>(slots_of(g)), meta::get<I>(builders)), ...);
    (columns.push_back(meta::get<I>(builders).finish_shared()), ...);
  }(std::index_sequence_for<P...>{});
  return columns;
}
// Pieces one behind the other. Those of a column go when it is whole.
inline column_list join_pieces(array_view<column_layout> layouts, std::vector<column_list>& pieces, read_options const& o) {
  column_list done(layouts.size());
  if (pieces.size() == 1) return std::move(pieces[0]);
  std::vector<std::size_t> first(pieces.size() + 1, 0);
  for (std::size_t c = 0; c < layouts.size(); ++c) {
    bool plain = !layouts[c].bits && !layouts[c].offsets && !layouts[c].category;
    for (std::size_t p = 0; p < pieces.size(); ++p) {
      first[p + 1] = first[p] + pieces[p][c]->rows;
      plain = plain && pieces[p][c]->nulls == 0;
    }
    if (plain) {
      auto whole = std::make_shared<column_data>();
      whole->rows = first.back();
      whole->values.resize(whole->rows * layouts[c].bytes);
      execution::run_tasks(pieces.size(), o, [&](std::size_t p) {
        if (std::size_t const bytes = pieces[p][c]->rows * layouts[c].bytes; bytes != 0)
          std::memcpy(whole->values.data() + first[p] * layouts[c].bytes, pieces[p][c]->values.data(), bytes);
      });
      done[c] = std::move(whole);
    } else {
      column_buffers whole(layouts[c]);
      for (auto const& piece : pieces) {
        if (layouts[c].category) whole.use_dictionary(piece[c]->dict, false);
        whole.append_chunk(quern::ref_of(layouts[c], *piece[c]), piece[c]->rows, {});
      }
      done[c] = whole.finish();
    }
    for (auto& piece : pieces) piece[c].reset();
  }
  return done;
}

}  // namespace quern::execution
