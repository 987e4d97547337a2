// SPDX-License-Identifier: BSL-1.0
// Pages of plans, as far as they can be looked at without a browser (tests/page looks with one).
#include "catch.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <quern/interop/html.hpp>
using namespace quern::literals;

namespace {

std::string page_of(auto const& q, quern::page_options const& o) {
  std::string const path = (std::filesystem::temp_directory_path() / "quern_page_test.html").string();
  quern::to_html(q, path, o);
  std::ifstream file(path, std::ios::binary);
  std::string const text{std::istreambuf_iterator<char>(file), {}};
  std::filesystem::remove(path);
  return text;
}
std::size_t count(std::string const& text, std::string_view what) {
  std::size_t n = 0;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += what.size()) ++n;
  return n;
}

}  // namespace

TEST_CASE("a page stands alone, and texts of the plan cannot end its script", "[html]") {
  auto const t = quern::make_table("city"_c = std::vector<std::string>{"Rome", "</script>", "Oslo"}, "x"_c = std::vector<int>{1, 2, 3});
  auto const q = quern::from(t).where("city"_c != "</script>").order_by(quern::desc("x"_c));
  std::string const text = page_of(q, {});
  CHECK(text.starts_with("<!DOCTYPE html>"));
  CHECK(text.ends_with("</html>\n"));
  CHECK(count(text, "</script>") == 2);
  CHECK(count(text, "http:") + count(text, "https:") + count(text, " src=") + count(text, "@import") == 0);
  CHECK(count(text, "{\"node\":1,\"rows\":3,\"first\":[[\"Rome\",\"1\"],[\"\\u003c/script>\",\"2\"],[\"Oslo\",\"3\"]]}") == 1);
  CHECK(count(text, "{\"node\":3,\"rows\":2,\"first\":[[\"Oslo\",\"3\"],[\"Rome\",\"1\"]]}") == 1);
}

TEST_CASE("a page shows as many rows as wanted, and runs nothing where that is not wanted", "[html]") {
  int calls = 0;
  auto const counted = [&calls](std::int64_t x) { return ++calls, x; };
  auto const q = quern::range(0, 100).update(quern::serial("y"_c = quern::map(counted, "id"_c)));
  std::string const text = page_of(q, {.run = false});
  CHECK(calls == 0);
  CHECK(count(text, "\"rows\":[") == 0);
  std::string const run = page_of(q, {.rows = 2});
  CHECK(calls == 200);  // profiled, and run for its first rows
  CHECK(count(run, "{\"node\":2,\"rows\":100,\"first\":[[\"0\",\"0\"],[\"1\",\"1\"]]}") == 1);
}
