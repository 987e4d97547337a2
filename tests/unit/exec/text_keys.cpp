// SPDX-License-Identifier: BSL-1.0
// Keys that are texts of each kind, and keys of several columns.
#include <algorithm>
#include <map>

#include "laws/columns.hpp"

using namespace reference;

namespace {
using std::int64_t;
template <std::size_t N>
using fixed = quern::fixed_string<N>;
using S = quern::schema<quern::field<"s", quern::nullable<quern::string>>, quern::field<"c", quern::nullable<quern::category>>, quern::field<"f1", quern::fixed_string<1>>,
                        quern::field<"f8", quern::nullable<quern::fixed_string<8>>>, quern::field<"f12", quern::fixed_string<12>>, quern::field<"x", std::int64_t>>;

struct row {
  std::optional<std::string> s, c, f8;
  std::string f1, f12;
  int64_t x;
};
std::vector<row> make_rows(std::size_t n, std::size_t distinct) {
  numbers g(1);
  std::vector<row> r;
  for (std::size_t i = 0; i < n; ++i) {
    auto const word = [&](std::string const& prefix) { return g.chance(20) ? std::optional<std::string>() : prefix + std::to_string(g.next() % distinct); };
    row x{word("a long text in common before "), word(""), word("k"), std::string(1, static_cast<char>('A' + g.next() % std::min<std::size_t>(distinct, 60))), "", g.between(-9, 9)};
    x.f12 = word("twelve").value_or("");
    r.push_back(x);
  }
  return r;
}
quern::table<S> table_of(std::vector<row> const& rows) {
  quern::table_builder<S> b;
  for (auto const& r : rows) b.row(r.s, r.c, fixed<1>(std::string_view(r.f1)), r.f8 ? std::optional(fixed<8>(std::string_view(*r.f8))) : std::nullopt, fixed<12>(std::string_view(r.f12)), r.x);
  return b.finish();
}
// Groups in order of appearance: key text ("-" for null), count, sum.
struct group {
  std::string key;
  int64_t n = 0, sum = 0;
};
template <class Key>
std::vector<group> groups_of(std::vector<row> const& rows, Key key) {
  std::vector<group> r;
  std::map<std::string, std::size_t> at;
  for (auto const& x : rows) {
    auto const k = key(x);
    auto const [it, fresh] = at.try_emplace(k, r.size());
    if (fresh) r.push_back({k});
    ++r[it->second].n, r[it->second].sum += x.x;
  }
  return r;
}
std::string shown(std::optional<std::string_view> const& v) { return v ? "=" + std::string(*v) : "-"; }
std::string shown(std::optional<std::string> const& v) { return v ? "=" + *v : "-"; }
template <std::size_t N>
std::string shown(std::optional<fixed<N>> const& v) {
  return v ? "=" + std::string(std::string_view(*v)) : "-";
}
template <class Table, class KeyOf>
void check_groups(Table const& t, std::vector<group> const& want, KeyOf key_of) {
  REQUIRE(t.rows() == want.size());
  bool right = true;
  for (std::size_t g = 0; g < want.size(); ++g) right = right && key_of(g) == want[g].key && t["n"_c][g] == want[g].n && t["sum"_c][g] == want[g].sum;
  CHECK(right);
}
}  // namespace

TEST_CASE("texts of every kind are keys", "[exec][group]") {
  for (std::size_t n : {0u, 1u, 9u, 1025u, 65537u})
    for (std::size_t distinct : {1u, 6u, 500u}) {
      INFO(n << " rows, " << distinct << " keys");
      auto const rows = make_rows(n, distinct);
      auto const q = quern::from(table_of(rows));
      auto const by = [&](auto k) { return q.group_by(k).agg("n"_c = quern::count(), "sum"_c = quern::sum("x"_c)).collect(); };
      auto const s = by("s"_c);
      check_groups(s, groups_of(rows, [](row const& r) { return shown(r.s); }), [&](auto g) { return shown(s["s"_c][g]); });
      auto const c = by("c"_c);
      check_groups(c, groups_of(rows, [](row const& r) { return shown(r.c); }), [&](auto g) { return shown(c["c"_c][g]); });
      auto const f1 = by("f1"_c);
      check_groups(f1, groups_of(rows, [](row const& r) { return r.f1; }), [&](auto g) { return std::string(std::string_view(f1["f1"_c][g])); });
      auto const f8 = by("f8"_c);
      check_groups(f8, groups_of(rows, [](row const& r) { return shown(r.f8); }), [&](auto g) { return shown(f8["f8"_c][g]); });
      auto const f12 = by("f12"_c);
      check_groups(f12, groups_of(rows, [](row const& r) { return r.f12; }), [&](auto g) { return std::string(std::string_view(f12["f12"_c][g])); });
    }
}

TEST_CASE("two and three keys group by their combinations", "[exec][group]") {
  for (std::size_t n : {0u, 1u, 1025u, 65537u})
    for (std::size_t distinct : {1u, 3u, 40u}) {
      INFO(n << " rows, " << distinct << " of each key");
      auto const rows = make_rows(n, distinct);
      auto const q = quern::from(table_of(rows));
      auto const small = q.group_by("c"_c, "f1"_c).agg("n"_c = quern::count(), "sum"_c = quern::sum("x"_c)).collect();
      check_groups(small, groups_of(rows, [](row const& r) { return shown(r.c) + "|" + r.f1; }), [&](auto g) { return shown(small["c"_c][g]) + "|" + std::string(std::string_view(small["f1"_c][g])); });
      auto const three = q.group_by("s"_c, "f8"_c, "m"_c = "x"_c % 3).agg("n"_c = quern::count(), "sum"_c = quern::sum("x"_c)).collect();
      check_groups(three, groups_of(rows, [](row const& r) { return shown(r.s) + "|" + shown(r.f8) + "|" + std::to_string(r.x % 3); }),
                   [&](auto g) { return shown(three["s"_c][g]) + "|" + shown(three["f8"_c][g]) + "|" + std::to_string(three["m"_c][g]); });
    }
}

TEST_CASE("a computed key groups by its value, and texts that run together are told apart", "[exec][group]") {
  std::vector<std::string> const a = {"ab", "a", "", "abc"}, b = {"c", "bc", "abc", ""};
  auto const q = quern::from(quern::make_table("a"_c = a, "b"_c = b));
  CHECK(q.group_by("a"_c, "b"_c).agg("n"_c = quern::count()).count() == 4);
  CHECK(q.group_by("ab"_c = quern::concat("a"_c, "b"_c)).agg("n"_c = quern::count()).collect()["n"_c][0] == 4);
  CHECK(q.group_by("u"_c = quern::upper(quern::substr("a"_c, 1, 1))).agg("n"_c = quern::count()).count() == 2);
}

TEST_CASE("texts of any length are told apart, in one table of groups and when several are merged", "[exec][group]") {
  // Of each length: texts that differ in one byte, which may be zero, and nulls. Up to 15 bytes a text stands in the words of its key.
  std::vector<std::optional<std::string>> keys = {std::nullopt};
  for (std::size_t length = 0; length <= 40; ++length)
    for (std::size_t at = 0; at <= length; at += at + 2 < length ? 3 : 1) {
      std::string text(length, 'a');
      if (at < length) text[at] = length % 2 == 0 ? '\0' : '\xff';
      keys.push_back(text);
    }
  for (std::size_t const rows : {std::size_t{1}, keys.size(), 20 * keys.size() + 3}) {
    INFO(rows << " rows");
    numbers g(7);
    std::vector<std::optional<std::string>> a, b;
    std::vector<group> want, of_both;
    std::map<std::string, std::size_t> at, at_both;
    auto const note = [](std::vector<group>& to, std::map<std::string, std::size_t>& numbers_of, std::string const& key, std::size_t i) {
      auto const [it, fresh] = numbers_of.try_emplace(key, to.size());
      if (fresh) to.push_back({key});
      ++to[it->second].n, to[it->second].sum += static_cast<int64_t>(i);
    };
    std::vector<int64_t> x;
    for (std::size_t i = 0; i < rows; ++i) {
      a.push_back(keys[i < keys.size() ? i : g.next() % keys.size()]), b.push_back(keys[g.next() % 3 * 7]), x.push_back(static_cast<int64_t>(i));
      note(want, at, shown(a.back()), i), note(of_both, at_both, shown(a.back()) + "|" + shown(b.back()), i);
    }
    auto const q = quern::from(quern::make_table("a"_c = a, "b"_c = b, "x"_c = x));
    auto const by = [&](auto... k) { return q.group_by(k...).agg("n"_c = quern::count(), "sum"_c = quern::sum("x"_c)); };
    for (std::size_t const chunk : {std::size_t{8}, std::size_t{1000}, quern::rows_per_chunk}) {
      auto const one = by("a"_c).collect({.threads = 2, .min_rows_per_chunk = chunk});
      check_groups(one, want, [&](auto k) { return shown(one["a"_c][k]); });
      auto const two = by("a"_c, "b"_c).collect({.threads = 2, .min_rows_per_chunk = chunk});
      check_groups(two, of_both, [&](auto k) { return shown(two["a"_c][k]) + "|" + shown(two["b"_c][k]); });
    }
  }
}
