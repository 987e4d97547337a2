// SPDX-License-Identifier: BSL-1.0
// What the 22 queries are made into: a plan that can be run, and whose result can be read as text. It hides the plan's type, so each
// query compiles in a file of its own.
#pragma once
#include <functional>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "schema.hpp"

namespace tpch {

// Runs keep their result: answer() is that of the last one. Copies share it; one run at a time.
struct prepared {
  std::function<void(quern::exec const&)> run_with;
  std::function<std::string()> answer;  // lines of fields with tabs between them, the first the names of the columns
  std::vector<std::string_view> names;  // of the columns
  std::vector<std::string_view> types;  // of the columns, as "decimal<38,4>"

  void run(int threads) const { run_with({.threads = threads}); }
};

template <class Plan>
prepared prepare(quern::query<Plan> const& query) {
  using result = decltype(query.collect());
  auto const kept = std::make_shared<result>();
  using fields = typename result::schema::fields;
  auto const names = []<class... F>(quern::meta::list<F...>) { return std::vector<std::string_view>{F::name...}; };
  auto const types = []<class... F>(quern::meta::list<F...>) { return std::vector<std::string_view>{quern::type_name<typename F::type>()...}; };
  return {[=](quern::exec const& how) { *kept = query.collect(how); },
          [=] {
            std::ostringstream text;
            quern::write_csv(text, *kept, {.separator = '\t', .quote = '\0'});
            return text.str();
          },
          names(fields{}), types(fields{})};
}

}  // namespace tpch
