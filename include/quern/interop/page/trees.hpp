// SPDX-License-Identifier: BSL-1.0
// The script of a plan's page, part 1: cards of nodes and pipelines, what is linked to what, and keys. Texts go in as text, never as markup.
#pragma once
#include <quern.hpp>

namespace quern::inline QUERN_ABI::page {

inline constexpr std::string_view trees = R"page(
"use strict";
const plan = JSON.parse(document.getElementById("plan").textContent);

function make(tag, name, ...inside) {
  const e = document.createElement(tag);
  if (name) e.className = name;
  for (const x of inside) if (x !== null && x !== undefined) e.append(x);
  return e;
}
const below = n => [...n.inputs, ...n.queries];
function each(n, f) { if (n) { below(n).forEach(x => each(x, f)); f(n); } }

// What is known about a node of the plan that runs, by its number.
const facts = new Map();
const fact = id => { if (!facts.has(id)) facts.set(id, {how: [], work: {}}); return facts.get(id); };
const nodes = new Map();
each(plan.logical, n => nodes.set(n.id, n));
each(plan.optimised, n => nodes.set(n.id, n));
const originals = new Set();
each(plan.logical, n => originals.add(n.id));
for (const r of plan.rows ?? []) Object.assign(fact(r.node), {rows: r.rows, first: r.first});
for (const p of plan.pipelines ?? [])
  for (const o of [p.source, ...p.operators, p.sink]) if (o.node && o.how) fact(o.node).how.push(o.how);
for (const o of plan.run?.operators ?? []) Object.assign(fact(o.node).work, o);

function rows_out(n) { const f = fact(n.id); return f.work.rows_out ?? f.rows; }
function rows_in(n) {
  const w = fact(n.id).work.rows_in;
  if (w !== undefined) return w;
  return n.inputs.length === 1 ? rows_out(n.inputs[0]) : undefined;
}
function selectivity(n) {
  const a = rows_in(n), b = rows_out(n);
  return n.verb === "where" && a > 0 && b !== undefined ? b / a : undefined;
}
const number = v => v.toLocaleString("en", {maximumFractionDigits: v < 10 ? 2 : v < 100 ? 1 : 0});
const bytes = v => { let k = 0; while (v >= 1000 && k < 4) v /= 1000, ++k; return number(v) + " " + ["B", "kB", "MB", "GB", "TB"][k]; };
const rows_text = v => number(v) + (v === 1 ? " row" : " rows");

// Of a node: outside of loops, and its part of them.
const time_of = w => w.ms === undefined ? w.loop_ms : w.ms + (w.loop_ms ?? 0);
// Metrics by which cards are coloured: those of which something is known.
const metrics = {
  rows: {title: "rows given", of: rows_out, text: rows_text},
  selectivity: {title: "share of rows kept", of: selectivity, text: v => number(100 * v) + " % kept", whole: 1},
  time: {title: "time", of: n => time_of(fact(n.id).work), text: v => number(v) + " ms"},
  bytes: {title: "bytes", of: n => fact(n.id).work.bytes, text: bytes},
};
const known = Object.keys(metrics).filter(k => { let any = false; each(plan.optimised, n => any ||= metrics[k].of(n) !== undefined); return any; });
let metric = known.includes("time") ? "time" : known[0];
// Between pale yellow and dark blue, which differ in light as well as in colour; the most stands out from the paper.
const dark = matchMedia("(prefers-color-scheme: dark)");
function heat(share) {
  const ends = [[250, 225, 105], [0, 62, 120]], on_dark = dark.matches && !matchMedia("print").matches;
  const from = ends[on_dark ? 1 : 0], to = ends[on_dark ? 0 : 1];
  return "rgb(" + from.map((a, k) => Math.round(a + (to[k] - a) * share)).join(",") + ")";
}

// The logical nodes that a node comes from, by which cards are linked.
const linked_ids = n => n.from.length ? n.from : [n.id];
const cards = [];

function chips(n, where, how, role) {
  const c = make("div", "chips");
  for (const m of role === "into" ? [] : n?.markers ?? []) c.append(make("span", "chip order", m));
  const ways = how ? [how] : where === "optimised" ? [...new Set(fact(n.id).how)] : [];
  for (const w of ways) c.append(make("span", w.includes("row by row") ? "chip slow" : "chip", w === "SIMD" && plan.simd_bits ? "SIMD, " + plan.simd_bits + " bits" : w));
  return c;
}
// where: "logical", "optimised", "pipelines", or "step" for what is no part of the plans.
function card(n, where, text, role, how) {
  const c = make("div", "card");
  const said = text ?? n.text;
  const space = said.indexOf(" ") < 0 ? said.length : said.indexOf(" ");
  if (role) c.append(make("span", "role", role));
  if (n) c.append(make("span", "id", "#" + n.id));
  c.append(role ? make("code", "", said) : make("code", "", make("b", "", said.slice(0, space)), said.slice(space)));
  const line = chips(n, where, how, role);
  c.append(line);
  if (where === "step" || !n) return c;
  c.tabIndex = 0;
  c.setAttribute("role", "button");
  c.dataset.node = n.id;
  c.dataset.where = where;
  const entry = {card: c, node: n, where, ids: linked_ids(n), line};
  cards.push(entry);
  c.addEventListener("mouseenter", () => link(entry));
  c.addEventListener("mouseleave", () => link(pinned));
  c.addEventListener("focus", () => link(entry));
  c.addEventListener("click", () => pin(entry));
  return c;
}
// Sources first, as rows flow: the first input, other inputs and inner queries further in, then the node.
function tree(n, where, draw) {
  const t = make("div", "tree");
  const add = x => {
    if (x.inputs[0]) add(x.inputs[0]);
    x.inputs.slice(1).forEach(i => t.append(make("div", "branch", make("div", "label", "the other input of #" + x.id + ":"), tree(i, where, draw))));
    x.queries.forEach(q => t.append(make("div", "branch", make("div", "label", "a value in #" + x.id + ":"), tree(q, where, draw))));
    t.append(draw(x));
  };
  add(n);
  return t;
}
function pipeline(p) {
  const work = (plan.run?.pipelines ?? []).find(r => r.pipeline === p.number) ?? {};
  const head = make("div", "head", "pipeline " + p.number);
  if (work.ms !== undefined) head.append(make("span", "chip value", number(work.ms) + " ms"));
  if (work.loop_ms !== undefined) head.append(make("span", "chip value", number(work.loop_ms) + " ms of work"));
  if (work.rows_in !== undefined) head.append(make("span", "chip value", rows_text(work.rows_in) + " in"));
  if (work.rows_out !== undefined) head.append(make("span", "chip value", rows_text(work.rows_out) + " out"));
  if (work.bytes !== undefined) head.append(make("span", "chip value", bytes(work.bytes)));
  if (work.threads !== undefined) head.append(make("span", "chip", work.threads + (work.threads === 1 ? " thread" : " threads")));
  if (work.chunks !== undefined) head.append(make("span", "chip", work.chunks + (work.chunks === 1 ? " chunk" : " chunks")));
  const box = make("div", "pipeline", head);
  const add = (o, role) => {
    const c = card(nodes.get(o.node) ?? null, "pipelines", o.text, role, o.how);
    if (o.remarks.length) c.append(make("ul", "", ...o.remarks.map(r => make("li", "", r))));
    box.append(c);
  };
  add(p.source, "from");
  p.operators.forEach(o => add(o, "then"));
  add(p.sink, "into");
  if (p.columns_of !== undefined) box.append(make("div", "note", "columns read: " + (p.columns_read.join(", ") || "none") + " (" + p.columns_read.length + " of " + p.columns_of + ")"));
  return box;
}

let pinned = null;
function link(entry) {
  for (const c of cards) {
    const is = entry && (c.node.id === entry.node.id || c.ids.some(id => entry.ids.includes(id)));
    c.card.classList.toggle("linked", Boolean(is));
  }
  show_details(entry);
}
function pin(entry) {
  pinned?.card.classList.remove("pinned");
  pinned = pinned === entry ? null : entry;
  pinned?.card.classList.add("pinned");
  link(pinned ?? entry);
}
function colour() {
  const m = metrics[metric];
  const values = cards.filter(c => c.where !== "logical").map(c => m?.of(c.node)).filter(v => v !== undefined);
  const most = m?.whole ?? Math.max(...values, 0);
  for (const c of cards) {
    c.card.querySelector(":scope > .meter")?.remove();
    c.line.querySelector(".value")?.remove();
    const v = c.where === "optimised" ? m?.of(c.node) : undefined;
    if (v === undefined) { c.card.style.removeProperty("--heat"); continue; }
    const share = most > 0 ? v / most : 0;
    c.card.style.setProperty("--heat", heat(share));
    c.line.append(make("span", "chip value", m.text(v)));
    const bar = make("div", "meter");
    bar.style.width = Math.max(1, 100 * share) + "%";
    c.card.append(bar);
  }
}
// Up and down go through a plan, left and right to the linked card of the next one.
function move(entry, key) {
  const here = cards.filter(c => c.where === entry.where && (c === entry || c.card.offsetParent));
  const at = here.indexOf(entry);
  if (key === "ArrowUp") return here[at - 1];
  if (key === "ArrowDown") return here[at + 1];
  const order = ["logical", "optimised", "pipelines"];
  const next = order[order.indexOf(entry.where) + (key === "ArrowLeft" ? -1 : 1)];
  return cards.find(c => c.where === next && c.node.id === entry.node.id) ?? cards.find(c => c.where === next && c.ids.some(id => entry.ids.includes(id)));
}
addEventListener("keydown", e => {
  if (e.ctrlKey || e.altKey || e.metaKey || e.target.tagName === "SELECT") return;
  const entry = cards.find(c => c.card === document.activeElement);
  if (entry && e.key.startsWith("Arrow")) { move(entry, e.key)?.card.focus(); e.preventDefault(); }
  else if (entry && (e.key === "Enter" || e.key === " ")) { pin(entry); e.preventDefault(); }
  else if (e.key === "Escape") { if (pinned) pin(pinned); link(null); }
  else if (e.key === "n") step_by(1);
  else if (e.key === "p") step_by(-1);
});
)page";

}  // namespace quern::page
