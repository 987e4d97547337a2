// SPDX-License-Identifier: BSL-1.0
// Who looks on while the chunks of a source run: counters for tests. For the sources of a profiled plan exec/measured_run.hpp has
// overloads of these functions, found by the source's type; so a run that is not profiled holds nothing of a profile.
#pragma once
#include <quern/exec/counters.hpp>
#include <quern/exec/steps.hpp>
#include <quern/table/source.hpp>

namespace quern::inline QUERN_ABI::execution {

// A watch: opened(chunks) once the source is open; then for each chunk, by any thread, begin(k), and of what that gives
// given(), which it need not have, once the source has given its rows, where read() comes later; read(reader, chunk) to look at them;
// and end() when it is done, with notes of its steps where it has some.
struct counting {
  run_counters* counters = current_counters();

  struct chunk_note {
    run_counters* counters;
    template <class Reader>
    void read(Reader const&, chunk const& c) const {
      if (counters != nullptr) counters->rows_read += c.rows, ++counters->chunks_read;
    }
    void end() const {}
    template <class Notes>
    void end(Notes const&) const {}
  };
  chunk_note begin(std::size_t) const { return {counters}; }
  void opened(std::size_t) const {}
};
inline constexpr counting unwatched{nullptr};

// Of a pipeline that the calling thread runs.
template <class Source, class... Steps>
counting watch_run(Source const&, meta::tuple<Steps...> const&) {
  return {};
}
// Of a stream whose chunks are read inside those of another pipeline, or to be made complete.
template <class Source, class... Steps>
counting watch_blocks(Source const&, meta::tuple<Steps...> const&) {
  return {};
}
// Columns of the source are taken as they are, and not read in chunks.
template <class Source>
void watch_whole(Source const&, std::size_t) {}

}  // namespace quern::execution
