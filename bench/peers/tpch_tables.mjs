// SPDX-License-Identifier: BSL-1.0
// The eight tables of TPC-H for the peers that run under node: a letter for the type of each column, in the order of the .tbl files.
// i is a whole number, m money, d a date, s a text.
const spelled = {
  region: 'r_regionkey i, r_name s, r_comment s',
  nation: 'n_nationkey i, n_name s, n_regionkey i, n_comment s',
  supplier: 's_suppkey i, s_name s, s_address s, s_nationkey i, s_phone s, s_acctbal m, s_comment s',
  customer: 'c_custkey i, c_name s, c_address s, c_nationkey i, c_phone s, c_acctbal m, c_mktsegment s, c_comment s',
  part: 'p_partkey i, p_name s, p_mfgr s, p_brand s, p_type s, p_size i, p_container s, p_retailprice m, p_comment s',
  partsupp: 'ps_partkey i, ps_suppkey i, ps_availqty i, ps_supplycost m, ps_comment s',
  orders: 'o_orderkey i, o_custkey i, o_orderstatus s, o_totalprice m, o_orderdate d, o_orderpriority s, o_clerk s, o_shippriority i, o_comment s',
  lineitem: 'l_orderkey i, l_partkey i, l_suppkey i, l_linenumber i, l_quantity m, l_extendedprice m, l_discount m, l_tax m, l_returnflag s, ' +
    'l_linestatus s, l_shipdate d, l_commitdate d, l_receiptdate d, l_shipinstruct s, l_shipmode s, l_comment s',
};

// [[table, [[column, letter], ...]], ...]
export const tables = Object.entries(spelled).map(([table, columns]) => [table, columns.split(', ').map((c) => c.split(' '))]);
