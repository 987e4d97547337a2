// SPDX-License-Identifier: BSL-1.0
// ClickHouse (chDB, in this process) on the queries of TPC-H, on Memory tables: node tpch_clickhouse.mjs DIR ..., options in tpch_race.mjs.
import path from 'node:path';
import { folder, race, requirePeer, threads, timedLoad } from './tpch_race.mjs';
import { tables } from './tpch_tables.mjs';

const { Session } = requirePeer('chdb');
const session = new Session();
const type = { i: 'Int32', m: 'Decimal(15, 2)', d: 'Date', s: 'String' };
const label = `ClickHouse ${session.query('select version()', 'TabSeparatedRaw').trim()}`;
const most = Math.max(...threads);

// join_use_nulls: rows without a partner have NULLs, as the standard says and Q13 needs.
const settings = (n) => ({ max_threads: n, max_insert_threads: n, join_use_nulls: 1, max_memory_usage: 0 });
const spelled = (s) => Object.entries(s).map(([name, value]) => `${name} = ${value}`).join(', ');

function load() {
  session.query('create database tpch engine = Atomic');
  for (const [table, columns] of tables) {
    const typed = columns.map(([name, letter]) => `${name} ${type[letter]}`).join(', ');
    session.query(`create table tpch.${table} (${typed}) engine = Memory`);
    session.query(`insert into tpch.${table} select ${columns.map(([name]) => name).join(', ')} ` +
      `from file('${path.resolve(folder, table + '.tbl')}', 'CSV', '${typed}, behind String') settings ` +
      spelled({ ...settings(most), format_csv_delimiter: "'|'", format_csv_allow_double_quotes: 0, format_csv_allow_single_quotes: 0,
        input_format_csv_trim_whitespaces: 0 }));
  }
  session.query('use tpch');
}
timedLoad({ name: label, threads: most }, load);

// A query may bring settings of its own: a last line `settings name = value`.
const withSettings = (sql, n) => sql + (/\nsettings [^\n]*$/.test(sql) ? ', ' : '\nsettings ') + spelled(settings(n));
const decimals = (name) => /Decimal\(\d+, (\d+)\)/.exec(name);
race('clickhouse', threads.map((n) => ({
  name: label,
  threads: n,
  run: (sql) => session.query(withSettings(sql, n), 'TabSeparatedRaw'),
  answer(sql) {
    const [, types, ...rows] = session.query(withSettings(sql, n), 'TabSeparatedRawWithNamesAndTypes').replace(/\n$/, '').split('\n').map((l) => l.split('\t'));
    // Decimals show how many digits they keep: ClickHouse cuts quotients of them there.
    return { rows: rows.map((r) => r.map((v) => v === '\\N' ? '' : v)), places: types.map((t) => decimals(t) ? Number(decimals(t)[1]) : undefined) };
  },
})));
session.cleanup?.();
