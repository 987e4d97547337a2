// SPDX-License-Identifier: BSL-1.0
// .tbl files through quern's own reader.
#include "small_data.hpp"

namespace tpch_data {

tpch::tables read_tables(std::string const& folder) {
  tpch::tables all;
  tpch::each_table(all, [&]<class S>(std::string const& name, quern::table<S>& t) {
    t = quern::scan_csv<S>(folder + "/" + name + ".tbl", {.separator = '|', .header = false, .trailing_separator = true, .quote = '\0'})
            .collect();
  });
  return all;
}

}  // namespace tpch_data
