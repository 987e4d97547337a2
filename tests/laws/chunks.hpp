// SPDX-License-Identifier: BSL-1.0
// In which chunks laws of threads run: what meets there are chunks, so many small ones show as much as few large ones.
#pragma once
#include <quern.hpp>

namespace reference {

#if defined(__SANITIZE_THREAD__)
inline constexpr bool thread_sanitizer = true;
#elif defined(__has_feature)
inline constexpr bool thread_sanitizer = __has_feature(thread_sanitizer);
#else
inline constexpr bool thread_sanitizer = false;
#endif

inline constexpr std::size_t small_chunk = 4096;

// As users run, but where each row costs a hundred times as much.
inline constexpr std::size_t chunk_rows = thread_sanitizer ? small_chunk : quern::rows_per_chunk;
inline quern::exec on_threads(int threads) { return {.threads = threads, .min_rows_per_chunk = chunk_rows}; }

// Where each row calls a test's function.
inline quern::exec in_small_chunks(int threads) { return {.threads = threads, .min_rows_per_chunk = small_chunk}; }

}  // namespace reference
