// SPDX-License-Identifier: BSL-1.0
// Texts as codes and numbers as texts of digits: ascii, chr, hex, bin, conv, base64, crc32, xxhash64.
#pragma once
#include <quern/expr/function.hpp>

namespace quern::inline QUERN_ABI {

namespace expr::op {

struct ascii : function<ascii, std::int32_t, operand::text> {
  static constexpr std::string_view symbol = "ascii";
};
struct chr : partial_function<chr, string, operand::integer> {
  static constexpr std::string_view symbol = "chr";
};
struct hex : scalar_op {
  static constexpr std::string_view symbol = "hex";
  static constexpr bool runs_row_by_row = true;
  template <class A>
  using of = std::conditional_t<family_of<A> == family::text || family_of<A> == family::integer, string, type_mismatch<hex, A>>;
};
struct bin : scalar_op {
  static constexpr std::string_view symbol = "bin";
  static constexpr bool runs_row_by_row = true;
  template <class A>
  using of = std::conditional_t<family_of<A> == family::integer, string, type_mismatch<bin, A>>;
};
struct conv : partial_function<conv, string, operand::text, operand::integer, operand::integer> {
  static constexpr std::string_view symbol = "conv";
};
struct base64 : function<base64, string, operand::text> {
  static constexpr std::string_view symbol = "base64";
};
struct crc32 : function<crc32, std::int64_t, operand::text> {
  static constexpr std::string_view symbol = "crc32";
};
struct xxhash64 : function<xxhash64, std::int64_t, operand::text> {
  static constexpr std::string_view symbol = "xxhash64";
};

}  // namespace expr::op

#define QUERN_FUNCTION(name)              \
  template <expr::Expression A>           \
  constexpr auto name(A const& a) {       \
    return expr::make<expr::op::name>(a); \
  }
// The first code point's number; 0 of an empty text. chr is its inverse, null for what is no code point.
QUERN_FUNCTION(ascii)
QUERN_FUNCTION(chr)
// An integer's 64 bits without leading zeros, a text's bytes two digits each.
QUERN_FUNCTION(hex)
QUERN_FUNCTION(bin)
// The standard alphabet, with padding (RFC 4648).
QUERN_FUNCTION(base64)
// The checksum of ISO 3309, as in zip and png.
QUERN_FUNCTION(crc32)
// xxHash64 of the bytes, with seed 42.
QUERN_FUNCTION(xxhash64)
#undef QUERN_FUNCTION

// The number that a text says in one base (2..36), in another; digits are read as far as they are some. Numbers are 64
// bits, unsigned; for a negative `to` they are signed. Null for an empty text and for bases that are none.
template <expr::Expression A, class From, class To>
constexpr auto conv(A const& a, From const& from, To const& to) {
  return expr::make<expr::op::conv>(a, from, to);
}

}  // namespace quern::inline QUERN_ABI
