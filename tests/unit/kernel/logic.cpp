// SPDX-License-Identifier: BSL-1.0
// Three-valued logic, exhaustively: every pair of true, false and null at every place of a register and a tail.
#include "laws/columns.hpp"

using namespace reference;

namespace {
using truth = std::optional<bool>;
truth const values[] = {true, false, std::nullopt};

truth both(truth a, truth b) { return a == false || b == false ? truth(false) : a && b ? truth(true) : truth(); }
truth either(truth a, truth b) { return a == true || b == true ? truth(true) : a && b ? truth(false) : truth(); }
truth inverse(truth a) { return a ? truth(!*a) : a; }

struct pairs {
  std::vector<truth> a, b;
};
// All nine pairs in turn, beginning with another one for each length, so that each stands at each place.
pairs make(std::size_t n) {
  pairs p;
  for (std::size_t i = 0; i < n; ++i) p.a.push_back(values[(i + n) / 3 % 3]), p.b.push_back(values[(i + n) % 3]);
  return p;
}
}  // namespace

TEST_CASE("and, or and not are three-valued at every length", "[kernel][logic]") {
  for (std::size_t n = 0; n <= 65; ++n) {
    auto const [a, b] = make(n);
    auto const t = quern::from(quern::make_table("a"_c = a, "b"_c = b))
                       .select("and"_c = "a"_c && "b"_c, "or"_c = "a"_c || "b"_c, "not"_c = !"a"_c, "de_morgan"_c = !(!"a"_c || !"b"_c), "eq"_c = "a"_c == "b"_c, "lt"_c = "a"_c < "b"_c,
                               "ge"_c = "a"_c >= "b"_c, "null"_c = quern::is_null("a"_c), "not_null"_c = quern::is_not_null("b"_c))
                       .collect();
    check_rows(t["and"_c], n, "and", [&](auto r) { return both(a[r], b[r]); });
    check_rows(t["or"_c], n, "or", [&](auto r) { return either(a[r], b[r]); });
    check_rows(t["not"_c], n, "not", [&](auto r) { return inverse(a[r]); });
    check_rows(t["de_morgan"_c], n, "de Morgan", [&](auto r) { return both(a[r], b[r]); });
    check_rows(t["eq"_c], n, "==", [&](auto r) { return lift([](bool x, bool y) { return x == y; }, a[r], b[r]); });
    check_rows(t["lt"_c], n, "<", [&](auto r) { return lift([](bool x, bool y) { return x < y; }, a[r], b[r]); });
    check_rows(t["ge"_c], n, ">=", [&](auto r) { return lift([](bool x, bool y) { return x >= y; }, a[r], b[r]); });
    check_rows(t["null"_c], n, "is_null", [&](auto r) { return !a[r].has_value(); });
    check_rows(t["not_null"_c], n, "is_not_null", [&](auto r) { return b[r].has_value(); });
  }
}

TEST_CASE("logic of columns without nulls has no nulls", "[kernel][logic]") {
  for (std::size_t n : lengths) {
    auto const a = make_values(n, 1, [](numbers& g) { return g.chance(50); });
    auto const b = make_values(n, 2, [](numbers& g) { return g.chance(50); });
    auto const t = quern::from(quern::make_table("a"_c = a, "b"_c = b))
                       .select("and"_c = "a"_c && "b"_c, "or"_c = "a"_c || !"b"_c, "ne"_c = "a"_c != "b"_c, "le"_c = "a"_c <= "b"_c, "gt"_c = "a"_c > "b"_c, "null"_c = quern::is_null("a"_c),
                               "unknown"_c = "a"_c && quern::null<bool>, "maybe"_c = quern::null<bool> || "a"_c)
                       .collect();
    check_rows(t["and"_c], n, "and", [&](auto r) { return a[r] && b[r]; });
    check_rows(t["or"_c], n, "or", [&](auto r) { return a[r] || !b[r]; });
    check_rows(t["ne"_c], n, "!=", [&](auto r) { return a[r] != b[r]; });
    check_rows(t["le"_c], n, "<=", [&](auto r) { return a[r] <= b[r]; });
    check_rows(t["gt"_c], n, ">", [&](auto r) { return a[r] > b[r]; });
    check_rows(t["null"_c], n, "is_null", [&](auto) { return false; });
    check_rows(t["unknown"_c], n, "a and null", [&](auto r) { return a[r] ? truth() : truth(false); });
    check_rows(t["maybe"_c], n, "null or a", [&](auto r) { return a[r] ? truth(true) : truth(); });
  }
}

TEST_CASE("a predicate, its negation and its being null part the rows", "[kernel][logic]") {
  for (std::size_t n : lengths) {
    auto const x = sprinkle_nulls(floats<double>(n, 3), 4);
    auto const q = quern::from(quern::make_table("x"_c = x));
    auto const p = "x"_c > 10.0;
    std::uint64_t const yes = q.where(p).count(), no = q.where(!p).count(), unknown = q.where(quern::is_null(p)).count();
    CHECK(yes + no + unknown == n);
    CHECK(unknown == static_cast<std::size_t>(std::count(x.begin(), x.end(), std::optional<double>())));
    CHECK(yes == static_cast<std::size_t>(std::count_if(x.begin(), x.end(), [](auto v) { return v && *v > 10.0; })));
  }
}

TEST_CASE("a null predicate drops the row", "[kernel][logic]") {
  for (std::size_t n = 0; n <= 65; ++n) {
    auto const [a, b] = make(n);
    std::vector<std::int32_t> id(n);
    for (std::size_t i = 0; i < n; ++i) id[i] = static_cast<std::int32_t>(i);
    auto const q = quern::from(quern::make_table("a"_c = a, "b"_c = b, "id"_c = id));
    auto const check = [&](auto const& t, auto keep) {
      std::vector<std::int32_t> want(id.size());
      want.erase(std::copy_if(id.begin(), id.end(), want.begin(), [&](auto i) { return keep(a[i], b[i]) == true; }), want.end());
      check_rows(t["id"_c], want.size(), "kept", [&](auto r) { return want[r]; });
    };
    check(q.where("a"_c || "b"_c).collect(), either);
    check(q.where("a"_c).where("b"_c).collect(), both);
  }
}
