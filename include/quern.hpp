// SPDX-License-Identifier: BSL-1.0
// quern: dataframe-style query plans that are types. This is the one header to include.
#pragma once
#include <quern/io/csv_write.hpp>
#include <quern/io/scan_csv.hpp>
#include <quern/query/any_query.hpp>
#include <quern/query/from.hpp>
#include <quern/query/make_table.hpp>
#include <quern/query/subquery.hpp>
