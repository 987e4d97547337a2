#include "lineitem.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <stdexcept>
#include <vector>

#include "../comment_text.hpp"
#include "../random_stream.hpp"
#include "../threads.hpp"
#include "../tpch/rules.hpp"

namespace bench {
namespace {

constexpr std::size_t pool_bytes = std::size_t{1} << 20;
constexpr int shortest = 10, longest = 43;
constexpr std::int64_t orders_a_chunk = 4096;

// Streams of their own for what the sizes depend on, so that counting need not make the other columns.
enum stream : std::uint64_t { of_order, of_line_count, of_line, of_comment };

struct rules {
  std::uint64_t seed;
  std::int64_t orders, parts, suppliers;

  std::uint64_t key(stream s) const { return seed * 8 + s; }
  int lines(std::int64_t order) const {
    return static_cast<int>(random_stream(key(of_line_count), static_cast<std::uint64_t>(order)).between(1, tpch::most_lines));
  }
  random_stream comment(std::int64_t order, int line) const {
    return random_stream(key(of_comment), static_cast<std::uint64_t>(order), static_cast<std::uint64_t>(line));
  }
};

struct extent {
  std::int64_t rows = 0, bytes = 0;
};

extent measure(rules const& r, std::int64_t begin, std::int64_t end) {
  extent e;
  for (auto order = begin; order < end; ++order) {
    int const lines = r.lines(order);
    e.rows += lines;
    for (int l = 0; l < lines; ++l) e.bytes += r.comment(order, l).between(shortest, longest);
  }
  return e;
}

void fill(rules const& r, column<char> const& pool, std::int64_t begin, std::int64_t end, extent at, lineitem& t) {
  auto row = static_cast<std::size_t>(at.rows);
  auto byte = at.bytes;
  for (auto order = begin; order < end; ++order) {
    auto const ordered = static_cast<std::int32_t>(
        random_stream(r.key(of_order), static_cast<std::uint64_t>(order)).between(tpch::first_order_date, tpch::last_order_date));
    int const lines = r.lines(order);
    for (int l = 0; l < lines; ++l, ++row) {
      random_stream x(r.key(of_line), static_cast<std::uint64_t>(order), static_cast<std::uint64_t>(l));
      auto const part = x.between(1, r.parts), quantity = x.between(1, 50);
      auto const supplier = tpch::supplier_of(part, x.between(0, tpch::suppliers_a_part - 1), r.suppliers);
      t.orderkey[row] = tpch::order_key(order);
      t.partkey[row] = static_cast<std::int32_t>(part);
      t.suppkey[row] = static_cast<std::int32_t>(supplier);
      t.linenumber[row] = l + 1;
      t.quantity[row] = quantity * 100;
      t.extendedprice[row] = quantity * tpch::retail_price(part);
      t.discount[row] = x.between(0, 10);
      t.tax[row] = x.between(0, 8);
      auto const shipped = ordered + static_cast<std::int32_t>(x.between(1, 121));
      auto const received = shipped + static_cast<std::int32_t>(x.between(1, 30));
      t.shipdate[row] = shipped;
      t.commitdate[row] = ordered + static_cast<std::int32_t>(x.between(30, 90));
      t.receiptdate[row] = received;
      t.returnflag[row] = static_cast<std::uint8_t>(tpch::return_flag(received, x.between(0, 1) != 0));
      t.linestatus[row] = static_cast<std::uint8_t>(tpch::line_status(shipped));
      t.shipinstruct[row] = static_cast<std::uint8_t>(x.between(0, 3));
      t.shipmode[row] = static_cast<std::uint8_t>(x.between(0, 6));
      auto c = r.comment(order, l);
      auto const length = c.between(shortest, longest), from = c.between(0, static_cast<std::int64_t>(pool_bytes) - longest);
      std::memcpy(t.comment_bytes.data() + byte, pool.data() + from, static_cast<std::size_t>(length));
      t.comment_offsets[row] = static_cast<std::int32_t>(byte);
      byte += length;
    }
  }
}

void resize(lineitem& t, extent e) {
  auto const n = static_cast<std::size_t>(e.rows);
  t.orderkey.resize(n), t.partkey.resize(n), t.suppkey.resize(n), t.linenumber.resize(n);
  t.quantity.resize(n), t.extendedprice.resize(n), t.discount.resize(n), t.tax.resize(n);
  t.returnflag.resize(n), t.linestatus.resize(n), t.shipinstruct.resize(n), t.shipmode.resize(n);
  t.shipdate.resize(n), t.commitdate.resize(n), t.receiptdate.resize(n);
  t.comment_offsets.resize(n + 1), t.comment_bytes.resize(static_cast<std::size_t>(e.bytes));
  t.comment_offsets[n] = static_cast<std::int32_t>(e.bytes);
}

}  // namespace

lineitem make_lineitem(double scale_factor, std::uint64_t seed, int threads) {
  auto scaled = [&](double n) { return std::max<std::int64_t>(4, std::llround(n * scale_factor)); };
  rules const r{seed, scaled(1'500'000), scaled(200'000), scaled(10'000)};
  auto const pool = comment_pool(pool_bytes, seed, threads);
  auto const chunks = static_cast<std::size_t>((r.orders + orders_a_chunk - 1) / orders_a_chunk);
  auto begin = [&](std::size_t c) { return 1 + static_cast<std::int64_t>(c) * orders_a_chunk; };
  auto end = [&](std::size_t c) { return std::min(begin(c + 1), r.orders + 1); };

  std::vector<extent> at(chunks + 1);
  for_each_index(chunks, threads, [&](std::size_t c) { at[c + 1] = measure(r, begin(c), end(c)); });
  for (std::size_t c = 0; c < chunks; ++c) at[c + 1].rows += at[c].rows, at[c + 1].bytes += at[c].bytes;
  if (at[chunks].bytes > std::numeric_limits<std::int32_t>::max())
    throw std::length_error("scale factor too large: comments exceed 32-bit offsets");

  lineitem t;
  resize(t, at[chunks]);
  for_each_index(chunks, threads, [&](std::size_t c) { fill(r, pool, begin(c), end(c), at[c], t); });
  return t;
}

narrow_lineitem narrowed(lineitem const& t) {
  narrow_lineitem n;
  auto narrow = [](auto const& from, auto& to) {
    to.resize(from.size());
    std::transform(from.begin(), from.end(), to.begin(),
                   [](auto v) { return static_cast<typename std::remove_reference_t<decltype(to)>::value_type>(v); });
  };
  narrow(t.extendedprice, n.extendedprice), narrow(t.quantity, n.quantity), narrow(t.discount, n.discount);
  return n;
}

}  // namespace bench
