// SPDX-License-Identifier: BSL-1.0
// The table of pivot_dynamic: groups by keys and one more column are laid out with a row for each combination of keys and, for each
// value of that column in ascending order, a column for each aggregate.
#pragma once
#include <quern/exec/lower_sets.hpp>
#include <quern/table/dynamic_table.hpp>

namespace quern::inline QUERN_ABI::execution {

// For each row the number of its first equal row among those that are one, which are given too.
struct numbered_rows {
  place_list number, first;
};
inline numbered_rows number_rows(std::vector<key_column> keys, std::size_t rows, read_options const& o) {
  equal_rows equal;
  equal.add(std::move(keys), rows);
  numbered_rows r{equal.firsts(o), {}};
  for (std::size_t i = 0; i < rows; ++i) {
    if (r.number[i] == i) {
      r.first.push_back(static_cast<std::uint32_t>(i));
      r.number[i] = static_cast<std::uint32_t>(r.first.size() - 1);
    } else {
      r.number[i] = r.number[r.number[i]];  // an earlier row, whose number is known
    }
  }
  return r;
}
template <class T>
std::string text_of_value(column_ref const& c, std::size_t row) {
  std::string text;
  if (valid_at(c, row))
    quern::format_value(text, value_at<bare<T>>(c, row));
  else
    text = "null";
  return text;
}

// t: Keys key columns, the column to pivot by (of type P), and the aggregates; how: to print them, the aggregates as nullable.
template <class P>
dynamic_table pivot_table(table_data const& t, std::vector<key_column> keys, array_view<value_text::printing> how, context const& o) {
  std::size_t const k = keys.size(), aggregates = how.size() - k - 1;
  numbered_rows const groups = execution::number_rows(std::move(keys), t.rows, o);
  column_ref const by = ref_of<P>(*t.columns[k]);
  numbered_rows const values = execution::number_rows({{key_form_of<P>, true, layout_of<P>.bytes, by, nullptr}}, t.rows, o);

  auto const distinct = execution::gather(layout_of<P>, *t.columns[k], values.first);
  column_ref const distinct_ref = ref_of<P>(*distinct);
  row_order order(distinct->rows);
  execution::add_sort_key<P>(order, *distinct, distinct_ref, false, false);
  auto const sorted = order.rows(distinct->rows, o);

  // The row of each group and value.
  std::vector<std::vector<std::uint32_t>> rows(values.first.size(), std::vector<std::uint32_t>(groups.first.size(), no_row));
  for (std::size_t i = 0; i < t.rows; ++i) rows[values.number[i]][groups.number[i]] = static_cast<std::uint32_t>(i);

  dynamic_table result(groups.first.size());
  for (std::size_t c = 0; c < k; ++c) result.add(std::string(how[c].name), how[c], execution::gather(how[c].layout, *t.columns[c], groups.first));
  column_list cells(sorted.size() * aggregates);
  execution::run_tasks(cells.size(), o, [&](std::size_t at) {
    std::size_t const c = k + 1 + at % aggregates;
    auto made = std::make_shared<column_data>();
    made->dict = t.columns[c]->dict;
    column_ref from = quern::ref_of(how[c].layout, *t.columns[c]);
    if (t.columns[c]->nulls == 0) from.validity = nullptr;
    execution::gather_into(*made, how[c].layout, from, rows[sorted[at / aggregates]], true);
    cells[at] = std::move(made);
  });
  for (std::size_t at = 0; at < cells.size(); ++at) {
    std::size_t const c = k + 1 + at % aggregates;
    std::string name = execution::text_of_value<P>(distinct_ref, sorted[at / aggregates]);
    if (aggregates > 1) name += "_" + std::string(how[c].name);
    result.add(std::move(name), how[c], std::move(cells[at]));
  }
  return result;
}

// Keys and P stand first in S.
template <class S, std::size_t Keys>
dynamic_table pivot_groups(table<S> const& t, context const& o) {
  return [&]<std::size_t... K, std::size_t... A>(std::index_sequence<K...>, std::index_sequence<A...>) {
    using Shown = meta::list<schemas::field_at<S, K>..., schemas::field_at<S, Keys>, field<schemas::field_at<S, Keys + 1 + A>::name, nullable_if<typename schemas::field_at<S, Keys + 1 + A>::type, true>>...>;
    return execution::pivot_table<typename schemas::field_at<S, Keys>::type>(t.data(), execution::keys_of(t.data(), 0, meta::list<typename schemas::field_at<S, K>::type...>{}), value_text::printing_of<Shown>, o);
  }(std::make_index_sequence<Keys>{}, std::make_index_sequence<S::fields::size - Keys - 1>{});
}

}  // namespace quern::execution
