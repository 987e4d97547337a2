#include "../output_file.hpp"
#include "../row_text.hpp"
#include "lineitem.hpp"

namespace bench {
namespace {

constexpr std::size_t block = 4 << 20, longest_line = 512;

void line(row_text& o, lineitem const& t, std::size_t i) {
  o.room(longest_line);
  auto field = [&](auto put) { put(), o.put('|'); };
  field([&] { o.number(t.orderkey[i]); });
  field([&] { o.number(t.partkey[i]); });
  field([&] { o.number(t.suppkey[i]); });
  field([&] { o.number(t.linenumber[i]); });
  field([&] { o.number(t.quantity[i] / 100); });
  field([&] { o.hundredths(t.extendedprice[i]); });
  field([&] { o.hundredths(t.discount[i]); });
  field([&] { o.hundredths(t.tax[i]); });
  field([&] { o.put(static_cast<char>(t.returnflag[i])); });
  field([&] { o.put(static_cast<char>(t.linestatus[i])); });
  field([&] { o.date(t.shipdate[i]); });
  field([&] { o.date(t.commitdate[i]); });
  field([&] { o.date(t.receiptdate[i]); });
  field([&] { o.put(lineitem::instructions[t.shipinstruct[i]]); });
  field([&] { o.put(lineitem::modes[t.shipmode[i]]); });
  field([&] { o.put(t.comment(i)); });
  o.put('\n');
}

}  // namespace

void write_tbl(lineitem const& t, std::string const& path) {
  output_file file(path);
  row_text o;
  std::size_t written = 0;
  auto const flush = [&] {
    file.write(o.data(), o.size(), written);
    written += o.size();
    o.clear();
  };
  for (std::size_t i = 0; i < t.size(); ++i) {
    line(o, t, i);
    if (o.size() >= block) flush();
  }
  flush();
  file.finish();
}

}  // namespace bench
