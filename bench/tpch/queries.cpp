// SPDX-License-Identifier: BSL-1.0
// The numbers, titles and functions of the 22 queries.
#include "queries.hpp"

namespace tpch {

std::array<listed_query, 22> const queries{{
    {1, "pricing summary report", &q01},
    {2, "minimum cost supplier", &q02},
    {3, "shipping priority", &q03},
    {4, "order priority checking", &q04},
    {5, "local supplier volume", &q05},
    {6, "forecasting revenue change", &q06},
    {7, "volume shipping", &q07},
    {8, "national market share", &q08},
    {9, "product type profit measure", &q09},
    {10, "returned item reporting", &q10},
    {11, "important stock identification", &q11},
    {12, "shipping modes and order priority", &q12},
    {13, "customer distribution", &q13},
    {14, "promotion effect", &q14},
    {15, "top supplier", &q15},
    {16, "parts/supplier relationship", &q16},
    {17, "small-quantity-order revenue", &q17},
    {18, "large volume customer", &q18},
    {19, "discounted revenue", &q19},
    {20, "potential part promotion", &q20},
    {21, "suppliers who kept orders waiting", &q21},
    {22, "global sales opportunity", &q22},
}};

}  // namespace tpch
