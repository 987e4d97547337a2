// SPDX-License-Identifier: BSL-1.0
// All tables in turn; each is made by all threads. Here also the two smallest ones.
#include "generate.hpp"

#include "make_columns.hpp"
#include "recipe.hpp"
#include "words.hpp"

namespace tpch {

quern::table<region> make_region(recipe const& r) {
  std::size_t const rows = std::size(words::regions);
  return quern::table<region>({
      make_numbers<key>(rows, 1, [](std::size_t i) { return i; }),
      make_categories(words::regions, rows, 1, [](std::size_t i) { return i; }),
      make_texts(rows, 1, [&](std::size_t i) { return r.comment(stream::r_comment, i, 31, 115); }),
  });
}

quern::table<nation> make_nation(recipe const& r) {
  std::size_t const rows = std::size(words::nations);
  std::vector<std::string_view> names;
  for (auto const& n : words::nations) names.push_back(n.name);
  return quern::table<nation>({
      make_numbers<key>(rows, 1, [](std::size_t i) { return i; }),
      make_categories(names, rows, 1, [](std::size_t i) { return i; }),
      make_numbers<key>(rows, 1, [](std::size_t i) { return words::nations[i].region; }),
      make_texts(rows, 1, [&](std::size_t i) { return r.comment(stream::n_comment, i, 31, 114); }),
  });
}

tables generate(generation const& g) {
  recipe const r(g.scale_factor, g.seed, g.threads);
  tables t;
  t.region = make_region(r);
  t.nation = make_nation(r);
  t.supplier = make_supplier(r);
  t.customer = make_customer(r);
  t.part = make_part(r);
  t.partsupp = make_partsupp(r);
  auto const lines = first_lines(r);
  t.lineitem = make_lineitem(r, lines);
  t.orders = make_orders(r, lines, t.lineitem);
  return t;
}

}  // namespace tpch
