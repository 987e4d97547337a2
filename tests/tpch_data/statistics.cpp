// SPDX-License-Identifier: BSL-1.0
// Statistics of the columns of any schema.
#include "statistics.hpp"

#include <set>

#include "small_data.hpp"

namespace tpch_data {
namespace {

template <class Field>
column_statistics of_column(quern::column_view<typename Field::type> const& c) {
  using T = typename Field::type;
  constexpr bool text = quern::family_of<T> == quern::family::text, few = text && !std::is_same_v<T, quern::string>;
  column_statistics s;
  s.name = std::string_view(Field::name);
  std::set<quern::value_of<T>> seen;
  for (std::size_t i = 0; i < c.size(); ++i) {
    auto const v = c[i];
    seen.insert(v);
    if constexpr (few) ++s.counts[std::string(std::string_view(v))];
    if constexpr (text)
      s.add(static_cast<double>(std::string_view(v).size()));
    else
      s.add(static_cast<double>(quern::to_storage(v)));
  }
  s.distinct = static_cast<double>(seen.size());
  return s;
}

}  // namespace

std::vector<column_statistics> statistics_of(tpch::tables const& t) {
  std::vector<column_statistics> all;
  tpch::each_table(t, [&]<class S>(std::string const&, quern::table<S> const& table) {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      (all.push_back(of_column<quern::schemas::field_at<S, I>>(table.template column<I>())), ...);
    }(std::make_index_sequence<S::fields::size>{});
  });
  return all;
}

}  // namespace tpch_data
