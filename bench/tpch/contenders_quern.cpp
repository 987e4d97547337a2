// SPDX-License-Identifier: BSL-1.0
// The typed plans of queries/, run on tables in memory.
#include "answer.hpp"
#include "contenders.hpp"
#include "load.hpp"

namespace tpch {

void add_quern(timing::suite& all, tables const& db, contest const& about) {
  auto const loaded = std::make_shared<tables>();
  for (int const threads : about.threads) {
    // The tables of the run before are given back first, as a program that loads once would not hold two.
    if (about.loading)
      all.add("load", {.name = "quern",
                       .threads = threads,
                       .memory = "tables",
                       .run = [=, folder = about.folder] { *loaded = tables(), *loaded = load(folder, threads); },
                       .answer = [] { return std::string(); }});
    for (auto const* q : about.queries) {
      auto const plan = q->prepare(db);
      all.add(name_of(*q), {.name = "quern",
                                      .threads = threads,
                                      .memory = "tables",
                                      .run = [=] { plan.run(threads); },
                                      .answer = [=, order = q->order_by] { return canonical(answer::of(plan.answer()), plan.types, order); }});
    }
  }
}

}  // namespace tpch
