// SPDX-License-Identifier: BSL-1.0
// Holds a peer's answer against the one that bench_tpch wrote (--write-answers).
import fs from 'node:fs';

// Numbers may differ in the tenth digit: Polars' money is floating. `places` is how many digits a column keeps behind the point where the peer
// cuts it (ClickHouse's quotients of decimals), else undefined.
function agree(got, wanted, places) {
  if (got === wanted) return true;
  if (got === '' || wanted === '') return false;
  const x = Number(got), y = Number(wanted);
  if (!Number.isFinite(x) || !Number.isFinite(y)) return false;
  const cut = places !== undefined && (wanted.split('.')[1] ?? '').length > places ? 10 ** -places : 0;
  return Math.abs(x - y) <= Math.max(1e-9 * Math.abs(y), cut);
}

const rowsAgree = (got, wanted, places) => got.length === wanted.length && wanted.every((w, k) => agree(got[k], w, places[k]));

// The columns of the query's own ORDER BY, which is its last.
function orderOf(sql, names) {
  const by = /order by ([^()]*?)(?:\s+limit\s+\d+)?\s*;?\s*$/i.exec(sql.replace(/\nsettings [^\n]*$/, ''));
  return by ? by[1].split(',').map((key) => names.indexOf(key.trim().split(/\s+/)[0])).filter((k) => k >= 0) : [];
}

// '' or what is different. `rows` are arrays of texts; rows that agree in the ORDER BY may stand in any order.
export function difference(file, sql, rows, places = []) {
  const [names, ...wanted] = fs.readFileSync(file, 'utf8').replace(/\n$/, '').split('\n').map((line) => line.split('\t'));
  if (rows.length !== wanted.length) return `${rows.length} rows instead of ${wanted.length}`;
  const keys = orderOf(sql, names);
  for (let from = 0, to; from < wanted.length; from = to) {
    for (to = from + 1; to < wanted.length && keys.every((k) => wanted[to][k] === wanted[from][k]);) ++to;
    const left = rows.slice(from, to);
    for (const w of wanted.slice(from, to)) {
      const at = left.findIndex((r) => rowsAgree(r, w, places));
      if (at < 0) return `row ${from + 1}: '${rows[from].join(' ')}' instead of '${wanted[from].join(' ')}'`;
      left.splice(at, 1);
    }
  }
  return '';
}
