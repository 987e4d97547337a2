// SPDX-License-Identifier: BSL-1.0
// orders (TPC-H specification, 4.2.3): status and total price follow from the lines, which are made before.
#include "make_columns.hpp"
#include "recipe.hpp"
#include "short_text.hpp"
#include "words.hpp"

namespace tpch {

std::vector<std::size_t> first_lines(recipe const& r) {
  auto const orders = static_cast<std::size_t>(r.counts.orders);
  std::vector<std::size_t> first(orders + 1);
  over_rows(orders, r.threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) first[i + 1] = static_cast<std::size_t>(r.between(stream::o_lines, i, 1, most_lines));
  });
  for (std::size_t i = 0; i < orders; ++i) first[i + 1] += first[i];
  return first;
}

quern::table<orders> make_orders(recipe const& r, std::vector<std::size_t> const& first_lines, quern::table<lineitem> const& lines) {
  using namespace quern::literals;
  auto const rows = static_cast<std::size_t>(r.counts.orders);
  auto const price = lines["l_extendedprice"_c].values(), discount = lines["l_discount"_c].values(), tax = lines["l_tax"_c].values();
  auto const state = lines["l_linestatus"_c].values();
  auto const status = [&](std::size_t i) {
    std::size_t open = 0;
    for (std::size_t l = first_lines[i]; l < first_lines[i + 1]; ++l) open += state[l].data[0] == 'O';
    return quern::storage_of<flag>{{open == 0 ? 'F' : open == first_lines[i + 1] - first_lines[i] ? 'O' : 'P'}};
  };
  auto const total = [&](std::size_t i) {
    std::int64_t sum = 0;
    for (std::size_t l = first_lines[i]; l < first_lines[i + 1]; ++l) sum += charge(price[l], discount[l], tax[l]);
    return sum;
  };
  constexpr std::int64_t last_priority = std::size(words::priorities) - 1;
  return quern::table<orders>({
      make_numbers<key>(rows, r.threads, [](std::size_t i) { return order_key(static_cast<std::int64_t>(i + 1)); }),
      make_numbers<key>(
          rows, r.threads,
          [&](std::size_t i) { return ordering_customer(r.between(stream::o_custkey, i, 1, r.counts.customers), r.counts.customers); }),
      make_numbers<flag>(rows, r.threads, status),
      make_numbers<money>(rows, r.threads, total),
      make_numbers<date>(rows, r.threads, [&](std::size_t i) { return order_date(r, i); }),
      make_categories(words::priorities, rows, r.threads,
                      [&](std::size_t i) { return r.between(stream::o_orderpriority, i, 0, last_priority); }),
      make_texts(rows, r.threads, [&](std::size_t i) { return numbered("Clerk", r.between(stream::o_clerk, i, 1, r.counts.clerks)); }),
      make_numbers<std::int32_t>(rows, r.threads, [](std::size_t) { return 0; }),
      make_texts(rows, r.threads, [&](std::size_t i) { return r.comment(stream::o_comment, i, 19, 78); }),
  });
}

}  // namespace tpch
