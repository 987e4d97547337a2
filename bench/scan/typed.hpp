// quern's typed plans for the queries of this benchmark, over the same memory as the hand loops.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "answers.hpp"
#include "hand.hpp"
#include "lineitem.hpp"

namespace bench::typed {

// Each gives a function that runs the plan; the table borrows the columns, which must outlive it.
std::function<std::int64_t()> q6(lineitem const&, int threads);
std::function<std::vector<q1_row>()> q1(lineitem const&, int threads);
std::function<csv_digest()> csv(std::string const& path, int threads, std::function<void()>& run);
std::function<double()> where_update_sum(hand::double_columns const&, int threads);

}  // namespace bench::typed
