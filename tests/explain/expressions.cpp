// SPDX-License-Identifier: BSL-1.0
// How explain() writes expressions, and which of them it says run row by row.
#include "catch.hpp"

#include <quern.hpp>
using namespace quern::literals;

namespace {

struct trades : quern::schema<
    quern::field<"name", quern::string>,
    quern::field<"day", quern::date>,
    quern::field<"price", double>,
    quern::field<"amount", std::int32_t>,
    quern::field<"fee", quern::nullable<quern::decimal<10, 2>>>> {};

auto const all = quern::from(quern::table<trades>());

// What is said of the first fused verb.
template <class Query>
std::string fused(Query const& q) {
  std::string const text = q.explain();
  std::size_t const begin = text.find("  fused: ") + 9;
  return text.substr(begin, text.find('\n', begin) - begin);
}
template <class Pred>
std::string fused_where(Pred const& p) {
  return fused(all.where(p));
}
template <class E>
std::string fused_update(E const& e) {
  return fused(all.update("x"_c = e));
}

}  // namespace

TEST_CASE("brackets stand where the tree needs them and nowhere else", "[explain]") {
  auto const p = "price"_c;
  auto const a = "amount"_c;
  CHECK(fused_update(a - (a - 2)) == "update x = amount - (amount - 2)  [SIMD]");
  CHECK(fused_update((a - a) - 2) == "update x = amount - amount - 2  [SIMD]");
  CHECK(fused_update((p + a) * 2) == "update x = (price + amount) * 2  [SIMD]");
  CHECK(fused_update(p + a * 2) == "update x = price + amount * 2  [SIMD]");
  CHECK(fused_update(-p * -(p + a)) == "update x = -price * -(price + amount)  [SIMD]");
  CHECK(fused_where(p > 1 || (a < 3 && a > 1)) == "where price > 1 || amount < 3 && amount > 1  [SIMD]");
  CHECK(fused_where((p > 1 || a < 3) && a > 1) == "where (price > 1 || amount < 3) && amount > 1  [SIMD]");
  CHECK(fused_where(!(p > 1)) == "where !(price > 1)  [SIMD]");
}

TEST_CASE("values are written as they are given", "[explain]") {
  CHECK(fused_where("day"_c >= "2024-01-31"_date) == "where day >= 2024-01-31  [SIMD]");
  CHECK(fused_where("price"_c > quern::param<"cutoff">(10.5)) == "where price > $cutoff=10.5  [SIMD]");
  CHECK(fused_where("fee"_c == 1.25_dec) == "where fee == 1.25  [SIMD]");
  CHECK(fused_where("amount"_c == quern::lit<7>) == "where amount == 7  [SIMD]");
  CHECK(fused_where(quern::between("price"_c, 1, 2)) == "where price >= 1 && price <= 2  [SIMD]");
  CHECK(fused_where(quern::is_not_null("fee"_c)) == "where !is_null(fee)  [SIMD]");
}

TEST_CASE("functions are written by name", "[explain]") {
  CHECK(fused_update(quern::cast<float>("price"_c)) == "update x = cast<float>(price)  [SIMD]");
  CHECK(fused_update(quern::greatest("price"_c, quern::sqrt("amount"_c))) == "update x = greatest(price, sqrt(amount))  [SIMD]");
  CHECK(fused_update(quern::coalesce("fee"_c, 1.25_dec)) == "update x = coalesce(fee, 1.25)  [SIMD]");
  CHECK(fused_update(quern::when("price"_c > 1).then(1).otherwise("amount"_c)) == "update x = when(price > 1, 1, amount)  [SIMD]");
}

TEST_CASE("what runs row by row says so", "[explain]") {
  CHECK(fused_where(quern::like<"%x%">("name"_c)) == "where like<\"%x%\">(name)  [row by row]");
  CHECK(fused_update(quern::concat(quern::upper("name"_c), "!")) == "update x = concat(upper(name), \"!\")  [row by row]");
  CHECK(fused_where("amount"_c % 2 == 0) == "where amount % 2 == 0  [row by row]");
}

TEST_CASE("a user's function runs on SIMD batches where it takes them", "[explain]") {
  CHECK(fused_update(quern::map([](auto p) { return p * 2; }, "price"_c)) == "update x = map(price)  [SIMD]");
  CHECK(fused_update(quern::map([](double p) { return p * 2; }, "price"_c)) == "update x = map(price)  [row by row]");
  CHECK(fused_update(quern::map([](auto p, auto a) { return p * a; }, "price"_c, "amount"_c)) == "update x = map(price, amount)  [row by row]");
  CHECK(fused_update(quern::map_rows([](auto p) { return p * 2; }, "price"_c)) == "update x = map_rows(price)  [row by row]");
  CHECK(fused_update(quern::map_batch([](auto a) { return a + a; }, "amount"_c)) == "update x = map_batch(amount)  [SIMD]");
}
