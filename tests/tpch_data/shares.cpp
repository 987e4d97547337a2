// SPDX-License-Identifier: BSL-1.0
// How many rows the filters of the 22 queries let pass, counted by plain loops.
#include <algorithm>
#include <initializer_list>
#include <type_traits>

#include "small_data.hpp"
#include "statistics.hpp"

namespace tpch_data {
namespace {

using namespace quern::literals;
using quern::date;

bool like(std::string_view text, std::string_view first, std::string_view second) {
  auto const at = text.find(first);
  return at != text.npos && text.find(second, at + first.size()) != text.npos;
}
bool within(date first, date d, date end) { return first <= d && d < end; }
template <class T>
bool one_of(T const& v, std::initializer_list<std::type_identity_t<T>> list) {
  return std::find(list.begin(), list.end(), v) != list.end();
}

class counter {
 public:
  std::vector<share> shares;
  template <class F>
  void of(std::string what, std::size_t rows, F const& passes) {
    share s{std::move(what), 0, static_cast<double>(rows)};
    for (std::size_t i = 0; i < rows; ++i) s.hits += passes(i);
    shares.push_back(std::move(s));
  }
};

void lines(counter& count, tpch::tables const& t) {
  auto const& l = t.lineitem;
  auto const shipped = l["l_shipdate"_c], committed = l["l_commitdate"_c], received = l["l_receiptdate"_c];
  auto const quantity = l["l_quantity"_c], discount = l["l_discount"_c];
  auto const mode = l["l_shipmode"_c], instruction = l["l_shipinstruct"_c];
  auto const part = l["l_partkey"_c];
  auto const brand = t.part["p_brand"_c], container = t.part["p_container"_c], type = t.part["p_type"_c];
  auto const size = t.part["p_size"_c];
  auto const p = [&](std::size_t i) { return static_cast<std::size_t>(part[i] - 1); };
  auto const all = [&](char const* what, auto const& passes) { count.of(what, l.rows(), passes); };
  all("q1 l_shipdate <= 1998-09-02", [&](auto i) { return shipped[i] <= date(1998, 9, 2); });
  all("q3 l_shipdate > 1995-03-15", [&](auto i) { return shipped[i] > date(1995, 3, 15); });
  all("q4, q21 l_commitdate < l_receiptdate", [&](auto i) { return committed[i] < received[i]; });
  all("q6 shipped in 1994, discount 5..7, quantity < 24", [&](auto i) {
    return within(date(1994, 1, 1), shipped[i], date(1995, 1, 1)) && discount[i].units >= 5 && discount[i].units <= 7 &&
           quantity[i].units < 2400;
  });
  all("q7 shipped in 1995 and 1996", [&](auto i) { return within(date(1995, 1, 1), shipped[i], date(1997, 1, 1)); });
  all("q8 p_type = ECONOMY ANODIZED STEEL", [&](auto i) { return type[p(i)] == "ECONOMY ANODIZED STEEL"; });
  all("q9 p_name like %green%", [&, name = t.part["p_name"_c]](auto i) { return name[p(i)].find("green") != std::string_view::npos; });
  all("q10 l_returnflag = R", [&, flag = l["l_returnflag"_c]](auto i) { return flag[i].data[0] == 'R'; });
  all("q12 mail or ship, dates in order, received in 1994", [&](auto i) {
    return (mode[i] == "MAIL" || mode[i] == "SHIP") && committed[i] < received[i] && shipped[i] < committed[i] &&
           within(date(1994, 1, 1), received[i], date(1995, 1, 1));
  });
  all("q14 shipped in September 1995", [&](auto i) { return within(date(1995, 9, 1), shipped[i], date(1995, 10, 1)); });
  all("q14 p_type like PROMO%", [&](auto i) { return type[p(i)].starts_with("PROMO"); });
  all("q15 shipped in a quarter", [&](auto i) { return within(date(1996, 1, 1), shipped[i], date(1996, 4, 1)); });
  all("q17 Brand#23, MED BOX", [&](auto i) { return brand[p(i)] == "Brand#23" && container[p(i)] == "MED BOX"; });
  all("q19 in person by air", [&](auto i) { return instruction[i] == "DELIVER IN PERSON" && (mode[i] == "AIR" || mode[i] == "AIR REG"); });
  all("q19 small Brand#12, quantity 1..11", [&](auto i) {
    return brand[p(i)] == "Brand#12" && container[p(i)].starts_with("SM") && size[p(i)] <= 5 && quantity[i].units >= 100 &&
           quantity[i].units <= 1100;
  });
}

void parts_and_people(counter& count, tpch::tables const& t) {
  auto const size = t.part["p_size"_c];
  auto const type = t.part["p_type"_c], brand = t.part["p_brand"_c];
  auto const name = t.part["p_name"_c];
  count.of("q2 p_size = 15, p_type like %BRASS", t.part.rows(), [&](auto i) { return size[i] == 15 && type[i].ends_with("BRASS"); });
  count.of("q16 brand, type and sizes", t.part.rows(), [&](auto i) {
    return brand[i] != "Brand#45" && !type[i].starts_with("MEDIUM POLISHED") && one_of(size[i], {49, 14, 23, 45, 19, 3, 36, 9});
  });
  count.of("q20 p_name like forest%", t.part.rows(), [&](auto i) { return name[i].starts_with("forest"); });
  auto const nation = t.supplier["s_nationkey"_c];
  count.of("q2 suppliers of Europe", t.supplier.rows(),
           [&](auto i) { return t.nation["n_regionkey"_c][static_cast<std::size_t>(nation[i])] == 3; });
  count.of("q11 suppliers of Germany", t.supplier.rows(), [&](auto i) { return nation[i] == 7; });
  count.of("q3 c_mktsegment = BUILDING", t.customer.rows(), [&, s = t.customer["c_mktsegment"_c]](auto i) { return s[i] == "BUILDING"; });
  auto const phone = t.customer["c_phone"_c];
  auto const balance = t.customer["c_acctbal"_c];
  count.of("q22 country codes, c_acctbal > 0", t.customer.rows(), [&](auto i) {
    return balance[i].units > 0 && one_of(phone[i].substr(0, 2), {"13", "31", "23", "29", "30", "18", "17"});
  });
}

void orders(counter& count, tpch::tables const& t) {
  auto const& o = t.orders;
  auto const ordered = o["o_orderdate"_c];
  auto const all = [&](char const* what, auto const& passes) { count.of(what, o.rows(), passes); };
  all("q3 o_orderdate < 1995-03-15", [&](auto i) { return ordered[i] < date(1995, 3, 15); });
  all("q4 ordered in a quarter", [&](auto i) { return within(date(1993, 7, 1), ordered[i], date(1993, 10, 1)); });
  all("q5 ordered in 1994", [&](auto i) { return within(date(1994, 1, 1), ordered[i], date(1995, 1, 1)); });
  all("q12 urgent or high", [&, p = o["o_orderpriority"_c]](auto i) { return p[i] == "1-URGENT" || p[i] == "2-HIGH"; });
  all("q13 o_comment like %special%requests%", [&, c = o["o_comment"_c]](auto i) { return like(c[i], "special", "requests"); });
  all("q21 o_orderstatus = F", [&, s = o["o_orderstatus"_c]](auto i) { return s[i].data[0] == 'F'; });

  std::vector<int> orders_of(t.customer.rows() + 1);
  for (auto const c : o["o_custkey"_c]) ++orders_of[static_cast<std::size_t>(c)];
  count.of("q13, q22 customers without orders", t.customer.rows(), [&](auto i) { return orders_of[i + 1] == 0; });
  count.of("q13 customers with 8 to 12 orders", t.customer.rows(), [&](auto i) { return orders_of[i + 1] >= 8 && orders_of[i + 1] <= 12; });
  count.of("q13 customers with 17 to 23 orders", t.customer.rows(),
           [&](auto i) { return orders_of[i + 1] >= 17 && orders_of[i + 1] <= 23; });

  auto const number = t.lineitem["l_linenumber"_c];
  auto const quantity = t.lineitem["l_quantity"_c];
  std::vector<std::int64_t> pieces;
  for (std::size_t i = 0; i < t.lineitem.rows(); ++i) {
    if (number[i] == 1) pieces.push_back(0);
    pieces.back() += quantity[i].units / 100;
  }
  all("q18 orders of more than 250 pieces", [&](auto i) { return pieces[i] > 250; });
  all("orders of more than 150 pieces", [&](auto i) { return pieces[i] > 150; });
}

}  // namespace

std::vector<share> shares_of(tpch::tables const& t) {
  counter count;
  lines(count, t);
  parts_and_people(count, t);
  orders(count, t);
  return count.shares;
}

}  // namespace tpch_data
