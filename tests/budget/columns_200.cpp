// SPDX-License-Identifier: BSL-1.0
// The plan of columns_005.cpp over a schema of 200 columns, of which it uses five: columns that are not used should
// cost little more than their names.
#include <quern.hpp>
using namespace quern::literals;

#define QUERN_TEN(p)                                                                                                             \
  quern::field<p "0", double>, quern::field<p "1", double>, quern::field<p "2", double>, quern::field<p "3", double>,            \
      quern::field<p "4", double>, quern::field<p "5", double>, quern::field<p "6", double>, quern::field<p "7", double>,        \
      quern::field<p "8", double>, quern::field<p "9", double>

struct wide : quern::schema<
    QUERN_TEN("a"),
    QUERN_TEN("b"),
    QUERN_TEN("c"),
    QUERN_TEN("d"),
    QUERN_TEN("e"),
    QUERN_TEN("f"),
    QUERN_TEN("g"),
    QUERN_TEN("h"),
    QUERN_TEN("i"),
    QUERN_TEN("j"),
    QUERN_TEN("a1"),
    QUERN_TEN("b1"),
    QUERN_TEN("c1"),
    QUERN_TEN("d1"),
    QUERN_TEN("e1"),
    QUERN_TEN("f1"),
    QUERN_TEN("g1"),
    QUERN_TEN("h1"),
    QUERN_TEN("i1"),
    QUERN_TEN("j1")> {};
static_assert(wide::size == 200);

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
