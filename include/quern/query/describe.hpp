// SPDX-License-Identifier: BSL-1.0
// What describe() and summary() say of one column, as texts. Compiled once for a column type, whatever the plan and the name.
#pragma once
#include <algorithm>

#include <quern/exec/execute.hpp>
#include <quern/expr/aggregate.hpp>
#include <quern/query/begin.hpp>
#include <quern/table/text_format.hpp>

namespace quern::inline QUERN_ABI {

template <class T>
inline constexpr bool is_described = is_numeric<bare<T>> || family_of<bare<T>> == family::text;

using description = std::vector<std::optional<std::string>>;

// A number as Spark shows it: a float has a point.
template <class V>
std::string described_value(V const& v) {
  std::string r;
  quern::format_value(r, v);
  if (std::is_floating_point_v<V> && r.find_first_of(".en") == r.npos) r += ".0";
  return r;
}
template <class V>
std::optional<std::string> described_value(std::optional<V> const& v) {
  return v ? std::optional(quern::described_value(*v)) : std::nullopt;
}

// The least value that a quarter, half and three quarters of the values do not exceed.
template <class B>
description quartiles_of(column_data const& c) {
  description r(3);
  if constexpr (is_numeric<B>) {
    column_ref const ref = ref_of<nullable<B>>(c);
    std::vector<storage_of<B>> values;
    values.reserve(c.rows - c.nulls);
    auto const* const stored = reinterpret_cast<storage_of<B> const*>(ref.values);
    for (std::size_t i = 0; i < c.rows; ++i)
      if (valid_at(ref, i)) values.push_back(stored[i]);
    for (std::size_t q = 1; q <= 3 && !values.empty(); ++q) {
      auto const at = values.begin() + static_cast<std::ptrdiff_t>((values.size() * q + 3) / 4 - 1);
      std::nth_element(values.begin(), at, values.end(), [](auto const& a, auto const& b) { return kernel::before(a, b); });
      r[q - 1] = quern::described_value(from_storage<B>(*at));
    }
  }
  return r;
}

// count, mean, stddev, min and max of a column of type B, nulls allowed.
template <class B>
description describe_column(std::shared_ptr<column_data const> const& c, exec const& o) {
  constexpr expr::column<"x"> x{};
  using S = schema<field<"x", nullable<B>>>;
  auto const q = quern::make_query(plan::scan<table_source<S>>{table_source<S>(table<S>::of(quern::make_table_data({c})))});
  constexpr expr::column<"count"> n{};
  constexpr expr::column<"mean"> mean{};
  constexpr expr::column<"stddev"> stddev{};
  constexpr expr::column<"min"> min{};
  constexpr expr::column<"max"> max{};
  if constexpr (is_numeric<B>) {
    auto const t = q.agg(n = quern::count(x), mean = quern::mean(x), stddev = quern::stddev(x), min = quern::min(x), max = quern::max(x)).collect(o);
    return {described_value(t[n][0]), described_value(t[mean][0]), described_value(t[stddev][0]), described_value(t[min][0]), described_value(t[max][0])};
  } else {
    auto const t = q.agg(n = quern::count(x), min = quern::min(x), max = quern::max(x)).collect(o);
    return {described_value(t[n][0]), std::nullopt, std::nullopt, described_value(t[min][0]), described_value(t[max][0])};
  }
}

// A column of a description.
struct described_column {
  std::shared_ptr<column_data const> data;
  description (*describe)(std::shared_ptr<column_data const> const&, exec const&);
  description (*quartiles)(column_data const&);
};

// The texts as a table: what they are, then a column for each described one. Options: exec; a template, so that nothing of it is instantiated
// for programs that describe nothing.
template <class Options>
std::shared_ptr<table_data const> description_table(array_view<described_column> columns, bool with_quartiles, Options const& o) {
  static constexpr std::string_view names[] = {"count", "mean", "stddev", "min", "25%", "50%", "75%", "max"};
  std::vector<description> quartiles(columns.size(), description(3));
  if (with_quartiles)
    execution::run_tasks(columns.size(), execution::context(o), [&](std::size_t c) { quartiles[c] = columns[c].quartiles(*columns[c].data); });
  column_list made;
  auto const add = [&](auto text_of) {
    column_builder<nullable<string>> b;
    for (std::size_t k = 0; k < 8; ++k) {
      bool const quartile = 4 <= k && k < 7;
      if (quartile && !with_quartiles) continue;
      std::optional<std::string> const text = text_of(k, quartile);
      b.append(text ? std::optional<std::string_view>(*text) : std::nullopt);
    }
    made.push_back(b.finish_shared());
  };
  add([&](std::size_t k, bool) { return std::optional<std::string>(names[k]); });
  for (std::size_t c = 0; c < columns.size(); ++c) {
    description const d = columns[c].describe(columns[c].data, o);
    add([&](std::size_t k, bool quartile) { return quartile ? quartiles[c][k - 4] : d[k < 4 ? k : 4]; });
  }
  return quern::make_table_data(std::move(made));
}

}  // namespace quern
