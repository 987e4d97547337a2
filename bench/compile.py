#!/usr/bin/env python3
"""What compiling with quern costs: processor seconds and peak memory of g++ -O2, least of several interleaved passes.

usage: python3 bench/compile.py [--repeat N] [--json FILE] [--compiler g++]
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


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--json")
    parser.add_argument("--compiler", default="g++")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        written = {"third-party headers alone": THIRD_PARTY, "quern.hpp alone": "#include <quern.hpp>\n"}
        files = {}
        for name, text in written.items():
            files[name] = pathlib.Path(folder) / (name.replace(" ", "_") + ".cpp")
            files[name].write_text(text, encoding="utf-8")
        files["the README's first program"] = ROOT / "examples/first/first.cpp"
        files["TPC-H Q1 in its own file"] = ROOT / "bench/scan/typed_q1.cpp"
        best = {name: (float("inf"), 0.0) for name in files}
        for _ in range(options.repeat):
            for name, path in files.items():
                flags = ["-O3", "-march=x86-64-v3"] if "Q1" in name else ["-O2"]
                command = [options.compiler, "-std=c++20", *flags, f"-I{ROOT / 'include'}", "-c", str(path), "-o", f"{folder}/out.o"]
                best[name] = min(best[name], compile_once(command))
    base = best["third-party headers alone"][0]
    print(f"{'':30}{'s':>8}{'x third-party':>15}{'MB':>8}")
    for name, (seconds, megabytes) in best.items():
        print(f"{name:30}{seconds:8.2f}{seconds / base:15.2f}{megabytes:8.0f}")
    if options.json:
        figures = {name: {"seconds": s, "megabytes": m} for name, (s, m) in best.items()}
        pathlib.Path(options.json).write_text(json.dumps({"bench": "compile", "compiler": options.compiler, "figures": figures}, indent=2) + "\n", encoding="utf-8")


main()
