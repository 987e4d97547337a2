// SPDX-License-Identifier: BSL-1.0
// Tables that were written and read again are the same.
#include <fstream>
#include <iterator>

#include "bench/tpch/cache.hpp"
#include "bench/tpch/write_tbl.hpp"
#include "catch.hpp"
#include "same.hpp"
#include "small_data.hpp"

using namespace quern::literals;
using tpch_data::same_bytes;
using tpch_data::small;

namespace {

void check_same(tpch::tables const& a, tpch::tables const& b) {
  CHECK(tpch_data::difference(a.region, b.region) == "");
  CHECK(tpch_data::difference(a.nation, b.nation) == "");
  CHECK(tpch_data::difference(a.supplier, b.supplier) == "");
  CHECK(tpch_data::difference(a.customer, b.customer) == "");
  CHECK(tpch_data::difference(a.part, b.part) == "");
  CHECK(tpch_data::difference(a.partsupp, b.partsupp) == "");
  CHECK(tpch_data::difference(a.orders, b.orders) == "");
  CHECK(tpch_data::difference(a.lineitem, b.lineitem) == "");
}
std::string content(std::string const& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE(".tbl files hold what was written, whatever the number of threads", "[tpch]") {
  tpch_data::temporary_folder const folder;
  tpch::write_tbl(small(), folder / "one", 1);
  tpch::write_tbl(small(), folder / "three", 3);
  tpch::each_table(small(), [&](std::string const& name, auto const&) {
    CHECK(content(folder / "one/" + name + ".tbl") == content(folder / "three/" + name + ".tbl"));
  });
  check_same(tpch_data::read_tables(folder / "three"), small());
  CHECK_THROWS_AS(tpch::write_tbl(small().region, folder / "nowhere/region.tbl"), std::runtime_error);
}

TEST_CASE("a cache gives back the same bytes, mapped and copied, and lives as long as its tables", "[tpch]") {
  auto folder = std::make_unique<tpch_data::temporary_folder>();
  tpch::cache::save(small(), folder->path(), "scale 0.01, seed 1");
  auto const copied =
      tpch::cache::open_tables(folder->path(), {.label = "scale 0.01, seed 1", .where = tpch::cache::memory::copied, .threads = 2});
  auto const mapped = tpch::cache::open_tables(folder->path());
  folder.reset();  // what is mapped stays
  check_same(mapped, small());
  CHECK(same_bytes(mapped.lineitem, small().lineitem));
  CHECK(same_bytes(copied.lineitem, small().lineitem));
  CHECK(same_bytes(copied.part, small().part));
  auto const late = [](tpch::tables const& t) {
    return quern::from(t.lineitem)
        .where("l_shipmode"_c == "RAIL" && "l_comment"_c != "")
        .agg("n"_c = quern::count(), "sum"_c = quern::sum("l_quantity"_c))
        .collect();
  };
  CHECK(tpch_data::difference(late(mapped), late(small())) == "");
}

namespace {
struct kinds : quern::schema<quern::field<"id", std::int64_t>, quern::field<"yes", bool>, quern::field<"x", double>,
                             quern::field<"text", quern::string>, quern::field<"kind", quern::category>> {};
}  // namespace

TEST_CASE("a cache takes any schema without nulls, and no rows", "[tpch]") {
  tpch_data::temporary_folder const folder;
  auto const t =
      quern::table_builder<kinds>().row(7, true, 0.5, "", "a").row(-8, false, -0.0, "two", "b").row(9, true, 1e300, "3", "a").finish();
  for (auto const& some : {t, quern::table<kinds>()}) {
    tpch::cache::save(some, folder / "kinds");
    CHECK(tpch_data::difference(tpch::cache::open<kinds>(folder / "kinds"), some) == "");
    CHECK(tpch_data::difference(tpch::cache::open<kinds>(folder / "kinds", {.where = tpch::cache::memory::copied}), some) == "");
  }
}
