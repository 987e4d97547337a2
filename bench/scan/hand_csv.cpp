#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "avx2.hpp"
#include "csv_fields.hpp"
#include "hand.hpp"

namespace bench {

// The masked 32 bytes of a text are compared at once; a short multiplicative hash of its head picks the entry.
inline std::uint8_t short_text_dictionary::code(char const* text, std::uint32_t length) {
  if (length > 31) throw std::runtime_error("a text of more than 31 bytes in a dictionary column");
  __m256i const index = _mm256_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
                                         27, 28, 29, 30, 31);
  __m256i const masked = _mm256_and_si256(avx2::load(text), _mm256_cmpgt_epi8(_mm256_set1_epi8(static_cast<char>(length)), index));
  auto const head = static_cast<std::uint64_t>(_mm256_extract_epi64(masked, 0));
  auto const at = static_cast<std::size_t>(((head * 0x9E3779B97F4A7C15u >> 56) + length) & 255);
  auto const& e = entries_[at];
  __m256i const differs = _mm256_xor_si256(masked, avx2::load(e.bytes));
  if (_mm256_testz_si256(differs, differs) & (e.length == length)) [[likely]]
    return static_cast<std::uint8_t>(e.code);
  return code_of_new(text, length, at);
}

[[gnu::noinline]] std::uint8_t short_text_dictionary::code_of_new(char const* text, std::uint32_t length, std::size_t at) {
  std::string_view const wanted(text, length);
  for (std::size_t tries = 0; tries < 128; ++tries, at = (at + 1) & 255) {
    auto& e = entries_[at];
    if (e.length == length && std::string_view(e.bytes, length) == wanted) return static_cast<std::uint8_t>(e.code);
    if (e.length || !length) continue;
    std::memcpy(e.bytes, text, length);
    e.length = length, e.code = static_cast<std::uint32_t>(texts_.size());
    texts_.emplace_back(wanted);
    return static_cast<std::uint8_t>(e.code);
  }
  throw std::runtime_error("an empty text, or too many texts, in a dictionary column");
}

void short_text_dictionary::clear() {
  std::fill(std::begin(entries_), std::end(entries_), entry{});
  texts_.clear();
}

namespace hand {
namespace {

constexpr std::size_t read_bytes = 256 << 10, block_bytes = 16 << 10, slack = 64;
constexpr std::size_t marks_a_row = 17;  // 16 separators and the end of the line

// Structural index: where `|` and newline stand, 64 bytes a step. Most steps hold at most 12, written without a branch on
// the count. `out` needs room for 64 more. The newlines are counted apart: one in a separator's place must not pass.
struct marks_found {
  std::size_t all, newlines;
};
marks_found find_marks(char const* s, std::size_t n, std::uint32_t* out) {
  __m256i const separator = _mm256_set1_epi8('|'), newline = _mm256_set1_epi8('\n');
  __m256i lines[2] = {_mm256_setzero_si256(), _mm256_setzero_si256()};  // counts in bytes: a block has too few steps to overflow
  auto half = [&](char const* p, __m256i& count) {
    __m256i const v = avx2::load(p), end = _mm256_cmpeq_epi8(v, newline);
    count = _mm256_sub_epi8(count, end);
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_or_si256(_mm256_cmpeq_epi8(v, separator), end)));
  };
  auto* o = out;
  std::size_t newlines_behind = 0;
  for (std::size_t i = 0; i < n; i += 64) {
    std::uint64_t m = half(s + i, lines[0]) | std::uint64_t{half(s + i + 32, lines[1])} << 32;
    if (n - i < 64) {
      m &= (std::uint64_t{1} << (n - i)) - 1;
      newlines_behind = static_cast<std::size_t>(std::count(s + n, s + i + 64, '\n'));
    }
    auto const count = static_cast<std::size_t>(_mm_popcnt_u64(m));
    auto put = [&](std::size_t k) { o[k] = static_cast<std::uint32_t>(i + _tzcnt_u64(m)), m = _blsr_u64(m); };
#pragma GCC unroll 12
    for (std::size_t k = 0; k < 12; ++k) put(k);
    for (std::size_t k = 12; k < count; ++k) put(k);
    o += count;
  }
  std::size_t newlines = 0;
  for (auto const& l : lines) newlines += static_cast<std::size_t>(avx2::sum_of_lanes(_mm256_sad_epu8(l, _mm256_setzero_si256())));
  return {static_cast<std::size_t>(o - out), newlines - newlines_behind};
}

// Whole lines to columns, one column after another, so that each loop has one kind of field. `marks[-1]` is the newline
// before the block. Quotes are not known to this loop.
class block_parser {
 public:
  block_parser(csv_columns& out) : out_(out), t_(out.memory) {}

  void operator()(char const* s, std::uint32_t const* marks, std::size_t rows) {
    s_ = s, marks_ = marks, rows_ = rows, first_ = out_.rows;
    if (first_ + rows > t_.size()) throw std::runtime_error("shorter lines than there is room for");
    for (std::size_t r = 0; r < rows; ++r) {
      auto const end = marks[r * marks_a_row + 16];
      bad_ |= (s[end] != '\n') | (end != marks[r * marks_a_row + 15] + 1);
    }
    if (!bad_) columns();
    if (bad_) throw std::runtime_error("a malformed line after row " + std::to_string(first_));
    out_.rows += rows;
  }

 private:
  void columns() {
    using namespace csv;
    each<0>([&](auto i, char const* p, std::size_t n) { t_.orderkey[i] = integer(p, n, bad_); });
    each<1>([&](auto i, char const* p, std::size_t n) { t_.partkey[i] = static_cast<std::int32_t>(up_to_eight(p, n, bad_)); });
    each<2>([&](auto i, char const* p, std::size_t n) { t_.suppkey[i] = static_cast<std::int32_t>(up_to_eight(p, n, bad_)); });
    each<3>([&](auto i, char const* p, std::size_t n) { t_.linenumber[i] = static_cast<std::int32_t>(up_to_eight(p, n, bad_)); });
    each<4>([&](auto i, char const* p, std::size_t n) { t_.quantity[i] = hundredths(p, n, bad_); });
    each<5>([&](auto i, char const* p, std::size_t n) { t_.extendedprice[i] = hundredths(p, n, bad_); });
    each<6>([&](auto i, char const* p, std::size_t n) { t_.discount[i] = hundredths(p, n, bad_); });
    each<7>([&](auto i, char const* p, std::size_t n) { t_.tax[i] = hundredths(p, n, bad_); });
    each<8>([&](auto i, char const* p, std::size_t n) { t_.returnflag[i] = static_cast<std::uint8_t>(*p), bad_ |= n - 1; });
    each<9>([&](auto i, char const* p, std::size_t n) { t_.linestatus[i] = static_cast<std::uint8_t>(*p), bad_ |= n - 1; });
    each<10>([&](auto i, char const* p, std::size_t n) { t_.shipdate[i] = date(p, n, bad_); });
    each<11>([&](auto i, char const* p, std::size_t n) { t_.commitdate[i] = date(p, n, bad_); });
    each<12>([&](auto i, char const* p, std::size_t n) { t_.receiptdate[i] = date(p, n, bad_); });
    each<13>([&](auto i, char const* p, std::size_t n) { t_.shipinstruct[i] = out_.instructions.code(p, static_cast<std::uint32_t>(n)); });
    each<14>([&](auto i, char const* p, std::size_t n) { t_.shipmode[i] = out_.modes.code(p, static_cast<std::uint32_t>(n)); });
    comments();
  }

  // Columns are reached through a local pointer: a store through a byte pointer would make the compiler reload the members.
  template <std::size_t Field, class F>
  [[gnu::always_inline]] void each(F const& f) {
    auto const* const s = s_;
    auto const* m = marks_ + Field;
    auto const rows = rows_, first = first_;
    for (std::size_t r = 0; r < rows; ++r, m += marks_a_row) {
      auto const begin = m[-1] + 1;
      f(first + r, s + begin, m[0] - begin);
    }
  }

  // 32 or 64 bytes are copied whatever the length; the next comment overwrites what is too much.
  void comments() {
    auto* const bytes = t_.comment_bytes.data();
    auto* const ends = t_.comment_offsets.data() + 1;
    auto at = static_cast<std::size_t>(ends[static_cast<std::ptrdiff_t>(first_) - 1]);
    auto const room = t_.comment_bytes.size() - slack;
    each<15>([&](auto i, char const* p, std::size_t n) {
      if (at + n > room) throw std::runtime_error("longer comments than there is room for");
      avx2::store(bytes + at, avx2::load(p));
      if (n > 32) {
        avx2::store(bytes + at + 32, avx2::load(p + 32));
        if (n > 64) std::memcpy(bytes + at, p, n);
      }
      at += n;
      ends[i] = static_cast<std::int32_t>(at);
    });
  }

  csv_columns& out_;
  lineitem& t_;
  char const* s_ = nullptr;
  std::uint32_t const* marks_ = nullptr;
  std::size_t rows_ = 0, first_ = 0;
  std::uint64_t bad_ = 0;
};

class input {
 public:
  explicit input(std::string const& path) : descriptor_(::open(path.c_str(), O_RDONLY)) {
    if (descriptor_ < 0) throw std::runtime_error("cannot open " + path);
  }
  ~input() { ::close(descriptor_); }
  input(input const&) = delete;

  std::size_t size() const {
    struct stat s;
    return ::fstat(descriptor_, &s) ? 0 : static_cast<std::size_t>(s.st_size);
  }
  std::size_t read(char* to, std::size_t n, std::size_t from) const {
    auto const k = ::pread(descriptor_, to, n, static_cast<off_t>(from));
    if (k < 0) throw std::runtime_error("cannot read the text");
    return static_cast<std::size_t>(k);
  }
  // The first start of a line at or after `at`.
  std::size_t line_start(std::size_t at) const {
    if (at == 0) return 0;
    char buffer[4096];
    for (--at;;) {
      auto const n = read(buffer, sizeof buffer, at);
      if (!n) return at;
      if (auto const* p = static_cast<char const*>(std::memchr(buffer, '\n', n))) return at + static_cast<std::size_t>(p - buffer) + 1;
      at += n;
    }
  }

 private:
  int descriptor_;
};

// Reads a piece in steps that stay in the second-level cache and cuts them into blocks that stay in the first.
// Expected: 90 ns a line of lineitem, 1.3 GB/s (12 times DuckDB); the index alone is a fifth of it.
void parse_piece(input const& in, std::size_t from, std::size_t to, csv_columns& out) {
  std::vector<char> buffer(read_bytes + block_bytes + slack);
  std::vector<std::uint32_t> index(block_bytes + 128);
  auto* const marks = index.data() + 1;
  index[0] = ~std::uint32_t{0};  // the newline before a block stands at -1
  block_parser parse(out);
  std::size_t kept = 0;
  while (from < to || kept) {
    auto const got = from < to ? in.read(buffer.data() + kept, std::min(read_bytes, to - from), from) : 0;
    if (!got) throw std::runtime_error("the text ends within a line");
    from += got;
    char const *s = buffer.data(), *const end = s + kept + got;
    for (;;) {
      auto const n = std::min(block_bytes, static_cast<std::size_t>(end - s));
      auto const* const last = static_cast<char const*>(::memrchr(s, '\n', n));
      if (!last) break;
      auto const length = static_cast<std::size_t>(last + 1 - s);
      auto const [all, rows] = find_marks(s, length, marks);
      if (all != rows * marks_a_row) throw std::runtime_error("a line without 16 columns after row " + std::to_string(out.rows));
      parse(s, marks, rows);
      s += length;
    }
    kept = static_cast<std::size_t>(end - s);
    if (kept >= block_bytes) throw std::runtime_error("a line of more than 16 KiB");
    std::memmove(buffer.data(), s, kept);
  }
}

}  // namespace

void parse_csv(std::string const& path, int threads, std::vector<csv_columns>& out) {
  input const in(path);
  auto const pieces = static_cast<std::size_t>(std::max(threads, 1)), size = in.size();
  out.resize(pieces);
  std::vector<std::exception_ptr> failed(pieces);
  auto piece = [&](std::size_t k) {
    try {
      auto const from = in.line_start(size / pieces * k), to = k + 1 == pieces ? size : in.line_start(size / pieces * (k + 1));
      out[k].make_room(to - from);
      parse_piece(in, from, to, out[k]);
    } catch (...) {
      failed[k] = std::current_exception();
    }
  };
  std::vector<std::thread> workers;
  for (std::size_t k = 1; k < pieces; ++k) workers.emplace_back(piece, k);
  piece(0);
  for (auto& w : workers) w.join();
  for (auto const& e : failed)
    if (e) std::rethrow_exception(e);
}

}  // namespace hand
}  // namespace bench
