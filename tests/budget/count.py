# SPDX-License-Identifier: BSL-1.0
"""Counts the template instantiations of plans with clang's time trace, and fails where they grew by more than 3 % over baseline.json.

    python3 tests/budget/count.py [--update] [--compiler clang++-16] [--work FOLDER] [PLAN.cpp ...]     (no PLAN: all of this folder)

`ours` counts what has quern in its name and is gated; `all` has the standard library and xsimd in it, whose versions are not ours.
"""
import argparse
import json
import pathlib
import platform
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
BASELINE = HERE / "baseline.json"
SLACK = 1.03


def count(compiler, plan, work):
    trace = work / f"{plan.stem}.json"
    # A fixed instruction set: kernels differ by it, and the figures should not differ by machine.
    march = ["-march=x86-64-v3"] if platform.machine() in ("x86_64", "AMD64") else []
    begin = time.perf_counter()
    subprocess.run([compiler, "-std=c++20", "-O0", "-ffp-contract=off", *march, f"-I{HERE.parents[1] / 'include'}", "-c", str(plan), "-o",
                    str(work / f"{plan.stem}.o"), f"-ftime-trace={trace}", "-ftime-trace-granularity=0"], check=True)
    seconds = time.perf_counter() - begin
    events = json.loads(trace.read_text())["traceEvents"]
    names = [e["args"]["detail"] for e in events if e["name"] in ("InstantiateClass", "InstantiateFunction")]
    return {"ours": sum("quern" in name for name in names), "all": len(names)}, seconds


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("plans", nargs="*", type=pathlib.Path, default=sorted(HERE.glob("*.cpp")))
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--compiler", default="clang++-16")
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()))
    options = parser.parse_args()

    baseline = json.loads(BASELINE.read_text()) if BASELINE.is_file() else {}
    failed = False
    for plan in options.plans:
        found, seconds = count(options.compiler, plan, options.work)
        allowed = baseline.get(plan.stem, {}).get("ours")
        print(f"{plan.stem}: {found['ours']} instantiations of ours (baseline {allowed}), {found['all']} in all, {seconds:.1f} s")
        if options.update:
            baseline[plan.stem] = found
        elif allowed is None or found["ours"] > allowed * SLACK:
            failed = True
    if options.update:
        BASELINE.write_text(json.dumps(baseline, indent=2, sort_keys=True) + "\n")
    if failed:
        sys.exit("over the budget, or without a baseline: make it cheaper, or `python3 tests/budget/count.py --update` and say why")


main()
