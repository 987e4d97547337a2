// SPDX-License-Identifier: BSL-1.0
// Groups of joined rows by a key that the probed table has sorted, or nearly so: each chunk's groups by themselves. Against a map, in the
// order of first rows; keys that lie in two chunks, chunks without partners, keys that are not clustered.
#include <map>

#include "laws/columns.hpp"

using namespace reference;
using quern::on;

namespace {
struct group {
  std::int64_t rows = 0, sum = 0;
};
template <class Groups>
void check_groups(Groups const& got, std::vector<std::int32_t> const& order, std::map<std::int32_t, group> const& wanted) {
  REQUIRE(got.rows() == order.size());
  for (std::size_t g = 0; g < order.size(); ++g) {
    auto const& w = wanted.at(order[g]);
    if (got["key"_c][g] != order[g] || got["n"_c][g] != w.rows || got["s"_c][g] != w.sum) FAIL("group " << g << ", key " << order[g]);
  }
}
}  // namespace

TEST_CASE("groups of joined rows by clustered keys", "[join][group]") {
  for (std::size_t n : {0u, 1u, 1000u, 65536u, 65537u, 200003u})
    for (int kind = 0; kind < 4; ++kind) {
      INFO(n << " rows, keys of kind " << kind);
      // Sorted in fours; neighbouring chunks meet in a key; one key for long; not clustered.
      auto const key_of = [&](std::size_t i) {
        std::size_t const k = kind == 0 ? i / 4 : kind == 1 ? i / 65537 * 3 + (i % 65537 > 65000 ? 3 : i % 3) : kind == 2 ? i / 150000 : i * 7919 % 50021;
        return static_cast<std::int32_t>(k) - 100;
      };
      std::vector<std::int32_t> key(n), other(n);
      std::vector<std::int64_t> value(n);
      for (std::size_t i = 0; i < n; ++i) key[i] = key_of(i), other[i] = static_cast<std::int32_t>(i * 31 % 1009), value[i] = static_cast<std::int64_t>(i % 97);
      // Partners of some rows, of none in a whole chunk, and two of one.
      std::vector<std::int32_t> id;
      std::vector<std::int64_t> worth;
      for (std::int32_t k = 0; k < 1009; k += 17) id.push_back(k), worth.push_back(k % 5);
      id.push_back(17), worth.push_back(7);
      auto const facts = quern::from(quern::make_table("key"_c = key, "other"_c = other, "value"_c = value));
      auto const names = quern::from(quern::make_table("id"_c = id, "worth"_c = worth));
      auto const check = [&](auto const& query, bool keeps_all, auto const& passes) {
        std::map<std::int32_t, group> wanted;
        std::vector<std::int32_t> order;
        for (std::size_t i = 0; i < n; ++i) {
          if (!passes(i)) continue;
          std::size_t partners = 0;
          for (std::size_t k = 0; k < id.size(); ++k) {
            if (id[k] != other[i]) continue;
            if (wanted.find(key[i]) == wanted.end()) order.push_back(key[i]);
            auto& g = wanted[key[i]];
            ++g.rows, g.sum += value[i] * worth[k], ++partners;
          }
          if (partners == 0 && keeps_all) {
            if (wanted.find(key[i]) == wanted.end()) order.push_back(key[i]);
            ++wanted[key[i]].rows;
          }
        }
        for (int threads : {1, 3}) check_groups(query.collect({.threads = threads}), order, wanted);
      };
      auto const grouped = [](auto const& q) { return q.group_by("key"_c).agg("n"_c = quern::count(), "s"_c = quern::coalesce(quern::sum("value"_c * "worth"_c), std::int64_t{0})); };
      check(grouped(facts.join(names, on("other"_c == "id"_c))), false, [](auto) { return true; });
      check(grouped(facts.where("value"_c < 40).join(names, on("other"_c == "id"_c))), false, [&](auto i) { return value[i] < 40; });
      check(grouped(facts.where("key"_c >= 16384 - 100).join(names, on("other"_c == "id"_c))), false, [&](auto i) { return key[i] >= 16384 - 100; });
      check(grouped(facts.left_join(names, on("other"_c == "id"_c))), true, [](auto) { return true; });
    }
}
