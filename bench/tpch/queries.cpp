// SPDX-License-Identifier: BSL-1.0
// The numbers, titles, functions and orders of the 22 queries.
#include "queries.hpp"

namespace tpch {

std::array<listed_query, 22> const queries{{
    {1, "pricing summary report", &q01, {"l_returnflag", "l_linestatus"}},
    {2, "minimum cost supplier", &q02, {"s_acctbal", "n_name", "s_name", "p_partkey"}},
    {3, "shipping priority", &q03, {"revenue", "o_orderdate"}},
    {4, "order priority checking", &q04, {"o_orderpriority"}},
    {5, "local supplier volume", &q05, {"revenue"}},
    {6, "forecasting revenue change", &q06, {}},
    {7, "volume shipping", &q07, {"supp_nation", "cust_nation", "l_year"}},
    {8, "national market share", &q08, {"o_year"}},
    {9, "product type profit measure", &q09, {"nation", "o_year"}},
    {10, "returned item reporting", &q10, {"revenue"}},
    {11, "important stock identification", &q11, {"value"}},
    {12, "shipping modes and order priority", &q12, {"l_shipmode"}},
    {13, "customer distribution", &q13, {"custdist", "c_count"}},
    {14, "promotion effect", &q14, {}},
    {15, "top supplier", &q15, {"s_suppkey"}},
    {16, "parts/supplier relationship", &q16, {"supplier_cnt", "p_brand", "p_type", "p_size"}},
    {17, "small-quantity-order revenue", &q17, {}},
    {18, "large volume customer", &q18, {"o_totalprice", "o_orderdate"}},
    {19, "discounted revenue", &q19, {}},
    {20, "potential part promotion", &q20, {"s_name"}},
    {21, "suppliers who kept orders waiting", &q21, {"numwait", "s_name"}},
    {22, "global sales opportunity", &q22, {"cntrycode"}},
}};

}  // namespace tpch
