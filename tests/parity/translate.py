# SPDX-License-Identifier: BSL-1.0
"""Expression trees to C++, with as much of their types as the translation needs."""
import dataclasses
import typing

import functions
import reasons
import values
from reasons import LeftOut, Missing

ARITHMETIC, COMPARISONS, LOGIC = {"+", "-", "*", "/", "%"}, {"==", "!=", "<", "<=", ">", ">="}, {"AND": "&&", "OR": "||"}
NOTHING = "nothing"


@dataclasses.dataclass
class Expr:
    cpp: str
    kind: str
    constant: bool = False
    value: typing.Any = None

    @property
    def as_expression(self):
        """C++ operators belong to quern only where one side is an expression."""
        return f"quern::expr::as_expr({self.cpp})" if self.constant else self.cpp


def null_of(kind):
    return f"quern::null<{values.CPP_OF_KIND.get(kind, 'std::int64_t')}>"


def literal(v):
    if v is None:
        return Expr(null_of(NOTHING), NOTHING, True)
    kind = "truth" if isinstance(v, bool) else "text" if isinstance(v, str) else "whole" if isinstance(v, int) else "real"
    return Expr(values.quoted(v) if kind == "text" else values.number(v), kind, True, v)


def common(parts):
    """The kind that all parts have, nulls aside; constant nulls become nulls of it."""
    kinds = {p.kind for p in parts} - {NOTHING}
    kind = kinds.pop() if len(kinds) == 1 else "real" if kinds == {"whole", "real"} else None
    if kinds and kind is None:
        if "text" in kinds or kind == "text":
            raise LeftOut(reasons.TEXT_AND_NUMBER)
        raise Missing("values of several types stand in for each other")
    kind = kind or NOTHING
    return kind, [Expr(null_of(kind), kind, False) if p.kind == NOTHING else p for p in parts]


def resolved(name, columns):
    """The column of this name. Names of Spark do not depend on case; those of quern do, so the plan gets the exact one."""
    if name in columns:
        return name
    found = [c for c in columns if c.lower() == name.lower()]
    if len(found) != 1:
        raise Missing(f"there is no column {name}" if not found else f"column {name} is ambiguous")
    return found[0]


class Arguments:
    """What the fields of an entry in functions.py stand for."""

    def __init__(self, name, parts):
        self.name, self.parts = name, parts

    def field(self, text):
        index, _, what = text.partition(":")
        if index.endswith("*"):
            parts = self.parts[int(index[:-1] or 0):]
            first = parts[0].as_expression if all(p.constant for p in parts) else parts[0].cpp
            return ", ".join([first] + [p.cpp for p in parts[1:]])
        p = self.parts[int(index)]
        if not what:
            return p.as_expression if len(self.parts) == 1 else p.cpp
        if what == "moment":
            return p.cpp if p.kind == "time" else f"quern::try_cast<quern::timestamp<quern::us>>({p.as_expression})"
        if what == "default" and p.value in ("yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd"):
            return ""
        if what == "default":
            raise LeftOut(f"{self.name}: {reasons.PARSING}")
        if not p.constant:
            raise LeftOut(f"{self.name}: argument {int(index) + 1} is part of the type in quern, and a column here")
        if what == "letter":
            return "'" + ("\\" if p.value in "'\\" else "") + p.value + "'"
        return literal(p.value.lower()).cpp if what == "lower" else p.cpp

    def into(self, spelled):
        out, rest = "", spelled
        while "{" in rest:
            before, _, rest = rest.partition("{")
            inside, _, rest = rest.partition("}")
            out += before + self.field(inside)
        return out + rest


def by_table(name, parts):
    entries = functions.FUNCTIONS[name]
    for spelled, gives in entries:
        used = {int(c) for c in "01234567" if "{" + c in spelled}
        if "*}" in spelled or len(used) == len(parts):
            break
    else:
        raise Missing(f"{name} of {len(parts)} arguments has no entry in the generator's table")
    if name == "make_timestamp" and len(parts) > 6:
        raise LeftOut(f"make_timestamp with a time zone: {reasons.ZONES}")
    if gives == "common":
        gives, parts = common(parts)
    if name in ("nvl2", "if", "nullif"):
        gives, parts[-2:] = common(parts[-2:])
    kind = parts[0].kind if gives == "same" else parts[1].kind if gives == "second" else gives
    return Expr(Arguments(name, parts).into(spelled), kind)


def cases(node, columns):
    """when(c).then(x).when(d).then(y).otherwise(z) as a list of (condition, value) with the last value."""
    pairs, last = [], None
    while node[0] == "method":
        _, inner, name, args = node
        if name == "otherwise":
            last, node = args[0], inner
        elif name == "then":
            _, *head = inner
            condition = head[-1][0]
            pairs.insert(0, (condition, args[0]))
            node = inner[1] if inner[0] == "method" else ("call", "when", [])
        elif name == "when":
            pairs.insert(0, (args[0], args[1]))
            node = inner
    if len(node[2]) == 2:
        pairs.insert(0, tuple(node[2]))
    return when(pairs, last, columns)


def when(pairs, last, columns):
    made = [expression(v, columns) for _, v in pairs] + ([expression(last, columns)] if last else [])
    kind, made = common(made)
    text = "quern"
    for i, (c, _) in enumerate(pairs):
        text += ("::" if i == 0 else ".") + f"when({expression(c, columns).as_expression}).then({made[i].cpp})"
    return Expr(text + (f".otherwise({made[-1].cpp})" if last else ""), kind)


def is_conditional(node):
    while node[0] == "method" and node[2] in ("then", "otherwise", "when"):
        node = node[1]
    return node[0] == "call" and node[1] == "when"


def operator(sign, parts):
    a, b = parts
    if sign in LOGIC:
        return Expr(f"({a.as_expression} {LOGIC[sign]} {b.cpp})", "truth")
    if sign in COMPARISONS or sign == "<=>":
        if {"text", "whole"} <= {a.kind, b.kind} or {"text", "real"} <= {a.kind, b.kind}:
            raise LeftOut(reasons.TEXT_AND_NUMBER)
        kind, (a, b) = common(parts) if NOTHING in (a.kind, b.kind) else (None, parts)
        if sign == "<=>":
            return by_table(sign, [a, b])
        return Expr(f"({a.as_expression} {sign} {b.cpp})", "truth")
    kind, (a, b) = common(parts)
    if sign == "/":
        return Expr(f"quern::try_divide({a.as_expression}, {b.cpp})", "real")  # a zero divisor gives null, as recorded without ANSI mode
    return Expr(f"({a.as_expression} {sign} {b.cpp})", kind)


def cast(parts):
    x, target = parts
    to = str(target.value).lower()
    kind = values.kind_of(to)
    if kind == x.kind and kind in ("text", "date", "truth"):
        return x
    return Expr(f"quern::try_cast<{values.cpp_of(to)}>({x.as_expression})", kind)  # as recorded without ANSI mode


def expression(node, columns):
    """The node as C++, over columns (name to kind)."""
    if node[0] == "lit":
        return literal(node[1])
    if node[0] == "col":
        name = resolved(node[1], columns)
        return Expr(values.column(name), columns[name])
    if node[0] == "window":
        return window(node, columns)
    if is_conditional(node):
        return cases(node, columns)
    if node[0] == "method":
        _, inner, name, args = node
        if "." + name in reasons.FUNCTIONS:
            raise LeftOut(f"{name}: {reasons.FUNCTIONS['.' + name]}")
        if name in ("alias", "name"):
            return expression(inner, columns)
        if name not in functions.METHODS:
            raise Missing(f"method {name} has no entry in the generator's table")
        node = ("call", functions.METHODS[name], [inner] + args)
    _, name, args = node
    if name in reasons.FUNCTIONS:
        raise LeftOut(f"{name}: {reasons.FUNCTIONS[name]}")
    if name == "when":
        return when([tuple(args)], None, columns)
    parts = [expression(a, columns) for a in args]
    if name == "NOT":
        return Expr(f"!({parts[0].as_expression})", "truth")
    if name in ARITHMETIC | COMPARISONS | set(LOGIC) | {"<=>"} and len(parts) == 2:
        return operator(name, parts)
    if name in ("isin", "is_in", "in"):
        common(parts)
        return Expr("quern::is_in(" + ", ".join(p.cpp for p in parts) + ")" if len(parts) > 1 else "quern::expr::as_expr(false)", "truth")
    if name in ("cast", "try_cast"):
        return cast(parts)
    if name not in functions.FUNCTIONS:
        raise Missing(f"function {name} has no entry in the generator's table")
    return by_table(name, parts)


def window(node, columns):
    _, (_, name, args), over = node
    return windowed(name, [expression(a, columns) for a in args], over, columns)


def windowed(name, parts, over, columns):
    if name not in functions.WINDOWS and name not in functions.AGGREGATES:
        raise Missing(f"window function {name} has no entry in the generator's table")
    spelled, kind = functions.WINDOWS.get(name, functions.AGGREGATES.get(name))[0]
    n = next((p.cpp for p in parts[1:] or parts if p.kind == "whole" and p.constant), "1")
    text = spelled.replace("{0}", parts[0].cpp if parts else "").replace("{n}", n)
    by = ", ".join(values.column(resolved(c, columns)) for c in over.get("partition_by") or [])
    keys = ", ".join(order_key(o["col"], o.get("asc", True), None, columns) for o in over.get("order_by") or [])
    clauses = ([f"quern::partition_by({by})"] if by else []) + ([f"quern::order_by({keys})"] if keys else [])
    return Expr(f"{text}.over({', '.join(clauses)})", parts[0].kind if kind == "same" and parts else kind)


def order_key(name, ascending, nulls_last, columns):
    text = f"quern::{'asc' if ascending else 'desc'}({values.column(resolved(name, columns))})"
    return text + {None: "", True: ".nulls_last()", False: ".nulls_first()"}[nulls_last]
