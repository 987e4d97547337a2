// SPDX-License-Identifier: BSL-1.0
// explain(what, format): Graphviz, Mermaid and JSON of the same notes, and the texts of users in them.
#include "catch.hpp"

#include <quern.hpp>
#include <quern/exec/plan_json.hpp>
using namespace quern::literals;

namespace {

struct trades : quern::schema<quern::field<"symbol", quern::string>, quern::field<"price", double>> {};
auto const all = quern::from(quern::table<trades>());
auto const every_part = quern::logical | quern::optimised | quern::pipelines | quern::rewrites;

bool holds(std::string const& text, std::string_view what) { return text.find(what) != std::string::npos; }

std::string as_json(std::string_view text) {
  std::string out;
  quern::execution::json_writer(out).value(text);
  return out;
}

}  // namespace

TEST_CASE("DOT: a cluster a part, arrows from sources to results", "[explain][formats]") {
  CHECK(all.where("symbol"_c != "a\"\\b").explain(quern::logical, quern::dot) == R"(digraph quern {
  rankdir=TB;
  node [shape=box, fontname="monospace"];
  subgraph cluster_logical {
  label="logical plan";
    l2 [label="#2 where symbol != \"a\"\\b\"\lreads: symbol\l"];
    l1 [label="#1 scan table\lgives: symbol string, price double\l"];
    l1 -> l2;
  }
}
)");
}

TEST_CASE("Mermaid: what could be markup is written by number", "[explain][formats]") {
  CHECK(all.where("price"_c > 10).explain(quern::pipelines, quern::mermaid) == R"(flowchart TB
  subgraph pipeline1["pipeline 1"]
    direction TB
    p1_0["scan table  #35;1"]
    p1_1["fused#58; where price #62; 10  #91;SIMD#93;  #35;2"]
    p1_0 --> p1_1
    p1_into["into#58; the result  #35;2"]
    p1_1 --> p1_into
  end
)");
}

TEST_CASE("JSON: a version, the parts that were asked for, and no others", "[explain][formats]") {
  auto const q = all.order_by("price"_c).where("price"_c > 10);
  std::string const part = q.explain(quern::optimised, quern::json);
  CHECK(part.starts_with("{\"quern_plan\":1,\"simd_bits\":"));
  CHECK(holds(part, "\"optimised\":{\"id\":2,\"from\":[],\"verb\":\"order_by\",\"text\":\"order_by price\",\"schema\":[{\"name\":\"symbol\",\"type\":\"string\"}"));
  CHECK_FALSE(holds(part, "\"logical\""));
  CHECK_FALSE(holds(part, "\"rewrites\""));
  std::string const whole = q.explain(every_part, quern::json);
  CHECK(holds(whole, "\"rewrites\":[{\"rule\":\"push filter below order_by\",\"reason\":\""));
  CHECK(holds(whole, "\"path\":[],\"before\":{\"id\":3,"));
  CHECK(holds(whole, "\"inputs\":[{\"id\":1,\"kept\":true}]"));
  CHECK(holds(whole, "\"operators\":[{\"node\":3,\"text\":\"where price > 10\",\"how\":\"SIMD\",\"remarks\":[]}]"));
  CHECK(holds(whole, "\"columns_read\":[\"symbol\",\"price\"],\"columns_of\":2}"));
  CHECK(holds(whole, "\"type\":\"plan::sort\\u003c..., expr::order_key"));
}

TEST_CASE("JSON: any text comes through", "[explain][formats]") {
  CHECK(as_json("plain") == "\"plain\"");
  CHECK(as_json("a\"b\\c\n\t\x01") == R"("a\"b\\c\u000a\u0009\u0001")");
  CHECK(as_json("</script>") == R"("\u003c/script>")");
  CHECK(as_json("\xc3\xa9\xf0\x9f\x99\x82") == "\"\xc3\xa9\xf0\x9f\x99\x82\"");
  // A lone byte, a sequence cut short, one longer than needed, a surrogate, one past the last.
  for (std::string_view const bad : {"\xff", "\xc3", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80"}) {
    std::string const got = as_json(bad);
    CHECK(holds(got, "\xef\xbf\xbd"));
    CHECK_FALSE(holds(got, bad));
  }
  CHECK(as_json(std::string_view("\0", 1)) == R"("\u0000")");
}

TEST_CASE("JSON: what a run measured stands beside the plan", "[explain][formats]") {
  using namespace quern::execution;
  auto d = document_of<decltype(every_part)>(all.where("price"_c > 10).plan());
  d.has_run = true;
  d.run.ms = 2.5;
  d.run.pipelines.push_back({1, {100, 10, 2, 800, 1, 2, 3.5}});
  d.run.operators.push_back({{}, {100, 10, 0.5}});
  d.run.operators.push_back({{0}, {-1, 100}, 0});
  d.run.events.push_back({"pipeline 1", 0, 0, 1500.5, 1, 0});
  CHECK(holds(json_text(d), R"("run":{"ms":2.5,"pipelines":[{"pipeline":1,"rows_in":100,"rows_out":10,"ms":2,"loop_ms":3.5,"bytes":800,"chunks":1,"threads":2}],)"
                            R"("operators":[{"node":2,"path":[],"rows_in":100,"rows_out":10,"ms":0.5},{"node":1,"path":[0],"rows_out":100,"within":2}],)"
                            R"("events":[{"name":"pipeline 1","thread":0,"begin_us":0,"end_us":1500.5,"pipeline":1,"chunk":0}]})"));
}
