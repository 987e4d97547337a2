// "An expert's loops": each query of this benchmark by hand, as the yardstick for the typed plans.
// All take the number of threads (ranges of std::thread) and return the answer; none allocates per row.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "answers.hpp"
#include "csv_columns.hpp"
#include "lineitem.hpp"

namespace bench::hand {

// What a column store knows of its columns when a query starts; the loops rest on these bounds, not on the data's names.
struct bounds {
  std::uint8_t flag_min, flag_max, status_min, status_max;
  std::int64_t price_max, quantity_max, discount_max, tax_max;
  explicit bounds(lineitem const&);  // throws when a value is negative or a product could leave the loops' lanes
};

// Q6: where shipdate in 1994, discount 0.05 to 0.07, quantity < 24: sum(extendedprice * discount), in ten thousandths.
std::int64_t q6_wide(lineitem const&, int threads);
std::int64_t q6_wide_prefetched(lineitem const&, int threads);
std::int64_t q6_narrow(lineitem const&, narrow_lineitem const&, int threads);

// Q1: eight aggregates by (returnflag, linestatus) where shipdate <= 1998-09-02; which groups exist is not known before.
std::vector<q1_row> q1_rows_of_sums(lineitem const&, bounds const&, int threads);
std::vector<q1_row> q1_masks(lineitem const&, bounds const&, int threads);
std::vector<q1_row> q1_packed_masks(lineitem const&, bounds const&, int threads);

// where quantity > 24, update revenue = price * discount, sum(revenue), over doubles. Every value and partial sum is an
// integer below 2^53, so that any order of summation gives the same bits.
struct double_columns {
  column<double> price, discount, quantity;
  explicit double_columns(lineitem const&);
};
double where_update_sum(double_columns const&, int threads);
double bare_sum(double_columns const&, int threads);  // the same bytes, only added: the bandwidth to compare with

// All 16 columns of the text file, typed and checked; one piece of the table a thread. Reuses the memory of `out`.
void parse_csv(std::string const& path, int threads, std::vector<csv_columns>& out);

}  // namespace bench::hand
