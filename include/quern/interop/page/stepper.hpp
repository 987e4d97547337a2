// SPDX-License-Identifier: BSL-1.0
// The script of a plan's page, part 3: the plan before and after each application of a rule, with the reason.
#pragma once
#include <quern/interop/page/details.hpp>

namespace quern::inline QUERN_ABI::page {

inline constexpr std::string_view stepper = R"page(
const chain = n => (n.inputs[0] ? chain(n.inputs[0]) + "; " : "") + n.text;
// The tree with the one at path, which begins with number id, replaced; undefined where there is none.
function replaced(n, path, id, by) {
  if (!path.length) return n.id === id ? by(n) : undefined;
  const kind = path[0] < 0 ? "queries" : "inputs";
  for (const k of path[0] < 0 ? n.queries.keys() : [path[0]]) {
    const old = n[kind][k], now = old && replaced(old, path.slice(1), id, by);
    if (!now) continue;
    const copy = {...n, [kind]: n[kind].with ? n[kind].with(k, now) : n[kind].map((x, i) => i === k ? now : x)};
    if (kind === "queries") copy.text = n.text.replace("scalar(" + chain(old) + ")", () => "scalar(" + chain(now) + ")");
    return copy;
  }
}
function find(n, id) { let r; each(n, x => { if (x.id === id) r = x; }); return r; }
// A tree of a rewrite in full: what it kept is taken from the tree before.
function whole(n, before, changed) {
  if (n.kept) return find(before, n.id);
  changed.add(n.id);
  return {...n, inputs: n.inputs.map(i => whole(i, before, changed)), queries: n.queries.map(q => whole(q, before, changed))};
}
const steps = [];
if (plan.logical)
  for (const r of plan.rewrites ?? []) {
    const start = steps.at(-1)?.after ?? plan.logical, gone = new Set(), made = new Set();
    const after = replaced(start, r.path, r.before.id, old => { whole(r.before, old, gone); return whole(r.after, old, made); }) ?? start;
    steps.push({rule: r.rule, reason: r.reason, on: r.before.text, at: r.after.id, before: start, after, gone, made});
  }

let step = 0;
function step_by(n) { show_step(step + n); }
function show_step(k) {
  const box = document.getElementById("stepper");
  if (!box || k < 0 || k >= steps.length) return;
  step = k;
  const s = steps[k];
  box.querySelector(".reason").replaceChildren(make("b", "", s.rule), s.reason ? ": " + s.reason : "");
  box.querySelector(".at").textContent = "rewrite " + (k + 1) + " of " + steps.length;
  box.querySelector(".back").disabled = k === 0;
  box.querySelector(".on").disabled = k === steps.length - 1;
  box.querySelectorAll("ol button").forEach((b, i) => {
    if (i === k) b.setAttribute("aria-current", "step"); else b.removeAttribute("aria-current");
    if (i === k) b.parentElement.parentElement.scrollTop = Math.max(0, b.offsetTop - b.parentElement.parentElement.offsetTop - 60);
  });
  // What stands on one side only is gone or new; the others stand elsewhere, or on something else.
  const draw = (changed, others, name, sign, stays) => n => {
    const c = card(n, "step"), only = !others.has(n.id);
    c.dataset.step = n.id;
    if (changed.has(n.id)) c.classList.add(only ? name : "touched"), c.prepend(make("span", "mark", only ? sign : stays));
    return c;
  };
  box.querySelector(".before").replaceChildren(make("h3", "", "before"), tree(s.before, "step", draw(s.gone, s.made, "gone", "goes", "changes")));
  box.querySelector(".after").replaceChildren(make("h3", "", "after"), tree(s.after, "step", draw(s.made, s.gone, "new", "new", "changed")));
  for (const side of box.querySelectorAll(".before, .after")) {
    const first = side.querySelector(".gone, .new, .touched") ?? side.querySelector(`[data-step="${s.at}"]`);
    side.scrollTop = first ? Math.max(0, first.offsetTop - 80) : 0;
  }
}
function stepper_section() {
  const s = make("section", "panel stepper", make("h2", "", "Rewrites"));
  s.id = "stepper";
  if (!steps.length) {
    s.append(make("p", "note", plan.rewrites ? "No rule changed the plan: it runs as written." : "The rewrites were not recorded."));
    return s;
  }
  const back = make("button", "back", "◀ back"), on = make("button", "on", "on ▶"), at = make("span", "at note");
  back.onclick = () => step_by(-1);
  on.onclick = () => step_by(1);
  at.setAttribute("aria-live", "polite");
  const list = make("ol", "", ...steps.map((x, k) => {
    const b = make("button", "", k + 1 + ". " + x.rule, make("span", "on-what", x.on));
    b.onclick = () => show_step(k);
    return make("li", "", b);
  }));
  s.append(make("div", "controls", back, on, at), make("p", "reason"), make("div", "steps", list, make("div", "before"), make("div", "after")));
  const written = make("div", "printed");
  steps.forEach((x, k) => {
    const lines = (changed, t) => { const all = []; each(t, n => { if (changed.has(n.id)) all.push("#" + n.id + " " + n.text); }); return all.join("\n") || "nothing"; };
    written.append(make("div", "step", make("h3", "", k + 1 + ". " + x.rule), x.reason ? make("p", "note", x.reason) : null, make("pre", "", lines(x.gone, x.before)), make("p", "note", "becomes"), make("pre", "", lines(x.made, x.after))));
  });
  s.append(written);
  return s;
}
)page";

}  // namespace quern::page
