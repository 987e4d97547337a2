// SPDX-License-Identifier: BSL-1.0
// supplier and customer (TPC-H specification, 4.2.3).
#include <string>

#include "make_columns.hpp"
#include "recipe.hpp"
#include "short_text.hpp"
#include "words.hpp"

namespace tpch {
namespace {

constexpr std::int64_t last_nation = std::size(words::nations) - 1, least_balance = -99999, greatest_balance = 999999;

// Five of each 10000 suppliers have complaints in their comments, five others recommendations: one of each in every 2000.
enum class remark { none, complaints, recommends };
remark remark_on(recipe const& r, std::size_t supplier) {
  constexpr std::size_t group = 2000;
  auto x = r.random(stream::s_remarks, supplier / group);
  auto const complained = x.between(0, group - 1);
  auto recommended = x.between(0, group - 2);
  if (recommended >= complained) ++recommended;
  auto const place = static_cast<std::int64_t>(supplier % group);
  return place == complained ? remark::complaints : place == recommended ? remark::recommends : remark::none;
}

// The two words of a remark stand anywhere in the comment, with anything between them.
std::string supplier_comment(recipe const& r, std::size_t supplier) {
  std::string text(r.comment(stream::s_comment, supplier, 25, 100));
  remark const what = remark_on(r, supplier);
  if (what == remark::none) return text;
  constexpr std::string_view who = "Customer ", complaints = "Complaints", recommends = "Recommends";
  static_assert(complaints.size() == recommends.size());
  auto x = r.random(stream::s_remarks, ~supplier);  // not one of the groups' streams
  auto const room = static_cast<std::int64_t>(text.size() - who.size() - complaints.size());
  auto const between = x.between(0, room), at = x.between(0, room - between);
  text.replace(static_cast<std::size_t>(at), who.size(), who);
  text.replace(static_cast<std::size_t>(at + between) + who.size(), complaints.size(),
               what == remark::complaints ? complaints : recommends);
  return text;
}

}  // namespace

quern::table<supplier> make_supplier(recipe const& r) {
  auto const rows = static_cast<std::size_t>(r.counts.suppliers);
  auto const nation = [&](std::size_t i) { return r.between(stream::s_nationkey, i, 0, last_nation); };
  return quern::table<supplier>({
      make_numbers<key>(rows, r.threads, [](std::size_t i) { return i + 1; }),
      make_texts(rows, r.threads, [](std::size_t i) { return numbered("Supplier", static_cast<std::int64_t>(i + 1)); }),
      make_texts(rows, r.threads, [&](std::size_t i) { return address(r.random(stream::s_address, i)); }),
      make_numbers<key>(rows, r.threads, nation),
      make_texts(rows, r.threads, [&](std::size_t i) { return phone(nation(i), r.random(stream::s_phone, i)); }),
      make_numbers<money>(rows, r.threads, [&](std::size_t i) { return r.between(stream::s_acctbal, i, least_balance, greatest_balance); }),
      make_texts(rows, r.threads, [&](std::size_t i) { return supplier_comment(r, i); }),
  });
}

quern::table<customer> make_customer(recipe const& r) {
  auto const rows = static_cast<std::size_t>(r.counts.customers);
  constexpr std::int64_t last_segment = std::size(words::segments) - 1;
  auto const nation = [&](std::size_t i) { return r.between(stream::c_nationkey, i, 0, last_nation); };
  return quern::table<customer>({
      make_numbers<key>(rows, r.threads, [](std::size_t i) { return i + 1; }),
      make_texts(rows, r.threads, [](std::size_t i) { return numbered("Customer", static_cast<std::int64_t>(i + 1)); }),
      make_texts(rows, r.threads, [&](std::size_t i) { return address(r.random(stream::c_address, i)); }),
      make_numbers<key>(rows, r.threads, nation),
      make_texts(rows, r.threads, [&](std::size_t i) { return phone(nation(i), r.random(stream::c_phone, i)); }),
      make_numbers<money>(rows, r.threads, [&](std::size_t i) { return r.between(stream::c_acctbal, i, least_balance, greatest_balance); }),
      make_categories(words::segments, rows, r.threads, [&](std::size_t i) { return r.between(stream::c_mktsegment, i, 0, last_segment); }),
      make_texts(rows, r.threads, [&](std::size_t i) { return r.comment(stream::c_comment, i, 29, 116); }),
  });
}

}  // namespace tpch
