// SPDX-License-Identifier: BSL-1.0
// A build side that is a join, and whose texts are a table's as they stand, row by row, in some chunks, in all or in none: whether they are
// copied or not, each row has its own.
#include "laws/columns.hpp"

using namespace reference;
using quern::on;

TEST_CASE("texts of a build side that is a join", "[join][texts]") {
  for (std::size_t n : {0u, 1u, 9u, 65536u, 65541u, 140000u})
    for (int kind = 0; kind < 8; ++kind) {
      INFO(n << " persons, kind " << kind);
      // All have a nation; the first, one in the middle, the last or all of a chunk (the second, the first, all but the first) have none; one nation stands twice.
      std::vector<std::int32_t> nation(n), id(n);
      std::vector<std::string> name(n);
      for (std::size_t i = 0; i < n; ++i) {
        bool const lacks = (kind == 1 && i == 0) || (kind == 2 && i == n / 2) || (kind == 3 && i == n - 1) || (kind == 4 && i >= 65536) || (kind == 6 && i / 65536 == 1) || (kind == 7 && i < 65536);
        nation[i] = lacks ? -1 : static_cast<std::int32_t>(i % 25);
        id[i] = static_cast<std::int32_t>(i);
        name[i] = i % 7 == 0 ? std::string() : "n" + std::to_string(i * 37);
      }
      auto const nick = sprinkle_nulls(name, n);
      std::vector<std::int32_t> key;
      std::vector<std::string> land;
      for (int k = 0; k < 25; ++k) key.push_back(k), land.push_back("land " + std::to_string(k));
      if (kind == 5) key.push_back(3), land.push_back("another 3");
      std::vector<std::int32_t> person(2 * n), order(2 * n);
      for (std::size_t i = 0; i < person.size(); ++i) person[i] = static_cast<std::int32_t>(i * 7919 % n), order[i] = static_cast<std::int32_t>(i);
      auto const persons = quern::from(quern::make_table("id"_c = id, "nation"_c = nation, "name"_c = name, "nick"_c = nick));
      auto const nations = quern::from(quern::make_table("key"_c = key, "land"_c = land));
      auto const q = quern::from(quern::make_table("order"_c = order, "person"_c = person)).join(persons.join(nations, on("nation"_c == "key"_c)), on("person"_c == "id"_c)).order_by("order"_c, "land"_c);
      std::vector<std::pair<std::size_t, std::string>> wanted;  // person and land, of each order
      for (std::size_t i = 0; i < person.size(); ++i) {
        auto const p = static_cast<std::size_t>(person[i]);
        if (kind == 5 && nation[p] == 3) wanted.push_back({p, "another 3"});
        if (nation[p] >= 0) wanted.push_back({p, land[static_cast<std::size_t>(nation[p])]});
      }
      for (int threads : {1, 3}) {
        auto const got = q.collect({.threads = threads});
        check_rows(got["name"_c], wanted.size(), "name", [&](auto r) { return name[wanted[r].first]; });
        check_rows(got["nick"_c], wanted.size(), "nick", [&](auto r) { return nick[wanted[r].first]; });
        check_rows(got["land"_c], wanted.size(), "land", [&](auto r) { return wanted[r].second; });
      }
    }
}
