# SPDX-License-Identifier: BSL-1.0
"""A run as bars by query, an SVG of its own colours for light and for dark pages."""

# Okabe and Ito's colours, told apart by every kind of colour vision; they differ in lightness, too. On dark pages the blue is a lighter one.
COLOURS = {"quern": ("#0072b2", "#56b4e9"), "DuckDB": ("#e69f00", "#e69f00"), "Polars": ("#009e73", "#1fbf93"), "ClickHouse": ("#cc79a7", "#cc79a7")}
LEFT, RIGHT, TOP, TALL, BETWEEN, FOOT, GROUP_GAP = 52, 12, 56, 190, 52, 34, 8
BAR = 8


def style():
    def rules(k, paper, ink, line):
        return f".paper{{fill:{paper}}}text{{fill:{ink}}}.line{{stroke:{line}}}" + "".join(f".{w.lower()}{{fill:{c[k]}}}" for w, c in COLOURS.items())

    return f"<style>{rules(0, '#ffffff', '#24292f', '#d8dee4')}@media(prefers-color-scheme:dark){{{rules(1, '#0d1117', '#e6edf3', '#30363d')}}}</style>"


def limits(values):
    """Powers of ten around all values: bars of 1 ms and of 500 ms can both be read only on such a scale."""
    low = high = 1.0
    while low > min(values):
        low /= 10
    while low * 10 <= min(values):
        low *= 10
    while high < max(values):
        high *= 10
    return low, high


def panel(run, threads, top, low, high):
    from math import log10

    def y(v):
        return top + TALL * (1 - log10(v / low) / log10(high / low))

    def tick(v):
        return f"{v:g}"

    who, out = run.who, []
    group = BAR * len(who) + GROUP_GAP
    right = LEFT + group * len(run.queries)
    out.append(f'<text x="{LEFT}" y="{top - 8}" font-weight="bold">{threads} thread{"s" if threads != 1 else ""}</text>')
    step = low
    while step <= high * 1.001:
        out.append(f'<path class="line" d="M{LEFT} {y(step):.1f}H{right}"/><text x="{LEFT - 6}" y="{y(step) + 4:.1f}" text-anchor="end">{tick(step)}</text>')
        step *= 10
    for i, q in enumerate(run.queries):
        left = LEFT + group * i + GROUP_GAP / 2
        for k, w in enumerate(who):
            v = run.least.get((q, w, threads))
            if v is not None:
                out.append(f'<rect class="{w.lower()}" x="{left + BAR * k:.1f}" y="{y(v):.1f}" width="{BAR - 1}" height="{top + TALL - y(v):.1f}"><title>{q}, {w}: {v:.2f} ms</title></rect>')
        out.append(f'<text x="{left + BAR * len(who) / 2:.1f}" y="{top + TALL + 15}" text-anchor="middle">{q.removeprefix("q").lstrip("0")}</text>')
    return out


def picture(run):
    threads = [t for t in run.threads if run.times(run.who[0], t)]
    values = [v for (s, w, t), v in run.least.items() if s in run.queries and t in threads]
    low, high = limits(values)
    # The title needs room, however few the queries.
    width = max(600, LEFT + (BAR * len(run.who) + GROUP_GAP) * len(run.queries) + RIGHT)
    tall = TOP + len(threads) * (TALL + BETWEEN) - BETWEEN + FOOT
    data = f", {int(run.facts['lineitem_rows']):,} rows of lineitem" if "lineitem_rows" in run.facts else ""
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {tall}" width="{width}" height="{tall}" font-family="system-ui,sans-serif" font-size="12" role="img">',
           "<title>TPC-H by query</title>", style(), '<rect class="paper" width="100%" height="100%"/>',
           f'<text x="{LEFT}" y="20">TPC-H{data}: milliseconds by query, logarithmic; shorter is faster</text>']
    at = width - RIGHT
    for w in reversed(run.who):  # the legend, above the first panel, from the right
        at -= 34 + 7 * len(w)
        out.append(f'<rect class="{w.lower()}" x="{at}" y="{TOP - 18}" width="11" height="11"/><text x="{at + 15}" y="{TOP - 8}">{w}</text>')
    for k, t in enumerate(threads):
        out += panel(run, t, TOP + k * (TALL + BETWEEN), low, high)
    return "\n".join(out + ["</svg>", ""])
