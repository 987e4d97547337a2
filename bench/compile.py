#!/usr/bin/env python3
"""What compiling with quern costs: processor seconds and peak memory of g++ -O2, least of several interleaved passes.

usage: python3 bench/compile.py [--repeat N] [--json FILE] [--compiler g++] [--rules]
--rules: what the optimiser adds to plans of 20 and 40 nodes that are built and not run (-fsyntax-only); once as g++ is set, and once without
its collections of garbage, of which one more or less depends on a few megabytes of the header.
"""
import argparse
import json
import os
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
THIRD_PARTY = "#include <xsimd/xsimd.hpp>\n#include <execution>\n#include <tbb/global_control.h>\n#include <tbb/task_arena.h>\n#include <fast_float/fast_float.h>\n"


def compile_once(command):
    """Processor seconds and peak MB of a command and its children."""
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit("failed: " + " ".join(command))
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def sources(folder):
    written = {"third-party headers alone": THIRD_PARTY, "quern.hpp alone": "#include <quern.hpp>\n"}
    for name, text in written.items():
        path = pathlib.Path(folder) / (name.replace(" ", "_") + ".cpp")
        path.write_text(text, encoding="utf-8")
        yield name, [str(path), "-O2"]
    yield "the README's first program", [str(ROOT / "examples/first/first.cpp"), "-O2"]
    yield "TPC-H Q1 in its own file", [str(ROOT / "bench/scan/typed_q1.cpp"), "-O3", "-march=x86-64-v3"]


def plans(folder):
    for nodes in (20, 40):
        path = ROOT / f"tests/budget/plan_{nodes}_nodes.cpp"
        text = path.read_text(encoding="utf-8")
        without = pathlib.Path(folder) / f"without_{nodes}.cpp"
        without.write_text(text.replace("plan(quern::table<trades>())", "plan(quern::table<trades>()).with_rules<>()"), encoding="utf-8")
        for collected, more in (("", []), (", no garbage collected", ["--param=ggc-min-heapsize=4000000"])):
            for rules, file in (("all rules", path), ("no rules", without)):
                yield f"{nodes} nodes, {rules}{collected}", [str(file), "-fsyntax-only", "-march=x86-64-v3", *more]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--json")
    parser.add_argument("--compiler", default="g++")
    parser.add_argument("--rules", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = dict((plans if options.rules else sources)(folder))
        best = {name: (float("inf"), 0.0) for name in files}
        for _ in range(options.repeat):
            for name, arguments in files.items():
                command = [options.compiler, "-std=c++20", f"-I{ROOT / 'include'}", "-c", *arguments, "-o", f"{folder}/out.o"]
                best[name] = min(best[name], compile_once(command))
    base = next(iter(best.values()))[0]
    if options.rules:
        print(f"{'':44}{'s':>8}{'more':>8}{'MB':>8}")
        for name, (seconds, megabytes) in best.items():
            more = seconds - best[name.replace("all rules", "no rules")][0]
            print(f"{name:44}{seconds:8.2f}{more:8.2f}{megabytes:8.0f}")
    else:
        print(f"{'':30}{'s':>8}{'x third-party':>15}{'MB':>8}")
        for name, (seconds, megabytes) in best.items():
            print(f"{name:30}{seconds:8.2f}{seconds / base:15.2f}{megabytes:8.0f}")
    if options.json:
        figures = {name: {"seconds": s, "megabytes": m} for name, (s, m) in best.items()}
        pathlib.Path(options.json).write_text(json.dumps({"bench": "compile", "compiler": options.compiler, "figures": figures}, indent=2) + "\n", encoding="utf-8")


main()
