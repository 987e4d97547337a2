#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""The figures of runs as Markdown and as a picture, from the JSON that `bash bench/run.sh peers` and `tpch` write with --json."""
import argparse
import os
import re
import sys

from figures import Run
from picture import picture
from tables import against_each, by_query, cold, markdown, scaling

BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"


def about(run):
    f = run.facts
    rows = f"{int(f['lineitem_rows']):,} rows of lineitem, " if "lineitem_rows" in f else ""
    return f"{f.get('cpu', '?')}, {f.get('cores', '?')} cores, {f.get('compiler', '?')} {f.get('flags', '')}; {rows}{', '.join(run.versions)}."


def tables_of(run):
    yield markdown(by_query(run))
    if len(run.who) > 1:
        yield markdown(against_each(run))


def sections(o):
    run = Run.read(o.run) if o.run else None
    if run:
        yield about(run) + " Least milliseconds, with 1 thread (1t) and 2 (2t); `x fastest`: how many times as fast as the fastest of the peers quern is."
        if o.picture and o.page:
            yield f"![Bars by query]({os.path.relpath(o.picture, os.path.dirname(o.page) or '.')})"
        yield from tables_of(run)
        if run.skipped:
            yield "Left out: " + "; ".join(run.skipped) + "."
    if o.shuffled:
        shuffled = Run.read(o.shuffled)
        yield "**With lineitem's rows in a random order**, the same for all:"
        yield from tables_of(shuffled)
    if o.cold:
        yield "**Cold:** from the `.tbl` files to the answers of all queries, each time in a fresh process."
        yield markdown(cold(Run.read(o.cold)))
    if o.scaling:
        yield "**Scaling:** geometric means of all queries, in milliseconds."
        yield markdown(scaling([Run.read(path) for path in o.scaling]))


def put_between_markers(path, text):
    with open(path, encoding="utf-8") as file:
        page = file.read()
    if page.count(BEGIN) != 1 or page.count(END) != 1 or page.index(BEGIN) > page.index(END):
        sys.exit(f"{path} has no place for figures: {BEGIN} and behind it {END}, each once")
    page = re.sub(f"{re.escape(BEGIN)}.*{re.escape(END)}", lambda _: f"{BEGIN}\n{text}\n{END}", page, flags=re.DOTALL)
    with open(path, "w", encoding="utf-8") as file:
        file.write(page)


def main():
    p = argparse.ArgumentParser(prog="python3 bench/tpch/chart.py", description=__doc__, allow_abbrev=False)
    p.add_argument("run", nargs="?", help="a run's JSON")
    p.add_argument("picture", nargs="?", help="draw its bars by query into this SVG")
    p.add_argument("--shuffled", help="the JSON of a run with --shuffled")
    p.add_argument("--cold", help="the JSON of a run with --cold")
    p.add_argument("--scaling", nargs="+", default=[], metavar="JSON", help="runs at several scale factors")
    p.add_argument("--page", help=f"put all into this page between {BEGIN} and {END}, instead of printing it")
    o = p.parse_args()
    text = "\n\n".join(sections(o))
    if not text:
        p.error("nothing to show")
    if o.picture:
        with open(o.picture, "w", encoding="utf-8") as file:
            file.write(picture(Run.read(o.run)))
    if o.page:
        put_between_markers(o.page, text)
    else:
        print(text)


if __name__ == "__main__":
    main()
