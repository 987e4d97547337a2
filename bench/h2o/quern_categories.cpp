#include "contenders_quern.hpp"

namespace bench {

void add_quern_categories(timing::suite& all, h2o_rows const& rows, int threads) {
  using namespace quern::literals;
  static auto const t = typed::h2o_table<quern::category>(rows);
  char const* const memory = "category";
  typed::add_first_questions(all, t, memory, threads);
  auto const x = quern::from(t);
  typed::add_plan(all, "q4", memory, threads,
                  x.group_by("id4"_c).agg("v1"_c = quern::mean("v1"_c), "v2"_c = quern::mean("v2"_c), "v3"_c = quern::mean("v3"_c)),
                  [](h2o_digest& d, auto const& row) {
                    d.plain += row["v1"_c] * row["id4"_c], d.weighted += row["v2"_c] * row["id4"_c], d.other += row["v3"_c] * row["id4"_c];
                  });
  typed::add_plan(all, "q5", memory, threads, x.group_by("id6"_c).agg("v1"_c = quern::sum("v1"_c), "v2"_c = quern::sum("v2"_c), "v3"_c = quern::sum("v3"_c)),
                  [](h2o_digest& d, auto const& row) {
                    double const key = row["id6"_c];
                    d.plain += static_cast<double>(row["v1"_c]) * key, d.weighted += static_cast<double>(row["v2"_c]) * key, d.other += row["v3"_c] * key;
                  });
  typed::add_plan(all, "q7", memory, threads, x.group_by("id3"_c).agg("range"_c = quern::max("v1"_c) - quern::min("v2"_c)),
                  [](h2o_digest& d, auto const& row) {
                    auto const range = static_cast<double>(row["range"_c]);
                    d.plain += range, d.weighted += range * typed::number_of(row["id3"_c]), d.other += range * range;
                  });
  typed::add_plan(all, "q10", memory, threads,
                  x.group_by("id1"_c, "id2"_c, "id3"_c, "id4"_c, "id5"_c, "id6"_c).agg("v3"_c = quern::sum("v3"_c), "n"_c = quern::count()),
                  [](h2o_digest& d, auto const& row) {
                    double const weight = typed::number_of(row["id1"_c]) + 2 * typed::number_of(row["id2"_c]) + 3 * typed::number_of(row["id3"_c]) +
                                          4.0 * row["id4"_c] + 5.0 * row["id5"_c] + 6.0 * row["id6"_c];
                    d.plain += row["v3"_c], d.weighted += row["v3"_c] * weight, d.other += static_cast<double>(row["n"_c]) * weight;
                  });
}

}  // namespace bench
