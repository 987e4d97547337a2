#include "csv_columns.hpp"

#include <algorithm>

namespace bench {

void csv_columns::make_room(std::size_t text_bytes) {
  constexpr std::size_t shortest_line = 80, slack = 64;
  auto const capacity = text_bytes / shortest_line + slack;
  rows = 0, instructions.clear(), modes.clear();
  if (memory.size() < capacity) {
    auto& m = memory;
    auto grow = [&](auto&... c) { (c.resize(capacity), ...); };
    grow(m.orderkey, m.partkey, m.suppkey, m.linenumber, m.quantity, m.extendedprice, m.discount, m.tax, m.returnflag, m.linestatus,
         m.shipdate, m.commitdate, m.receiptdate, m.shipinstruct, m.shipmode);
    m.comment_offsets.resize(capacity + 1);
    m.comment_bytes.resize(text_bytes / 2 + slack);
  }
  memory.comment_offsets[0] = 0;
}

std::string first_difference(lineitem const& expected, std::vector<csv_columns> const& pieces) {
  std::size_t at = 0;
  for (auto const& p : pieces) {
    auto const& m = p.memory;
    if (at + p.rows > expected.size()) return "too many rows";
    std::string wrong;
    auto same = [&](char const* name, auto const& want, auto const& got) {
      auto const [w, g] = std::mismatch(want.begin() + static_cast<std::ptrdiff_t>(at),
                                        want.begin() + static_cast<std::ptrdiff_t>(at + p.rows), got.begin());
      if (auto const row = g - got.begin(); wrong.empty() && row != static_cast<std::ptrdiff_t>(p.rows))
        wrong = std::string(name) + " differs in row " + std::to_string(static_cast<std::size_t>(row) + at);
    };
    same("orderkey", expected.orderkey, m.orderkey), same("partkey", expected.partkey, m.partkey);
    same("suppkey", expected.suppkey, m.suppkey), same("linenumber", expected.linenumber, m.linenumber);
    same("quantity", expected.quantity, m.quantity), same("extendedprice", expected.extendedprice, m.extendedprice);
    same("discount", expected.discount, m.discount), same("tax", expected.tax, m.tax);
    same("returnflag", expected.returnflag, m.returnflag), same("linestatus", expected.linestatus, m.linestatus);
    same("shipdate", expected.shipdate, m.shipdate), same("commitdate", expected.commitdate, m.commitdate);
    same("receiptdate", expected.receiptdate, m.receiptdate);
    if (!wrong.empty()) return wrong;
    for (std::size_t i = 0; i < p.rows; ++i) {
      auto const row = at + i;
      bool const equal = p.instructions.texts()[m.shipinstruct[i]] == lineitem::instructions[expected.shipinstruct[row]] &&
                         p.modes.texts()[m.shipmode[i]] == lineitem::modes[expected.shipmode[row]] && m.comment(i) == expected.comment(row);
      if (!equal) return "a text column differs in row " + std::to_string(row);
    }
    at += p.rows;
  }
  return at == expected.size() ? "" : "too few rows";
}

}  // namespace bench
