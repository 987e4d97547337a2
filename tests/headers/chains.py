# SPDX-License-Identifier: BSL-1.0
"""Chains of headers, in each of which every header is included, if only in turn, by the next: writes one source a chain.

A source that includes a chain in its order shows of every header in it that it names what it needs: what stands before a header in the
source is what the header includes anyway. So as few sources as there are headers of which none includes another show it for all; that a
partial order is covered by no more chains is Dilworth's theorem, and the smallest cover is found by matching (Fulkerson 1956).

usage: chains.py INCLUDE FOLDER    prints the sources' names, with ; between them
"""
import pathlib
import re
import sys


def all_includes(top):
    """For each header below `top`, those of them that it includes, also in turn."""
    direct = {str(h.relative_to(top)): re.findall(r"^#\s*include <(quern[/.][^>]+)>", h.read_text(), re.M) for h in top.rglob("*.hpp")}
    found = {}

    def visit(header):
        if header not in found:
            found[header] = set()  # a circle ends here; the compiler is who complains of it
            for h in direct[header]:
                found[header] |= {h} | visit(h)
        return found[header]

    for header in direct:
        visit(header)
    return found


def chains(includes):
    """The fewest lists of headers so that each header is in one and is included by the one after it."""
    after = {}  # header -> who stands behind it
    before = {}

    def place(header, tried):  # an augmenting path: someone before `header` who may be someone's, if that one finds another
        for h in sorted(includes[header] - tried):
            tried.add(h)
            if h not in after or place(after[h], tried):
                after[h], before[header] = header, h
                return True
        return False

    for header in sorted(includes):
        place(header, set())
    for first in sorted(set(includes) - set(before)):
        chain = [first]
        while chain[-1] in after:
            chain.append(after[chain[-1]])
        yield chain


def main():
    top, folder = map(pathlib.Path, sys.argv[1:])
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for chain in chains(all_includes(top)):
        path = folder / (re.sub(r"[/.]", "_", chain[-1].removesuffix(".hpp")) + ".cpp")
        text = "".join(f"#include <{h}>\n#include <{h}>\n" for h in chain)  # a second inclusion changes nothing
        if not path.exists() or path.read_text() != text:
            path.write_text(text)
        names.append(str(path))
    print(";".join(names), end="")


if __name__ == "__main__":
    main()
