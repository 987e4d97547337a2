// SPDX-License-Identifier: BSL-1.0
// Eigen and tables, opt-in: columns as vectors and matrices, and what Eigen finds in them.
#pragma once
#include <quern/interop/eigen_columns.hpp>
#include <quern/interop/eigen_statistics.hpp>
