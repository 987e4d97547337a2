#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""The figures of a run as Markdown and as bars by query: python3 bench/tpch/chart.py RUN.json [PICTURE.svg]

RUN.json is what `bash bench/run.sh tpch --json RUN.json` wrote. The table goes to standard output.
"""
import json
import sys

COLOURS = {"quern": "#0072b2", "DuckDB": "#e69f00"}  # told apart by every kind of colour vision


def figures(path):
    with open(path, encoding="utf-8") as file:
        run = json.load(file)
    least = {}
    for f in run["figures"]:
        least[f["section"], f["contender"].split()[0], f["threads"]] = f["min_ms"]
    return least


def table(least):
    threads = sorted({t for _, _, t in least})
    who = [w for w in COLOURS if any(c == w for _, c, _ in least)]
    columns = [(w, t) for t in threads for w in who]
    lines = ["| | " + " | ".join(f"{w}, {t} thread{'s' * (t != 1)}" for w, t in columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for section in sorted({s for s, _, _ in least}, key=lambda s: (s == "load", s)):
        cells = [least.get((section, w, t)) for w, t in columns]
        lines.append(f"| {section} | " + " | ".join("-" if c is None else f"{c:.1f}" if c < 100 else f"{c:.0f}" for c in cells) + " |")
    return "\n".join(lines)


def picture(least):
    threads = max(t for _, _, t in least)
    sections = sorted({s for s, _, _ in least if s != "load"})
    who = [w for w in COLOURS if any(c == w for _, c, _ in least)]
    top = max(v for (s, _, t), v in least.items() if s != "load" and t == threads)
    wide, tall, left, foot = 30, 260, 50, 40
    width = left + wide * len(sections) + 10
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{tall + foot + 30}" font-family="sans-serif" font-size="11">',
        f'<rect width="100%" height="100%" fill="white"/><text x="{left}" y="14">milliseconds by query, {threads} threads</text>',
    ]
    for k, w in enumerate(who):
        out.append(f'<rect x="{left + 240 + 90 * k}" y="5" width="10" height="10" fill="{COLOURS[w]}"/><text x="{left + 254 + 90 * k}" y="14">{w}</text>')
    for step in range(5):
        y = 24 + tall - tall * step / 4
        out.append(f'<path d="M{left} {y:.1f}H{width - 6}" stroke="#ddd"/><text x="{left - 6}" y="{y + 4:.1f}" text-anchor="end">{top * step / 4:.0f}</text>')
    for i, s in enumerate(sections):
        for k, w in enumerate(who):
            value = least.get((s, w, threads))
            if value is None:
                continue
            height = tall * value / top
            out.append(f'<rect x="{left + wide * i + 4 + 11 * k}" y="{24 + tall - height:.1f}" width="10" height="{height:.1f}" fill="{COLOURS[w]}"><title>{s}, {w}: {value:.1f} ms</title></rect>')
        out.append(f'<text x="{left + wide * i + 14}" y="{tall + 40}" text-anchor="middle">{s.removeprefix("q").lstrip("0")}</text>')
    return "\n".join(out + ["</svg>", ""])


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    least = figures(sys.argv[1])
    print(table(least))
    if len(sys.argv) == 3:
        with open(sys.argv[2], "w", encoding="utf-8") as file:
            file.write(picture(least))


if __name__ == "__main__":
    main()
