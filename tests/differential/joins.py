# SPDX-License-Identifier: BSL-1.0
"""Verbs of two inputs: joins, queries inside expressions, sets."""
import dataclasses

from expressions import BOOL, INT, NEAR, REAL, TEXT, Column
from plan import TABLES, Plan, named, scan
from verbs import aggregate, group, narrow, top, where


def other_input(m, p):
    """A small plan of columns that have other names."""
    taken = {c.name for c in p.columns}
    q = scan(m, m.rnd.choice([t for t in TABLES if not any(c.name in taken for c in TABLES[t])] or "a"))
    clash = [c for c in q.columns if c.name in taken]
    if clash:  # every column under a new name
        new = [dataclasses.replace(c, name=m.name()) for c in q.columns]
        pairs = list(zip(new, q.columns))
        q = Plan(f"{q.cpp}.rename({', '.join(f'{n.seen().cpp} = {c.seen().cpp}' for n, c in pairs)})", f"SELECT {', '.join(f'{c.name} AS {n.name}' for n, c in pairs)} FROM ({q.sql})", new, q.rows)
    if m.chance(0.25):
        q = where(m, q)
    elif m.chance(0.15):
        q = group(m, q)
    return q


def key_pairs(m, left, right, most):
    pairs = [(c, d) for c in left for d in right if c.type == d.type and c.wide == d.wide and c.grade < NEAR and d.grade < NEAR and c.type != BOOL]
    return m.rnd.sample(pairs, min(len(pairs), most))


def condition(m, p, q, keys, further):
    """The C++ terms and the SQL of a condition between rows l of p and r of q."""
    cpp, sql = [], []
    for c, d in key_pairs(m, p.columns, q.columns, keys):
        a, b = (c, d) if m.chance(0.8) else (d, c)
        safe = m.chance(0.15)
        cpp.append(f"quern::null_safe({a.seen().cpp} == {b.seen().cpp})" if safe else f"{a.seen().cpp} == {b.seen().cpp}")
        sql.append(f"l.{c.name} {'IS' if safe else '='} r.{d.name}")
    if further or not cpp:
        l, r = m.over(p.columns, "l."), m.over(q.columns, "r.")
        type = m.rnd.choice([t for t in (INT, REAL, TEXT) if l.column(t, False) and r.column(t, False)] or [INT])
        a, b, op = l.of(type, m.rnd.choice([0, 0, 1])), r.of(type, m.rnd.choice([0, 0, 1])), m.rnd.choice(["<", "<=", ">", ">=", "!="])
        cpp.append(f"{a.cpp} {op} {b.cpp}")
        sql.append(f"{a.sql} {'<>' if op == '!=' else op} {b.sql}")
    return ", ".join(cpp), " AND ".join(sql)


def fan(p, q, keys):
    return max(p.rows, q.rows) if keys == 2 else p.rows * q.rows / 12


def join(m, p):
    q = other_input(m, p)
    kind = m.rnd.choice(["inner", "inner", "left", "left", "right", "full", "full"])
    keys = m.rnd.choice([1, 1, 1, 2, 2, 0])
    cpp, sql = condition(m, p, q, keys, m.chance(0.3))
    verb = {"inner": "join", "left": "left_join", "right": "right_join", "full": "full_join"}[kind]
    return Plan(f"{p.cpp}.{verb}({q.cpp}, quern::on({cpp}))", f"SELECT l.*, r.* FROM ({p.sql}) l {kind.upper()} JOIN ({q.sql}) r ON {sql}", p.columns + q.columns, fan(p, q, keys), hashes=True)


def merging_join(m, p):
    """On a column that has the same name on both sides and stands once; other names of both get a suffix."""
    q = scan(m, m.rnd.choice("abc"))
    pairs = key_pairs(m, p.columns, q.columns, 1)
    if not pairs:
        return None
    (key, renamed), = pairs
    if any(c.name == key.name for c in q.columns):
        renamed = next(c for c in q.columns if c.name == key.name)
    else:
        rest = [c for c in q.columns]
        columns = [key if c is renamed else c for c in rest]
        q = Plan(f"{q.cpp}.rename({key.seen().cpp} = {renamed.seen().cpp})", f"SELECT {', '.join(f'{c.name} AS {key.name}' if c is renamed else c.name for c in rest)} FROM ({q.sql})", columns, q.rows)
    kind, verb = m.rnd.choice([("INNER", "join"), ("LEFT", "left_join"), ("RIGHT", "right_join"), ("FULL", "full_join")])
    suffix = f"_{m.name()}"
    taken = {c.name for c in p.columns}
    tail = [c for c in q.columns if c.name != key.name]
    new = [dataclasses.replace(c, name=c.name + suffix) if c.name in taken else c for c in tail]
    head = ", ".join(f"COALESCE(l.{c.name}, r.{c.name}) AS {c.name}" if c.name == key.name else f"l.{c.name}" for c in p.columns)
    body = "".join(f", r.{c.name} AS {n.name}" for c, n in zip(tail, new))
    how = f', quern::suffix<"{suffix}">' if any(n is not c for c, n in zip(tail, new)) else ""
    return Plan(f"{p.cpp}.{verb}({q.cpp}, quern::on({key.seen().cpp}){how})", f"SELECT {head}{body} FROM ({p.sql}) l {kind} JOIN ({q.sql}) r ON l.{key.name} = r.{key.name}",
                p.columns + new, fan(p, q, 1), hashes=True)


def half_join(m, p):
    """Semi and anti joins, and exists(...) in where."""
    q = other_input(m, p)
    cpp, sql = condition(m, p, q, m.rnd.choice([1, 1, 2, 0]), m.chance(0.3))
    negated = m.chance(0.5)
    if m.chance(0.6):
        text = f".{'anti' if negated else 'semi'}_join({q.cpp}, quern::on({cpp}))"
    else:
        text = f".where({'!' if negated else ''}quern::exists({q.cpp}, quern::on({cpp})))"
    return Plan(p.cpp + text, f"SELECT * FROM ({p.sql}) l WHERE {'NOT ' if negated else ''}EXISTS (SELECT 1 FROM ({q.sql}) r WHERE {sql})", p.columns, p.rows * 0.6, hashes=True)


def cross(m, p):
    q = other_input(m, p)
    if p.rows * q.rows > 20000:
        q = top(m, q)
    if not q or p.rows * q.rows > 20000:
        return None
    columns = p.columns + q.columns
    e = m.over(columns).of(BOOL, 2)
    return Plan(f"{p.cpp}.cross_join({q.cpp}).where({e.cpp})", f"SELECT * FROM (SELECT l.*, r.* FROM ({p.sql}) l CROSS JOIN ({q.sql}) r) WHERE {e.sql}", columns, p.rows * q.rows * 0.5, hashes=True)


def member(m, p):
    """is_in of a query, in which SQL's nulls matter."""
    x = m.over(p.columns).of(m.rnd.choice([INT, INT, TEXT]), m.rnd.choice([0, 1]))
    q = scan(m)
    fit = [c for c in q.columns if c.type == x.type and not c.wide]
    if not fit:
        return None
    if m.chance(0.4):
        q = where(m, q)
    y, negated = m.rnd.choice(fit), m.chance(0.5)
    more = m.over(p.columns).of(BOOL, 1) if m.chance(0.4) else None
    return Plan(f"{p.cpp}.where({'!' if negated else ''}quern::is_in({x.cpp}, {q.cpp}.select({y.seen().cpp})){f' && {more.cpp}' if more else ''})",
                f"SELECT * FROM ({p.sql}) WHERE {'NOT ' if negated else ''}({x.sql} IN (SELECT {y.name} FROM ({q.sql}))){f' AND {more.sql}' if more else ''}", p.columns, p.rows * 0.5, hashes=True)


def scalar(m, p):
    """Compared with, or added to, the one value of another query."""
    q = scan(m)
    if m.chance(0.4):
        q = where(m, q)
    value = aggregate(m, m.over(q.columns))
    x = m.over(p.columns).of(value.type, 1) if value.type in (INT, REAL, TEXT) and value.grade < NEAR else None
    if not x:
        return None
    cpp, sql = f'quern::scalar({q.cpp}.agg("v"_c = {value.cpp}))', f"(SELECT {value.sql} FROM ({q.sql}))"
    op = m.rnd.choice(["<", ">", "<=", "=="])
    if m.chance(0.5):
        return Plan(f"{p.cpp}.where({x.cpp} {op} {cpp})", f"SELECT * FROM ({p.sql}) WHERE {x.sql} {op} {sql}", p.columns, p.rows * 0.5)
    n = m.name()
    return Plan(f'{p.cpp}.update("{n}"_c = {x.cpp} {op} {cpp})', f"SELECT *, {x.sql} {op} {sql} AS {n} FROM ({p.sql})", p.columns + [Column(n, BOOL, 1)], p.rows)


def sets(m, p):
    """Columns by position, under the names of the first input."""
    p, q = narrow(m, p, 3), scan(m)
    if any(c.grade == NEAR for c in p.columns):
        return None
    pairs = []
    for c in p.columns:
        fit = [d for d in q.columns if d.type == c.type and (d.wide == c.wide or c.type == INT)]
        if not fit:
            return None
        pairs.append((c, m.rnd.choice(fit)))
    cpp, sql = zip(*[named(m.name(), d.seen()) for _, d in pairs])
    verb, word = m.rnd.choice([("union_all", "UNION ALL"), ("intersect", "INTERSECT"), ("except", "EXCEPT"), ("union_all", "UNION")])
    text = f"{p.cpp}.{verb}({q.cpp}.select({', '.join(cpp)}))" + (".distinct()" if word == "UNION" else "")
    columns = [Column(c.name, c.type, max(c.most, d.most), max(c.grade, d.grade), c.wide or d.wide) for c, d in pairs]
    return Plan(text, f"SELECT * FROM ({p.sql}) {word} SELECT {', '.join(sql)} FROM ({q.sql})", columns, p.rows + q.rows, hashes=word != "UNION ALL")
