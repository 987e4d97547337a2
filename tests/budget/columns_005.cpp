// SPDX-License-Identifier: BSL-1.0
// A plan over a schema of five columns that uses them all. columns_200.cpp is the same plan over a wider schema.
#include <quern.hpp>
using namespace quern::literals;

struct wide : quern::schema<
    quern::field<"a0", double>, quern::field<"a1", double>, quern::field<"a2", double>, quern::field<"a3", double>, quern::field<"a4", double>> {};

auto plan(quern::table<wide> const& t) {
  return quern::from(t)
      .where("a0"_c > 1 && "a1"_c < 2)
      .update("x"_c = "a2"_c * "a3"_c)
      .where("a4"_c != 0)
      .group_by("a4"_c)
      .agg("rows"_c = quern::count(), "x"_c = quern::sum("x"_c))
      .order_by("a4"_c);
}

using written = decltype(plan(quern::table<wide>()))::plan_type;
using optimised = quern::rules::optimised_t<written>;
static_assert(quern::plan::schema_of<optimised>::size == 3);
