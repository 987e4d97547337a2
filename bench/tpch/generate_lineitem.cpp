// SPDX-License-Identifier: BSL-1.0
// lineitem (TPC-H specification, 4.2.3). What depends on the order is filled order by order, the rest row by row.
#include "make_columns.hpp"
#include "recipe.hpp"
#include "words.hpp"

namespace tpch {
namespace {

struct columns_by_order {
  open_column<key> orderkey;
  open_column<std::int32_t> linenumber;
  open_column<flag> returnflag, linestatus;
  open_column<date> shipdate, commitdate, receiptdate;

  explicit columns_by_order(std::size_t rows)
      : orderkey(rows), linenumber(rows), returnflag(rows), linestatus(rows), shipdate(rows), commitdate(rows), receiptdate(rows) {}

  void fill(recipe const& r, std::size_t order, std::size_t first, std::size_t end) {
    auto const ordered = order_date(r, order);
    auto const number = static_cast<key>(order_key(static_cast<std::int64_t>(order + 1)));
    for (std::size_t row = first; row < end; ++row) {
      auto x = r.random(stream::l_dates, row);
      auto const shipped = ordered + static_cast<std::int32_t>(x.between(1, 121));
      auto const committed = ordered + static_cast<std::int32_t>(x.between(30, 90));
      auto const received = shipped + static_cast<std::int32_t>(x.between(1, 30));
      orderkey[row] = number;
      linenumber[row] = static_cast<std::int32_t>(row - first + 1);
      returnflag[row] = {{return_flag(received, r.between(stream::l_returnflag, row, 0, 1) != 0)}};
      linestatus[row] = {{line_status(shipped)}};
      shipdate[row] = shipped, commitdate[row] = committed, receiptdate[row] = received;
    }
  }
};

}  // namespace

quern::table<lineitem> make_lineitem(recipe const& r, std::vector<std::size_t> const& first_lines) {
  std::size_t const rows = first_lines.back();
  columns_by_order c(rows);
  over_rows(first_lines.size() - 1, r.threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) c.fill(r, i, first_lines[i], first_lines[i + 1]);
  });
  auto const part = [&](std::size_t i) { return r.between(stream::l_partkey, i, 1, r.counts.parts); };
  auto const pieces = [&](std::size_t i) { return r.between(stream::l_quantity, i, 1, 50); };
  constexpr std::int64_t last_instruction = std::size(words::instructions) - 1, last_mode = std::size(words::modes) - 1;
  return quern::table<lineitem>({
      c.orderkey.finish(),
      make_numbers<key>(rows, r.threads, part),
      make_numbers<key>(rows, r.threads,
                        [&](std::size_t i) {
                          return supplier_of(part(i), r.between(stream::l_suppkey, i, 0, suppliers_a_part - 1), r.counts.suppliers);
                        }),
      c.linenumber.finish(),
      make_numbers<money>(rows, r.threads, [&](std::size_t i) { return pieces(i) * 100; }),
      make_numbers<money>(rows, r.threads, [&](std::size_t i) { return pieces(i) * retail_price(part(i)); }),
      make_numbers<money>(rows, r.threads, [&](std::size_t i) { return r.between(stream::l_discount, i, 0, 10); }),
      make_numbers<money>(rows, r.threads, [&](std::size_t i) { return r.between(stream::l_tax, i, 0, 8); }),
      c.returnflag.finish(),
      c.linestatus.finish(),
      c.shipdate.finish(),
      c.commitdate.finish(),
      c.receiptdate.finish(),
      make_categories(words::instructions, rows, r.threads,
                      [&](std::size_t i) { return r.between(stream::l_shipinstruct, i, 0, last_instruction); }),
      make_categories(words::modes, rows, r.threads, [&](std::size_t i) { return r.between(stream::l_shipmode, i, 0, last_mode); }),
      make_texts(rows, r.threads, [&](std::size_t i) { return r.comment(stream::l_comment, i, 10, 43); }),
  });
}

}  // namespace tpch
