// SPDX-License-Identifier: BSL-1.0
// Writes pages for check.mjs: of a plan with a join, a group, a scalar query, markers and rewrites, run and with made-up figures; and of a
// plan that no rule changes, not run.
#include <cstdio>
#include <stdexcept>
#include <string>

#include <quern/interop/html.hpp>
using namespace quern::literals;

namespace {

struct loaded : quern::barrier {};
double taxed(double p) { return 1.2 * p; }

void measure(quern::execution::plan_document& d) {
  d.has_run = true;
  d.run.ms = 12.5;
  double begin = 0;
  for (auto const& p : d.pipelines) {
    d.run.pipelines.push_back({p.number, {100000, 50000, 1.5, 800000, 4, 2}});
    for (int chunk = 0; chunk < 4; ++chunk)
      d.run.events.push_back({"pipeline " + std::to_string(p.number), chunk % 2, begin + 400 * (chunk / 2), begin + 400 * (chunk / 2) + 350, p.number, chunk});
    d.run.events.push_back({"merge", 0, begin + 820, begin + 1400, p.number, -1});
    begin += 1500;
  }
  std::vector<int> path;
  for (quern::execution::node_note const* n = &d.optimised; n != nullptr; n = n->inputs.empty() ? nullptr : &n->inputs[0]) {
    double const k = static_cast<double>(path.size() + 1);
    d.run.operators.push_back({path, {1000 * k, 700 * k, 0.7 * k, 8000 * k, 4, 2, 0.3 * k}});
    path.push_back(0);
  }
}

}  // namespace

int main(int, char** argv) {
  std::string const folder = argv[1];
  auto const orders = quern::make_table("id"_c = std::vector<int>{1, 2, 3, 4, 5, 6, 7}, "customer"_c = std::vector<int>{1, 1, 2, 3, 3, 2, 1},
                                        "price"_c = std::vector<double>{10, 20, 30, 40, 50, 60, 70});
  auto const customers = quern::make_table("customer"_c = std::vector<int>{1, 2, 3}, "city"_c = std::vector<std::string>{"Rome", "</script><b>", "\xff\"\n"});
  auto const dearest = quern::from(orders).order_by("price"_c).where("id"_c > 1).agg("most"_c = quern::max("price"_c));
  auto const q = quern::from(orders)
                     .update("net"_c = "price"_c * 0.8)
                     .order_by("price"_c)
                     .where("id"_c > 0)
                     .where("price"_c < quern::scalar(dearest))
                     .join(quern::from(customers).where("city"_c != "</script>").where("customer"_c > 0), quern::on("customer"_c))
                     .update(quern::declares<loaded>("gross"_c = quern::map(taxed, "price"_c)), quern::serial("order"_c = quern::map(taxed, "net"_c)),
                             quern::respects<loaded>("least"_c = "net"_c + 1))
                     .group_by("city"_c)
                     .agg("total"_c = quern::sum("gross"_c), "orders"_c = quern::count())
                     .order_by(quern::desc("total"_c))
                     .limit(10)
                     .limit(5);
  quern::to_html(q, folder + "/run.html");
  auto d = quern::execution::document_of<decltype(quern::logical | quern::optimised | quern::pipelines | quern::rewrites)>(q.plan());
  measure(d);
  quern::to_html(d, folder + "/measured.html");
  quern::to_html(quern::range(0, 10).where("id"_c > 3), folder + "/plain.html", {.run = false});
  try {
    quern::to_html(quern::range(0, 10), folder + "/no/such/folder.html", {.run = false});
  } catch (quern::error const& e) {
    std::string const said = e.what();
    return said.find("to_html") != std::string::npos && said.find("cannot be written: No such file") != std::string::npos ? 0 : (std::puts(e.what()), 1);
  }
  return std::puts("a page was written into a folder that is not there"), 1;
}
