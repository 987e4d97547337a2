// SPDX-License-Identifier: BSL-1.0
// Reading the .tbl files: each is a CSV file without a header whose rows end with a separator.
#include "load.hpp"

namespace tpch {

namespace {
template <class Schema>
quern::table<Schema> read(std::filesystem::path const& file, int threads) {
  // Texts are not quoted: a comment may begin with a quotation mark.
  return quern::scan_csv<Schema>(file.string(), {.separator = '|', .header = false, .trailing_separator = true, .quote = '\0'}).collect({.threads = threads});
}
}  // namespace

tables load(std::filesystem::path const& folder, int threads) {
  return {.region = read<region>(folder / "region.tbl", threads),
          .nation = read<nation>(folder / "nation.tbl", threads),
          .supplier = read<supplier>(folder / "supplier.tbl", threads),
          .customer = read<customer>(folder / "customer.tbl", threads),
          .part = read<part>(folder / "part.tbl", threads),
          .partsupp = read<partsupp>(folder / "partsupp.tbl", threads),
          .orders = read<orders>(folder / "orders.tbl", threads),
          .lineitem = read<lineitem>(folder / "lineitem.tbl", threads)};
}

}  // namespace tpch
