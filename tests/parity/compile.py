# SPDX-License-Identifier: BSL-1.0
"""Runs a compiler so that a plan that does not compile is one fixture that fails, and hides no other.

usage: compile.py COMPILER ARGUMENTS. The fixtures that the errors name are left out (PARITY_WITHOUT_<n>: they fail when they run), and the
rest is compiled again. The errors are printed all the same.
"""
import pathlib
import re
import subprocess
import sys

PLACE = re.compile(r"\bplans_\d+\.cpp:(\d+):")
BEGIN = re.compile(r"#ifdef PARITY_WITHOUT_(\d+)")


def fixture_at(lines, number):
    """The fixture that holds a line, by the number behind its guard."""
    return next((m[1] for line in reversed(lines[:number]) if (m := BEGIN.match(line))), None)


def main():
    command, without = sys.argv[1:], set()
    source = next((a for a in command if re.search(r"\bplans_\d+\.cpp$", a)), None)
    while True:
        done = subprocess.run(command + [f"-DPARITY_WITHOUT_{n}" for n in sorted(without)], stderr=subprocess.PIPE, text=True)
        if done.stderr and source and done.returncode != 0:
            lines = pathlib.Path(source).read_text(encoding="utf-8").splitlines()
            named = {fixture_at(lines, int(n)) for n in PLACE.findall(done.stderr)} - {None}
            sys.stderr.write("\n".join(line for line in done.stderr.splitlines() if "error:" in line or PLACE.search(line)) + "\n")
            if named - without:
                without |= named
                continue
        sys.stderr.write(done.stderr)
        return done.returncode


sys.exit(main())
