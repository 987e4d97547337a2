// TPC-H `lineitem`, all 16 columns, made by the rules of the TPC-H specification (4.2.3) from a seed.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "../huge_pages.hpp"

namespace bench {

// Decimals are int64 hundredths, dates int32 days since 1970-01-01; the two instruction columns are codes into the
// lists below; comments are Arrow strings (size() + 1 offsets and the bytes).
struct lineitem {
  column<std::int64_t> orderkey;
  column<std::int32_t> partkey, suppkey, linenumber;
  column<std::int64_t> quantity, extendedprice, discount, tax;
  column<std::uint8_t> returnflag, linestatus;
  column<std::int32_t> shipdate, commitdate, receiptdate;
  column<std::uint8_t> shipinstruct, shipmode;
  column<std::int32_t> comment_offsets;
  column<char> comment_bytes;

  static constexpr std::array<std::string_view, 4> instructions{"DELIVER IN PERSON", "COLLECT COD", "NONE", "TAKE BACK RETURN"};
  static constexpr std::array<std::string_view, 7> modes{"REG AIR", "AIR", "RAIL", "SHIP", "TRUCK", "MAIL", "FOB"};

  std::size_t size() const { return orderkey.size(); }
  std::string_view comment(std::size_t row) const {
    return {comment_bytes.data() + comment_offsets[row], static_cast<std::size_t>(comment_offsets[row + 1] - comment_offsets[row])};
  }
};

// The same rows in the narrowest types that hold each column.
struct narrow_lineitem {
  column<std::int32_t> extendedprice;
  column<std::int16_t> quantity;
  column<std::int8_t> discount;
};

// The same rows depend on scale factor and seed only, not on the number of threads.
lineitem make_lineitem(double scale_factor, std::uint64_t seed = 1, int threads = 0);
narrow_lineitem narrowed(lineitem const&);

// Text as dbgen writes it: `|` after every column, quantities without decimals. Throws when the file cannot be written.
void write_tbl(lineitem const&, std::string const& path);

}  // namespace bench
