// SPDX-License-Identifier: BSL-1.0
// Several keys of an order in one word, as far as their ranges fit, and categories by the ranks of their texts: against rows compared key by
// key, with ranges that fill a word, fit with others or just not, nulls, NaN, texts between numbers, and each direction.
#include "laws/columns.hpp"

#include <numeric>

using namespace reference;
using quern::desc;

namespace {

using columns = quern::schema<quern::field<"small", std::int32_t>, quern::field<"bytes", std::int64_t>, quern::field<"wide", std::int64_t>, quern::field<"shifted", std::int64_t>,
                              quern::field<"some", quern::nullable<std::int32_t>>, quern::field<"text", quern::string>, quern::field<"category", quern::category>>;

template <class T>
int order_of(T const& a, T const& b) {
  return a < b ? -1 : b < a ? 1 : 0;
}
// The row numbers of q in a stable order by `less`.
template <class Less>
std::vector<std::int64_t> expected(std::size_t n, Less less) {
  std::vector<std::int64_t> rows(n);
  std::iota(rows.begin(), rows.end(), 0);
  std::stable_sort(rows.begin(), rows.end(), [&](auto a, auto b) { return less(static_cast<std::size_t>(a), static_cast<std::size_t>(b)) < 0; });
  return rows;
}
template <class Query>
std::vector<std::int64_t> rows_of(Query const& q) {
  auto const t = q.collect();
  return {t["row"_c].begin(), t["row"_c].end()};
}

}  // namespace

TEST_CASE("orders by several keys", "[exec][order]") {
  for (std::size_t n : {0, 1, 2, 7, 1000, 70000}) {
    auto const small = integers<std::int32_t>(n, 1, -3, 3);
    auto const bytes = integers<std::int64_t>(n, 2, 100, 355);
    auto wide = integers<std::int64_t>(n, 3, 0, 5);
    for (auto& w : wide) w = w % 2 == 0 ? std::numeric_limits<std::int64_t>::min() + w : std::numeric_limits<std::int64_t>::max() - w;
    auto const half = integers<std::int64_t>(n, 4, 0, 3);
    auto const some = sprinkle_nulls(integers<std::int32_t>(n, 5, 0, 2), 6);
    auto const texts = make_values(n, 7, [](numbers& g) { return std::string("text of more than a word ") + static_cast<char>('a' + g.next() % 3); });
    quern::column_builder<quern::category> categories;
    for (auto const& t : texts) categories.append_value(t);
    std::vector<std::int64_t> shifted(n);
    for (std::size_t i = 0; i < n; ++i) shifted[i] = half[i] << 60;  // 62 bits, of which 8 more do not fit beside
    auto const q = quern::from(quern::table<columns>({quern::column_from<std::int32_t>(small), quern::column_from<std::int64_t>(bytes), quern::column_from<std::int64_t>(wide), quern::column_from<std::int64_t>(shifted),
                                                      quern::column_from<quern::nullable<std::int32_t>>(some), quern::column_from<quern::string>(texts), categories.finish_shared()}))
                       .with_row_index("row"_c);
    auto const by = [&](auto const&... keys) {
      return [&keys...](std::size_t a, std::size_t b) {
        int r = 0;
        ((r = r != 0 ? r : keys(a, b)), ...);
        return r;
      };
    };
    auto const up = [](auto const& v) { return [&v](std::size_t a, std::size_t b) { return order_of(v[a], v[b]); }; };
    auto const down = [](auto const& v) { return [&v](std::size_t a, std::size_t b) { return order_of(v[b], v[a]); }; };
    CHECK(rows_of(q.order_by("small"_c, desc("bytes"_c), "category"_c)) == expected(n, by(up(small), down(bytes), up(texts))));
    CHECK(rows_of(q.order_by(desc("category"_c), "small"_c)) == expected(n, by(down(texts), up(small))));
    CHECK(rows_of(q.order_by("small"_c, desc("text"_c), "bytes"_c)) == expected(n, by(up(small), down(texts), up(bytes))));
    CHECK(rows_of(q.order_by("text"_c, "small"_c)) == expected(n, by(up(texts), up(small))));
    CHECK(rows_of(q.order_by("wide"_c, "small"_c)) == expected(n, by(up(wide), up(small))));
    CHECK(rows_of(q.order_by("small"_c, desc("wide"_c), "bytes"_c)) == expected(n, by(up(small), down(wide), up(bytes))));
    CHECK(rows_of(q.order_by(desc("shifted"_c), "bytes"_c, "small"_c)) == expected(n, by(down(shifted), up(bytes), up(small))));
    CHECK(rows_of(q.order_by("some"_c, desc("small"_c), "category"_c)) == expected(n, by(up(some), down(small), up(texts))));
    if (n > 100) {
      auto const all = expected(n, by(up(small), down(bytes), up(texts)));
      CHECK(rows_of(q.order_by("small"_c, desc("bytes"_c), "category"_c).limit(50)) == std::vector<std::int64_t>(all.begin(), all.begin() + 50));
      CHECK(rows_of(q.top(9, "small"_c, desc("bytes"_c), "category"_c)) == std::vector<std::int64_t>(all.begin(), all.begin() + 9));
    }
  }
}
