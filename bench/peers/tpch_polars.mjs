// SPDX-License-Identifier: BSL-1.0
// Polars on the queries of TPC-H through its SQL, with both of its engines: node tpch_polars.mjs DIR ..., options in tpch_race.mjs; one number of threads.
// Money is Float64, in Polars' favour: exact it is not. Frames are rechunked: as the scan leaves them, in many small pieces, some queries run on one core.
import path from 'node:path';
import { folder, race, requirePeer, threads, timedLoad } from './tpch_race.mjs';
import { tables } from './tpch_tables.mjs';

if (threads.length !== 1) throw new Error("Polars' threads are fixed for a process: one number of them");
process.env.POLARS_MAX_THREADS = String(threads[0]);  // read when the library is loaded
const pl = requirePeer('nodejs-polars');
const type = { i: pl.Int32, m: pl.Float64, d: pl.Date, s: pl.String };
const label = `Polars ${requirePeer('nodejs-polars/package.json').version}`;

const frames = {};
function load() {
  for (const [table, columns] of tables) {
    const schema = { ...Object.fromEntries(columns.map(([name, letter]) => [name, type[letter]])), behind: pl.String };
    // Nothing is quoted, and a comment may begin with a quotation mark: a character that no text has stands for it.
    frames[table] = pl.scanCSV(path.join(folder, table + '.tbl'), { sep: '|', hasHeader: false, schema, quoteChar: '\u0001' })
      .drop('behind').collectSync().rechunk();
  }
}
timedLoad({ name: label, threads: threads[0] }, load);

// A context for each query: the names that one gives to its sub-queries would hide those of the next.
const contexts = new Map();
function contextOf(sql) {
  if (!contexts.has(sql)) contexts.set(sql, new pl.SQLContext(frames));
  return contexts.get(sql);
}

const textOf = (v) => v === null || v === undefined ? '' : v instanceof Date ? v.toISOString().slice(0, 10) : String(v);
race('polars', ['in-memory', 'streaming'].map((engine) => {
  const run = (sql) => {
    const frame = contextOf(sql).execute(sql);
    if (frame._ldf instanceof Error) throw frame._ldf;  // SQL that it does not take
    return frame.collectSync({ engine });
  };
  return { name: `${label} ${engine}`, threads: threads[0], run, answer: (sql) => ({ rows: run(sql).rows().map((r) => r.map(textOf)), places: [] }) };
}));
