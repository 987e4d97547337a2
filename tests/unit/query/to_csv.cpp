// SPDX-License-Identifier: BSL-1.0
#include "catch.hpp"
#include <unistd.h>
#include <cstdio>
#include <filesystem>
#include <quern.hpp>

using namespace quern::literals;

namespace {
struct rows : quern::schema<quern::field<"n", quern::nullable<std::int32_t>>, quern::field<"t", quern::string>> {};
}  // namespace

TEST_CASE("what to_csv writes, scan_csv reads back") {
  auto const t = quern::table_builder<rows>().row(1, "a,b").row(std::nullopt, "").row(-3, "say \"x\"\n").finish();
  std::string const path = std::filesystem::temp_directory_path().string() + "/quern_to_csv_" + std::to_string(::getpid()) + ".csv";
  quern::from(t).where(quern::is_null("n"_c) || "n"_c < 5).to_csv(path);
  auto const back = quern::scan_csv<rows>(path).collect();
  std::remove(path.c_str());
  REQUIRE(back.rows() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(back["n"_c][i] == t["n"_c][i]);
    CHECK(back["t"_c][i] == t["t"_c][i]);
  }
}
