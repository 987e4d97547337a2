// SPDX-License-Identifier: BSL-1.0
// Joins by several numbers of which one has few of its values: looked up after a first look at it, in a table where the ranges are too wide
// for bits, and in bits.
#include "laws/columns.hpp"

using namespace reference;
using quern::on;

TEST_CASE("rows that one part of a key rules out are left out, and no others", "[join][keys]") {
  numbers g{11};
  for (std::size_t n : {0u, 1u, 7u, 2047u, 2048u, 2049u, 30'000u})
    for (auto [nulls, step] : {std::pair{false, std::int64_t{1}}, {true, std::int64_t{1}}, {false, std::int64_t{1'000'000'007}}, {true, std::int64_t{1'000'000'007}}}) {
      std::vector<std::optional<std::int32_t>> a(n), p(400);
      std::vector<std::int64_t> b(n), q(400);
      for (std::size_t i = 0; i < n; ++i) {
        a[i] = static_cast<std::int32_t>(g.next() % 3000) - 5, b[i] = static_cast<std::int64_t>(g.next() % 40) * step;
        if (nulls && g.next() % 9 == 0) a[i] = std::nullopt;
      }
      for (std::size_t i = 0; i < p.size(); ++i) p[i] = static_cast<std::int32_t>(g.next() % 90 * 31), q[i] = static_cast<std::int64_t>(g.next() % 40) * step;
      if (nulls) p[7] = p[8] = std::nullopt, q[7] = -90 * step, q[8] = 9'000 * step;  // beyond what rows with a whole key have
      auto const left = quern::from(quern::make_table("a"_c = a, "b"_c = b, "i"_c = integers<std::int64_t>(n, 1, 0, 100)));
      auto const right = quern::from(quern::make_table("p"_c = p, "q"_c = q));
      // The same keys as one text, which is hashed whole.
      auto const text = [](auto x, auto y) { return quern::concat(quern::cast<quern::string>(x), "/", quern::cast<quern::string>(y)); };
      auto const other = right.update("t"_c = text("p"_c, "q"_c)).select("t"_c);
      auto const keyed = left.update("s"_c = text("a"_c, "b"_c));
      for (int keep : {-1, 50}) {
        auto const here = left.where("i"_c > keep).semi_join(right, on("a"_c == "p"_c && "b"_c == "q"_c)).collect();
        auto const there = keyed.where("i"_c > keep).semi_join(other, on("s"_c == "t"_c)).select("a"_c, "b"_c, "i"_c).collect();
        REQUIRE(here.rows() == there.rows());
        bool same = true;
        for (std::size_t i = 0; i < here.rows(); ++i) same = same && here["a"_c][i] == there["a"_c][i] && here["b"_c][i] == there["b"_c][i] && here["i"_c][i] == there["i"_c][i];
        CHECK(same);
        CHECK(left.where("i"_c > keep).join(right, on("a"_c == "p"_c && "b"_c == "q"_c)).count() == keyed.where("i"_c > keep).join(other, on("s"_c == "t"_c)).count());
        CHECK(left.where("i"_c > keep).anti_join(right, on("a"_c == "p"_c && "b"_c == "q"_c)).count() + here.rows() == left.where("i"_c > keep).count());
      }
    }
}
