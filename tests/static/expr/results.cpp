// SPDX-License-Identifier: BSL-1.0
// The type of every kind of expression: widths, digits, units and nulls are computed by the compiler.
#include <quern.hpp>

namespace {

using namespace quern;
using namespace quern::literals;
using std::int16_t, std::int32_t, std::int64_t, std::int8_t, std::uint16_t, std::uint32_t, std::uint64_t, std::uint8_t;

struct all : schema<field<"i8", int8_t>, field<"u8", uint8_t>, field<"i16", int16_t>, field<"i32", int32_t>, field<"u32", uint32_t>, field<"i64", int64_t>, field<"u64", uint64_t>, field<"f", float>,
                    field<"d", double>, field<"n", nullable<int32_t>>, field<"nd", nullable<double>>, field<"b", bool>, field<"nb", nullable<bool>>, field<"m", decimal<15, 2>>, field<"r", decimal<9, 4>>,
                    field<"w", decimal<38, 10>>, field<"s", quern::string>, field<"c", category>, field<"nc", nullable<category>>, field<"x", fixed_string<3>>, field<"day", date>,
                    field<"t", timestamp<us>>, field<"ts", timestamp<quern::s>>, field<"k", days>, field<"ms", duration<quern::ms>>> {};

template <class T, class E>
constexpr bool gives(E const&) {
  return std::is_same_v<expr::type_of<expr::as_expr_t<E>, all>, T>;
}

// Integers: 64 bits, unsigned only where both are and one has 64.
static_assert(gives<int64_t>("i8"_c + "i8"_c) && gives<int64_t>("i32"_c * "i32"_c) && gives<int64_t>("u8"_c - "u32"_c) && gives<int64_t>("i64"_c + 1));
static_assert(gives<uint64_t>("u64"_c + "u8"_c) && gives<uint64_t>("u64"_c * "u64"_c) && gives<int64_t>("u64"_c + "i8"_c) && gives<int64_t>("u64"_c - 1));
static_assert(gives<int64_t>(-"u8"_c) && gives<int64_t>(quern::abs("i16"_c)) && gives<int64_t>("i32"_c % 2) && gives<int64_t>(quern::div("i8"_c, 2)));
static_assert(gives<int64_t>(wrapping("i32"_c + "i32"_c)));

// Floats: float stays float only beside float.
static_assert(gives<float>("f"_c + "f"_c) && gives<double>("f"_c + "d"_c) && gives<double>("f"_c * 2) && gives<float>("f"_c * 2.0f) && gives<double>("i32"_c / "i32"_c));
static_assert(gives<float>(-"f"_c) && gives<float>(quern::sqrt("f"_c)) && gives<double>(quern::exp("i32"_c)) && gives<double>(quern::pow("f"_c, 2)) && gives<double>("m"_c * 0.5));

// Decimals.
static_assert(gives<decimal<16, 2>>("m"_c + "m"_c) && gives<decimal<18, 4>>("m"_c - "r"_c) && gives<decimal<24, 6>>("m"_c * "r"_c) && gives<double>("m"_c / "r"_c));
static_assert(gives<decimal<16, 2>>(1 - "m"_c) && gives<decimal<25, 2>>("i32"_c * "m"_c) && gives<decimal<15, 2>>(-"m"_c) && gives<decimal<15, 2>>(quern::round("m"_c)));
static_assert(gives<decimal<3, 2>>(0.05_dec) && gives<decimal<18, 4>>("m"_c * 0.05_dec) && 12.5_dec == decimal<3, 1>::from_units(125) && 1'000_dec == decimal<4, 0>::from_units(1000));

// Times.
static_assert(gives<date>("day"_c + "k"_c) && gives<days>("day"_c - "day"_c) && gives<timestamp<quern::ms>>("day"_c + "ms"_c) && gives<timestamp<us>>("t"_c + "ms"_c) && gives<timestamp<quern::ms>>("ts"_c + "ms"_c));
static_assert(gives<duration<us>>("t"_c - "ts"_c) && gives<duration<quern::ms>>("ms"_c + "k"_c) && gives<double>("k"_c / "k"_c) && gives<days>("k"_c * 3) && gives<int32_t>(quern::year("day"_c)) && gives<date>(quern::add_months("day"_c, 1)));

// Nulls: of any operand, or of what may have none.
static_assert(gives<nullable<int64_t>>("n"_c + 1) && gives<nullable<bool>>("n"_c > 1) && gives<bool>("i32"_c > 1) && gives<nullable<bool>>("b"_c && "nb"_c) && gives<bool>("b"_c || "b"_c) && gives<nullable<bool>>(!"nb"_c));
static_assert(gives<bool>(quern::is_null("n"_c)) && gives<bool>(quern::is_not_null("nb"_c)) && gives<nullable<double>>(quern::try_divide("d"_c, "d"_c)) && gives<nullable<int64_t>>(quern::try_div("i8"_c, "i8"_c)));
static_assert(gives<nullable<int32_t>>(null<int32_t>) && gives<nullable<int64_t>>("i8"_c + null<int8_t>) && gives<nullable<int64_t>>("n"_c + "n"_c));

// Choices.
static_assert(gives<int32_t>(quern::coalesce("n"_c, 0)) && gives<nullable<double>>(quern::coalesce("n"_c, "nd"_c)) && gives<quern::string>(quern::coalesce("nc"_c, lit<fixed_string("none")>)) && gives<int64_t>(quern::coalesce("n"_c, "i64"_c)));
static_assert(gives<double>(when("b"_c).then(1).otherwise(0.5)) && gives<nullable<int>>(when("b"_c).then(1)) && gives<int>(when("nb"_c).then(1).when("b"_c).then(2).otherwise(3)));
static_assert(gives<quern::string>(when("b"_c).then("s"_c).otherwise("c"_c)) && gives<nullable<quern::string>>(when("b"_c).then("c"_c)) && gives<decimal<17, 4>>(when("b"_c).then("m"_c).otherwise("r"_c)));
static_assert(gives<int16_t>(quern::least("i8"_c, "i16"_c)) && gives<int64_t>(quern::greatest("i8"_c, "u8"_c)) && gives<nullable<double>>(quern::least("d"_c, "nd"_c, "f"_c)) && gives<timestamp<us>>(quern::greatest("t"_c, "ts"_c)));

// Casts and texts.
static_assert(gives<int8_t>(cast<int8_t>("d"_c)) && gives<nullable<int8_t>>(cast<int8_t>("nd"_c)) && gives<decimal<6, 1>>(cast<decimal<6, 1>>("m"_c)) && gives<date>(cast<date>("t"_c)) && gives<quern::string>(cast<quern::string>("c"_c)));
static_assert(gives<int64_t>(quern::length("c"_c)) && gives<nullable<quern::string>>(quern::upper("nc"_c)) && gives<quern::string>(quern::concat("s"_c, lit<fixed_string("-")>, "x"_c)) && gives<bool>(quern::like<"a%">("s"_c)) && gives<bool>("x"_c == "s"_c));

// Literals.
static_assert(gives<int>(lit<5>) && gives<bool>(lit<true>) && gives<quern::string>(lit<fixed_string("x")>) && std::is_same_v<expr::type_of<expr::as_expr_t<char[2]>, all>, quern::string> && gives<int>(param<"p">(1)) && std::is_same_v<expr::type_of<decltype(param<"p">("x")), all>, quern::string>);

// Functions of the user.
static_assert(gives<double>(map([](auto x) { return x * 2; }, "d"_c)) && gives<nullable<double>>(map([](auto x) { return x * 2; }, "nd"_c)) && gives<bool>(map([](int32_t v) { return v > 0; }, "i32"_c)));
static_assert(gives<nullable<int>>(map([](int32_t v) { return v > 0 ? std::optional<int>(v) : std::nullopt; }, "i32"_c)) && gives<quern::string>(map([](std::string_view v) { return std::string(v); }, "c"_c)));

}  // namespace
