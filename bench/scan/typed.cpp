// quern's typed plans as contenders.
#include "typed.hpp"

#include <memory>

#include "contenders.hpp"

namespace bench {
namespace {

template <class Run, class Text>
timing::contender keeping(int threads, Run run, Text text) {
  auto result = std::make_shared<decltype(run())>();
  return {.name = "quern: typed plan",
          .who = timing::role::quern,
          .threads = threads,
          .run = [result, run] { *result = run(); },
          .answer = [result, text] { return text(*result); }};
}

}  // namespace

void add_typed(timing::suite& all, scan_data const& data, int threads) {
  all.add("q6", keeping(threads, typed::q6(data.wide, threads), q6_answer));
  all.add("q1", keeping(threads, typed::q1(data.wide, threads), q1_answer));
  all.add("where_update_sum", keeping(threads, typed::where_update_sum(data.doubles, threads),
                                      [](double sum) { return decimal_text(static_cast<__int128>(sum), 0) + "\n"; }));
  timing::contender csv{.name = "quern: scan_csv().collect()", .who = timing::role::quern, .threads = threads, .memory = "fresh"};
  auto const digest = typed::csv(data.tbl, threads, csv.run);
  csv.answer = [digest] { return digest().text(); };
  all.add("csv", std::move(csv));
}

}  // namespace bench
