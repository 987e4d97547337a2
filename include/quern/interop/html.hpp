// SPDX-License-Identifier: BSL-1.0
// A plan as a page to look at, opt-in: one file that needs no network. to_html(query, "plan.html") writes the plan as written, after the
// rules and as pipelines, each rewrite with its reason, and, unless told otherwise, what one run has measured, and the first rows behind
// each node.
#pragma once
#include <cerrno>
#include <cstdio>
#include <cstring>

#include <quern.hpp>
#include <quern/interop/page/first_rows.hpp>
#include <quern/interop/page/run_figures.hpp>
#include <quern/interop/page/style.hpp>
#include <quern/interop/page/timeline.hpp>

namespace quern::inline QUERN_ABI {

struct page_options {
  // With run, the plan is profiled, and each plan below it is run for its rows: once for each node, so the functions in it are called again and
  // again, each run beginning with the state that the plan holds. Without, nothing is run.
  bool run = true;
  std::size_t rows = 5;  // how many to show behind each node
  exec how{};            // of these runs
};

namespace page {

// The whole page for a document.
template <class Text>
Text html_of(execution::basic_plan_document<Text> const& d) {
  Text out =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n"
      "<title>quern: a plan</title>\n<style>";
  out += style;
  out +=
      "</style>\n</head>\n<body>\n<header>\n<h1>A plan of quern</h1>\n<label>colour by <select id=\"metric\"></select></label>\n<span id=\"total\"></span>\n"
      "<span class=\"keys\"><kbd>Tab</kbd> <kbd>↑</kbd> <kbd>↓</kbd> nodes, <kbd>←</kbd> <kbd>→</kbd> the same in the next plan, <kbd>Enter</kbd> keep, <kbd>p</kbd> <kbd>n</kbd> rewrites</span>\n"
      "</header>\n<main><noscript>This page is drawn by a script in it, which is switched off.</noscript></main>\n<script type=\"application/json\" id=\"plan\">";
  out += execution::json_text(d);
  out += "</script>\n<script>";
  out += trees;
  out += details;
  out += stepper;
  out += timeline;
  return out += "</script>\n</body>\n</html>\n";
}

inline void write_file(std::string const& path, std::string_view text) {
  std::FILE* const file = std::fopen(path.c_str(), "wb");
  bool const written = file != nullptr && std::fwrite(text.data(), 1, text.size(), file) == text.size();
  int const why = errno;
  if ((file != nullptr && std::fclose(file) != 0) || !written) throw error("quern: to_html: " + path + " cannot be written: " + std::strerror(written ? errno : why));
}

}  // namespace page

template <class Q>
inline constexpr bool is_shown_as_a_page = is_query<Q>;

// Writes the page of a plan to a file, which is made or overwritten.
template <class Q>
void to_html([[maybe_unused]] Q const& q, [[maybe_unused]] std::string const& path, [[maybe_unused]] page_options const& o = {}) {
  static_assert(is_shown_as_a_page<Q>, "quern: to_html(query, path) shows a query; of a table, from(table) is one");
  if constexpr (is_shown_as_a_page<Q>) {
    auto d = execution::document_of<decltype(logical | optimised | pipelines | rewrites)>(q.plan());
    if (o.run) {
      execution::add_run(d, q.profile(o.how));
      execution::add_first_rows(d.rows, rules::optimise(q.plan()), d.optimised, o.rows, execution::context(o.how));
    }
    page::write_file(path, page::html_of(d));
  }
}
// Of a document, to which figures of a run may have been added.
inline void to_html(execution::plan_document const& d, std::string const& path) { page::write_file(path, page::html_of(d)); }

}  // namespace quern
