// SPDX-License-Identifier: BSL-1.0
// What the peers under node share: the command line, the rounds of a query, and figures as lines of JSON with the names that timing::write_json has.
// options: DIR --sql DIR --peers NODE_MODULES [--threads 1,2] [--queries 1,3] [--repeat N] [--answers DIR]
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { difference } from './tpch_answers.mjs';

const numbers = (list) => list.split(',').map(Number);
const { values: given, positionals } = parseArgs({
  allowPositionals: true,
  options: { sql: { type: 'string' }, peers: { type: 'string' }, threads: { type: 'string', default: '1,2' }, queries: { type: 'string' },
    repeat: { type: 'string', default: '5' }, answers: { type: 'string' } },
});
export const folder = positionals[0];
export const threads = numbers(given.threads);
const queries = given.queries ? numbers(given.queries) : Array.from({ length: 22 }, (_, k) => k + 1);
const repeat = Number(given.repeat);

export const requirePeer = (name) => createRequire(path.resolve(given.peers, 'none.js'))(name);

// The peer's own text of a query where it needs one, else the specification's; comments say why and are not sent.
function textOf(query, dialect) {
  const own = path.join(given.sql, dialect, query + '.sql');
  const text = fs.readFileSync(fs.existsSync(own) ? own : path.join(given.sql, query + '.sql'), 'utf8');
  return text.replace(/^--.*\n/gm, '').trim();
}

const say = (line) => fs.writeSync(1, JSON.stringify(line) + '\n');
const brief = (error) => String(error?.message ?? error).split('\n')[0].slice(0, 300);

function milliseconds(work) {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function figure(section, contender, ms) {
  const sorted = [...ms].sort((a, b) => a - b);
  say({ section, contender: contender.name, role: 'peer', memory: 'tables', threads: contender.threads, rounds: ms.length, min_ms: sorted[0],
    median_ms: sorted[sorted.length >> 1] });
}

// Loading is measured once: a peer's process loads its tables once.
export function timedLoad(contender, load) {
  figure('load', contender, [milliseconds(load)]);
}

// A contender has a name, threads, run(sql), and answer(sql), which gives { rows, places }. In each round every one runs once.
export function race(dialect, contenders) {
  for (const number of queries) {
    const query = 'q' + String(number).padStart(2, '0');
    const sql = textOf(query, dialect);
    const able = contenders.filter((c) => {
      try {
        const { rows, places } = c.answer(sql);
        const wrong = given.answers ? difference(path.join(given.answers, query + '.tsv'), sql, rows, places) : '';
        if (wrong) say({ section: query, contender: c.name, threads: c.threads, wrong });
        return !wrong;
      } catch (error) {
        say({ section: query, contender: c.name, threads: c.threads, failed: brief(error) });
        return false;
      }
    });
    const ms = able.map(() => []);
    for (let round = 0; round < repeat; ++round) able.forEach((c, k) => ms[k].push(milliseconds(() => c.run(sql))));
    able.forEach((c, k) => figure(query, c, ms[k]));
  }
  const peak = /VmHWM:\s+(\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'));
  if (peak) say({ section: 'peak', contender: contenders[0].name, threads: contenders[0].threads, peak_mib: Math.round(Number(peak[1]) / 1024) });
}
