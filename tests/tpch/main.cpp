// SPDX-License-Identifier: BSL-1.0
// The 22 queries of TPC-H on the generator's own data, each held against the answer of another engine: tpch_test <folder>, which holds the
// .tbl files and answers/qNN.tsv.
#include <cstdio>
#include <exception>
#include <fstream>
#include <map>

#include "../../bench/tpch/load.hpp"
#include "../../bench/tpch/queries.hpp"
#include "answer.hpp"

namespace {

// The columns of each ORDER BY; a query without one has one row.
std::map<int, std::vector<std::string>> const order_of{
    {1, {"l_returnflag", "l_linestatus"}},
    {2, {"s_acctbal", "n_name", "s_name", "p_partkey"}},
    {3, {"revenue", "o_orderdate"}},
    {4, {"o_orderpriority"}},
    {5, {"revenue"}},
    {6, {}},
    {7, {"supp_nation", "cust_nation", "l_year"}},
    {8, {"o_year"}},
    {9, {"nation", "o_year"}},
    {10, {"revenue"}},
    {11, {"value"}},
    {12, {"l_shipmode"}},
    {13, {"custdist", "c_count"}},
    {14, {}},
    {15, {"s_suppkey"}},
    {16, {"supplier_cnt", "p_brand", "p_type", "p_size"}},
    {17, {}},
    {18, {"o_totalprice", "o_orderdate"}},
    {19, {}},
    {20, {"s_name"}},
    {21, {"numwait", "s_name"}},
    {22, {"cntrycode"}},
};

std::string two_digits(int n) { return (n < 10 ? "q0" : "q") + std::to_string(n); }

tpch::answer expected(std::filesystem::path const& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  std::ostringstream text;
  text << in.rdbuf();
  return tpch::answer::of(text.str());
}

// One thread and another number of them may give no other bit, nor another order of rows. The tables are small: only short chunks give
// several threads something to do.
std::string check(tpch::listed_query const& q, tpch::tables const& db, tpch::answer const& wanted) {
  std::string const name = two_digits(q.number);
  auto const prepared = q.prepare(db);
  std::string problems;
  for (std::size_t const rows : {std::size_t{1000}, quern::rows_per_chunk}) {
    if (!problems.empty()) break;
    std::string alone;
    for (int const threads : {1, 2, 4}) {
      prepared.run_with({.threads = threads, .min_rows_per_chunk = rows});
      std::string const text = prepared.answer();
      if (threads == 1)
        alone = text, problems += tpch::differences(name, tpch::answer::of(text), wanted, prepared.types, order_of.at(q.number));
      else if (text != alone)
        problems += name + ": " + std::to_string(threads) + " threads give another result than one:\n" + text + "instead of\n" + alone;
    }
  }
  return problems;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 2) return std::fputs("usage: tpch_test <folder of .tbl files>\n", stderr), 2;
  std::filesystem::path const folder = argv[1];
  auto const db = tpch::load(folder, 2);
  int wrong = 0;
  for (auto const& q : tpch::queries) {
    std::string problems;
    try {
      problems = check(q, db, expected(folder / "answers" / (two_digits(q.number) + ".tsv")));
    } catch (std::exception const& e) {
      problems = two_digits(q.number) + ": " + e.what() + "\n";
    }
    std::printf("%s %-34s %s\n%s", two_digits(q.number).c_str(), q.title, problems.empty() ? "ok" : "WRONG", problems.c_str());
    wrong += !problems.empty();
  }
  std::printf("%d of %zu queries wrong\n", wrong, tpch::queries.size());
  return wrong == 0 ? 0 : 1;
} catch (std::exception const& e) {
  std::fprintf(stderr, "%s\n", e.what());
  return 1;
}
