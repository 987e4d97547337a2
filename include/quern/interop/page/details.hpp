// SPDX-License-Identifier: BSL-1.0
// The script of a plan's page, part 2: all that is known of one node, beside the plans and, for every node, on paper.
#pragma once
#include <quern/interop/page/trees.hpp>

namespace quern::inline QUERN_ABI::page {

inline constexpr std::string_view details = R"page(
function table(heads, rows, types) {
  const numeric = k => /int|float|double|decimal/.test(types?.[k] ?? "");
  return make("div", "scroll", make("table", "", make("thead", "", make("tr", "", ...heads.map(h => make("th", "", h)))),
    make("tbody", "", ...rows.map(r => make("tr", "", ...r.map((v, k) => make("td", (numeric(k) ? "number" : "") + (types && v === "null" ? " null" : ""), v)))))));
}
function figures(n) {
  const f = fact(n.id), w = f.work, list = [];
  const a = rows_in(n), b = rows_out(n), s = selectivity(n);
  if (a !== undefined) list.push(["rows in", number(a)]);
  if (b !== undefined) list.push(["rows out", number(b)]);
  if (s !== undefined) list.push(["kept", number(100 * s) + " %"]);
  if (time_of(w) !== undefined) list.push(["time", number(time_of(w)) + " ms" + (w.loop_ms > 0 ? ", in loops " + number(w.loop_ms) + " ms" : "")]);
  if (w.within !== undefined) list.push(["time", "in that of #" + w.within]);
  if (w.bytes !== undefined) list.push(["bytes", bytes(w.bytes)]);
  if (w.chunks !== undefined) list.push(["chunks", number(w.chunks)]);
  if (w.threads !== undefined) list.push(["threads", number(w.threads)]);
  const how = [...new Set(f.how)];
  if (how.length) list.push(["runs", how.join("; ")]);
  if (how.some(h => h.includes("SIMD")) && plan.simd_bits) list.push(["SIMD register", plan.simd_bits + " bits: " + plan.simd_bits / 64 + " doubles, " + plan.simd_bits / 32 + " floats"]);
  return list;
}
// runs: whether the node is one of the plan that runs, of which there are figures and rows.
function describe(n, runs) {
  const d = document.createDocumentFragment();
  d.append(make("h2", "", "#" + n.id + " " + n.verb), make("pre", "", n.text));
  if (n.from.length) d.append(make("p", "note", "made by the rules from " + n.from.map(i => "#" + i).join(", ") + " of the plan as written"));
  else if (!originals.has(n.id)) d.append(make("p", "note", "added by a rule"));
  if (n.markers.length) d.append(make("h3", "", "order asked for"), make("p", "note", n.markers.join(", ")));
  const f = runs ? figures(n) : [];
  if (f.length) d.append(make("h3", "", "figures"), table(["", ""], f));
  d.append(make("h3", "", "gives " + n.schema.length + (n.schema.length === 1 ? " column" : " columns")), table(["column", "type"], n.schema.map(c => [c.name, make("code", "", c.type)])));
  if (n.reads.length) d.append(make("h3", "", "reads"), make("p", "note", n.reads.join(", ")));
  const first = runs ? fact(n.id).first : undefined;
  if (first?.length) d.append(make("h3", "", "first rows"), table(n.schema.map(c => c.name), first, n.schema.map(c => c.type)));
  else if (first) d.append(make("h3", "", "first rows"), make("p", "note", "there are none"));
  d.append(make("h3", "", "C++ type"), make("pre", "", n.type));
  return d;
}
function show_details(entry) {
  const box = document.getElementById("details");
  if (!box) return;
  box.replaceChildren(entry ? describe(entry.node, entry.where !== "logical") : make("p", "note", "Point at a node, or move to one with Tab: what comes from the same verb is marked in all plans, and what is known of it stands here. A click keeps it."));
}
)page";

}  // namespace quern::page
