// SPDX-License-Identifier: BSL-1.0
// Joins whose keys a type promises to be unique: the same rows as without the promise, and an error where the data break it.
#include "laws/same_bytes.hpp"

using namespace reference;
using quern::on;

namespace {
struct plain : quern::schema<quern::field<"id", quern::nullable<std::int32_t>>, quern::field<"name", quern::string>, quern::field<"x", double>> {};
struct promised : plain {
  using unique = quern::unique_columns<"id">;
};
struct promised_pairs : plain {
  using unique = quern::unique_columns<"id", "name">;
};
// Keys 0 .. n, of which one is null, and perhaps one that comes again.
template <class S>
quern::table<S> rows(int n, bool again) {
  quern::table_builder<S> b;
  for (int i = 0; i < n; ++i) b.row(i == 3 ? std::optional<std::int32_t>() : i * 7 % 1009, "n" + std::to_string(i % 5), i * 0.5);
  if (again) b.row(7, "n9", -1.0), b.row(std::nullopt, "n9", -2.0);
  return b.finish();
}
auto const left = quern::range(0, 2000).update("k"_c = quern::cast<std::int32_t>("id"_c)).select("k"_c, "name"_c = quern::concat("n", quern::cast<quern::string>("k"_c % 5)));

template <class S>
auto joins(quern::table<S> const& t) {
  auto const r = quern::from(t);
  return std::tuple(left.join(r, on("k"_c == "id"_c), quern::suffix<"_r">).collect({.threads = 2}), left.left_join(r.where("x"_c > 2), on("k"_c == "id"_c), quern::suffix<"_r">).collect(),
                    r.full_join(left, on("id"_c == "k"_c), quern::suffix<"_r">).collect({.threads = 3}), left.join(r, on("k"_c == "id"_c, "name"_c), quern::suffix<"_r">).collect());
}
}  // namespace

TEST_CASE("a promise that holds changes no row", "[join][unique]") {
  for (int n : {0, 1, 9, 900}) {
    auto const a = joins(rows<plain>(n, false)), b = joins(rows<promised>(n, false)), c = joins(rows<promised_pairs>(n, true));
    CHECK((same_bytes(std::get<0>(a), std::get<0>(b)) && same_bytes(std::get<1>(a), std::get<1>(b)) && same_bytes(std::get<2>(a), std::get<2>(b)) && same_bytes(std::get<3>(a), std::get<3>(b))));
    auto const again = joins(rows<plain>(n, true));  // pairs are unique still
    CHECK((same_bytes(std::get<0>(again), std::get<0>(c)) && same_bytes(std::get<3>(again), std::get<3>(c))));
  }
}

TEST_CASE("a promise that the data break is an error that names the columns and both rows", "[join][unique]") {
  auto const broken = quern::from(rows<promised>(900, true));
  auto const words = matching::ContainsSubstring("promised to be unique by id, but of those that reach the join row 900 has the same as row 1 ");
  CHECK_THROWS_WITH(left.join(broken, on("k"_c == "id"_c), quern::suffix<"_r">).collect(), words);
  CHECK_THROWS_WITH(left.left_join(broken, on("k"_c == "id"_c), quern::suffix<"_r">).where("x"_c > 1e9).collect({.threads = 2}), words);
  CHECK_THROWS_AS(left.semi_join(broken.rename("key"_c = "id"_c), on("k"_c == "key"_c)).count(), quern::data_error);
  // Null is a key where null equals null, and then it comes twice; else it has no partner.
  CHECK(left.join(broken.where("x"_c >= 0 || quern::is_null("id"_c)), on("k"_c == "id"_c), quern::suffix<"_r">).count() == 899);
  CHECK_THROWS_AS(left.left_join(broken.where("x"_c >= 0 || quern::is_null("id"_c)), on(quern::null_safe("k"_c == "id"_c)), quern::suffix<"_r">).count(), quern::data_error);
  // Nothing relies on it where rows that break it are gone, or where other columns are the key.
  CHECK(left.join(broken.where("x"_c >= 0), on("k"_c == "id"_c), quern::suffix<"_r">).count() == 899);
  CHECK(left.join(broken, on("name"_c), quern::suffix<"_r">).count() > 0);
  // With more columns in the key than the promise needs, keys may differ where the promise does not hold: the rows are right all the same.
  CHECK(left.left_join(broken, on("k"_c == "id"_c, "name"_c), quern::suffix<"_r">).count() == 2000);
}
