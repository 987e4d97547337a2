#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""The queries of TPC-H by quern, DuckDB, Polars and ClickHouse on the same files: bash bench/run.sh peers, which builds bench_tpch before.

quern and DuckDB run in turns in one process, the other peers in processes of their own; several passes of the whole, least time of all.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile

from figures import Run
from tables import against_each, by_query, plain

BENCH = "build/bench/bench_tpch"


def say(text):
    print(text, file=sys.stderr, flush=True)


def options():
    p = argparse.ArgumentParser(prog="bash bench/run.sh peers", description="The queries of TPC-H by quern, DuckDB, Polars and ClickHouse on the same files.", allow_abbrev=False)
    p.add_argument("--sf", default="1", help="generate this scale factor once, below build/ (1)")
    p.add_argument("--data", help="a folder of .tbl files instead")
    p.add_argument("--shuffled", action="store_true", help="lineitem's rows in a random order")
    p.add_argument("--queries", default="1-22")
    p.add_argument("--threads", default="1,2")
    p.add_argument("--repeat", type=int, default=5, help="rounds of each pass, after one that does not count (5)")
    p.add_argument("--passes", type=int, default=3, help="passes of the whole; 3")
    p.add_argument("--load", action="store_true", help="also from .tbl files to tables, in the first pass")
    p.add_argument("--apart", action="store_true", help="quern and DuckDB in processes of their own: for tables that do not fit into memory twice")
    p.add_argument("--json", help="write the figures to this file; chart.py reads it")
    p.add_argument("--quick", action="store_true", help="scale factor 0.2, one pass of 3 rounds")
    o = p.parse_args()
    if o.quick:
        o.sf, o.passes, o.repeat = "0.2", 1, 3
    if min(o.repeat, o.passes) < 1:
        p.error("--repeat and --passes are whole numbers from 1")
    return o


def numbers(text):
    """"1,3,5-7" as bench/options.hpp reads it."""
    out = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        out += range(int(first), int(last or first) + 1)
    return out


class Figures:
    """Figures of all passes, one for each contender, section and number of threads."""

    def __init__(self):
        self.of, self.problems = {}, []

    def add(self, f):
        key = f["section"], f["contender"], f["threads"]
        if "min_ms" not in f:
            what = "WRONG: " + f["wrong"] if "wrong" in f else "failed: " + f["failed"] if "failed" in f else ""
            if what:
                self.problem(f"{f['contender']}, {f['threads']} threads, {f['section']} {what}")
            return
        known = self.of.setdefault(key, f)
        if known is not f:
            known["rounds"] += f["rounds"]
            for figure in "min_ms", "median_ms":
                known[figure] = min(known[figure], f[figure])

    def problem(self, text):
        if text not in self.problems:
            self.problems.append(text)


def run_bench(arguments, folder):
    path = os.path.join(folder, "bench.json")
    done = subprocess.run([BENCH, *arguments, "--json", path], stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.stdout.write(done.stdout)
        sys.exit(done.returncode)
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def quern_and_duckdb(o, figures, first, answers, folder):
    shared = ["--data", o.data] if o.data else ["--sf", o.sf]
    shared += ["--shuffled"] * o.shuffled + ["--load"] * (o.load and first) + ["--queries", o.queries, "--threads", o.threads, "--repeat", str(o.repeat)]
    writing = ["--write-answers", answers] if first else []
    runs = [["--no-peers", *writing], ["--no-quern", "--answers", answers]] if o.apart else [writing]
    facts, skipped = {}, []
    for own in runs:
        run = run_bench(shared + own, folder)
        for f in run.pop("figures"):
            figures.add({k: v for k, v in f.items() if not k.startswith("x_")})
        skipped += run.pop("skipped")
        facts = {**run, **facts}
    return facts, skipped


def node_peer(program, figures, data, threads, o, answers):
    done = subprocess.run(
        ["node", f"bench/peers/{program}.mjs", data, "--sql", "bench/tpch/sql", "--peers", "build/peers/node_modules", "--threads", threads, "--queries", ",".join(map(str, numbers(o.queries))),
         "--repeat", str(o.repeat), "--answers", answers], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    for line in done.stdout.splitlines():
        if line.startswith("{"):
            figures.add(json.loads(line))
    if done.returncode != 0:
        figures.problem(f"{program}, {threads} threads, ended early with status {done.returncode}: " + (done.stderr.strip().splitlines() or ["no word"])[-1])


def missing(peer):
    """Why a peer cannot take part; nothing where it can."""
    done = subprocess.run(["bash", "bench/peers/install.sh", peer], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        return done.stderr.strip().removeprefix(peer + ": ")
    return None if shutil.which("node") else "node is missing (Debian: apt-get install nodejs)"


def main():
    o = options()
    figures, skipped, facts = Figures(), [], {}
    others = []
    for label, peer, program, together in ("Polars", "polars", "tpch_polars", False), ("ClickHouse", "clickhouse", "tpch_clickhouse", True):
        why = missing(peer)
        if why:
            skipped.append(f"{label} ({why})")
        else:
            # Polars' threads are fixed for a process.
            others += [(program, t) for t in ([o.threads] if together else map(str, numbers(o.threads)))]
    with tempfile.TemporaryDirectory() as folder:
        answers = os.path.join(folder, "answers")
        for number in range(o.passes):
            say(f"pass {number + 1} of {o.passes}: quern and DuckDB")
            about, unable = quern_and_duckdb(o, figures, number == 0, answers, folder)
            facts = facts or about
            skipped += [s for s in unable if s not in skipped]
            for program, threads in others:
                say(f"pass {number + 1} of {o.passes}: {program}, {threads} threads")
                node_peer(program, figures, facts["data"], threads, o, answers)
    facts["passes"] = o.passes
    result = {**facts, "skipped": skipped, "figures": list(figures.of.values())}
    run = Run(result)
    for key, value in facts.items():
        print(f"# {key}: {value}")
    print(f"# contenders: {', '.join(['quern', *run.versions])}; least milliseconds of {o.passes} x {o.repeat} rounds\n")
    print(plain(by_query(run)))
    if len(run.who) > 1:
        print("\n" + plain(against_each(run)))
    for s in skipped:
        print(f"\nskipped: {s}")
    for p in figures.problems:
        print(f"\n{p}")
    if o.json:
        with open(o.json, "w", encoding="utf-8") as file:
            json.dump(result, file, indent=1)
            file.write("\n")
    return 1 if any(" WRONG: " in p for p in figures.problems) else 0


if __name__ == "__main__":
    sys.exit(main())
