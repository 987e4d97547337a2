// Benchmark `order`: what markers cost, and that a plan without them pays nothing: the same filter, column and sum unmarked, under
// a policy, marked, and profiled; and what it gains that dear filters find their order while they run. See bench/run.sh for the options; here they are --quick, --json FILE, --threads 1,2, --repeat N.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <type_traits>

#include <quern.hpp>

#include "../options.hpp"
#include "../report.hpp"

namespace {
using namespace quern::literals;

using numbers = quern::schema<quern::field<"x", double>, quern::field<"y", double>>;
struct filtered : quern::barrier {};

quern::table<numbers> make(std::size_t rows) {
  std::vector<double> x(rows), y(rows);
  std::uint64_t seed = 1;
  auto const next = [&] { return static_cast<double>((seed = seed * 6364136223846793005u + 1442695040888963407u) >> 54); };
  for (std::size_t i = 0; i < rows; ++i) x[i] = next(), y[i] = next();
  return quern::make_table("x"_c = x, "y"_c = y);
}

template <class Run>
void add_run(timing::suite& all, std::string const& section, std::string const& name, std::string const& memory, int threads, Run const& run) {
  auto const sum = std::make_shared<double>();
  // Sums of whole numbers, far below 2^53: exact in any order.
  all.add(section, {.name = name, .who = timing::role::quern, .threads = threads, .memory = memory,
                    .run = [=] { *sum = *run()["s"_c][0]; }, .answer = [=] { return std::to_string(*sum) + "\n"; }});
}
template <class Query>
void add(timing::suite& all, std::string const& name, std::string const& memory, int threads, Query const& query, std::string const& section = "sum") {
  add_run(all, section, name, memory, threads, [=] { return query.collect({.threads = threads}); });
}

// Dear, and lets nearly all rows pass; cheap, and lets one in a hundred pass.
constexpr auto dear = [](double x) noexcept {
  for (int k = 0; k < 20; ++k) x = std::sqrt(x + k);
  return x > 0;
};
constexpr auto selective = [](double x) noexcept { return static_cast<int>(x) % 100 == 7; };

template <class Query>
auto plan_over(Query const& q) {
  return q.where("x"_c > 500.0).update("v"_c = "x"_c * "y"_c).agg("s"_c = quern::sum("v"_c));
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t rows = 1000 * 1000;
  std::vector<int> threads{1, 2};
  int repeat = 31;
  std::string json;
  bench::options given(argc, argv, "bench_order [--quick] [--json FILE] [--threads 1,2] [--repeat N]");
  while (given.next()) {
    if (given.is("--quick")) repeat = 9;
    else if (given.is("--json")) json = given.value();
    else if (given.is("--repeat")) repeat = given.count();
    else if (given.is("--threads")) threads = given.list();
    else given.refuse_unknown();
  }
  auto const t = make(rows);
  auto const q = quern::from(t);
  auto const unmarked = plan_over(q);
  auto const under_policy = plan_over(q.with_policy<quern::stateless_by_default>());
  // The kernels are the same types, so the same instantiations: nothing is left at run time of the policy, or of the cut.
  using plain_stream = quern::execution::stream_of<typename decltype(unmarked)::plan_type>;
  static_assert(std::is_same_v<plain_stream, quern::execution::stream_of<typename decltype(under_policy)::plan_type>>);
  static_assert(std::is_same_v<quern::stages_of<decltype(unmarked)>, quern::stages<>>);

  timing::suite all;
  all.add_section({"sum", "where, update, sum over doubles", static_cast<double>(rows), static_cast<double>(rows) * 16, repeat});
  for (int const n : threads) {
    add(all, "quern: no markers", "unmarked", n, unmarked);
    add(all, "quern: stateless_by_default", "unmarked", n, under_policy);
    add_run(all, "sum", "quern: no markers, profile()", "unmarked", n, [=] { return unmarked.profile({.threads = n}).result; });
    add(all, "quern: a barrier between two filters", "marked", n,
        q.where(quern::declares<filtered>("x"_c > 500.0) && quern::respects<filtered>("y"_c >= 0.0)).update("v"_c = "x"_c * "y"_c).agg("s"_c = quern::sum("v"_c)));
    add(all, "quern: a serial column", "marked", n,
        q.where("x"_c > 500.0).update("v"_c = quern::serial("x"_c * "y"_c)).agg("s"_c = quern::sum("v"_c)));
  }
  all.add_section({"filters", "two functions as filters, sum", static_cast<double>(rows), static_cast<double>(rows) * 16, repeat});
  auto const first = quern::map_rows(dear, "x"_c);
  auto const second = quern::map_rows(selective, "x"_c);
  auto const sum = quern::sum("y"_c);
  for (int const n : threads) {
    add(all, "quern: dear one first, by cost<N>", "worst", n, q.where(quern::cost<1>(first) && quern::cost<2>(second)).agg("s"_c = sum), "filters");
    add(all, "quern: selective one first, by cost<N>", "best", n, q.where(quern::cost<2>(first) && quern::cost<1>(second)).agg("s"_c = sum), "filters");
    add(all, "quern: dear one written first", "found", n, q.where(first && second).agg("s"_c = sum), "filters");
    add(all, "quern: selective one written first", "found", n, q.where(second && first).agg("s"_c = sum), "filters");
  }
  try {
    auto const about = timing::machine();
    timing::print(about);
    all.run([](timing::section const& s) { timing::print(s); });
    if (!json.empty()) timing::write_json(json, "order", about, all);
  } catch (timing::wrong_answer const& e) {
    return std::fprintf(stderr, "WRONG ANSWER in %s", e.what()), 1;
  }
}
