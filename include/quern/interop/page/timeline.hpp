// SPDX-License-Identifier: BSL-1.0
// The script of a plan's page, part 4: what each thread did when, where it was measured; then the page is put together.
#pragma once
#include <quern/interop/page/stepper.hpp>

namespace quern::inline QUERN_ABI::page {

inline constexpr std::string_view timeline = R"page(
const hues = ["#56b4e9", "#e69f00", "#2bb58a", "#f0e442", "#d98cb3", "#ee7733", "#b8c4d0"];
function timeline_section() {
  const events = plan.run?.events ?? [];
  if (!events.length) return null;
  const s = make("section", "panel", make("h2", "", "Timeline"));
  s.id = "timeline";
  const begin = Math.min(...events.map(e => e.begin_us)), end = Math.max(...events.map(e => e.end_us)), length = Math.max(end - begin, 1e-3);
  const at = us => 100 * (us - begin) / length + "%";
  s.append(make("p", "note", "One lane a thread, one bar a chunk or a step of its own, numbered and coloured by pipeline; a dashed line is where a pipeline has ended and what waits for it can begin."));
  const numbers = [...new Set(events.map(e => e.pipeline))].sort((a, b) => a - b);
  const ends = numbers.map(p => [p, Math.max(...events.filter(e => e.pipeline === p).map(e => e.end_us))]).filter(x => x[1] < end);
  const lanes = make("div", "lanes");
  for (const t of [...new Set(events.map(e => e.thread))].sort((a, b) => a - b)) {
    const lane = make("div", "lane");
    for (const e of events.filter(e => e.thread === t)) {
      const b = make("div", "bar", e.chunk < 0 ? e.name : e.pipeline + "." + e.chunk);
      b.style.left = at(e.begin_us);
      b.style.width = 100 * (e.end_us - e.begin_us) / length + "%";
      b.style.background = hues[Math.max(0, e.pipeline - 1) % hues.length];
      b.title = e.name + (e.chunk < 0 ? "" : ", chunk " + e.chunk) + ": " + number((e.end_us - e.begin_us) / 1000) + " ms, from " + number((e.begin_us - begin) / 1000) + " ms on";
      lane.append(b);
    }
    for (const [p, us] of ends) {
      const line = make("div", "barrier");
      line.style.left = at(us);
      line.title = "pipeline " + p + " has ended";
      lane.append(line);
    }
    lanes.append(make("div", "", "thread " + t), lane);
  }
  lanes.append(make("div"), make("div", "axis", make("span", "", "0 ms"), make("span", "", number(length / 2000) + " ms"), make("span", "", number(length / 1000) + " ms")));
  s.append(lanes);
  return s;
}

function plan_section(name, title, note, inside) {
  const s = make("section", "", make("h2", "", title), make("p", "note", note), inside);
  s.id = name;
  s.setAttribute("aria-label", title);
  return s;
}
const page = document.querySelector("main");
const plans = make("div", "plans");
let has_queries = false;
each(plan.optimised, n => has_queries ||= n.queries.length > 0);
const absent = () => make("p", "note", "not recorded");
plans.append(
  plan_section("logical", "Plan as written", "Rows flow down.", plan.logical ? tree(plan.logical, "logical", n => card(n, "logical")) : absent()),
  plan_section("optimised", "After the rules", "What runs. It gives the same rows.", plan.optimised ? tree(plan.optimised, "optimised", n => card(n, "optimised")) : absent()),
  plan_section("pipelines", "Pipelines", "Each is one loop over its source; the next begins with what it made." + (has_queries ? " Values in expressions are found before, by pipelines of their own." : ""), plan.pipelines ? make("div", "", ...plan.pipelines.map(pipeline)) : absent()));
const side = make("section", "panel");
side.id = "details";
side.setAttribute("aria-live", "polite");
plans.append(side);
page.append(plans, stepper_section());
const times = timeline_section();
if (times) page.append(times);
const all = make("div", "columns");
each(plan.optimised, n => all.append(make("div", "step", describe(n, true))));
page.append(make("section", "panel printed", make("h2", "", "Nodes of the plan that runs"), all));

const chooser = document.getElementById("metric");
for (const k of known) chooser.append(new Option(metrics[k].title, k, k === metric, k === metric));
if (!known.length) chooser.append(new Option("nothing was measured", "")), chooser.disabled = true;
dark.addEventListener("change", colour);
chooser.onchange = () => { metric = chooser.value; colour(); };
if (plan.run?.ms !== undefined) document.getElementById("total").textContent = "one run: " + number(plan.run.ms) + " ms";
colour();
show_details(null);
show_step(0);
document.body.dataset.ready = "yes";
)page";

}  // namespace quern::page
