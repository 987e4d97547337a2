// SPDX-License-Identifier: BSL-1.0
// part and partsupp (TPC-H specification, 4.2.3).
#include <span>
#include <string>

#include "make_columns.hpp"
#include "recipe.hpp"
#include "short_text.hpp"
#include "words.hpp"

namespace tpch {
namespace {

constexpr std::int64_t manufacturers = 5, brands_each = 5;
constexpr int words_a_name = 5;

// Every text of one list with every text of the next, the last list varying fastest.
std::vector<std::string> combined(std::vector<std::string> first, std::string_view between, std::span<std::string_view const> second) {
  std::vector<std::string> all;
  for (auto const& a : first)
    for (auto const b : second) all.push_back(a + std::string(between) + std::string(b));
  return all;
}
std::vector<std::string> texts_of(std::span<std::string_view const> list) { return {list.begin(), list.end()}; }

// Five different colours.
short_text<64> part_name(bench::random_stream r) {
  std::int64_t drawn[words_a_name];
  short_text<64> t;
  for (int k = 0; k < words_a_name; ++k) {
    do drawn[k] = r.between(0, std::size(words::colours) - 1);
    while (std::find(drawn, drawn + k, drawn[k]) != drawn + k);
    if (k != 0) t.put(' ');
    t.put(words::colours[drawn[k]]);
  }
  return t;
}

}  // namespace

quern::table<part> make_part(recipe const& r) {
  auto const rows = static_cast<std::size_t>(r.counts.parts);
  std::vector<std::string> makers, brands;
  for (char m = '1'; m < '1' + manufacturers; ++m) {
    makers.push_back(std::string("Manufacturer#") + m);
    for (char b = '1'; b < '1' + brands_each; ++b) brands.push_back(std::string("Brand#") + m + b);
  }
  auto const types = combined(combined(texts_of(words::type_sizes), " ", words::type_finishes), " ", words::type_metals);
  auto const containers = combined(texts_of(words::container_sizes), " ", words::container_kinds);
  auto const any_of = [&](auto const& list, stream s) {
    return [&r, s, last = static_cast<std::int64_t>(list.size()) - 1](std::size_t i) { return r.between(s, i, 0, last); };
  };
  auto const brand = any_of(brands, stream::p_brand);
  return quern::table<part>({
      make_numbers<key>(rows, r.threads, [](std::size_t i) { return i + 1; }),
      make_texts(rows, r.threads, [&](std::size_t i) { return part_name(r.random(stream::p_name, i)); }),
      make_categories(makers, rows, r.threads, [&](std::size_t i) { return brand(i) / brands_each; }),
      make_categories(brands, rows, r.threads, brand),
      make_categories(types, rows, r.threads, any_of(types, stream::p_type)),
      make_numbers<std::int32_t>(rows, r.threads, [&](std::size_t i) { return r.between(stream::p_size, i, 1, 50); }),
      make_categories(containers, rows, r.threads, any_of(containers, stream::p_container)),
      make_numbers<money>(rows, r.threads, [](std::size_t i) { return retail_price(static_cast<std::int64_t>(i + 1)); }),
      make_texts(rows, r.threads, [&](std::size_t i) { return r.comment(stream::p_comment, i, 5, 22); }),
  });
}

quern::table<partsupp> make_partsupp(recipe const& r) {
  auto const rows = static_cast<std::size_t>(r.counts.parts) * suppliers_a_part;
  auto const part_of = [](std::size_t i) { return static_cast<std::int64_t>(i / suppliers_a_part + 1); };
  return quern::table<partsupp>({
      make_numbers<key>(rows, r.threads, part_of),
      make_numbers<key>(
          rows, r.threads,
          [&](std::size_t i) { return supplier_of(part_of(i), static_cast<std::int64_t>(i % suppliers_a_part), r.counts.suppliers); }),
      make_numbers<std::int32_t>(rows, r.threads, [&](std::size_t i) { return r.between(stream::ps_availqty, i, 1, 9999); }),
      make_numbers<money>(rows, r.threads, [&](std::size_t i) { return r.between(stream::ps_supplycost, i, 100, 100000); }),
      make_texts(rows, r.threads, [&](std::size_t i) { return r.comment(stream::ps_comment, i, 49, 198); }),
  });
}

}  // namespace tpch
