# SPDX-License-Identifier: BSL-1.0
"""Verbs of one input."""
from expressions import BOOL, EXACT, INT, NEAR, REAL, SAME, Expr
from plan import Plan, column_of, named, select_all


def where(m, p):
    e = m.over(p.columns).of(BOOL, m.rnd.randint(1, 3))
    return Plan(f"{p.cpp}.where({e.cpp})", f"SELECT * FROM ({p.sql}) WHERE {e.sql}", p.columns, p.rows * 0.6)


def update(m, p):
    over, new = m.over(p.columns), []
    for _ in range(m.rnd.randint(1, 2)):
        new.append((m.name(), over.any(m.rnd.randint(1, 3))))
    cpp, sql = zip(*[named(n, e) for n, e in new])
    return Plan(f"{p.cpp}.update({', '.join(cpp)})", f"SELECT *, {', '.join(sql)} FROM ({p.sql})", p.columns + [column_of(n, e) for n, e in new], p.rows)


def select(m, p):
    kept = m.rnd.sample(p.columns, min(len(p.columns), m.rnd.randint(1, 4)))
    n, e = m.name(), m.over(p.columns).any(2)
    cpp, sql = named(n, e)
    return Plan(f"{p.cpp}.select({', '.join(c.seen().cpp for c in kept)}, {cpp})", f"SELECT {select_all(kept)}, {sql} FROM ({p.sql})", kept + [column_of(n, e)], p.rows)


def narrow(m, p, most=4):
    """A few of the columns."""
    kept = m.rnd.sample(p.columns, min(len(p.columns), m.rnd.randint(1, most)))
    return Plan(f"{p.cpp}.select({', '.join(c.seen().cpp for c in kept)})", f"SELECT {select_all(kept)} FROM ({p.sql})", kept, p.rows, hashes=p.hashes)


def distinct(m, p):
    p = narrow(m, p, 3)
    if any(c.grade == NEAR for c in p.columns):
        return None
    return Plan(f"{p.cpp}.distinct()", f"SELECT DISTINCT * FROM ({p.sql})", p.columns, p.rows * 0.7, hashes=True)


def aggregate(m, over):
    """One aggregate, or two that are put together."""
    kind = m.rnd.choice(["count", "count of", "sum", "sum", "min", "max", "min", "max", "mean", "count_distinct", "any", "all", "ratio"])
    of_any = lambda: m.rnd.choice([c for c in over.columns if c.grade < NEAR]) if m.chance(0.6) else over.any(1)
    if kind == "count":
        return Expr("quern::count()", "COUNT(*)", INT, 10**6)
    if kind in ("any", "all"):
        e = over.of(BOOL, 1)
        return Expr(f"quern::{kind}({e.cpp})", f"{'MAX' if kind == 'any' else 'MIN'}({e.sql})", BOOL, 1)
    if kind in ("count of", "count_distinct"):
        e, distinct_ = of_any(), kind == "count_distinct"
        return Expr(f"quern::{'count_distinct' if distinct_ else 'count'}({e.cpp})", f"COUNT({'DISTINCT ' if distinct_ else ''}{e.sql})", INT, 10**6)
    if kind in ("min", "max"):
        e = of_any()
        if e.type == BOOL:
            e = over.of(INT, 1)
        return Expr(f"quern::{kind}({e.cpp})", f"{kind.upper()}({e.sql})", e.type, e.most, e.grade, e.wide)
    e = over.number(m.rnd.randint(0, 2))
    grade = EXACT if e.grade == EXACT else NEAR
    total = Expr(f"quern::sum({e.cpp})", f"SUM({e.sql})", e.type, e.most * 10**5, grade)
    if kind == "mean":
        return Expr(f"quern::mean({e.cpp})", f"AVG({e.sql})", REAL, e.most, max(SAME, grade))
    if kind == "ratio":
        return Expr(f"({total.cpp} / quern::count())", f"(CAST({total.sql} AS REAL) / COUNT(*))", REAL, e.most, max(SAME, grade))
    return total


def agg(m, p, keys=()):
    over = m.over(p.columns)
    new = [(m.name(), aggregate(m, over)) for _ in range(m.rnd.randint(1, 3))]
    cpp, sql = zip(*[named(n, e) for n, e in new])
    columns = [column_of(n, e) for n, e in keys] + [column_of(n, e) for n, e in new]
    if not keys:
        return Plan(f"{p.cpp}.agg({', '.join(cpp)})", f"SELECT {', '.join(sql)} FROM ({p.sql})", columns, 1)
    key_cpp = ", ".join(e.cpp if e.cpp == f'"{n}"_c' else named(n, e)[0] for n, e in keys)
    key_sql = ", ".join(named(n, e)[1] for n, e in keys)
    places = ", ".join(str(i + 1) for i in range(len(keys)))
    return Plan(f"{p.cpp}.group_by({key_cpp}).agg({', '.join(cpp)})", f"SELECT {key_sql}, {', '.join(sql)} FROM ({p.sql}) GROUP BY {places}", columns, p.rows * 0.3, hashes=True)


def group(m, p):
    usable = [c for c in p.columns if c.grade < NEAR]
    if not usable:
        return None
    keys = [(c.name, c.seen()) for c in m.rnd.sample(usable, min(len(usable), m.rnd.choice([1, 1, 2, 2, 3])))]
    if m.chance(0.3):
        keys[-1] = (m.name(), m.over(p.columns).any(1))
    return agg(m, p, keys)


def having(m, p):
    p = group(m, p)
    return p and Plan(**{**vars(where(m, p)), "hashes": True})


def order_keys(m, columns):
    """Keys of an order as C++ and SQL."""
    cpp, sql = [], []
    for c in columns:
        way, nulls = m.rnd.choice(["", "asc", "desc"]), m.rnd.choice(["", "", "first", "last"])
        if nulls and not way:
            way = "asc"
        cpp.append((f"quern::{way}({c.seen().cpp})" if way else c.seen().cpp) + (f".nulls_{nulls}()" if nulls else ""))
        sql.append(c.name + (" DESC" if way == "desc" else "") + (f" NULLS {nulls.upper()}" if nulls else ""))
    return ", ".join(cpp), ", ".join(sql)


def shuffled(m, columns):
    return m.rnd.sample(columns, len(columns))


def ordered(m, p):
    """By all columns, so that there is one answer."""
    cpp, sql = order_keys(m, shuffled(m, p.columns))
    return Plan(f"{p.cpp}.order_by({cpp})", f"SELECT * FROM ({p.sql}) ORDER BY {sql}", p.columns, p.rows, True, p.hashes)


def top(m, p):
    if any(c.grade == NEAR for c in p.columns):
        return None
    p = ordered(m, narrow(m, p, 5))
    most, mark = m.literals.rows()
    first, other = m.literals.rows() if m.chance(0.4) else ("", "")
    return Plan(f"{p.cpp}{f'.offset({first})' if first else ''}.limit({most})", f"{p.sql} LIMIT {mark}{f' OFFSET {other}' if first else ''}", p.columns, 20, True, p.hashes)
