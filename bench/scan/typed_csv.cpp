// All 16 columns of `lineitem` from text into a table.
#include <memory>
#include <quern.hpp>

#include "typed.hpp"

namespace bench::typed {
using namespace quern::literals;

using money = quern::decimal<15, 2>;
using flag = quern::fixed_string<1>;
struct lineitem_file : quern::schema<
    quern::field<"l_orderkey", std::int64_t>, quern::field<"l_partkey", std::int32_t>, quern::field<"l_suppkey", std::int32_t>,
    quern::field<"l_linenumber", std::int32_t>, quern::field<"l_quantity", money>, quern::field<"l_extendedprice", money>,
    quern::field<"l_discount", money>, quern::field<"l_tax", money>, quern::field<"l_returnflag", flag>, quern::field<"l_linestatus", flag>,
    quern::field<"l_shipdate", quern::date>, quern::field<"l_commitdate", quern::date>, quern::field<"l_receiptdate", quern::date>,
    quern::field<"l_shipinstruct", quern::category>, quern::field<"l_shipmode", quern::category>, quern::field<"l_comment", quern::string>> {};

namespace {
csv_digest digest_of(quern::table<lineitem_file> const& t) {
  csv_digest d;
  for (auto const r : t) {
    std::int64_t const key = r["l_orderkey"_c];
    int const line = r["l_linenumber"_c], ship = r["l_shipdate"_c].days;
    std::string_view const comment = r["l_comment"_c];
    ++d.rows, d.keys += key, d.parts += r["l_partkey"_c], d.suppliers += r["l_suppkey"_c], d.lines += line;
    d.quantity += r["l_quantity"_c].units, d.price += r["l_extendedprice"_c].units, d.discount += r["l_discount"_c].units, d.tax += r["l_tax"_c].units;
    d.returned += r["l_returnflag"_c] == flag("R"), d.open += r["l_linestatus"_c] == flag("O");
    d.shipped += ship, d.committed += r["l_commitdate"_c].days, d.received += r["l_receiptdate"_c].days;
    auto const length = [](std::string_view s) { return static_cast<std::int64_t>(s.size()); };
    d.instruction_bytes += length(r["l_shipinstruct"_c]), d.mode_bytes += length(r["l_shipmode"_c]), d.comment_bytes += length(comment);
    d.across += (key % 1009) * line * length(comment) + static_cast<unsigned char>(comment[0]) * (ship % 7);
  }
  return d;
}
}  // namespace

std::function<csv_digest()> csv(std::string const& path, int threads, std::function<void()>& run) {
  auto const result = std::make_shared<quern::table<lineitem_file>>();
  auto const plan = quern::scan_csv<lineitem_file>(path, {.separator = '|', .header = false, .trailing_separator = true});
  // The table of the run before is given back first, as a program that loads once would not hold two.
  run = [=] {
    *result = quern::table<lineitem_file>();
    *result = plan.collect({.threads = threads});
  };
  return [=] { return digest_of(*result); };
}

}  // namespace bench::typed
