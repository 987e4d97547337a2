// SPDX-License-Identifier: BSL-1.0
// Which expressions may raise, by their types: what rules must not move, and what they may.
#include <quern.hpp>

namespace {
using namespace quern::literals;
using quern::field;

struct rows : quern::schema<field<"tiny", std::int8_t>, field<"small", std::int32_t>, field<"big", std::int64_t>, field<"word", std::uint32_t>, field<"half", std::uint16_t>, field<"huge", std::uint64_t>,
                            field<"money", quern::decimal<15, 2>>, field<"share", quern::nullable<quern::decimal<4, 3>>>, field<"real", double>, field<"day", quern::date>,
                            field<"at", quern::timestamp<quern::us>>, field<"text", quern::string>> {};
template <class E>
constexpr bool raises(E const&) {
  return quern::plan::may_raise<E, rows>;
}
static_assert(!raises("small"_c + "tiny"_c) && !raises("small"_c - 10) && !raises("small"_c * "small"_c) && !raises("word"_c * "small"_c) && !raises("word"_c * "half"_c) && !raises("word"_c + "word"_c));
static_assert(raises("word"_c * "word"_c));  // the one product of 32 bits that int64 does not hold
static_assert(raises("big"_c + 1) && raises("small"_c * "big"_c) && raises("huge"_c - "tiny"_c) && raises("small"_c + "tiny"_c + 1));  // sums are of 64 bits
static_assert(!raises(-"small"_c) && raises(-"big"_c) && !raises(-"money"_c));
static_assert(!raises("money"_c * (1 - "share"_c)) && !raises("money"_c + "small"_c) && !raises("money"_c < "big"_c));  // a decimal's digits grow
static_assert(!raises("real"_c * "big"_c) && raises("small"_c % "tiny"_c) && raises(quern::div("small"_c, 2)));
static_assert(!raises(quern::wrapping("big"_c + 1)) && raises(quern::wrapping("big"_c + 1) + 1));
static_assert(!raises(quern::year("day"_c)) && !raises(quern::hour("at"_c)) && raises(quern::add_months("day"_c, 1)) && raises("day"_c + quern::from_storage<quern::days>(1)));
static_assert(raises(quern::cast<std::int32_t>("big"_c)) && raises(quern::cast<std::int64_t>("text"_c)));
static_assert(raises(quern::abs("big"_c)) && !raises(quern::is_null("share"_c)));
static_assert(raises(("big"_c + 1 > 3) && "real"_c > 1.0));  // so does what holds it
}  // namespace
