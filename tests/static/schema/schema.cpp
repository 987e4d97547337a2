// SPDX-License-Identifier: BSL-1.0
// Schemas as types: look-up, put, drop, nominal schemas; facts about column types.
#include <quern.hpp>

namespace {

using namespace quern;
using quern::schemas::drop;
using quern::schemas::has;
using quern::schemas::index_of;
using quern::schemas::put;

struct trades : schema<field<"id", std::int64_t>, field<"price", decimal<15, 2>>, field<"note", nullable<quern::string>>> {};

static_assert(Schema<trades>);
static_assert(!Schema<int>);
static_assert(has<trades, "price"> && !has<trades, "Price"> && !has<trades, "">);
static_assert(index_of<trades, "id"> == 0 && index_of<trades, "note"> == 2);
static_assert(std::is_same_v<schemas::type_of<trades, "note">, nullable<quern::string>>);
static_assert(std::is_same_v<schemas::field_at<trades, 1>, field<"price", decimal<15, 2>>>);
static_assert(trades::size == 3 && schema<>::size == 0);

static_assert(std::is_same_v<put<trades, field<"id", double>>, schema<field<"id", double>, field<"price", decimal<15, 2>>, field<"note", nullable<quern::string>>>>, "a known name is replaced in place");
static_assert(std::is_same_v<put<schema<>, field<"a", int>, field<"b", bool>, field<"a", float>>, schema<field<"a", float>, field<"b", bool>>>, "a new name is appended, a later one wins");
static_assert(std::is_same_v<drop<trades, "id", "note">, schema<field<"price", decimal<15, 2>>>>);
static_assert(std::is_same_v<drop<schema<field<"a", int>>, "a">, schema<>>);

// What is a column type, and what a user sees of it.
static_assert(ColumnType<bool> && ColumnType<std::int8_t> && ColumnType<std::uint64_t> && ColumnType<float> && ColumnType<date> && ColumnType<timestamp<ns>> && ColumnType<days>);
static_assert(ColumnType<decimal<38, 38>> && ColumnType<quern::string> && ColumnType<category> && ColumnType<fixed_string<7>> && ColumnType<nullable<category>>);
static_assert(!ColumnType<char> && !ColumnType<long double> && !ColumnType<void*> && !ColumnType<std::string>);
static_assert(std::is_same_v<value_of<quern::string>, std::string_view> && std::is_same_v<value_of<nullable<category>>, std::optional<std::string_view>>);
static_assert(std::is_same_v<value_of<nullable<date>>, std::optional<date>> && std::is_same_v<value_of<std::int16_t>, std::int16_t>);
static_assert(std::is_same_v<storage_of<date>, std::int32_t> && std::is_same_v<storage_of<decimal<18, 2>>, std::int64_t> && std::is_same_v<storage_of<decimal<19, 2>>, int128>);
static_assert(sizeof(storage_of<fixed_string<5>>) == 5 && std::is_same_v<storage_of<nullable<category>>, std::int32_t>);
static_assert(is_nullable<nullable<int>> && !is_nullable<int> && std::is_same_v<bare<nullable<int>>, int>);
static_assert(std::is_same_v<nullable_if<nullable<int>, true>, nullable<int>> && std::is_same_v<nullable_if<int, true>, nullable<int>> && std::is_same_v<nullable_if<int, false>, int>);

static_assert(type_name<nullable<decimal<15, 2>>>() == "nullable<decimal<15,2>>" && type_name<timestamp<us>>() == "timestamp<us>" && type_name<std::uint8_t>() == "uint8");

// Values.
static_assert(date(1970, 1, 1).days == 0 && date(2000, 2, 29).days == 11016 && date(1969, 12, 31).days == -1 && date(1600, 1, 1).days == -135140);
static_assert(timestamp<ms>(date(1970, 1, 2), 1, 2, 3).ticks == ((24 + 1) * 3600 + 2 * 60 + 3) * 1000);
static_assert([] {
  for (std::int64_t d = -800000; d < 800000; d += 397) {
    civil const c = civil_from_days(d);
    if (days_from_civil(c.year, c.month, c.day) != d) return false;
  }
  return true;
}());
static_assert(fixed_string<5>(std::string_view("abc")) == fixed_string("abc") && fixed_string("abc") < fixed_string("abd") && fixed_string("ab") < fixed_string("abc"));
static_assert(fixed_string<3>().size() == 0 && fixed_string("a\0b").size() == 3);

}  // namespace
