// SPDX-License-Identifier: BSL-1.0
// What every table is made from: the numbers of rows, the pool of comments, and a random stream for each row of each column, so that
// any part of the data can be made on its own and by any thread.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "../comment_text.hpp"
#include "../random_stream.hpp"
#include "rules.hpp"
#include "schema.hpp"

namespace tpch {

// The streams, named by the column that they make. Their numbers are part of what a seed means: new ones go behind the last.
// clang-format off
enum class stream : std::uint64_t {
  r_comment, n_comment,
  s_address, s_nationkey, s_phone, s_acctbal, s_comment, s_remarks,
  c_address, c_nationkey, c_phone, c_acctbal, c_mktsegment, c_comment,
  p_name, p_brand, p_type, p_size, p_container, p_comment,
  ps_availqty, ps_supplycost, ps_comment,
  o_lines, o_custkey, o_orderdate, o_orderpriority, o_clerk, o_comment,
  l_partkey, l_suppkey, l_quantity, l_discount, l_tax, l_dates, l_returnflag, l_shipinstruct, l_shipmode, l_comment
};
// clang-format on

class recipe {
 public:
  recipe(double scale_factor, std::uint64_t seed, int threads)
      : counts(row_counts_at(scale_factor)),
        threads(threads),
        seed_(seed),
        pool_(bench::comment_pool(pool_bytes(scale_factor), seed, threads)) {}

  row_counts counts;
  int threads;

  bench::random_stream random(stream s, std::size_t row) const { return bench::random_stream(seed_, static_cast<std::uint64_t>(s), row); }
  // One number from a stream that makes no others.
  std::int64_t between(stream s, std::size_t row, std::int64_t low, std::int64_t high) const { return random(s, row).between(low, high); }
  // A piece of the pool (4.2.2.10).
  std::string_view comment(stream s, std::size_t row, int shortest, int longest) const {
    auto r = random(s, row);
    auto const length = static_cast<std::size_t>(r.between(shortest, longest));
    return {pool_.data() + r.between(0, static_cast<std::int64_t>(pool_.size() - length)), length};
  }

 private:
  // 300 MB as in the specification, but less where there are few comments: making the pool would take longer than making the tables.
  static std::size_t pool_bytes(double scale_factor) { return static_cast<std::size_t>(std::clamp(scale_factor, 0.04, 1.0) * 300e6); }

  std::uint64_t seed_;
  bench::column<char> pool_;
};

// Where each order's lines begin among all lines, and behind the last order their number.
std::vector<std::size_t> first_lines(recipe const&);
// The date of an order, which its lines count from; days since 1970.
inline std::int32_t order_date(recipe const& r, std::size_t order) {
  return static_cast<std::int32_t>(r.between(stream::o_orderdate, order, first_order_date, last_order_date));
}

quern::table<region> make_region(recipe const&);
quern::table<nation> make_nation(recipe const&);
quern::table<supplier> make_supplier(recipe const&);
quern::table<customer> make_customer(recipe const&);
quern::table<part> make_part(recipe const&);
quern::table<partsupp> make_partsupp(recipe const&);
quern::table<lineitem> make_lineitem(recipe const&, std::vector<std::size_t> const& first_lines);
quern::table<orders> make_orders(recipe const&, std::vector<std::size_t> const& first_lines, quern::table<lineitem> const&);

}  // namespace tpch
