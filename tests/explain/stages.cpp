// SPDX-License-Identifier: BSL-1.0
// What explain() says where an order is asked for: the stages, who waits for whom, and why.
#include "catch.hpp"

#include <quern.hpp>
using namespace quern::literals;

namespace {

struct trades : quern::schema<
    quern::field<"symbol", quern::category>,
    quern::field<"day", quern::date>,
    quern::field<"price", double>,
    quern::field<"amount", std::int32_t>> {};
struct loaded : quern::barrier {};

auto const all = quern::from(quern::table<trades>());
double twice(double p) { return 2 * p; }
auto const f = quern::map(twice, "price"_c);

}  // namespace

TEST_CASE("columns are shown by stage, with what they wait for", "[explain]") {
  CHECK(all.update(quern::declares<loaded>("a"_c = f), quern::serial("b"_c = f), quern::respects<loaded>("c"_c = "price"_c + 1), "d"_c = "b"_c * 2, "e"_c = quern::prev("d"_c)).explain() == R"(logical plan
  scan table
  update a = declares<loaded>(map(price)), b = serial(map(price)), c = respects<loaded>(price + 1), d = b * 2, e = shift(d, 1)
after rules: the same
pipeline 1: scan table
  into: the rows, complete, because an order is asked for
  columns read: symbol, day, price, amount (4 of 4)
  stage 1:  [in chunks] a  [one thread, row by row] b
  stage 2:  [in chunks] c, d
    c waits for a: respects its barrier
    d waits for b: reads it, and one of them is serial
  stage 3:  [in chunks] e
    e waits for d: reads it shifted
pipeline 2: update a = declares<loaded>(map(price)), b = serial(map(price)), c = respects<loaded>(price + 1), d = b * 2, e = shift(d, 1)
  into: the result
)");
}

TEST_CASE("a policy is a line of the plan, and its barriers are reasons to wait", "[explain]") {
  CHECK(all.with_policy<quern::implicit_barriers<true>>().select(quern::serial("a"_c = f), quern::serial("b"_c = f), "price"_c).explain() == R"(logical plan
  scan table
  with_policy stateless_by_default, implicit barriers
  select a = serial(map(price)), b = serial(map(price)), price
after rules
  scan table
  with_policy stateless_by_default, implicit barriers
  select price
  select a = serial(map(price)), b = serial(map(price)), price
pipeline 1: scan table
  fused: select price
  into: the rows, complete, because an order is asked for
  columns read: price (1 of 4)
  stage 1:  [in chunks] price  [one thread, row by row] a
  stage 2:  [one thread, row by row] b
    b waits for a: implicit barrier
pipeline 2: select a = serial(map(price)), b = serial(map(price)), price
  into: the result
)");
}

TEST_CASE("barriers are shown by their names", "[explain]") {
  CHECK(all.where(quern::declares<loaded, quern::literals::barrier<"checked">>("price"_c > 1)).update(quern::respects<quern::literals::barrier<"checked">, loaded>(quern::serial("a"_c = f))).explain().starts_with(R"(logical plan
  scan table
  where declares<loaded, checked>(price > 1)
  update a = serial(respects<checked, loaded>(map(price)))
)"));
}

TEST_CASE("filters are shown in the order of their evaluation", "[explain]") {
  CHECK(all.where(quern::cost<50>("price"_c > 10) && "amount"_c < 5).where(quern::serial(f > 3) && quern::declares<loaded>("price"_c < 20) && quern::respects<loaded>("amount"_c > 1)).limit(3).explain() == R"(logical plan
  scan table
  where cost<50>(price > 10) && amount < 5
  where serial(map(price) > 3) && declares<loaded>(price < 20) && respects<loaded>(amount > 1)
  limit 3
after rules
  scan table
  where cost<50>(price > 10) && amount < 5 && serial(map(price) > 3) && declares<loaded>(price < 20) && respects<loaded>(amount > 1)
  limit 3
pipeline 1: scan table
  into: the rows, complete, because an order is asked for
  columns read: symbol, day, price, amount (4 of 4)
  stage 1:  [in chunks]
    amount < 5
    cost<50>(price > 10)
  stage 2:  [one thread, row by row]
    serial(map(price) > 3)
  stage 3:  [in chunks]
    declares<loaded>(price < 20)
  stage 4:  [in chunks]
    waits for the stage before: respects its barrier
    respects<loaded>(amount > 1)
pipeline 2: where cost<50>(price > 10) && amount < 5 && serial(map(price) > 3) && declares<loaded>(price < 20) && respects<loaded>(amount > 1)
  into: rows, until there are enough
pipeline 3: limit 3
  into: the result
)");
}
