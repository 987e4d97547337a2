// Benchmark `profile`: what it costs to look on: the same plans by collect() and by profile(), in the same rounds, and the ratio of their
// minima. See bench/run.sh for the options; here they are --quick, --json FILE, --threads 1,2, --repeat N, --rows N.
#include <cstdio>
#include <memory>
#include <optional>
#include <string>

#include <quern.hpp>

#include "../options.hpp"
#include "../report.hpp"

namespace {
using namespace quern::literals;

constexpr char const *plain = "collect()", *measured = "profile()";

auto make_sales(std::size_t rows) {
  std::vector<std::int64_t> buyer(rows), day(rows);
  std::vector<double> price(rows), share(rows);
  std::uint64_t seed = 1;
  auto const below = [&](std::uint64_t n) { return ((seed = seed * 6364136223846793005u + 1442695040888963407u) >> 33) % n; };
  for (std::size_t i = 0; i < rows; ++i) {
    buyer[i] = static_cast<std::int64_t>(below(100000)), day[i] = static_cast<std::int64_t>(below(365));
    price[i] = static_cast<double>(below(1000)), share[i] = static_cast<double>(below(1000)) / 1000;
  }
  return quern::make_table("buyer"_c = buyer, "day"_c = day, "price"_c = price, "share"_c = share);
}
auto make_buyers() {
  std::vector<std::int64_t> buyer(100000), region(buyer.size());
  for (std::size_t i = 0; i < buyer.size(); ++i) buyer[i] = static_cast<std::int64_t>(i), region[i] = static_cast<std::int64_t>(i * 7 % 25);
  return quern::make_table("buyer"_c = buyer, "region"_c = region);
}

std::string text_of(double x) { return std::to_string(x); }
std::string text_of(std::optional<double> const& x) { return x ? std::to_string(*x) : "null"; }
// The answers of both are the same bits.
template <class Table>
std::string text_of(Table const& t) {
  std::string r = std::to_string(t.rows()) + " rows";
  auto const s = t["s"_c];
  for (std::size_t i = 0; i < t.rows() && i < 100; ++i) r += '\n', r += text_of(s[i]);
  return r;
}
template <class Query>
void add(timing::suite& all, std::string const& section, std::string const& title, double rows, double bytes, int repeat, std::vector<int> const& threads, Query const& q) {
  all.add_section({section, title, rows, bytes, repeat});
  for (int const n : threads) {
    auto const contend = [&](char const* name, auto const& run) {
      auto const found = std::make_shared<decltype(run())>(run());
      all.add(section, {.name = name, .who = timing::role::quern, .threads = n, .run = [=] { *found = run(); }, .answer = [=] { return text_of(*found); }});
    };
    contend(plain, [=] { return q.collect({.threads = n}); });
    contend(measured, [=] { return q.profile({.threads = n}).result; });
  }
}
void print_ratios(timing::section const& s) {
  for (auto const& p : s.contenders)
    for (auto const& c : s.contenders)
      if (p.name == measured && c.name == plain && p.threads == c.threads)
        std::printf("  %d thread%s: profile() / collect() %.3f, of the medians %.3f\n", c.threads, c.threads == 1 ? "" : "s", p.minimum() / c.minimum(), p.median() / c.median());
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t rows = 10 * 1000 * 1000;
  std::vector<int> threads{1, 2};
  int repeat = 21;
  std::string json;
  bench::options given(argc, argv, "bench_profile [--quick] [--json FILE] [--threads 1,2] [--repeat N] [--rows N]");
  while (given.next()) {
    if (given.is("--quick")) rows = 1000 * 1000, repeat = 9;
    else if (given.is("--json")) json = given.value();
    else if (given.is("--repeat")) repeat = given.count();
    else if (given.is("--rows")) rows = static_cast<std::size_t>(given.count());
    else if (given.is("--threads")) threads = given.list();
    else given.refuse_unknown();
  }
  auto const sales = make_sales(rows);
  auto const buyers = make_buyers();
  auto const q = quern::from(sales);
  double const n = static_cast<double>(rows);

  timing::suite all;
  add(all, "scan", "where, sum: all fused into one loop, no clock in it", n, n * 16, repeat, threads, q.where("day"_c < 90).agg("s"_c = quern::sum("price"_c)));
  add(all, "steps", "where, a kept column, where, sum: three steps, timed on some tiles", n, n * 24, repeat, threads,
      q.where("day"_c < 180).update("v"_c = quern::exp("share"_c) * "price"_c).where("v"_c > 10.0).agg("s"_c = quern::sum("v"_c), "m"_c = quern::max("v"_c)));
  add(all, "group", "where, group by 365 days", n, n * 24, repeat, threads, q.where("share"_c > 0.25).group_by("day"_c).agg("s"_c = quern::sum("price"_c)));
  add(all, "join", "where, join with 100,000 buyers, group by region", n, n * 24, repeat, threads,
      q.where("day"_c < 180).join(quern::from(buyers), quern::on("buyer"_c)).group_by("region"_c).agg("s"_c = quern::sum("price"_c)));
  try {
    auto const about = timing::machine();
    timing::print(about);
    all.run([](timing::section const& s) { timing::print(s), print_ratios(s); });
    if (!json.empty()) timing::write_json(json, "profile", about, all);
  } catch (timing::wrong_answer const& e) {
    return std::fprintf(stderr, "WRONG ANSWER in %s", e.what()), 1;
  }
}
