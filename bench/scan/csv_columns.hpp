// Where the hand-written CSV loop puts its columns: memory for a whole piece of the file, filled from the front.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lineitem.hpp"

namespace bench {

// Texts of up to 31 bytes to one-byte codes in order of appearance; the caller vouches for 32 readable bytes.
class short_text_dictionary {
 public:
  std::uint8_t code(char const* text, std::uint32_t length);
  std::vector<std::string> const& texts() const { return texts_; }
  void clear();

 private:
  struct alignas(64) entry {
    char bytes[32] = {};
    std::uint32_t length = 0, code = 0;
  };
  std::uint8_t code_of_new(char const* text, std::uint32_t length, std::size_t at);
  entry entries_[256];
  std::vector<std::string> texts_;
};

// One piece of the parsed table. The vectors of `memory` are larger than the data; `rows` and the last offset tell how much holds.
struct csv_columns {
  lineitem memory;
  std::size_t rows = 0;
  short_text_dictionary instructions, modes;

  void make_room(std::size_t text_bytes);  // keeps memory that is large enough
};

// Empty when the pieces in order hold exactly `expected`, else the first difference.
std::string first_difference(lineitem const& expected, std::vector<csv_columns> const& pieces);

}  // namespace bench
