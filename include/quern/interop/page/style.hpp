// SPDX-License-Identifier: BSL-1.0
// The looks of a plan's page: light and dark, narrow and printed. Colours are of Okabe and Ito's palette, which colour-blind people tell
// apart, and nothing is said by colour alone.
#pragma once
#include <quern.hpp>

namespace quern::inline QUERN_ABI::page {

inline constexpr std::string_view style = R"page(
:root {
  color-scheme: light dark;
  --paper: #f6f7f9; --card: #ffffff; --ink: #1b2430; --quiet: #56616f; --line: #cfd6de; --link: #0072b2; --link-soft: #d9ecf7;
  --new: #009e73; --new-soft: #dcf3ec; --old: #d55e00; --old-soft: #fbe6d9; --serial: #8a5a00; --serial-soft: #fdeccb;
  --mono: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14181d; --card: #1d232b; --ink: #e6ebf1; --quiet: #a3aebb; --line: #3a4552; --link: #56b4e9; --link-soft: #1c3a4d;
    --new: #2bc59a; --new-soft: #14382f; --old: #ff9a55; --old-soft: #45291a; --serial: #f0c060; --serial-soft: #41330f;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.45 system-ui, "DejaVu Sans", sans-serif; }
header { display: flex; flex-wrap: wrap; gap: .4rem 1.5rem; align-items: baseline; padding: .8rem 1.2rem; background: var(--card); border-bottom: 1px solid var(--line); }
h1 { font-size: 1.15rem; margin: 0; }
h2 { font-size: 1rem; margin: 0 0 .2rem; }
h3 { font-size: .9rem; margin: .8rem 0 .2rem; }
header .keys { color: var(--quiet); font-size: .85rem; margin-left: auto; }
kbd { font: .8rem var(--mono); border: 1px solid var(--line); border-radius: 3px; padding: 0 .3em; background: var(--paper); }
select, button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 5px; padding: .15rem .6rem; }
button:disabled { opacity: .45; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 1px; }
main { padding: 1rem 1.2rem; display: grid; gap: 1.2rem; }
.plans { display: grid; gap: 1rem; grid-template-columns: repeat(3, minmax(0, 1fr)) minmax(17rem, .95fr); align-items: start; }
section { min-width: 0; }
.note { color: var(--quiet); font-size: .85rem; margin: 0 0 .5rem; }
.panel { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .8rem 1rem; }
#details { position: sticky; top: .6rem; max-height: calc(100vh - 1.2rem); overflow: auto; }

.tree { display: grid; gap: .35rem; }
.branch { margin-left: 1.1rem; padding: .3rem 0 .3rem .7rem; border-left: 3px solid var(--line); display: grid; gap: .35rem; }
.branch > .label { color: var(--quiet); font-size: .8rem; }
.card { position: relative; background: var(--card); border: 1px solid var(--line); border-left: 6px solid var(--heat, var(--line)); border-radius: 6px; padding: .3rem .6rem; cursor: pointer; overflow-wrap: anywhere; }
.card code { font: .82rem/1.4 var(--mono); white-space: pre-wrap; }
.card b { font-weight: 700; }
.id { color: var(--quiet); font: .75rem var(--mono); margin-right: .45em; }
.chips { display: flex; flex-wrap: wrap; gap: .3rem; margin-top: .15rem; }
.chips:empty { display: none; }
.chip { font-size: .74rem; border: 1px solid var(--line); border-radius: 99px; padding: 0 .55em; color: var(--quiet); }
.chip.order { color: var(--serial); background: var(--serial-soft); border-color: currentColor; }
.chip.slow { color: var(--old); border-color: currentColor; }
.chip.value { color: var(--ink); font-variant-numeric: tabular-nums; }
.meter { height: 4px; background: var(--heat); border-radius: 2px; margin-top: .25rem; }
.card.linked { background: var(--link-soft); border-color: var(--link); border-left-color: var(--heat, var(--link)); }
.card.pinned { box-shadow: 0 0 0 2px var(--link); }
.card.new { background: var(--new-soft); border-color: var(--new); }
.card.gone { background: var(--old-soft); border-color: var(--old); }
.card.touched { background: var(--link-soft); border-color: var(--link); }
.card .mark { float: right; font: bold .75rem var(--mono); margin-left: .4em; }
.card.new .mark { color: var(--new); }
.card.gone .mark { color: var(--old); }
.card.touched .mark { color: var(--link); }
.pipeline { border: 1px solid var(--line); border-radius: 8px; padding: .5rem .6rem; margin-bottom: .7rem; display: grid; gap: .35rem; }
.pipeline > .head { display: flex; flex-wrap: wrap; gap: .3rem .8rem; font-weight: 600; font-size: .88rem; }
.pipeline .role { color: var(--quiet); font-size: .74rem; margin-right: .4em; }
.pipeline ul { margin: .2rem 0 0; padding-left: 1.1rem; color: var(--quiet); font: .78rem/1.45 var(--mono); white-space: pre-wrap; list-style: none; }

table { border-collapse: collapse; font-size: .82rem; max-width: 100%; }
.scroll { overflow-x: auto; }
th, td { text-align: left; padding: .12rem .6rem .12rem 0; border-bottom: 1px solid var(--line); vertical-align: top; font-variant-numeric: tabular-nums; }
td.number { text-align: right; }
td.null { color: var(--quiet); font-style: italic; }
td code, pre { font: .8rem/1.4 var(--mono); }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--paper); border-radius: 5px; padding: .4rem .6rem; margin: 0; max-height: 16rem; overflow: auto; }

.stepper .controls { display: flex; gap: .5rem; align-items: center; margin: .3rem 0 .6rem; flex-wrap: wrap; }
.stepper .steps { display: grid; grid-template-columns: minmax(12rem, .6fr) 1fr 1fr; gap: 1rem; align-items: start; }
.stepper .before, .stepper .after { max-height: 36rem; overflow: auto; position: relative; padding: 0 .2rem; }
.stepper .steps h3 { margin: 0; padding-bottom: .3rem; position: sticky; top: 0; z-index: 1; background: var(--card); }
.stepper ol .on-what { display: block; color: var(--quiet); font: .74rem var(--mono); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.stepper ol { margin: 0; padding: 0; list-style: none; max-height: 26rem; overflow: auto; counter-reset: step; }
.stepper ol button { width: 100%; text-align: left; border-color: transparent; background: none; }
.stepper ol button[aria-current] { border-color: var(--link); background: var(--link-soft); }
.reason { margin: 0 0 .6rem; min-height: 1.5em; }
.lanes { display: grid; grid-template-columns: max-content 1fr; gap: .3rem .8rem; align-items: center; font-size: .82rem; }
.lane { position: relative; height: 30px; background: var(--paper); border-radius: 4px; overflow: hidden; }
.lane .bar { position: absolute; top: 3px; bottom: 3px; min-width: 2px; border-radius: 3px; overflow: hidden; white-space: nowrap; font-size: .7rem; line-height: 24px; padding-left: 3px; color: #000; border: 1px solid rgba(0, 0, 0, .35); }
.lane .barrier { position: absolute; top: 0; bottom: 0; border-left: 2px dashed var(--ink); }
.axis { display: flex; justify-content: space-between; color: var(--quiet); }
.printed { display: none; }

@media (max-width: 1250px) {
  .plans { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  #details { position: sticky; top: auto; bottom: 0; max-height: 42vh; box-shadow: 0 -4px 14px rgba(0, 0, 0, .18); }
}
@media (max-width: 760px) {
  .plans, .stepper .steps { grid-template-columns: minmax(0, 1fr); }
  .stepper ol { max-height: 11rem; }
  header .keys { display: none; }
  main { padding: .7rem; }
}
@media print {
  :root { --paper: #fff; --card: #fff; --ink: #000; --quiet: #444; --line: #999; --link: #000; --link-soft: #fff; --new-soft: #fff; --old-soft: #fff; --serial-soft: #fff; --serial: #000; --new: #000; --old: #000; }
  body { font-size: 10pt; }
  header .keys, header label, .controls, .reason, #details, .stepper .steps { display: none !important; }
  .card.linked, .card.pinned { border-color: var(--line); border-left-color: var(--heat, var(--line)); box-shadow: none; }
  .columns { columns: 2; column-gap: 1.5rem; }
  .panel { border: 0; padding: 0; }
  .lane .bar { font-size: 6pt; }
  .plans { grid-template-columns: repeat(3, minmax(0, 1fr)); gap: .5rem; }
  main { padding: 0; }
  .printed { display: block; }
  .card, .pipeline, tr, .step { break-inside: avoid; }
  pre { max-height: none; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
)page";

}  // namespace quern::page
