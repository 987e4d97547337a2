// SPDX-License-Identifier: BSL-1.0
// What each rewrite rule is worth: queries run with all rules, with none, and with each rule that changes them off in turn. The answers
// are compared. The argument is the number of sales (default: 10 million).
// run: 100000
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include <quern.hpp>
using namespace quern::literals;
namespace rules = quern::rules;
using quern::on;

// Milliseconds, the least of three runs, and the answer as text.
template <class Query>
std::pair<double, std::string> run(Query const& q) {
  double best = 1e300;
  std::string answer;
  for (int pass = 0; pass < 3; ++pass) {
    auto const begin = std::chrono::steady_clock::now();
    auto const t = q.collect();
    best = std::min(best, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    answer = quern::to_text(t, 20, 120, false);
  }
  return {best, answer};
}

void print(std::string_view rule, double ms, double all, bool same) {
  std::printf("  %-34.*s %10.1f ms %8.1f x%s\n", static_cast<int>(rule.size()), rule.data(), ms, ms / all, same ? "" : "  ANOTHER ANSWER");
  if (!same) std::exit(1);
}
template <class Rule, class Query>
void without(Query const& q, double all, std::string const& answer) {
  auto const less = q.template with_rules<rules::without<Rule>>();
  using with_it = rules::optimised_t<typename Query::plan_type>;
  using without_it = rules::optimised_t<typename decltype(less)::plan_type>;
  if constexpr (!std::is_same_v<with_it, without_it>) {
    auto const [ms, text] = run(less);
    print(Rule::name, ms, all, text == answer);
  }
}
template <class Query, class... Rule>
void each_off(std::string_view title, Query const& q, quern::meta::list<Rule...>) {
  std::printf("\n%.*s\n", static_cast<int>(title.size()), title.data());
  auto const [all, answer] = run(q);
  print("all rules", all, all, true);
  (without<Rule>(q, all, answer), ...);
  auto const [none, text] = run(q.template with_rules<>());
  print("no rules", none, all, text == answer);
}

int main(int count, char** arguments) {
  std::int64_t const rows = count > 1 ? std::atoll(arguments[1]) : 10'000'000, buyers = 100'000;
  if (rows <= 0) return std::fputs("usage: rules [number of sales]\n", stderr), 2;
  auto const letter = [](std::int64_t n) { return std::string(1, static_cast<char>('A' + n)); };
  auto const mixed = [](std::int64_t x) { return static_cast<std::int64_t>(static_cast<std::uint64_t>(x) * 0x9E3779B97F4A7C15u >> 33); };

  // Made by quern, too.
  auto const sales = quern::from(quern::range(0, rows)
                                     .select("buyer"_c = quern::map([=](std::int64_t i) { return static_cast<std::int32_t>(mixed(i) % buyers); }, "id"_c),
                                             "day"_c = quern::map([=](std::int64_t i) { return static_cast<std::int32_t>(mixed(i + rows) % 3650); }, "id"_c),
                                             "amount"_c = quern::map([=](std::int64_t i) { return static_cast<std::int32_t>(mixed(i + 2 * rows) % 50); }, "id"_c),
                                             "price"_c = quern::map([=](std::int64_t i) { return static_cast<double>(mixed(i + 3 * rows) % 10000) / 100; }, "id"_c))
                                     .collect());
  quern::table_builder<quern::schema<quern::field<"buyer", std::int32_t>, quern::field<"country", quern::category>, quern::field<"segment", quern::category>>> build;
  for (std::int64_t i = 0; i < buyers; ++i) build.row(static_cast<std::int32_t>(i), letter(mixed(i) % 20), letter(mixed(i + 7) % 5));
  auto const people = quern::from(build.finish());
  std::printf("%lld sales to %lld buyers\n", static_cast<long long>(rows), static_cast<long long>(buyers));

  using all = typename rules::flat<rules::all>::type;
  auto const joined = sales.join(people, on("buyer"_c));
  each_off("a view of everything, of which little is wanted",
           joined.update("value"_c = "price"_c * "amount"_c, "score"_c = quern::log("price"_c + 1.0))
               .order_by("day"_c, "buyer"_c)
               .where("country"_c == "F" && "amount"_c > 40 && "buyer"_c < 50'000)
               .agg("sales"_c = quern::count(), "amount"_c = quern::sum("amount"_c), "value"_c = quern::max("value"_c)),
           all{});
  each_off("one thing or another, of both inputs", joined.where(("country"_c == "F" && "amount"_c < 3) || ("country"_c == "G" && "amount"_c > 47)).agg("sales"_c = quern::count(), "price"_c = quern::max("price"_c)), all{});
  each_off("a window, of which one partition is wanted",
           sales.update("nth"_c = quern::row_number().over(quern::partition_by("buyer"_c), quern::order_by("day"_c))).where("buyer"_c == 77).agg("sales"_c = quern::max("nth"_c)), all{});
  each_off("the dearest, with something computed", sales.order_by(quern::desc("price"_c), "buyer"_c).update("value"_c = "price"_c * "amount"_c).limit(5), all{});
  each_off("totals of few buyers", people.where("country"_c == "F" && "segment"_c == "A").join(sales.group_by("buyer"_c).agg("amount"_c = quern::sum("amount"_c)), on("buyer"_c)).agg("most"_c = quern::max("amount"_c)), all{});
  each_off("what each buyer bought, also who bought nothing", people.left_join(sales, on("buyer"_c)).group_by("buyer"_c, "country"_c).agg("sales"_c = quern::count("amount"_c), "amount"_c = quern::sum("amount"_c)).agg("most"_c = quern::max("sales"_c), "least"_c = quern::min("sales"_c)), all{});
  each_off("one costly expression, used three times", sales.where(quern::sin("price"_c) > 0.0).agg("sum"_c = quern::sum(quern::sin("price"_c)), "most"_c = quern::max(quern::sin("price"_c))), all{});
}
