// quern's typed plans, written once for both forms of the ids: C is the type of id1 to id3.
#pragma once
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <string>

#include <quern.hpp>

#include "contenders.hpp"

namespace bench::typed {
using namespace quern::literals;

template <class C>
struct h2o : quern::schema<quern::field<"id1", C>, quern::field<"id2", C>, quern::field<"id3", C>, quern::field<"id4", std::int32_t>,
                           quern::field<"id5", std::int32_t>, quern::field<"id6", std::int32_t>, quern::field<"v1", std::int32_t>,
                           quern::field<"v2", std::int32_t>, quern::field<"v3", double>> {};

template <class T, class V>
std::shared_ptr<quern::column_data const> borrowed(column<V> const& from) {
  return quern::column_from<T>(quern::borrow<T>(from));
}
// Text number code[i] + 1 behind "id", in `digits` digits: as codes into a dictionary, or as whole texts.
template <class C>
std::shared_ptr<quern::column_data const> ids(column<std::int32_t> const& codes, std::int32_t most, int digits) {
  quern::column_data c;
  c.rows = codes.size();
  if constexpr (std::is_same_v<C, quern::category>) {
    c.dict = std::make_shared<quern::dictionary>();
    for (std::int32_t k = 0; k < most; ++k) c.dict->intern(id_text(k, digits));
    c.values = quern::buffer::borrow(codes.data(), codes.size() * 4);
  } else {
    std::size_t const bytes = static_cast<std::size_t>(digits) + 2;
    std::vector<std::string> texts;
    for (std::int32_t k = 0; k < most; ++k) texts.push_back(id_text(k, digits));
    c.values.resize(codes.size() * bytes);
    c.offsets.resize((codes.size() + 1) * 8);
    for (std::size_t i = 0; i <= codes.size(); ++i) c.offsets.as<std::int64_t>()[i] = static_cast<std::int64_t>(i * bytes);
    for (std::size_t i = 0; i < codes.size(); ++i)
      std::memcpy(c.values.data() + i * bytes, texts[static_cast<std::size_t>(codes[i])].data(), bytes);
  }
  return std::make_shared<quern::column_data>(std::move(c));
}
template <class C>
quern::table<h2o<C>> h2o_table(h2o_rows const& r) {
  return quern::table<h2o<C>>({ids<C>(r.id1, r.k, 3), ids<C>(r.id2, r.k, 3), ids<C>(r.id3, r.wide, 10), borrowed<std::int32_t>(r.id4),
                               borrowed<std::int32_t>(r.id5), borrowed<std::int32_t>(r.id6), borrowed<std::int32_t>(r.v1),
                               borrowed<std::int32_t>(r.v2), borrowed<double>(r.v3)});
}
inline double number_of(std::string_view id) { return std::strtod(std::string(id.substr(2)).c_str(), nullptr); }

// Runs a plan into a table that is kept until the next run; `add(digest, row)` makes the answer of it.
template <class Plan, class Add>
void add_plan(timing::suite& all, char const* section, char const* memory, int threads, Plan const& plan, Add const& add) {
  using result = decltype(plan.collect());
  auto const kept = std::make_shared<std::optional<result>>();
  all.add(section, {.name = "quern: typed plan",
                    .who = timing::role::quern,
                    .threads = threads,
                    .memory = memory,
                    .run = [=] { kept->emplace(plan.collect({.threads = threads})); },
                    .answer =
                        [=] {
                          h2o_digest d;
                          for (auto const row : **kept) ++d.groups, add(d, row);
                          return d.text();
                        },
                    .prepare = [=] { kept->reset(); }});
}

// Questions 1 to 3, whose keys are id1 to id3.
template <class C>
void add_first_questions(timing::suite& all, quern::table<h2o<C>> const& t, char const* memory, int threads) {
  auto const x = quern::from(t);
  auto const total = [](h2o_digest& d, auto const& row) {
    auto const v = static_cast<double>(row["v1"_c]);
    d.plain += v, d.other += v * v;
    return v;
  };
  add_plan(all, "q1", memory, threads, x.group_by("id1"_c).agg("v1"_c = quern::sum("v1"_c)),
           [=](h2o_digest& d, auto const& row) { d.weighted += total(d, row) * number_of(row["id1"_c]); });
  add_plan(all, "q2", memory, threads, x.group_by("id1"_c, "id2"_c).agg("v1"_c = quern::sum("v1"_c)), [=, k = 100.0](h2o_digest& d, auto const& row) {
    d.weighted += total(d, row) * ((number_of(row["id1"_c]) - 1) * k + number_of(row["id2"_c]));
  });
  add_plan(all, "q3", memory, threads, x.group_by("id3"_c).agg("v1"_c = quern::sum("v1"_c), "v3"_c = quern::mean("v3"_c)),
           [](h2o_digest& d, auto const& row) {
             auto const v = static_cast<double>(row["v1"_c]), key = number_of(row["id3"_c]);
             d.plain += v, d.weighted += v * key, d.other += row["v3"_c] * key;
           });
}

}  // namespace bench::typed
