// SPDX-License-Identifier: BSL-1.0
// What a generated source and the program that runs it share: the tables, the values of a case, answers without types, the list of plans.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include <quern.hpp>

namespace differential {

// e, z and f hold the extremes of their types; no plan computes with them. Every other number is small, and every other double a
// multiple of a quarter, so that sums are exact in any order.
struct rows_a : quern::schema<quern::field<"id", std::int64_t>, quern::field<"k", quern::nullable<std::int32_t>>, quern::field<"g", std::int32_t>,
                              quern::field<"s", quern::nullable<quern::string>>, quern::field<"t", quern::string>, quern::field<"x", quern::nullable<double>>,
                              quern::field<"y", double>, quern::field<"b", quern::nullable<bool>>, quern::field<"e", quern::nullable<std::int64_t>>,
                              quern::field<"z", quern::nullable<double>>> {};
struct rows_b : quern::schema<quern::field<"j", quern::nullable<std::int64_t>>, quern::field<"h", std::int32_t>, quern::field<"u", quern::nullable<quern::string>>,
                              quern::field<"v", quern::nullable<std::int32_t>>, quern::field<"w", double>, quern::field<"f", quern::nullable<std::int64_t>>,
                              quern::field<"q", bool>> {};
struct rows_c : quern::schema<quern::field<"m", std::int64_t>, quern::field<"n", quern::nullable<std::int32_t>>, quern::field<"o", quern::string>> {};

struct tables {
  quern::table<rows_a> a;
  quern::table<rows_b> b;
  quern::table<rows_c> c;
};

struct cell {
  enum kind { null, integer, real, text } is = null;
  std::int64_t i = 0;
  double d = 0;
  std::string s{};
};
using row = std::vector<cell>;
using answer = std::vector<row>;

// The value of one literal of a plan.
using literals = std::vector<cell>;

template <class V>
cell cell_of(V const& v) {
  if constexpr (quern::is_optional<V>)
    return v ? differential::cell_of(*v) : cell{};
  else if constexpr (std::is_floating_point_v<V>)
    return {cell::real, 0, v};
  else if constexpr (std::is_integral_v<V>)
    return {cell::integer, static_cast<std::int64_t>(v)};
  else
    return {cell::text, 0, 0, std::string(v)};
}
template <class T>
void add_cells(quern::table_data const& t, std::size_t column, answer& to) {
  quern::column_view<T> const values(t.columns[column]);
  for (std::size_t i = 0; i < t.rows; ++i) to[i].push_back(differential::cell_of(values[i]));
}
// One function for each type of column and none for each schema: what hundreds of plans would pay for.
template <class S>
answer answer_of(quern::table<S> const& t) {
  answer r(t.rows());
  [&]<class... F>(quern::meta::list<F...>) {
    std::size_t at = 0;
    (differential::add_cells<typename F::type>(t.data(), at++, r), ...);
  }(typename S::fields{});
  return r;
}

struct plan {
  int id;
  char const* cpp;
  char const* sql;
  // For each literal: i integer, n integer other than 0, d double, t text, l number of rows.
  char const* kinds;
  // For each column of the answer: '=', or '~' where sums of inexact doubles depend on their order.
  char const* columns;
  bool ordered;
  answer (*run)(tables const&, literals const&, quern::exec const&);
};
inline std::vector<plan>& plans() {
  static std::vector<plan> all;
  return all;
}
struct registered {
  registered(plan const& p) { plans().push_back(p); }
};

}  // namespace differential
