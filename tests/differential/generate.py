# SPDX-License-Identifier: BSL-1.0
"""Writes plans as C++ and as SQL.

python3 generate.py FOLDER SEED SOURCES PLANS HASHED writes FOLDER/plans_0.cpp ...: SOURCES files of PLANS plans each. The first HASHED
files hold only plans that look keys up by hashes. The same seed gives the same plans. python3 generate.py - SEED 1 PLANS 0 prints them.
"""
import pathlib
import sys

import plans


def quoted(text):
    # Only texts of plans: no control characters. C++ reads "\303\251"; a digit after it would belong to it, so each byte stands alone.
    out = ""
    for byte in text.encode():
        c = chr(byte)
        out += f'\\{byte:03o}""' if byte > 126 else "\\" + c if c in '"\\' else c
    return f'"{out}"'


def source(numbered):
    lines = ["// Written by tests/differential/generate.py.", '#include "differential/plan.hpp"', "", "using namespace differential;", "using namespace quern::literals;", "", "namespace {"]
    for number, (m, p) in numbered:
        columns = "".join("~" if c.grade == plans.NEAR else "=" for c in p.columns)
        lines += [f"answer plan_{number}([[maybe_unused]] tables const& in, [[maybe_unused]] literals const& p, quern::exec const& how) {{",
                  f"  return answer_of({p.cpp}.collect(how));", "}",
                  f"registered const registered_{number}({{{number}, {quoted(p.cpp)},", f"    {quoted(p.sql)},",
                  f'    "{m.literals.kinds}", "{columns}", {"true" if p.ordered else "false"}, plan_{number}}});']
    return "\n".join(lines + ["}  // namespace", ""])


def main():
    folder, seed, sources, each, hashed = sys.argv[1], *map(int, sys.argv[2:6])
    at = 0

    def some(only_hashes):
        nonlocal at
        while True:
            m, p = plans.make(f"{seed}/{at}")
            at += 1
            if p.hashes or not only_hashes:
                return at - 1, (m, p)

    for k in range(sources):
        text = source([some(k < hashed) for _ in range(each)])
        if folder == "-":
            print(text)
        else:
            path = pathlib.Path(folder, f"plans_{k}.cpp")
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.read_text() != text:
                path.write_text(text)


main()
