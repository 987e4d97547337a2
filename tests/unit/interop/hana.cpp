// SPDX-License-Identifier: BSL-1.0
#include "catch.hpp"
#include <quern/interop/hana.hpp>

using namespace quern::literals;

namespace {

struct trade {
  BOOST_HANA_DEFINE_STRUCT(trade, (std::string, symbol), (double, price), (std::optional<int>, size), (quern::date, day));
};
struct price_only {
  BOOST_HANA_DEFINE_STRUCT(price_only, (double, price));
};

std::vector<trade> const trades{{"A", 1.5, 3, quern::date(2024, 2, 29)}, {"", -2.5, std::nullopt, quern::date(1969, 12, 31)}, {"A", 4, -5, quern::date(1, 1, 1)}};

}  // namespace

TEST_CASE("a described struct becomes a schema with a column for each member") {
  using S = quern::schema_of_struct<trade>;
  STATIC_REQUIRE(S::size == 4);
  STATIC_REQUIRE(std::is_same_v<quern::schemas::type_of<S, "symbol">, quern::string>);
  STATIC_REQUIRE(std::is_same_v<quern::schemas::type_of<S, "size">, quern::nullable<std::int32_t>>);
  STATIC_REQUIRE(std::is_same_v<quern::schemas::type_of<S, "day">, quern::date>);
}

TEST_CASE("rows go into a table and come back as they were") {
  auto const t = quern::from_rows(trades);
  REQUIRE(t.rows() == 3);
  CHECK(t["size"_c].null_count() == 1);
  auto const back = quern::to_rows<trade>(t);
  REQUIRE(back.size() == trades.size());
  for (std::size_t i = 0; i < back.size(); ++i) {
    CHECK(back[i].symbol == trades[i].symbol);
    CHECK(back[i].price == trades[i].price);
    CHECK(back[i].size == trades[i].size);
    CHECK(back[i].day == trades[i].day);
  }
}

TEST_CASE("a query gives its rows as structs, by name, further columns left out") {
  auto const rows = quern::from(quern::from_rows(trades)).where("symbol"_c == "A").to_rows<price_only>();
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].price == 1.5);
  CHECK(rows[1].price == 4);
}

TEST_CASE("no rows are an empty table and an empty vector") {
  auto const t = quern::from_rows(std::vector<trade>{});
  CHECK(t.rows() == 0);
  CHECK(quern::to_rows<trade>(t).empty());
}
