// SPDX-License-Identifier: BSL-1.0
// The processes of the section `cold`: who starts them, what is measured of them, and what they do.
#include "cold.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <exception>
#include <memory>
#include <stdexcept>

#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "answer.hpp"
#include "duckdb_tables.hpp"
#include "load.hpp"

extern char** environ;

namespace tpch {
namespace {

// Runs this program again and returns the most memory that it held. Linux counts what the starting process held, too: it must be small.
double run_again(std::vector<std::string> arguments) {
  std::vector<char*> raw;
  for (auto& a : arguments) raw.push_back(a.data());
  raw.push_back(nullptr);
  pid_t child = 0;
  if (int const e = ::posix_spawn(&child, "/proc/self/exe", nullptr, nullptr, raw.data(), environ); e != 0)
    throw std::runtime_error(std::string("cannot start a process: ") + std::strerror(e));
  int status = 0;
  rusage used = {};
  while (::wait4(child, &status, 0, &used) < 0)
    if (errno != EINTR) throw std::runtime_error("lost a process");
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) throw std::runtime_error("failed: " + arguments[1] + " " + arguments[2]);
  return static_cast<double>(used.ru_maxrss) / 1024;
}

std::string numbers_of(std::vector<listed_query const*> const& queries) {
  std::string out;
  for (auto const* q : queries) {
    if (!out.empty()) out += ',';
    out += std::to_string(q->number);
  }
  return out;
}

void add(timing::suite& all, contest const& about, std::string const& label, std::string const& part, int threads) {
  auto const answers = std::filesystem::path("build") / "tpch" / "cold-answers" / (part + "-" + std::to_string(threads));
  std::vector<std::string> const arguments{"bench_tpch", "--cold-part", part, "--data", about.folder.string(), "--threads", std::to_string(threads), "--queries", numbers_of(about.queries),
                                           "--write-answers", answers.string()};
  auto const peak = std::make_shared<double>(0);
  all.add("cold", {.name = label,
                   .who = part == "quern" ? timing::role::quern : timing::role::peer,
                   .threads = threads,
                   .memory = "files",
                   .run = [=] { *peak = std::max(*peak, run_again(arguments)); },
                   .answer =
                       [=, queries = about.queries] {
                         tables const none;  // for the types of the answers
                         std::string text;
                         for (auto const* q : queries) text += canonical(read_answer(answers / (name_of(*q) + ".tsv")), q->prepare(none).types, q->order_by);
                         return text;
                       },
                   .peak_mib = [=] { return *peak; }});
}

}  // namespace

void add_cold(timing::suite& all, contest const& about, bool peers, int rounds) {
  all.add_section({"cold", "from .tbl files to the answers of " + std::to_string(about.queries.size()) + " queries, each time in a fresh process", 0, 0, rounds});
  std::string duckdb;
  if (peers) try {
      duckdb = "DuckDB " + peers::duckdb().version();
    } catch (std::exception const& e) {
      skip_duckdb(all, e);
    }
  for (int const threads : about.threads) {
    add(all, about, "quern", "quern", threads);
    if (duckdb.empty()) continue;
    add(all, about, duckdb, "duckdb", threads);
    // It loads faster where it need not keep the order of rows.
    add(all, about, duckdb + ", rows in any order", "duckdb-any-order", threads);
  }
}

void run_cold_part(std::string const& name, contest const& about, std::filesystem::path const& answers) {
  std::filesystem::create_directories(answers);
  auto const file_of = [&](listed_query const& q) { return answers / (name_of(q) + ".tsv"); };
  int const threads = about.threads.front();
  if (name == "quern") {
    auto const db = load(about.folder, threads);
    for (auto const* q : about.queries) {
      auto const plan = q->prepare(db);
      plan.run(threads);
      write_answer(file_of(*q), answer::of(plan.answer()));
    }
    return;
  }
  peers::duckdb duck;
  duck.threads(threads);
  if (name == "duckdb-any-order") duck.execute("SET preserve_insertion_order = false");
  create_tables(duck, about.folder);
  tables const none;
  for (auto const* q : about.queries) write_answer(file_of(*q), answer_of(duck, sql_of(about.sql / (name_of(*q) + ".sql")), q->prepare(none)));
}

}  // namespace tpch
