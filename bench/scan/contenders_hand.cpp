#include <memory>

#include "answers.hpp"
#include "contenders.hpp"

namespace bench {
namespace {

using timing::role;

// A contender whose result is kept beside it and turned into text by `text`.
template <class Run, class Text>
timing::contender keeping(std::string name, role who, int threads, Run run, Text text) {
  auto result = std::make_shared<decltype(run())>();
  return {.name = std::move(name),
          .who = who,
          .threads = threads,
          .run = [result, run] { *result = run(); },
          .answer = [result, text] { return text(*result); }};
}

std::string exact(double integer) { return decimal_text(static_cast<__int128>(integer), 0) + "\n"; }

void add_csv(timing::suite& all, scan_data const& data, int threads, bool fresh) {
  auto pieces = std::make_shared<std::vector<csv_columns>>();
  timing::contender c{
      .name = fresh ? "hand: index + SWAR, fresh memory" : "hand: index + SWAR, memory reused",
      .who = role::hand,
      .threads = threads,
      .run = [pieces, threads, path = data.tbl] { hand::parse_csv(path, threads, *pieces); },
      .answer =
          [pieces, &expected = data.wide] {
            auto const wrong = first_difference(expected, *pieces);
            return wrong.empty() ? digest(expected).text() : wrong + "\n";
          },
  };
  if (fresh) c.prepare = [pieces] { pieces->clear(), pieces->shrink_to_fit(); };
  c.memory = fresh ? "fresh" : "reused";
  all.add("csv", std::move(c));
}

}  // namespace

void add_hand(timing::suite& all, scan_data const& data, int threads) {
  auto const& wide = data.wide;
  auto const& narrow = data.narrow;
  auto const& doubles = data.doubles;

  all.add("q6", keeping(
                    "hand: fused masks", role::hand, threads, [&wide, threads] { return hand::q6_wide(wide, threads); }, q6_answer));
  all.add("q6", keeping(
                    "hand: fused masks, prefetched", role::hand, threads,
                    [&wide, threads] { return hand::q6_wide_prefetched(wide, threads); }, q6_answer));
  auto on_narrow = keeping(
      "hand: fused masks", role::hand, threads, [&wide, &narrow, threads] { return hand::q6_narrow(wide, narrow, threads); }, q6_answer);
  on_narrow.memory = "narrow";
  all.add("q6", std::move(on_narrow));

  hand::bounds const known(wide);
  auto q1 = [&](char const* name, auto query) {
    all.add("q1", keeping(
                      name, role::hand, threads, [&wide, known, threads, query] { return query(wide, known, threads); }, q1_answer));
  };
  q1("hand: rows of sums, 2 copies", hand::q1_rows_of_sums);
  q1("hand: masks per found group", hand::q1_masks);
  q1("hand: packed sums + masks", hand::q1_packed_masks);

  all.add("where_update_sum",
          keeping(
              "hand: masked sum", role::hand, threads, [&doubles, threads] { return hand::where_update_sum(doubles, threads); }, exact));
  auto bare = keeping(
      "bare sum of the same bytes", role::bandwidth, threads, [&doubles, threads] { return hand::bare_sum(doubles, threads); }, exact);
  bare.question = "bare sum";
  all.add("where_update_sum", std::move(bare));

  add_csv(all, data, threads, false);
  add_csv(all, data, threads, true);
}

}  // namespace bench
