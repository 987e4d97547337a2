// SPDX-License-Identifier: BSL-1.0
// A plan here and one of the same shape in two.cpp share their instantiations at link time; they must agree.
#include <vector>

#include <quern.hpp>
using namespace quern::literals;

int version_seen_by_two();
quern::table<quern::schema<quern::field<"key", std::int64_t>, quern::field<"total", double>>> totals_of_two(std::vector<std::int64_t> const&,
                                                                                                        std::vector<double> const&);

int main() {
  std::vector<std::int64_t> keys;
  std::vector<double> values;
  for (int i = 0; i < 1000; ++i) keys.push_back(i % 7), values.push_back(i * 0.25);

  auto const here = quern::from(quern::make_table("key"_c = keys, "value"_c = values))
                        .where("value"_c > 10)
                        .group_by("key"_c)
                        .agg("total"_c = quern::sum("value"_c))
                        .order_by("key"_c)
                        .collect();
  auto const there = totals_of_two(keys, values);
  bool same = version_seen_by_two() == QUERN_VERSION_MAJOR * 1000 + QUERN_VERSION_MINOR && here.rows() == 7 && there.rows() == 7;
  for (std::size_t i = 0; same && i < 7; ++i) same = here["key"_c][i] == there["key"_c][i] && here["total"_c][i] == there["total"_c][i];
  return same ? 0 : 1;
}
