// SPDX-License-Identifier: BSL-1.0
// Rows as texts, and joins written down as two nested loops over them: what joins are compared with.
#pragma once
#include <algorithm>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "catch.hpp"

#include <quern.hpp>

namespace joined {

using namespace quern::literals;
using row = std::vector<std::string>;
using rows = std::vector<row>;

template <class S>
rows rows_of(quern::table<S> const& t) {
  rows r(t.rows());
  [&]<class... F>(quern::meta::list<F...>) {
    auto const add = [&]<quern::fixed_string N>(quern::expr::column<N> const& name) {
      auto const column = t[name];
      for (std::size_t i = 0; i < t.rows(); ++i) {
        auto& text = r[i].emplace_back();
        quern::format_value(text, column[i]);
        if (text == "-0") text = "0";  // a key that is one of the two stands for both
      }
    };
    (add(quern::expr::column<F::name>{}), ...);
  }(typename S::fields{});
  return r;
}
inline rows sorted(rows r) {
  std::sort(r.begin(), r.end());
  return r;
}
inline row operator+(row a, row const& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

struct expected {
  rows inner, left, right, full, semi, anti;
};
// All kinds at once. `match` says which pairs belong together; `drop` is the column of the right rows that is merged into column `key`
// of the left ones, or none.
inline expected nested_loops(rows const& a, rows const& b, std::size_t width_a, std::size_t width_b, std::function<bool(std::size_t, std::size_t)> match,
                             std::optional<std::size_t> merged = {}) {
  expected e;
  auto const tail = [&](row r) {
    if (merged) r.erase(r.begin() + static_cast<std::ptrdiff_t>(*merged));
    return r;
  };
  std::vector<bool> met(b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    bool any = false;
    for (std::size_t j = 0; j < b.size(); ++j) {
      if (!match(i, j)) continue;
      any = met[j] = true;
      e.inner.push_back(a[i] + tail(b[j]));
    }
    (any ? e.semi : e.anti).push_back(a[i]);
    if (!any) e.left.push_back(a[i] + row(width_b - merged.has_value(), "null"));
  }
  for (std::size_t j = 0; j < b.size(); ++j) {
    if (met[j]) continue;
    row alone(width_a, "null");
    if (merged) alone[*merged] = b[j][*merged];
    e.right.push_back(alone + tail(b[j]));
  }
  e.full = e.left;
  e.full.insert(e.full.end(), e.right.begin(), e.right.end());
  for (auto* r : {&e.left, &e.right, &e.full}) r->insert(r->end(), e.inner.begin(), e.inner.end());
  return e;
}

// The same rows for every number of threads and every size of chunks; in the same order for every number of threads.
template <class Query>
void check(char const* what, Query const& q, rows want) {
  INFO(what);
  rows const once = rows_of(q.collect({.threads = 1}));
  CHECK(once.size() == want.size());
  CHECK((sorted(once) == sorted(want)));
  CHECK((rows_of(q.collect({.threads = 3})) == once));
  CHECK(q.count() == want.size());
  rows const small = rows_of(q.collect({.threads = 1, .min_rows_per_chunk = 8}));
  CHECK((sorted(small) == sorted(want)));
  CHECK((rows_of(q.collect({.threads = 2, .min_rows_per_chunk = 8})) == small));
}

template <class A, class B, class On>
void check_kinds(A const& a, B const& b, On const& on, expected const& e) {
  check("inner", a.join(b, on), e.inner);
  check("left", a.left_join(b, on), e.left);
  check("right", a.right_join(b, on), e.right);
  check("full", a.full_join(b, on), e.full);
  check("semi", a.semi_join(b, on), e.semi);
  check("anti", a.anti_join(b, on), e.anti);
}

// Small numbers, the same on every machine.
class dice {
 public:
  explicit dice(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15u + 1) {}
  std::size_t operator()(std::size_t n) {
    state_ ^= state_ << 13, state_ ^= state_ >> 7, state_ ^= state_ << 17;
    return static_cast<std::size_t>(state_ >> 20) % n;
  }

 private:
  std::uint64_t state_;
};

}  // namespace joined
