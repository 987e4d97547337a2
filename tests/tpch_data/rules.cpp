// SPDX-License-Identifier: BSL-1.0
// The generated tables keep the rules of the TPC-H specification (4.2.3).
#include <set>

#include "bench/tpch/recipe.hpp"
#include "bench/tpch/words.hpp"
#include "catch.hpp"
#include "same.hpp"
#include "small_data.hpp"

using namespace quern::literals;
using tpch_data::same_bytes;
using tpch_data::small;

namespace {
std::int64_t units(tpch::money m) { return m.units; }
bool within(std::int64_t low, std::int64_t v, std::int64_t high) { return low <= v && v <= high; }
}  // namespace

TEST_CASE("tables have the rows that the scale factor asks for", "[tpch]") {
  auto const& t = small();
  CHECK(t.region.rows() == 5);
  CHECK(t.nation.rows() == 25);
  CHECK(t.supplier.rows() == 100);
  CHECK(t.customer.rows() == 1500);
  CHECK(t.part.rows() == 2000);
  CHECK(t.partsupp.rows() == 8000);
  CHECK(t.orders.rows() == 15000);
  CHECK(within(59000, static_cast<std::int64_t>(t.lineitem.rows()), 61000));
  CHECK_THROWS_AS(tpch::generate({.scale_factor = 0}), std::invalid_argument);
  CHECK_THROWS_AS(tpch::generate({.scale_factor = 1000}), std::invalid_argument);
}

TEST_CASE("the tables are the same bytes for any number of threads, and others for another seed", "[tpch]") {
  for (int const threads : {1, 2, 5}) {
    auto const t = tpch::generate({.scale_factor = tpch_data::scale, .threads = threads});
    CHECK(same_bytes(t.region, small().region));
    CHECK(same_bytes(t.nation, small().nation));
    CHECK(same_bytes(t.supplier, small().supplier));
    CHECK(same_bytes(t.customer, small().customer));
    CHECK(same_bytes(t.part, small().part));
    CHECK(same_bytes(t.partsupp, small().partsupp));
    CHECK(same_bytes(t.orders, small().orders));
    CHECK(same_bytes(t.lineitem, small().lineitem));
  }
  auto const other = tpch::generate({.scale_factor = tpch_data::scale, .seed = 2});
  CHECK(!same_bytes(other.orders, small().orders));
  CHECK(!same_bytes(other.supplier, small().supplier));
}

TEST_CASE("a part has four different suppliers at every scale", "[tpch]") {
  for (std::int64_t suppliers = 10; suppliers <= 400; ++suppliers)
    for (std::int64_t part = 1; part <= suppliers * 20; ++part) {
      std::set<std::int64_t> found;
      for (int which = 0; which < tpch::suppliers_a_part; ++which) found.insert(tpch::supplier_of(part, which, suppliers));
      if (found.size() != 4 || *found.begin() < 1 || *found.rbegin() > suppliers) FAIL(suppliers << " suppliers, part " << part);
    }
}

TEST_CASE("parts, their suppliers and prices", "[tpch]") {
  auto const& p = small().part;
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < p.rows(); ++i) {
    auto const key = static_cast<std::int64_t>(i + 1);
    wrong += p["p_partkey"_c][i] != key || units(p["p_retailprice"_c][i]) != 90000 + key / 10 % 20001 + key % 1000 * 100;
    wrong += p["p_brand"_c][i].substr(6, 1) != p["p_mfgr"_c][i].substr(13);
    wrong += !within(1, p["p_size"_c][i], 50);
    std::set<std::string_view> words;
    for (std::string_view rest = p["p_name"_c][i]; !rest.empty();) {
      auto const end = std::min(rest.find(' '), rest.size());
      words.insert(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    wrong += words.size() != 5;
  }
  auto const& ps = small().partsupp;
  for (std::size_t i = 0; i < ps.rows(); ++i) {
    wrong += ps["ps_partkey"_c][i] != static_cast<tpch::key>(i / 4 + 1);
    wrong += ps["ps_suppkey"_c][i] != tpch::supplier_of(static_cast<std::int64_t>(i / 4 + 1), static_cast<std::int64_t>(i % 4), 100);
    wrong += !within(1, ps["ps_availqty"_c][i], 9999) || !within(100, units(ps["ps_supplycost"_c][i]), 100000);
  }
  CHECK(wrong == 0);
}

TEST_CASE("suppliers and customers have the phones of their nations", "[tpch]") {
  std::size_t wrong = 0;
  auto const look = [&](auto const& keys, auto const& names, auto const& nations, auto const& phones, auto const& balances,
                        auto const& addresses, std::string const& word) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
      std::string const number = std::to_string(i + 1);
      wrong += keys[i] != static_cast<tpch::key>(i + 1) || names[i] != word + "#" + std::string(9 - number.size(), '0') + number;
      wrong += !within(0, nations[i], 24) || phones[i].size() != 15 || phones[i].substr(0, 3) != std::to_string(nations[i] + 10) + "-";
      wrong += !within(-99999, units(balances[i]), 999999) || !within(10, static_cast<std::int64_t>(addresses[i].size()), 40);
    }
  };
  auto const& s = small().supplier;
  look(s["s_suppkey"_c], s["s_name"_c], s["s_nationkey"_c], s["s_phone"_c], s["s_acctbal"_c], s["s_address"_c], "Supplier");
  auto const& c = small().customer;
  look(c["c_custkey"_c], c["c_name"_c], c["c_nationkey"_c], c["c_phone"_c], c["c_acctbal"_c], c["c_address"_c], "Customer");
  CHECK(wrong == 0);
}

TEST_CASE("five of ten thousand suppliers have complaints, and five recommendations", "[tpch]") {
  tpch::recipe const r(0.2, 1, 0);
  auto const s = tpch::make_supplier(r);
  REQUIRE(s.rows() == 2000);
  int complaints = 0, recommends = 0;
  for (auto const text : s["s_comment"_c]) {
    auto const at = text.find("Customer");
    if (at == text.npos) continue;
    complaints += text.find("Complaints", at) != text.npos, recommends += text.find("Recommends", at) != text.npos;
  }
  CHECK(complaints == 1);
  CHECK(recommends == 1);
}

TEST_CASE("orders: keys, status and total price follow from their lines", "[tpch]") {
  auto const& o = small().orders;
  auto const& l = small().lineitem;
  auto const key = l["l_orderkey"_c], number = l["l_linenumber"_c];
  auto const price = l["l_extendedprice"_c], discount = l["l_discount"_c], tax = l["l_tax"_c];
  auto const state = l["l_linestatus"_c];
  std::size_t row = 0, wrong = 0;
  for (std::size_t i = 0; i < o.rows(); ++i) {
    auto const expected = static_cast<tpch::key>((i + 1) / 8 * 32 + (i + 1) % 8);
    std::int64_t total = 0;
    int lines = 0, open = 0;
    for (; row < l.rows() && key[row] == expected; ++row) {
      wrong += number[row] != ++lines;
      open += state[row].data[0] == 'O';
      total += units(price[row]) * (100 - units(discount[row])) / 100 * (100 + units(tax[row])) / 100;
    }
    wrong += o["o_orderkey"_c][i] != expected || !within(1, lines, 7) || units(o["o_totalprice"_c][i]) != total;
    wrong += o["o_orderstatus"_c][i].data[0] != (open == 0 ? 'F' : open == lines ? 'O' : 'P');
    wrong += o["o_custkey"_c][i] % 3 == 0 || !within(1, o["o_custkey"_c][i], 1500) || o["o_shippriority"_c][i] != 0;
    wrong += o["o_orderdate"_c][i] < quern::date(1992, 1, 1) || o["o_orderdate"_c][i] > quern::date(1998, 8, 2);
  }
  CHECK(row == l.rows());
  CHECK(wrong == 0);
}

TEST_CASE("lines: their parts, suppliers, prices, dates and flags", "[tpch]") {
  auto const& t = small();
  auto const& l = t.lineitem;
  std::set<std::pair<tpch::key, tpch::key>> pairs;
  for (std::size_t i = 0; i < t.partsupp.rows(); ++i) pairs.emplace(t.partsupp["ps_partkey"_c][i], t.partsupp["ps_suppkey"_c][i]);
  REQUIRE(pairs.size() == t.partsupp.rows());
  quern::date const now(1995, 6, 17);
  auto const retail = t.part["p_retailprice"_c];
  auto const ordered = t.orders["o_orderdate"_c];
  auto const linenumber = l["l_linenumber"_c];
  std::size_t wrong = 0, order = 0;
  for (std::size_t i = 0; i < l.rows(); ++i) {
    if (i != 0 && linenumber[i] == 1) ++order;
    auto const part = l["l_partkey"_c][i];
    auto const quantity = units(l["l_quantity"_c][i]);
    wrong += !pairs.contains({part, l["l_suppkey"_c][i]});
    wrong += quantity % 100 != 0 || !within(1, quantity / 100, 50) ||
             units(l["l_extendedprice"_c][i]) != quantity / 100 * units(retail[static_cast<std::size_t>(part - 1)]);
    wrong += !within(0, units(l["l_discount"_c][i]), 10) || !within(0, units(l["l_tax"_c][i]), 8);
    auto const from = ordered[order].days;
    auto const shipped = l["l_shipdate"_c][i], received = l["l_receiptdate"_c][i];
    wrong += !within(1, shipped.days - from, 121) || !within(30, l["l_commitdate"_c][i].days - from, 90) ||
             !within(1, received.days - shipped.days, 30);
    wrong += (l["l_returnflag"_c][i].data[0] == 'N') != (received > now) || (l["l_linestatus"_c][i].data[0] == 'O') != (shipped > now);
  }
  CHECK(wrong == 0);
}

TEST_CASE("regions and nations", "[tpch]") {
  auto const& t = small();
  CHECK(t.region["r_name"_c][2] == "ASIA");
  CHECK(t.nation["n_name"_c][24] == "UNITED STATES");
  for (std::size_t i = 0; i < 25; ++i) {
    CHECK(t.nation["n_nationkey"_c][i] == static_cast<tpch::key>(i));
    CHECK(t.nation["n_regionkey"_c][i] == tpch::words::nations[i].region);
  }
}
