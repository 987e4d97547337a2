// SPDX-License-Identifier: BSL-1.0
// Joins of joins take the columns of the one below where they stand: the rows are those of a join with the one below as a table, for every
// kind of column and join, with filters and computed columns between, and rows that meet several.
#include "laws/rows_as_text.hpp"

using namespace reference;
using quern::on;

namespace {
using columns = quern::schema<quern::field<"a", std::int32_t>, quern::field<"b", quern::nullable<std::int64_t>>, quern::field<"t", quern::string>, quern::field<"s", quern::nullable<quern::string>>,
                              quern::field<"c", quern::category>, quern::field<"f", bool>, quern::field<"d", quern::nullable<double>>>;
quern::table<columns> rows_of(std::size_t n, std::uint64_t seed, std::int32_t keys) {
  auto const word = [](numbers& g) { return std::string(g.next() % 12, static_cast<char>('a' + g.next() % 5)); };
  auto const texts = make_values(n, seed, word);
  quern::column_builder<quern::category> c;
  for (auto const& t : make_values(n, seed + 1, word)) c.append_value(t);
  quern::column_builder<bool> f;
  for (auto v : integers<int>(n, seed + 2, 0, 1)) f.append_value(v == 1);
  return quern::table<columns>({quern::column_from<std::int32_t>(integers<std::int32_t>(n, seed + 3, 0, keys)), quern::column_from<quern::nullable<std::int64_t>>(sprinkle_nulls(integers<std::int64_t>(n, seed + 4, 0, keys), seed)),
           quern::column_from<quern::string>(texts), quern::column_from<quern::nullable<quern::string>>(sprinkle_nulls(make_values(n, seed + 5, word), seed)), c.finish_shared(), f.finish_shared(),
           quern::column_from<quern::nullable<double>>(sprinkle_nulls(make_values(n, seed + 6, [](numbers& g) { return static_cast<double>(g.next() % 100); }), seed))});
}
// The same rows as with what stands below as a table of its own.
template <class Query, class Above>
void check(Query const& below, Above above) {
  auto const table = below.template with_rules<>().collect();
  auto const expected = outcome(above(quern::from(table)).template with_rules<>(), order::any);
  REQUIRE(expected != std::vector<std::string>{"raised"});
  CHECK(outcome(above(below), order::any) == expected);
}
}  // namespace

TEST_CASE("joins of joins give the rows of joins of tables", "[join][chains]") {
  for (auto [n, m, k, keys] : {std::array<std::size_t, 4>{0, 5, 5, 3}, {1, 1, 1, 0}, {40, 9, 30, 20}, {3000, 70, 60, 90}, {900, 500, 8, 300}}) {
    INFO(n << " " << m << " " << k);
    auto const most = static_cast<std::int32_t>(keys);
    auto const one = quern::from(rows_of(n, 1, most)), two = quern::from(rows_of(m, 50, most)), three = quern::from(rows_of(k, 100, most));
    auto const pairs = one.join(two, on("a"_c), quern::suffix<"_2">);
    check(pairs, [&](auto const& q) { return q.join(three, on("b_2"_c == "b"_c), quern::suffix<"_3">); });
    check(pairs, [&](auto const& q) { return q.join(three, on("a"_c, "b"_c), quern::suffix<"_3">).select("t"_c, "s_2"_c, "c_2"_c, "f_2"_c, "d_3"_c, "c_3"_c, "f"_c); });
    check(pairs, [&](auto const& q) { return three.join(q, on("a"_c), quern::suffix<"_3">); });
    check(pairs, [&](auto const& q) { return q.left_join(three, on("b"_c), quern::suffix<"_3">); });
    check(pairs, [&](auto const& q) { return q.semi_join(three, on("b_2"_c == "b"_c)); });
    check(pairs, [&](auto const& q) { return q.anti_join(three, on("b"_c)).select("s"_c, "d_2"_c); });
    check(pairs, [&](auto const& q) { return q.join(three, on("b"_c == "b"_c && quern::left("t"_c) < quern::right("t"_c)), quern::suffix<"_3">).select("t"_c, "t_3"_c, "c_2"_c); });
    check(pairs, [&](auto const& q) { return q.select("b"_c, "t"_c, "t_2"_c, "c"_c).union_all(q.select("b"_c, "s"_c, "t"_c, "c_2"_c)); });
    check(pairs.where("d"_c > 20.0), [&](auto const& q) { return q.update("e"_c = "d"_c + "d_2"_c).join(three, on("b"_c), quern::suffix<"_3">); });
    check(one.left_join(two, on("a"_c), quern::suffix<"_2">), [&](auto const& q) { return q.join(three, on("b"_c), quern::suffix<"_3">); });
    check(one.where("f"_c).join(two.where("d"_c < 60.0), on("a"_c), quern::suffix<"_2">), [&](auto const& q) { return q.join(three, on("a"_c), quern::suffix<"_3">).group_by("c"_c, "f_2"_c).agg("n"_c = quern::count(), "t"_c = quern::max("t_2"_c)); });
    auto const triples = pairs.join(three, on("b"_c), quern::suffix<"_3">);
    check(triples, [&](auto const& q) { return q.join(two.select("a"_c, "last"_c = "t"_c), on("a"_c)).select("last"_c, "t"_c, "t_2"_c, "t_3"_c, "s_3"_c, "c_3"_c); });
  }
}
