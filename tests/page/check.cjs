// SPDX-License-Identifier: BSL-1.0
// usage: node check.cjs DRIVER BROWSER FOLDER       looks at FOLDER/run.html, measured.html and plain.html as a user would
"use strict";
const assert = require("node:assert/strict");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const [driver, executablePath, folder] = process.argv.slice(2);
const { chromium } = require(path.resolve(driver));

const checks = [];
const check = (page, title, f) => checks.push({ page, title, f });
const ids = cards => cards.evaluateAll(all => all.map(c => Number(c.dataset.node)));
const linked = (page, where) => ids(page.locator(`#${where} .card.linked`));
const card = (page, where, text) => page.locator(`#${where} .card`, { hasText: text }).first();

check("run", "every node of both plans is drawn, with its number", async page => {
  const wanted = await page.evaluate(() => [plan.logical, plan.optimised].map(p => { const r = []; each(p, n => r.push(n.id)); return r.sort(); }));
  assert.deepEqual((await ids(page.locator("#logical .card"))).sort(), wanted[0]);
  assert.deepEqual((await ids(page.locator("#optimised .card"))).sort(), wanted[1]);
  assert.equal(await page.locator(".pipeline").count(), await page.evaluate(() => plan.pipelines.length));
});
check("run", "hovering a node marks what comes from the same verbs in all plans", async page => {
  const merged = card(page, "optimised", "id > 0 &&");
  await merged.hover();
  const from = await page.evaluate(id => nodes.get(id).from, Number(await merged.getAttribute("data-node")));
  assert.equal(from.length, 4); // two of the orders, and both of the customers, of which one asks for the key, which is theirs, too
  assert.deepEqual(await linked(page, "logical"), from);
  assert.equal((await linked(page, "pipelines")).length, 2);
  assert.match(await page.locator("#details").innerText(), /made by the rules from #\d+, #\d+, #\d+, #\d+/);
  await card(page, "logical", "join on").hover();
  assert.equal((await linked(page, "optimised")).length, 1);
  assert.equal((await linked(page, "pipelines")).length, 3); // its two inputs end in it, and the next begins with it
  await page.mouse.move(1, 1);
  assert.equal((await linked(page, "logical")).length, 0);
});
check("run", "the details show schema, rows, type, and texts of users as texts", async page => {
  await card(page, "optimised", "group_by city").click();
  const said = await page.locator("#details").innerText();
  for (const part of ["total", "double", "first rows", "</script><b>", "\ufffd", "rows out", "plan::group<..."]) assert.ok(said.includes(part), part);
  assert.equal(await page.locator("#details td b").count(), 0);
  await card(page, "optimised", "order_by total").hover();
  await page.mouse.move(1, 1);
  assert.match(await page.locator("#details h2").innerText(), /group_by/); // a click keeps it
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".pinned").count(), 0);
});
check("run", "the stepper goes on and back, by buttons and keys, and ends with the plan that runs", async page => {
  const at = () => page.locator("#stepper .at").innerText();
  const last = await page.evaluate(() => steps.length);
  assert.ok(last >= 6, "several rewrites");
  assert.equal(await at(), `rewrite 1 of ${last}`);
  assert.ok(await page.locator("#stepper .back").isDisabled());
  await page.keyboard.press("n");
  assert.equal(await at(), `rewrite 2 of ${last}`);
  await page.keyboard.press("p");
  await page.locator("#stepper .on").click();
  assert.equal(await at(), `rewrite 2 of ${last}`);
  for (let k = 0; k < last; ++k) {
    await page.locator("#stepper ol button").nth(k).click();
    assert.ok(await page.locator("#stepper .before .gone, #stepper .before .touched").count() > 0, `rewrite ${k + 1} changes something`);
    assert.ok((await page.locator("#stepper .reason").innerText()).length > 3);
  }
  assert.ok(await page.locator("#stepper .on").isDisabled());
  const [stepped, run] = await page.evaluate(() => [steps.at(-1).after, plan.optimised].map(p => { const r = []; each(p, n => r.push(n.id + " " + n.text)); return r; }));
  assert.deepEqual(stepped, run);
});
check("run", "keys: Tab to a node, arrows along and across the plans, Enter keeps", async page => {
  const focused = () => page.evaluate(() => [document.activeElement.dataset.where, Number(document.activeElement.dataset.node)]);
  await page.locator("#metric").focus();
  await page.keyboard.press("Tab");
  assert.deepEqual(await focused(), ["logical", 1]);
  await page.keyboard.press("ArrowDown");
  assert.deepEqual(await focused(), ["logical", 2]);
  await page.keyboard.press("ArrowRight");
  assert.deepEqual(await focused(), ["optimised", 2]);
  await page.keyboard.press("ArrowRight");
  assert.deepEqual(await focused(), ["pipelines", 2]);
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(".pinned").count(), 1);
  await page.keyboard.press("Escape");
});
check("run", "markers and what runs row by row can be seen", async page => {
  assert.ok(await page.locator("#logical .chip.order", { hasText: "serial" }).count() > 0);
  assert.ok(await page.locator("#pipelines .chip.slow").count() > 0);
  assert.match(await page.locator("#pipelines").innerText(), /waits for gross: respects its barrier/);
});
check("run", "on paper: no controls, but every rewrite and every node in words", async page => {
  await page.emulateMedia({ media: "print" });
  assert.ok(!await page.locator("#stepper .controls").isVisible());
  assert.equal(await page.locator("#stepper .printed .step:visible").count(), await page.evaluate(() => steps.length));
  assert.ok(await page.locator(".columns .step:visible").count() > 5);
  await page.emulateMedia({ media: "screen" });
});
check("measured", "times colour the nodes, pipelines have their figures, threads their lanes", async page => {
  assert.equal(await page.locator("#metric").inputValue(), "time");
  assert.match(await card(page, "optimised", "scan table").innerText(), /ms/);
  await page.locator("#metric").selectOption("rows");
  assert.match(await card(page, "optimised", "scan table").innerText(), /rows/);
  assert.match(await page.locator(".pipeline").first().innerText(), /1\.5 ms[^]*100,000 rows in[^]*2 threads/);
  assert.equal(await page.locator(".lane").count(), 2);
  assert.equal(await page.locator(".lane .bar").count(), await page.evaluate(() => plan.run.events.length));
  assert.ok(await page.locator(".lane .barrier").count() > 0);
});
check("plain", "a page without rewrites, rows and figures says so", async page => {
  assert.match(await page.locator("#stepper").innerText(), /No rule changed the plan/);
  assert.ok(await page.locator("#metric").isDisabled());
  assert.equal(await page.locator("#timeline").count(), 0);
  assert.equal(await page.locator("#optimised .card").count(), 2);
});

(async () => {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  let failed = 0;
  for (const name of ["run", "measured", "plain"]) {
    const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
    page.setDefaultTimeout(60000);  // of machines that do other things: a picture of a whole page took more than five seconds on one
    const noise = [], url = pathToFileURL(path.resolve(folder, name + ".html")).href;
    page.on("console", m => noise.push(`${m.type()}: ${m.text()}`));
    page.on("pageerror", e => noise.push(`error: ${e}`));
    page.on("request", r => { if (r.url() !== url) noise.push(`asks for ${r.url()}`); });
    await page.goto(url);
    await page.locator("body[data-ready]").waitFor();
    const picture = (kind, how = {}) => page.screenshot({ path: path.join(folder, `${name}-${kind}.png`), fullPage: true, ...how });
    for (const c of checks.filter(c => c.page === name)) {
      try {
        await c.f(page);
        console.log(`ok: ${name}: ${c.title}`);
      } catch (e) {
        ++failed;
        console.log(`FAILED: ${name}: ${c.title}\n${e.stack}`);
        await picture("failed");
      }
    }
    await picture("wide");
    await page.emulateMedia({ colorScheme: "dark" });
    await picture("dark");
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 420, height: 900 });
    const overflows = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    if (overflows) noise.push("the narrow page is wider than its window");
    await picture("narrow");
    await page.pdf({ path: path.join(folder, `${name}.pdf`), format: "A4", printBackground: true });
    if (noise.length) ++failed, console.log(`FAILED: ${name}: ${noise.join("\n")}`);
    await page.close();
  }
  await browser.close();
  process.exit(failed ? 1 : 0);
})();
