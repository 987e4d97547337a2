#include "answers.hpp"

#include <algorithm>
#include <cstdio>

namespace bench {

std::string decimal_text(__int128 value, int scale) {
  bool const negative = value < 0;
  auto rest = negative ? -static_cast<unsigned __int128>(value) : static_cast<unsigned __int128>(value);
  std::string digits;
  for (int k = 0; k <= scale || rest; ++k, rest /= 10) {
    if (k == scale && scale) digits += '.';
    digits += static_cast<char>('0' + static_cast<int>(rest % 10));
  }
  if (negative) digits += '-';
  return {digits.rbegin(), digits.rend()};
}

std::string q6_answer(std::int64_t ten_thousandths) { return decimal_text(ten_thousandths, 4) + "\n"; }

std::string q1_answer(std::vector<q1_row> rows) {
  std::sort(rows.begin(), rows.end(), [](auto const& a, auto const& b) {
    return a.returnflag != b.returnflag ? a.returnflag < b.returnflag : a.linestatus < b.linestatus;
  });
  std::string out;
  for (auto const& r : rows) {
    auto average = [&](std::int64_t sum) {
      char buffer[64];
      std::snprintf(buffer, sizeof buffer, "%.4f", static_cast<double>(sum) / 100 / static_cast<double>(r.count));
      return std::string(buffer);
    };
    for (auto const& field :
         {std::string(1, r.returnflag), std::string(1, r.linestatus), decimal_text(r.quantity, 2), decimal_text(r.price, 2),
          decimal_text(r.discounted, 4), decimal_text(r.charge, 6), average(r.quantity), average(r.price), average(r.discount)})
      out += field + '|';
    out += std::to_string(r.count) + '\n';
  }
  return out;
}

std::string csv_digest::text() const {
  std::string out;
  for (auto v : {rows, keys, parts, suppliers, lines, quantity, price, discount, tax, returned, open, shipped, committed, received,
                 instruction_bytes, mode_bytes, comment_bytes, across})
    out += std::to_string(v) + '|';
  out.back() = '\n';
  return out;
}

csv_digest digest(lineitem const& t) {
  csv_digest d;
  d.rows = static_cast<std::int64_t>(t.size());
  for (std::size_t i = 0; i < t.size(); ++i) {
    d.keys += t.orderkey[i], d.parts += t.partkey[i], d.suppliers += t.suppkey[i], d.lines += t.linenumber[i];
    d.quantity += t.quantity[i], d.price += t.extendedprice[i], d.discount += t.discount[i], d.tax += t.tax[i];
    d.returned += t.returnflag[i] == 'R', d.open += t.linestatus[i] == 'O';
    d.shipped += t.shipdate[i], d.committed += t.commitdate[i], d.received += t.receiptdate[i];
    d.instruction_bytes += static_cast<std::int64_t>(lineitem::instructions[t.shipinstruct[i]].size());
    d.mode_bytes += static_cast<std::int64_t>(lineitem::modes[t.shipmode[i]].size());
    auto const comment = t.comment(i);
    auto const length = static_cast<std::int64_t>(comment.size());
    d.comment_bytes += length;
    d.across += (t.orderkey[i] % 1009) * t.linenumber[i] * length +
                static_cast<unsigned char>(comment[0]) * static_cast<std::int64_t>(t.shipdate[i] % 7);
  }
  return d;
}

}  // namespace bench
