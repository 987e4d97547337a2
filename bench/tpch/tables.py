# SPDX-License-Identifier: BSL-1.0
"""Tables of a run's figures: lists of rows of texts, the first row the head; as Markdown or with columns of one width."""
from figures import geometric_mean


def milliseconds(v):
    return "-" if v is None else f"{v:.2f}" if v < 10 else f"{v:.1f}" if v < 100 else f"{v:.0f}"


def times(v):
    return "-" if v is None else f"{v:.2f}" if v < 10 else f"{v:.1f}"


def by_query(run):
    """All contenders side by side, in milliseconds, and how many times as fast as the fastest peer quern is."""
    columns = [(w, t) for w in run.who for t in run.threads]
    rows = [["query"] + [f"{w} {t}t" for w, t in columns] + [f"x fastest {t}t" for t in run.threads]]
    sections = run.queries + (["load"] if any(("load", "quern", t) in run.least for t in run.threads) else [])
    for s in sections:
        rows.append([s] + [milliseconds(run.least.get((s, w, t))) for w, t in columns] + [times(run.ratio(s, t)) for t in run.threads])
    full = {c: run.times(*c) for c in columns}
    # Means and sums of fewer queries than the others would mislead.
    whole = {c: v if len(v) == len(run.queries) else [] for c, v in full.items()}
    rows.append(["geometric mean"] + [milliseconds(geometric_mean(whole[c])) for c in columns] + [times(geometric_mean(run.ratios(t).values())) for t in run.threads])
    rows.append(["sum"] + [milliseconds(sum(whole[c]) or None) for c in columns] + ["" for _ in run.threads])
    return rows


def against_each(run):
    """Geometric mean of the ratios, the least of them, and how many are below 2 and below 1."""
    rows = [["quern against", "threads", "geometric mean", "least", "below 2", "below 1"]]
    peers = [w for w in run.who if w != "quern"]
    for who in peers + ([None] if len(peers) > 1 else []):
        for t in run.threads:
            r = run.ratios(t, who)
            if not r:
                continue
            least = min(r, key=r.get)
            below = [", ".join(q.removeprefix("q").lstrip("0") for q in r if r[q] < limit) or "none" for limit in (2, 1)]
            rows.append([who or "the fastest of them", str(t), times(geometric_mean(r.values())), f"{times(r[least])} ({least})"] + below)
    return rows


def cold(run):
    rows = [["from files to all answers", "threads", "seconds", "peak MiB", "x quern's time", "x quern's memory"]]
    parts = [f for f in run.figures if f["section"] == "cold"]
    for f in parts:
        mine = next((q for q in parts if q["contender"] == "quern" and q["threads"] == f["threads"]), f)
        rows.append([f["contender"], str(f["threads"]), f"{f['min_ms'] / 1000:.2f}", f"{f['peak_mib']:.0f}", times(f["min_ms"] / mine["min_ms"]), times(f["peak_mib"] / mine["peak_mib"])])
    return rows


def scaling(runs):
    """A row for each run, the smallest data first; geometric means over the queries that all contenders answered."""
    runs = sorted(runs, key=lambda r: int(r.facts.get("lineitem_rows", 0)))
    who = [w for w in runs[0].who if all(w in r.who for r in runs)]
    threads = [t for t in runs[0].threads if all(t in r.threads for r in runs)]
    columns = [(w, t) for w in who for t in threads]
    rows = [["rows of lineitem"] + [f"{w} {t}t" for w, t in columns] + [f"x fastest {t}t" for t in threads]]
    for r in runs:
        common = [q for q in r.queries if all((q, w, t) in r.least for w, t in columns)]
        means = [geometric_mean(r.least[q, w, t] for q in common) for w, t in columns]
        rows.append([f"{int(r.facts.get('lineitem_rows', 0)):,}"] + [milliseconds(m) for m in means] + [times(geometric_mean(r.ratios(t).values())) for t in threads])
    return rows


def markdown(rows):
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|---" + "|---:" * (len(rows[0]) - 1) + "|")
    return "\n".join(lines)


def plain(rows):
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    return "\n".join("  ".join(cell.ljust(w) if k == 0 else cell.rjust(w) for k, (cell, w) in enumerate(zip(row, widths))).rstrip() for row in rows)
