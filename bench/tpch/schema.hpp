// SPDX-License-Identifier: BSL-1.0
// The eight tables of TPC-H (specification 3.0, section 1.4) as schemas. Keys are 32 bits: enough up to scale factor 357. Columns of few
// different values are categories; names, addresses, phones and comments are texts of their own.
#pragma once
#include <cstdint>
#include <quern.hpp>

namespace tpch {

using quern::category;
using quern::date;
using quern::field;
using quern::string;
using money = quern::decimal<15, 2>;
using key = std::int32_t;
using flag = quern::fixed_string<1>;

struct region : quern::schema<field<"r_regionkey", key>, field<"r_name", category>, field<"r_comment", string>> {};

struct nation : quern::schema<field<"n_nationkey", key>, field<"n_name", category>, field<"n_regionkey", key>, field<"n_comment", string>> {};

struct supplier : quern::schema<field<"s_suppkey", key>, field<"s_name", string>, field<"s_address", string>, field<"s_nationkey", key>, field<"s_phone", string>, field<"s_acctbal", money>,
                                field<"s_comment", string>> {};

struct customer : quern::schema<field<"c_custkey", key>, field<"c_name", string>, field<"c_address", string>, field<"c_nationkey", key>, field<"c_phone", string>, field<"c_acctbal", money>,
                                field<"c_mktsegment", category>, field<"c_comment", string>> {};

struct part : quern::schema<field<"p_partkey", key>, field<"p_name", string>, field<"p_mfgr", category>, field<"p_brand", category>, field<"p_type", category>, field<"p_size", std::int32_t>,
                            field<"p_container", category>, field<"p_retailprice", money>, field<"p_comment", string>> {};

struct partsupp : quern::schema<field<"ps_partkey", key>, field<"ps_suppkey", key>, field<"ps_availqty", std::int32_t>, field<"ps_supplycost", money>, field<"ps_comment", string>> {};

struct orders : quern::schema<field<"o_orderkey", key>, field<"o_custkey", key>, field<"o_orderstatus", flag>, field<"o_totalprice", money>, field<"o_orderdate", date>,
                              field<"o_orderpriority", category>, field<"o_clerk", string>, field<"o_shippriority", std::int32_t>, field<"o_comment", string>> {};

struct lineitem : quern::schema<field<"l_orderkey", key>, field<"l_partkey", key>, field<"l_suppkey", key>, field<"l_linenumber", std::int32_t>, field<"l_quantity", money>,
                                field<"l_extendedprice", money>, field<"l_discount", money>, field<"l_tax", money>, field<"l_returnflag", flag>, field<"l_linestatus", flag>,
                                field<"l_shipdate", date>, field<"l_commitdate", date>, field<"l_receiptdate", date>, field<"l_shipinstruct", category>, field<"l_shipmode", category>,
                                field<"l_comment", string>> {};

struct tables {
  quern::table<tpch::region> region;
  quern::table<tpch::nation> nation;
  quern::table<tpch::supplier> supplier;
  quern::table<tpch::customer> customer;
  quern::table<tpch::part> part;
  quern::table<tpch::partsupp> partsupp;
  quern::table<tpch::orders> orders;
  quern::table<tpch::lineitem> lineitem;
};

}  // namespace tpch
