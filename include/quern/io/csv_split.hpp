// SPDX-License-Identifier: BSL-1.0
// Where records begin in each piece of the text, found piece by piece without knowing what came before: a piece is summed
// up twice, as if it began outside of quotes and as if inside. Where quotes stand in the middle of a field their parity
// says nothing: such pieces are read again, in order, by the exact state machine.
#pragma once
#include <mutex>
#include <vector>

#include <quern/kernel/byte_masks.hpp>
#include <quern/io/csv_dialect.hpp>

namespace quern::inline QUERN_ABI::csv {

inline constexpr std::size_t nowhere = ~std::size_t{0};

class piece_map {
 public:
  // text[first, size) ends in '\n'; text[first - 1] must be '\n' too.
  piece_map(dialect const& d, char const* text, std::size_t first, std::size_t size, std::size_t piece_bytes)
      : dialect_(d),
        text_(text),
        first_(first),
        size_(size),
        bytes_(piece_bytes),
        pieces_((size - first + piece_bytes - 1) / piece_bytes) {}

  std::size_t pieces() const { return pieces_.size(); }

  // Sums up piece k. Different pieces may be summed up at the same time, before any range() is asked for.
  void sum_up(std::size_t k) { pieces_[k].sum = summary_of(begin_of(k), end_of(k)), pieces_[k].summed = true; }

  struct range {
    std::size_t begin = 0, end = 0;  // of the records whose first byte lies in the piece
    std::size_t rows = 0;            // how many they are, without blank lines and comments
    std::size_t first_row = 0;       // how many come before them
  };
  // Reads the text only as far as it must to know where the last record of piece k ends. Any number of threads.
  range range_of(std::size_t k) {
    std::lock_guard lock(mutex_);
    while (resolved_ <= k) resolve();
    place const& p = pieces_[k].at;
    range r{p.begin, p.begin, p.rows, p.row};
    if (p.begin == nowhere) return {0, 0, 0, p.row};
    for (std::size_t n = k + 1;; ++n) {
      if (n == pieces()) return r.end = size_, r;
      if (resolved_ == n) resolve();
      if (pieces_[n].at.begin != nowhere) return r.end = pieces_[n].at.begin, r;
    }
  }
  // Line ends in text[first, at); at lies in a record of piece k.
  std::size_t lines_before(std::size_t k, std::size_t at) {
    std::lock_guard lock(mutex_);
    std::size_t const back = k > 0;  // pieces count what ends before each of their bytes: one before the first, none behind the last
    std::size_t n = pieces_[k].at.lines - back;
    for (std::size_t i = begin_of(k) - back; i < at; ++i) n += text_[i] == '\n';
    return n;
  }

 private:
  enum class state { record, field, plain, quoted, closing, comment };

  // Index 0: the piece begins outside of quotes; 1: inside.
  struct summary {
    std::size_t rows[2] = {0, 0};
    std::size_t begin[2] = {nowhere, nowhere};  // the first record that begins in the piece
    std::size_t lines = 0;
    bool flips = false;  // an odd number of quotes
    bool doubtful[2] = {false, false};
  };
  struct place {
    std::size_t begin = nowhere, rows = 0, row = 0, lines = 0;
  };
  struct piece {
    summary sum;
    place at;
    bool summed = false;
  };
  std::size_t begin_of(std::size_t k) const { return first_ + k * bytes_; }
  std::size_t end_of(std::size_t k) const { return k + 1 < pieces() ? begin_of(k + 1) : size_; }

  summary summary_of(std::size_t from, std::size_t to) const {
    summary s;
    std::uint64_t inside = 0;  // all ones inside quotes, if the piece began outside
    for (std::size_t at = from; at < to; at += 64) {
      char const* const p = text_ + at;
      // Most text: no quote and no blank line for a while, and the first record is known.
      int const outside = inside != 0;
      if (std::size_t lines; to - at >= plain_bytes && s.begin[outside] != nowhere && plain_lines(p, lines)) {
        s.lines += lines, s.rows[outside] += lines, at += plain_bytes - 64;
        continue;
      }
      std::uint64_t const live = to - at < 64 ? (std::uint64_t{1} << (to - at)) - 1 : ~std::uint64_t{0};
      kernel::block64 const here(p);
      std::uint64_t const after_line = (kernel::block64(p - 1) == '\n') & live;
      std::uint64_t in[2] = {inside, ~inside};
      std::uint64_t const quotes = dialect_.quotes ? (here == dialect_.quote) & live : 0;
      if (quotes != 0) {
        std::uint64_t const through = kernel::prefix_parity(quotes) ^ inside, opening = quotes & through;
        std::uint64_t const unfit = ~may_open_at(p);
        s.doubtful[0] |= (opening & unfit) != 0 || dialect_.comments;
        s.doubtful[1] |= (quotes & ~opening & unfit) != 0 || dialect_.comments;
        in[0] = through ^ quotes, in[1] = ~in[0];  // before each byte, not through it
        inside = (through >> 63) != 0 ? ~std::uint64_t{0} : 0;
      }
      if (after_line == 0) continue;
      s.lines += static_cast<std::size_t>(std::popcount(after_line));
      std::uint64_t const skipped = skipped_at(here, p) & after_line;
      for (int h = 0; h < 2; ++h) {
        std::uint64_t const starts = after_line & ~in[h];
        if (starts == 0) continue;
        if (s.begin[h] == nowhere) s.begin[h] = at + static_cast<std::size_t>(std::countr_zero(starts));
        s.rows[h] += static_cast<std::size_t>(std::popcount(starts & ~skipped));
      }
    }
    // Bits past the end repeat the last parity: nothing is live there.
    s.flips = inside != 0;
    return s;
  }
  // Counts the records that begin in the next bytes, unless there is more to them than that.
  static constexpr std::size_t plain_bytes = 256;
  bool plain_lines(char const* p, std::size_t& lines) const {
    std::uint64_t odd = 0;
    lines = 0;
    for (std::size_t i = 0; i < plain_bytes; i += 64) {
      __builtin_prefetch(p + i + 4096);  // the machine does not look ahead past a page: 170 ms a GB without, 115 with
      kernel::block64 const here(p + i);
      std::uint64_t const after_line = kernel::block64(p + i - 1) == '\n', line = here == '\n';
      odd |= (line | (here == '\r')) & after_line;
      if (dialect_.quotes) odd |= here == dialect_.quote;
      if (dialect_.comments) odd |= (here == dialect_.comment) & after_line;
      lines += static_cast<std::size_t>(std::popcount(after_line));
    }
    return odd == 0;
  }
  // After what a quote opens a field, or doubles the quote before it.
  std::uint64_t may_open_at(char const* p) const {
    kernel::block64 const before(p - 1);
    return (before == dialect_.separator) | (before == '\n') | (before == dialect_.quote);
  }
  std::uint64_t skipped_at(kernel::block64 const& here, char const* p) const {
    std::uint64_t m = 0;
    if (!dialect_.blank_rows) m = (here == '\n') | ((here == '\r') & (kernel::block64(p + 1) == '\n'));
    return dialect_.comments ? m | (here == dialect_.comment) : m;
  }

  // The piece after the last resolved one, from the exact state in which that one ended.
  void resolve() {
    std::size_t const k = resolved_, from = begin_of(k), to = end_of(k);
    piece& p = pieces_[k];
    if (!p.summed) sum_up(k);
    int const h = state_ == state::quoted;
    p.at.row = row_, p.at.lines = lines_;
    // A quote right behind a quote of the piece before: only the state tells whether it doubles it.
    bool const split_quote = dialect_.quotes && from > 0 && text_[from] == dialect_.quote && text_[from - 1] == dialect_.quote;
    if (p.sum.doubtful[h] || split_quote) {
      walk(from, to, p.at);
    } else {
      p.at.begin = p.sum.begin[h], p.at.rows = p.sum.rows[h];
      state_ = state_after(p.sum, from, to, h != 0);
    }
    row_ += p.at.rows, lines_ += p.sum.lines;
    ++resolved_;
  }
  state state_after(summary const& s, std::size_t from, std::size_t to, bool began_inside) const {
    if (began_inside != s.flips) return state::quoted;
    char const last = text_[to - 1];
    if (last == '\n') return state::record;
    if (dialect_.comments) {  // then the piece has no quotes, and every line in it begins a record
      std::size_t line = to;
      while (line > from && text_[line - 1] != '\n') --line;
      bool const begins_here = line > from || state_ == state::record;
      if (begins_here ? text_[line] == dialect_.comment : state_ == state::comment) return state::comment;
    }
    if (last == dialect_.separator) return state::field;
    return dialect_.quotes && last == dialect_.quote ? state::closing : state::plain;
  }
  void walk(std::size_t from, std::size_t to, place& out) {
    for (std::size_t at = from; at < to; ++at) {
      char const c = text_[at];
      bool const quote = dialect_.quotes && c == dialect_.quote;
      switch (state_) {
        case state::record:
          if (out.begin == nowhere) out.begin = at;
          out.rows += !is_skipped(dialect_, text_ + at);
          if (dialect_.comments && c == dialect_.comment) {
            state_ = state::comment;
            break;
          }
          [[fallthrough]];
        case state::field:
          state_ = quote ? state::quoted : after(c);
          break;
        case state::quoted:
          if (quote) state_ = state::closing;
          break;
        case state::closing:
          state_ = quote ? state::quoted : after(c);
          break;
        case state::plain:
          state_ = after(c);
          break;
        case state::comment:
          if (c == '\n') state_ = state::record;
          break;
      }
    }
  }
  state after(char c) const { return c == '\n' ? state::record : c == dialect_.separator ? state::field : state::plain; }

  dialect dialect_;
  char const* text_;
  std::size_t first_, size_, bytes_;
  std::vector<piece> pieces_;
  std::mutex mutex_;
  std::size_t resolved_ = 0, row_ = 0, lines_ = 0;
  state state_ = state::record;
};

}  // namespace quern::inline QUERN_ABI::csv
