// SPDX-License-Identifier: BSL-1.0
// Groups of joined rows by columns that tell the rows of one input apart: numbered by that input's rows where its keys are all different,
// hashed where they are not. Against a map, with the columns' nulls, long texts, keys of both sides, several keys, conditions beside them.
#include <map>
#include <tuple>

#include "laws/columns.hpp"
#include "laws/same_bytes.hpp"

using namespace reference;
using namespace std::string_literals;
using quern::on;
using quern::execution::join_plan;

namespace {
struct person {
  std::int32_t id, town;
  std::optional<std::string> name;
  std::optional<std::int64_t> height;
};
struct visit {
  std::int32_t who, town;
  std::int64_t cost;
};
using group_key = std::tuple<std::int32_t, std::optional<std::string>, std::optional<std::int64_t>>;
struct group {
  std::int64_t rows = 0, cost = 0;
  bool operator==(group const&) const = default;
};

std::vector<person> people(std::size_t n, bool twice) {
  std::vector<person> r;
  for (std::size_t i = 0; i < n; ++i) {
    person p{static_cast<std::int32_t>((i * 7919) % (n * 3 + 1)) - 5, static_cast<std::int32_t>(i % 3), {}, {}};
    if (i % 5 != 1) p.name = i % 2 == 0 ? "n" + std::to_string(i % 11) : "a name of more than fifteen bytes, number " + std::to_string(i % 7);
    if (i % 4 != 2) p.height = static_cast<std::int64_t>(i % 9);
    r.push_back(p);
    // The same row again, or one that is equal in the key only.
    if (twice && i % 10 == 0) r.push_back(p), r.back().town = 1;
    if (twice && i % 10 == 5) r.push_back(p), r.back().name = "another";
  }
  return r;
}
std::vector<visit> visits(std::size_t n, std::size_t ids) {
  std::vector<visit> r;
  for (std::size_t i = 0; i < n; ++i) r.push_back({static_cast<std::int32_t>((i * 104729) % (ids * 3 + 1)) - 5, static_cast<std::int32_t>(i % 3), static_cast<std::int64_t>(i % 101) - 7});
  return r;
}
auto table_of(std::vector<person> const& all) {
  std::vector<std::int32_t> id, town;
  std::vector<std::optional<std::string>> name;
  std::vector<std::optional<std::int64_t>> height;
  for (auto const& p : all) id.push_back(p.id), town.push_back(p.town), name.push_back(p.name), height.push_back(p.height);
  return quern::make_table("id"_c = id, "town"_c = town, "name"_c = name, "height"_c = height);
}
auto table_of(std::vector<visit> const& all) {
  std::vector<std::int32_t> who, town;
  std::vector<std::int64_t> cost;
  for (auto const& v : all) who.push_back(v.who), town.push_back(v.town), cost.push_back(v.cost);
  return quern::make_table("who"_c = who, "place"_c = town, "cost"_c = cost);
}
template <class Groups>
std::map<group_key, group> as_map(Groups const& got) {
  std::map<group_key, group> r;
  for (std::size_t g = 0; g < got.rows(); ++g) {
    std::optional<std::string> name;
    if (got["name"_c][g]) name = std::string(*got["name"_c][g]);
    auto const fresh = r.insert({{got["id"_c][g], name, got["height"_c][g]}, {got["n"_c][g], got["s"_c][g]}}).second;
    if (!fresh) FAIL("group " << g << " is there twice");
  }
  return r;
}
}  // namespace

TEST_CASE("groups by columns that tell the rows of one input of a join apart", "[join][group]") {
  for (bool twice : {false, true})
    for (std::size_t n : {0u, 1u, 7u, 2000u, 40000u}) {
      INFO(n << " people, twice: " << twice);
      auto const who = people(n, twice);
      auto const all = visits(n * 4, n);
      auto const facts = quern::from(table_of(all));
      auto const names = quern::from(table_of(who));
      auto const wanted = [&](auto const& pass) {
        std::map<std::int32_t, std::vector<person>> by_id;
        for (auto const& p : who) by_id[p.id].push_back(p);
        std::map<group_key, group> r;
        for (auto const& v : all)
          for (auto const& p : by_id[v.who])
            if (pass(v, p)) {
              auto& g = r[{p.id, p.name, p.height}];
              ++g.rows, g.cost += v.cost;
            }
        return r;
      };
      auto const check = [&](auto const& joined, auto const& pass) {
        auto const query = joined.group_by("id"_c, "name"_c, "height"_c).agg("n"_c = quern::count(), "s"_c = quern::sum("cost"_c));
        auto const alone = query.collect({.threads = 1});
        CHECK(as_map(alone) == wanted(pass));
        CHECK(same_bytes(alone, query.collect({.threads = 3})));
      };
      auto const always = [](visit const&, person const&) { return true; };
      check(facts.join(names, on("who"_c == "id"_c)), always);
      check(names.join(facts, on("id"_c == "who"_c)), always);
      // The key of the other side, which is equal.
      check(facts.join(names.rename("ident"_c = "id"_c), on("who"_c == "ident"_c)).rename("id"_c = "who"_c), always);
      check(facts.join(names, on("who"_c == "id"_c)).where("cost"_c > 3), [](visit const& v, person const&) { return v.cost > 3; });
      check(facts.where("cost"_c > 90).join(names, on("who"_c == "id"_c)), [](visit const& v, person const&) { return v.cost > 90; });
      check(facts.join(names.where("town"_c == 2), on("who"_c == "id"_c)), [](visit const&, person const& p) { return p.town == 2; });
      check(facts.join(names, on("who"_c == "id"_c, "place"_c <= "town"_c)), [](visit const& v, person const& p) { return v.town <= p.town; });
      // Two keys, of which the groups have only one: rows of the build side are not told apart by it.
      check(facts.join(names, on("who"_c == "id"_c, "place"_c == "town"_c)), [](visit const& v, person const& p) { return v.town == p.town; });
    }
}

TEST_CASE("a text that is the key, and groups without aggregates", "[join][group]") {
  std::vector<std::string> code, used;
  std::vector<std::int64_t> worth;
  for (int i = 0; i < 500; ++i) code.push_back("code " + std::string(static_cast<std::size_t>(i % 13), 'x') + std::to_string(i)), worth.push_back(i % 7);
  for (int i = 0; i < 9000; ++i) used.push_back(code[static_cast<std::size_t>(i * i % 800 % 500)]);
  auto const joined = quern::from(quern::make_table("used"_c = used)).join(quern::from(quern::make_table("code"_c = code, "worth"_c = worth)), on("used"_c == "code"_c));
  std::map<std::string, std::int64_t> wanted;
  for (auto const& u : used) ++wanted[u];
  auto const got = joined.group_by("used"_c, "worth"_c).agg("n"_c = quern::count()).collect();
  CHECK(got.rows() == wanted.size());
  for (std::size_t g = 0; g < got.rows(); ++g) CHECK(wanted.at(std::string(got["used"_c][g])) == got["n"_c][g]);
  CHECK(joined.select("code"_c, "worth"_c).distinct().collect().rows() == wanted.size());
}

TEST_CASE("which columns tell the rows of a join's input apart", "[join]") {
  using quern::execution::join_form, quern::execution::key_form, quern::execution::join_key;
  join_plan p{};
  p.form = join_form::inner;
  for (int side : {0, 1})
    for (std::size_t at : {0u, 1u, 2u}) p.columns.push_back({side, at});
  auto const told = [&](int side, std::vector<std::size_t> const& columns) { return p.is_told_by(side, {columns.data(), columns.size()}); };
  p.rule.keys.push_back(join_key{key_form::i32, false, 0, {0, 1}});
  CHECK(told(1, {4, 5}));
  CHECK(told(1, {5, 0}));  // the left key is equal to the right one
  CHECK(told(0, {0, 2}));
  CHECK_FALSE(told(1, {3, 5}));     // without the key
  CHECK_FALSE(told(1, {4, 5, 2}));  // another column of the left
  p.rule.keys.push_back(join_key{key_form::i64, false, 0, {1, 2}});
  CHECK_FALSE(told(1, {4, 3}));
  CHECK(told(1, {4, 5}));
  p.rule.keys[0].form = key_form::f64;  // equal ones may have other bits
  CHECK(told(1, {4, 5}));
  CHECK_FALSE(told(1, {0, 5}));
  p.form = join_form::outer;
  CHECK_FALSE(told(1, {4, 5}));
}
