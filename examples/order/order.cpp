// SPDX-License-Identifier: BSL-1.0
// Order of evaluation as types: two columns take numbers from one counter. What each marker promises, and what it does not.
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <quern.hpp>
using namespace quern::literals;

struct first_done : quern::barrier {};

namespace {

constexpr std::int64_t rows = 400'000;
std::atomic<std::int64_t> counter{0};
auto const next = quern::map([] { return counter++; });

// Runs a plan with columns A and B on all processors and says in which order their rows took numbers.
template <class Query>
void run(char const* what, Query const& plan) {
  counter = 0;
  auto const t = plan.collect();
  auto const a = t["A"_c].values(), b = t["B"_c].values();
  auto const word = [](bool sorted) { return sorted ? "in row order" : "in no order"; };
  std::printf("%s\n", what);
  std::printf("  A took %lld .. %lld, %s\n", static_cast<long long>(*std::min_element(a.begin(), a.end())),
              static_cast<long long>(*std::max_element(a.begin(), a.end())), word(std::is_sorted(a.begin(), a.end())));
  std::printf("  B took %lld .. %lld, %s\n", static_cast<long long>(*std::min_element(b.begin(), b.end())),
              static_cast<long long>(*std::max_element(b.begin(), b.end())), word(std::is_sorted(b.begin(), b.end())));
  // The lines of explain() about stages.
  std::string const text = plan.explain();
  for (std::size_t from = text.find("  stage"); from != text.npos;) {
    std::size_t const end = text.find('\n', from);
    std::printf("%s\n", text.substr(from, end - from).c_str());
    from = text.compare(end + 1, 2, "  ") == 0 && text.compare(end + 1, 6, "  into") != 0 ? end + 1 : text.npos;
  }
  std::printf("\n");
}

}  // namespace

int main() {
  auto const input = quern::range(0, rows);

  // Without a marker an expression is stateless: pieces of both columns run on all threads, in one loop.
  run("unmarked", input.update("A"_c = next, "B"_c = next));

  // serial: its own rows in order, one at a time. Two serial columns may still run at the same time.
  auto const serial = input.update("A"_c = quern::serial(next), "B"_c = quern::serial(next));
  run("serial(A), serial(B)", serial);
  static_assert(std::is_same_v<quern::stages_of<decltype(serial)>,
                               quern::stages<quern::column_stage<quern::in_chunks<>, quern::in_row_order<"A", "B">>>>);

  // A barrier: B begins when A has been evaluated for all rows. Neither becomes serial.
  auto const barrier = input.update("A"_c = quern::declares<first_done>(next), "B"_c = quern::respects<first_done>(next));
  run("declares(A), respects(B)", barrier);
  static_assert(std::is_same_v<quern::stages_of<decltype(barrier)>,
                               quern::stages<quern::column_stage<quern::in_chunks<"A">, quern::in_row_order<>>,
                                             quern::column_stage<quern::in_chunks<"B">, quern::in_row_order<>>>>);

  // Both: A is 0, 1, 2 ..., and B goes on where A ended.
  run("serial and a barrier",
      input.update("A"_c = quern::serial(quern::declares<first_done>(next)), "B"_c = quern::serial(quern::respects<first_done>(next))));

  // The same as a policy: what calls a function is serial, and each serial column waits for those before it.
  run("stateful_by_default", input.with_policy<quern::stateful_by_default>().update("A"_c = next, "B"_c = next));

  // A shifted read waits for all rows of its column: B is the number that A took in the row before.
  run("B = prev(A)", input.update("A"_c = quern::serial(next), "B"_c = quern::coalesce(quern::prev("A"_c), -1)));
}
