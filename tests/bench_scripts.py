#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""The benchmarks' scripts without running a benchmark: their syntax, the comparison of answers, tables of made-up figures.

usage: python3 tests/bench_scripts.py ROOT
"""
import ast
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(ROOT / "bench" / "tpch"))
sys.dont_write_bytecode = True

ANSWERS = """
import { difference } from '%s';
const sql = "select a, b from t order by a desc, 'x' limit 3";
const cases = [
  [[['2', '1.5'], ['1', 'y'], ['1', 'x']], [], ''],                 // ties in another order
  [[['2', '1.50000000001'], ['1', 'x'], ['1', 'y']], [], ''],       // the eleventh digit
  [[['2', '1.5001'], ['1', 'x'], ['1', 'y']], [], 'row 1'],
  [[['2', '1'], ['1', 'x'], ['1', 'y']], [undefined, 0], ''],       // cut by a peer that keeps no digits there
  [[['1', 'x'], ['2', '1.5'], ['1', 'y']], [], 'row 1'],            // another order
  [[['2', '1.5'], ['1', 'x']], [], '2 rows instead of 3'],
];
for (const [rows, places, wanted] of cases) {
  const got = difference('%s', sql, rows, places);
  if (wanted === '' ? got !== '' : !got.startsWith(wanted)) throw new Error(`${JSON.stringify(rows)}: '${got}', expected '${wanted}'`);
}
"""


def figure(section, contender, threads, ms):
    return {"section": section, "contender": contender, "threads": threads, "min_ms": ms}


def tables():
    from chart import put_between_markers
    from figures import Run
    from picture import picture
    from tables import against_each, by_query, markdown

    run = Run({"skipped": [], "lineitem_rows": "60175", "figures": [
        figure("q01", "quern", 1, 2.0), figure("q01", "DuckDB v1", 1, 8.0), figure("q01", "Polars 2 streaming", 1, 3.0), figure("q01", "Polars 2 in-memory", 1, 4.0),
        figure("q02", "quern", 1, 10.0), figure("q02", "DuckDB v1", 1, 5.0)]})
    assert by_query(run)[1] == ["q01", "2.00", "8.00", "3.00", "1.50"], by_query(run)
    assert by_query(run)[-2] == ["geometric mean", "4.47", "6.32", "-", "0.87"], by_query(run)  # no mean of fewer queries
    assert against_each(run)[1] == ["DuckDB", "1", "1.41", "0.50 (q02)", "2", "2"], against_each(run)
    assert picture(run).count("<rect class=") == 1 + 3 + 5  # the paper, the legend and the bars
    with tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder, "page.md")
        page.write_text((ROOT / "bench" / "tpch" / "README.md").read_text())
        put_between_markers(page, markdown(by_query(run)))
        put_between_markers(page, "once more")
        assert "once more" in page.read_text() and "| q01 |" not in page.read_text()


def main():
    for file in sorted(ROOT.glob("bench/**/*.py")):
        ast.parse(file.read_text(), str(file))
    tables()
    if not shutil.which("node"):
        print("without node: nothing of bench/peers checked")
        return
    for file in sorted(ROOT.glob("bench/peers/*.mjs")):
        subprocess.run(["node", "--check", file], check=True)
    with tempfile.TemporaryDirectory() as folder:
        answer, program = pathlib.Path(folder, "q.tsv"), pathlib.Path(folder, "answers.mjs")
        answer.write_text("a\tb\n2\t1.5\n1\tx\n1\ty\n")
        program.write_text(ANSWERS % (ROOT / "bench" / "peers" / "tpch_answers.mjs", answer))
        subprocess.run(["node", program], check=True)


if __name__ == "__main__":
    main()
