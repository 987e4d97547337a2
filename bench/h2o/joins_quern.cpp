#include <algorithm>

#include "contenders_quern.hpp"

namespace bench {
namespace {
using namespace quern::literals;
using std::int32_t;

struct left_rows : quern::schema<quern::field<"id1", int32_t>, quern::field<"id2", int32_t>, quern::field<"id3", int32_t>, quern::field<"id4", quern::category>,
                                 quern::field<"id5", quern::category>, quern::field<"id6", quern::category>, quern::field<"v1", double>> {};
struct small_rows : quern::schema<quern::field<"id1", int32_t>, quern::field<"id4", quern::category>, quern::field<"v2", double>> {};
struct medium_rows : quern::schema<quern::field<"id1", int32_t>, quern::field<"id2", int32_t>, quern::field<"id4", quern::category>,
                                   quern::field<"id5", quern::category>, quern::field<"v2", double>> {};
struct big_rows : quern::schema<quern::field<"id1", int32_t>, quern::field<"id2", int32_t>, quern::field<"id3", int32_t>, quern::field<"id4", quern::category>,
                                quern::field<"id5", quern::category>, quern::field<"id6", quern::category>, quern::field<"v2", double>> {};

// Numbers as texts, with a dictionary of its own for each table and column.
std::shared_ptr<quern::column_data const> texts(column<int32_t> const& of) {
  quern::column_data c;
  c.dict = std::make_shared<quern::dictionary>();
  c.rows = of.size();
  std::vector<int32_t> code(static_cast<std::size_t>(*std::max_element(of.begin(), of.end())) + 1, -1);
  c.values.resize(of.size() * 4);
  for (std::size_t i = 0; i < of.size(); ++i) {
    int32_t& k = code[static_cast<std::size_t>(of[i])];
    if (k < 0) k = c.dict->intern("id" + std::to_string(of[i]));
    c.values.as<int32_t>()[i] = k;
  }
  return std::make_shared<quern::column_data>(std::move(c));
}
auto ints(column<int32_t> const& c) { return typed::borrowed<int32_t>(c); }
auto doubles(column<double> const& c) { return typed::borrowed<double>(c); }

struct tables {
  quern::table<left_rows> x;
  quern::table<small_rows> small;
  quern::table<medium_rows> medium;
  quern::table<big_rows> big;
  explicit tables(join_rows const& d)
      : x({ints(d.x.id1), ints(d.x.id2), ints(d.x.id3), texts(d.x.id1), texts(d.x.id2), texts(d.x.id3), doubles(d.x.v)}),
        small({ints(d.small.id1), texts(d.small.id1), doubles(d.small.v)}),
        medium({ints(d.medium.id1), ints(d.medium.id2), texts(d.medium.id1), texts(d.medium.id2), doubles(d.medium.v)}),
        big({ints(d.big.id1), ints(d.big.id2), ints(d.big.id3), texts(d.big.id1), texts(d.big.id2), texts(d.big.id3), doubles(d.big.v)}) {}
};

}  // namespace

void add_quern_joins(timing::suite& all, join_rows const& rows, int threads) {
  static tables const t(rows);
  auto const x = quern::from(t.x);
  auto const small = quern::from(t.small);
  auto const medium = quern::from(t.medium);
  auto const big = quern::from(t.big);
  auto const add = [](h2o_digest& d, auto const& row) {
    double v2;
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(row["v2"_c])>, double>)
      v2 = row["v2"_c];
    else
      v2 = row["v2"_c].value_or(0);
    d.plain += row["v1"_c], d.weighted += v2, d.other += row["v1"_c] * v2;
  };
  constexpr quern::suffix_t<"_right"> right;
  typed::add_plan(all, "j1", "category", threads, x.join(small, quern::on("id1"_c), right), add);
  typed::add_plan(all, "j2", "category", threads, x.join(medium, quern::on("id2"_c), right), add);
  typed::add_plan(all, "j3", "category", threads, x.left_join(medium, quern::on("id2"_c), right), add);
  typed::add_plan(all, "j4", "category", threads, x.join(medium, quern::on("id5"_c), right), add);
  typed::add_plan(all, "j5", "category", threads, x.join(big, quern::on("id3"_c), right), add);
}

}  // namespace bench
