# SPDX-License-Identifier: BSL-1.0
"""Random expressions: each one C++ text and SQL text, from one tree.

A new function is one entry of the list of its result's type.
"""
import dataclasses
import random

INT, REAL, TEXT, BOOL = "int", "real", "text", "bool"

# Whether a double is the same in quern and in SQLite: EXACT sums are exact too, SAME has the same bits, NEAR depends on the order of additions.
EXACT, SAME, NEAR = 0, 1, 2
# Numbers stay below: SQLite makes a double of an integer that overflows, where quern raises; sums of doubles are to stay exact.
MOST = {INT: 10**12, REAL: 10**8, TEXT: 10**12, BOOL: 1000}


@dataclasses.dataclass
class Expr:
    cpp: str
    sql: str
    type: str
    most: int = 1000  # of the absolute value of a number
    grade: int = EXACT
    wide: bool = False  # holds extremes: compared and counted, never computed with


@dataclasses.dataclass
class Column:
    name: str
    type: str
    most: int = 1000
    grade: int = EXACT
    wide: bool = False

    def seen(self, prefix="", side=""):
        cpp = f'"{self.name}"_c'
        return Expr(f"quern::{side}({cpp})" if side else cpp, prefix + self.name, self.type, self.most, self.grade, self.wide)


class Literals:
    """The literals of a plan: values that a case chooses, parameter ?i of SQL and p[i] of C++."""

    def __init__(self, rnd: random.Random):
        self.rnd, self.kinds = rnd, ""
        self.later = []  # values given by with<...>, after the plan is made

    def add(self, kind):
        self.kinds += kind
        i = len(self.kinds) - 1
        member, type, of, start = {"i": ("i", INT, 10, "0"), "n": ("i", INT, 10, "1"), "d": ("d", REAL, 10, "0.0"), "t": ("s", TEXT, 0, '"x"')}[kind]
        value = f"p[{i}].{member}"
        if self.rnd.random() < 0.15:
            self.later.append(f'.with<"p{i}">({value})')
            value = start if type != INT else f"std::int64_t{{{start}}}"
        return Expr(f'quern::param<"p{i}">({value})', f"?{i + 1}", type, of)

    def rows(self):
        self.kinds += "l"
        i = len(self.kinds) - 1
        return f"p[{i}].i", f"?{i + 1}"


class Expressions:
    """Expressions over some columns."""

    def __init__(self, rnd, literals, columns):
        self.rnd, self.literals, self.columns = rnd, literals, columns

    def column(self, type, wide=None):
        fit = [c for c in self.columns if c.type == type and c.grade < NEAR and (wide is None or c.wide == wide)]
        return self.rnd.choice(fit) if fit else None

    def of(self, type, depth):
        """Of this type, and nothing wide; None where no column has it and depth is 0."""
        at_hand = self.column(type, False)
        if depth == 0 or (at_hand and self.rnd.random() < 0.25):
            return at_hand or (self.literal(type) if type != BOOL else self.null_test())
        made = self.rnd.choice({INT: INTS, REAL: REALS, TEXT: TEXTS, BOOL: BOOLS}[type])(self, depth - 1)
        return made if made and made.most <= MOST[type] else self.of(type, 0)

    def literal(self, type):
        if type == INT and self.rnd.random() < 0.2:
            v = self.rnd.randint(-3, 9)
            return Expr(f"quern::lit<{v}>", f"({v})", INT, abs(v))
        return self.literals.add({INT: "i", REAL: "d", TEXT: "t"}[type])

    def number(self, depth):
        return self.of(self.rnd.choice([INT, REAL]), depth)

    def null_test(self):
        c = self.rnd.choice(self.columns)
        return self.rnd.choice([Expr(f"quern::is_null({c.cpp})", f"({c.sql} IS NULL)", BOOL), Expr(f"quern::is_not_null({c.cpp})", f"({c.sql} IS NOT NULL)", BOOL)])

    def any(self, depth):
        return self.of(self.rnd.choice([INT, INT, REAL, TEXT, BOOL]), depth)


def made(type, cpp, sql, *parts, most=None, grade=None):
    return Expr(cpp.format(*[p.cpp for p in parts]), sql.format(*[p.sql for p in parts]), type,
                max([p.most for p in parts]) if most is None else most, max([p.grade for p in parts]) if grade is None else grade)


def two(type, other=None):
    """Makes functions of two operands of this type."""
    def pair(e, depth):
        a = e.of(type, depth)
        return a, e.literal(other or type) if e.rnd.random() < 0.3 and type != BOOL else e.of(other or type, depth)
    return pair


def binary(operands, result, cpp, sql, most=None, grade=None):
    def make(e, depth):
        a, b = operands(e, depth)
        return made(result, cpp, sql, a, b, most=most(a.most, b.most) if most else None, grade=grade)
    return make


def unary(type, result, cpp, sql, most=None, grade=None):
    return lambda e, depth: made(result, cpp, sql, e.of(type, depth), most=most, grade=grade)


def chosen(type):
    """when(...).then(...)...: values of one type, with or without otherwise."""
    def make(e, depth):
        c, a, b = e.of(BOOL, depth), e.of(type, depth), e.of(type, depth)
        return e.rnd.choice([
            lambda: made(type, "quern::when({}).then({}).otherwise({})", "(CASE WHEN {} THEN {} ELSE {} END)", c, a, b),
            lambda: made(type, "quern::when({}).then({}).when({}).then({}).otherwise({})", "(CASE WHEN {} THEN {} WHEN {} THEN {} ELSE {} END)", c, a, e.of(BOOL, 0), b, e.of(type, 0)),
            lambda: made(type, "quern::when({}).then({})", "(CASE WHEN {} THEN {} END)", c, a),
            lambda: made(type, "quern::coalesce({}, {})", "COALESCE({}, {})", a, b)])()
    return make


def compared(e, depth):
    type = e.rnd.choice([INT, INT, REAL, TEXT, TEXT, "number", "wide"])
    cpp, sql = e.rnd.choice([("==", "="), ("!=", "<>"), ("<", "<"), ("<=", "<="), (">", ">"), (">=", ">=")])
    if type == "wide":
        type = e.rnd.choice([INT, REAL])
        a, b = e.column(type, True), e.column(type)
        if not a:
            return None
    elif type == "number":
        a, b = e.number(depth), e.of(REAL, depth)
    else:
        a, b = two(type)(e, depth)
    return made(BOOL, "({} " + cpp + " {})", "({} " + sql + " {})", a, b, most=1, grade=EXACT)


def among(e, depth):
    type = e.rnd.choice([INT, REAL, TEXT])
    x, values = e.of(type, depth), [e.literal(type) for _ in range(e.rnd.randint(1, 3))]
    marks = ", ".join(["{}"] * len(values))
    return e.rnd.choice([
        lambda: made(BOOL, "quern::is_in({}, " + marks + ")", "({} IN (" + marks + "))", x, *values, most=1, grade=EXACT),
        lambda: made(BOOL, "quern::between({}, {}, {})", "({} BETWEEN {} AND {})", x, values[0], e.of(type, 0), most=1, grade=EXACT)])()


def liked(e, depth):
    pattern = e.rnd.choice(["a%", "%b", "%a%", "_b%", "%", "", "___", "%é%", "ab", "%_a%b"])
    return made(BOOL, f'quern::like<"{pattern}">({{}})', f"({{}} LIKE '{pattern}')", e.of(TEXT, depth), most=1, grade=EXACT)


def whole_of(e, depth):
    a = e.of(INT, depth)
    op, sql = e.rnd.choice([("({} % {})", "({} % {})"), ("quern::div({}, {})", "({} / {})")])
    return made(INT, op, sql, a, e.literals.add("n"), most=a.most)


def cut(e, depth):
    """Positions from 1 on: SQLite counts others from the end."""
    return made(TEXT, f"quern::substr({{}}, {(i := e.rnd.randint(1, 4))}, {(n := e.rnd.randint(0, 5))})", f"substr({{}}, {i}, {n})", e.of(TEXT, depth))


add, times = (lambda a, b: a + b), (lambda a, b: a * b)
INTS = [
    binary(two(INT), INT, "({} + {})", "({} + {})", add), binary(two(INT), INT, "({} - {})", "({} - {})", add), binary(two(INT), INT, "({} * {})", "({} * {})", times),
    whole_of, binary(two(INT), INT, "quern::try_div({}, {})", "({} / {})", lambda a, b: a),
    binary(two(INT), INT, "quern::least({}, {})", "min({}, {})"), binary(two(INT), INT, "quern::greatest({}, {})", "max({}, {})"),
    unary(INT, INT, "(-{})", "(-{})"), unary(INT, INT, "quern::abs({})", "abs({})"), unary(TEXT, INT, "quern::length({})", "length({})", 1000, EXACT),
    unary(BOOL, INT, "quern::cast<std::int64_t>({})", "CAST({} AS INTEGER)", 1), chosen(INT), chosen(INT),
]
REALS = [
    binary(two(REAL), REAL, "({} + {})", "({} + {})", add), binary(two(REAL, INT), REAL, "({} - {})", "({} - {})", add), binary(two(REAL), REAL, "({} * {})", "({} * {})", times),
    binary(two(REAL), REAL, "quern::try_divide({}, {})", "(CAST({} AS REAL) / {})", lambda a, b: 4 * a, SAME), binary(two(INT), REAL, "quern::try_divide({}, {})", "(CAST({} AS REAL) / {})", grade=SAME),
    binary(two(REAL), REAL, "quern::greatest({}, {})", "max({}, {})"), unary(REAL, REAL, "quern::abs({})", "abs({})"), unary(REAL, REAL, "(-{})", "(-{})"),
    unary(INT, REAL, "quern::cast<double>({})", "CAST({} AS REAL)"), chosen(REAL),
]
TEXTS = [
    unary(TEXT, TEXT, "quern::upper({})", "upper({})"), unary(TEXT, TEXT, "quern::lower({})", "lower({})"), unary(TEXT, TEXT, "quern::trim({})", "trim({})"),
    binary(two(TEXT), TEXT, "quern::concat({}, {})", "({} || {})"), cut, cut, chosen(TEXT),
]
BOOLS = [
    compared, compared, compared, compared, among, liked,
    binary(two(BOOL), BOOL, "({} && {})", "({} AND {})"), binary(two(BOOL), BOOL, "({} || {})", "({} OR {})"), unary(BOOL, BOOL, "(!{})", "(NOT {})"),
    binary(two(TEXT), BOOL, "quern::starts_with({0}, {1})", "(substr({0}, 1, length({1})) = {1})", grade=EXACT), binary(two(TEXT), BOOL, "quern::contains({}, {})", "(instr({}, {}) > 0)", grade=EXACT),
    binary(two(TEXT), BOOL, "quern::ends_with({0}, {1})", "(substr({0}, -length({1})) = {1} OR (length({1}) = 0 AND {0} IS NOT NULL))", grade=EXACT),
    lambda e, depth: e.null_test(), chosen(BOOL),
]
