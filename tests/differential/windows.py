# SPDX-License-Identifier: BSL-1.0
"""Windows in update."""
import dataclasses

from expressions import BOOL, EXACT, INT, NEAR, REAL, SAME, Expr
from plan import Plan, column_of, named, select_all
from verbs import narrow, order_keys, shuffled


def window_function(m, columns):
    """A function, and whether the place of a row among equal ones matters to it; then which part of a frame it takes."""
    c, n = m.rnd.choice(columns), m.rnd.randint(0, 3)
    x, numbers = c.seen(), [d for d in columns if d.type in (INT, REAL) and not d.wide and d.grade == EXACT]
    same = lambda name, sql, *more: Expr(f"quern::{name}({', '.join([x.cpp, *more])})", f"{sql}({', '.join([x.sql, *more])})", c.type, c.most, c.grade, c.wide)
    rank = lambda name, type=INT: Expr(f"quern::{name}()", f"{name}()", type, 10**6, EXACT if type == INT else SAME)
    kind = m.rnd.choice(["rank", "place", "moved", "end", "aggregate", "aggregate", "aggregate"])
    if kind == "rank":
        return m.rnd.choice([rank("rank"), rank("dense_rank"), rank("percent_rank", REAL), rank("cume_dist", REAL)]), kind
    if kind == "place":
        return m.rnd.choice([rank("row_number"), Expr(f"quern::ntile({n + 1})", f"ntile({n + 1})", INT, 10)]), kind
    if kind == "moved":
        name = m.rnd.choice(["lag", "lead"])
        return same(name, name, str(n)), kind
    if kind == "end":
        return m.rnd.choice([same("first_value", "first_value"), same("last_value", "last_value"), same("nth_value", "nth_value", str(n + 1))]), kind
    made = [Expr("quern::count()", "COUNT(*)", INT, 10**6), Expr(f"quern::count({x.cpp})", f"COUNT({x.sql})", INT, 10**6)]
    if c.type != BOOL:
        made += [same("min", "MIN"), same("max", "MAX")]
    if numbers:
        d = m.rnd.choice(numbers)
        made += [Expr(f"quern::sum({d.seen().cpp})", f"SUM({d.name})", d.type, d.most * 10**5)] * 2 + [Expr(f"quern::mean({d.seen().cpp})", f"AVG({d.name})", REAL, d.most, SAME)]
    return m.rnd.choice(made), kind


def window(m, p):
    """Equal rows may stand in any order, so what depends on places is ordered by all columns."""
    p = narrow(m, p, 4)
    if any(c.grade == NEAR for c in p.columns):
        return None
    new, hashes = [], p.hashes
    for _ in range(m.rnd.randint(1, 2)):
        f, kind = window_function(m, p.columns)
        by = m.rnd.sample(p.columns, m.rnd.choice([0, 1, 1, min(2, len(p.columns))]))
        frame = m.rnd.choice(["", "", "rows", "rows", "range"]) if kind in ("end", "aggregate") else ""
        steps = [c for c in p.columns if c.type == INT and not c.wide]
        if frame == "range" and steps:
            keys = [m.rnd.choice(steps)]
        elif frame == "rows" or kind in ("place", "moved", "end"):
            frame, keys = frame.replace("range", ""), shuffled(m, p.columns)
        else:
            frame, keys = "", m.rnd.sample(p.columns, 1 if kind == "rank" else m.rnd.choice([0, 1, min(2, len(p.columns))]))
        if frame == "range" and kind == "end":
            continue
        parts_cpp, parts_sql = [], []
        if by:
            hashes = True
            parts_cpp.append(f"quern::partition_by({', '.join(c.seen().cpp for c in by)})")
            parts_sql.append(f"PARTITION BY {select_all(by)}")
        if keys:
            cpp, sql = order_keys(m, keys)
            parts_cpp.append(f"quern::order_by({cpp})")
            parts_sql.append(f"ORDER BY {sql}")
        if frame:
            low, high = sorted([m.rnd.randint(-4, 3), m.rnd.randint(-3, 4)])
            bound = lambda n: "CURRENT ROW" if n == 0 else f"{abs(n)} {'PRECEDING' if n < 0 else 'FOLLOWING'}"
            parts_cpp.append(f"quern::{frame}({low}, {high})")
            parts_sql.append(f"{frame.upper()} BETWEEN {bound(low)} AND {bound(high)}")
        new.append((m.name(), dataclasses.replace(f, cpp=f"{f.cpp}.over({', '.join(parts_cpp)})", sql=f"{f.sql} OVER ({' '.join(parts_sql)})")))
    if not new:
        return None
    cpp, sql = zip(*[named(n, e) for n, e in new])
    return Plan(f"{p.cpp}.update({', '.join(cpp)})", f"SELECT *, {', '.join(sql)} FROM ({p.sql})", p.columns + [column_of(n, e) for n, e in new], p.rows, hashes=hashes)
