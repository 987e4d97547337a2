# SPDX-License-Identifier: BSL-1.0
"""What verbs share: the tables, a plan, the making of one."""
import dataclasses
import random

from expressions import BOOL, INT, MOST, REAL, TEXT, Column, Expressions, Literals

TABLES = {
    "a": [Column("id", INT), Column("k", INT), Column("g", INT), Column("s", TEXT), Column("t", TEXT), Column("x", REAL), Column("y", REAL), Column("b", BOOL),
          Column("e", INT, wide=True), Column("z", REAL, wide=True)],
    "b": [Column("j", INT), Column("h", INT), Column("u", TEXT), Column("v", INT), Column("w", REAL), Column("f", INT, wide=True), Column("q", BOOL)],
    "c": [Column("m", INT), Column("n", INT), Column("o", TEXT)],
}


@dataclasses.dataclass
class Plan:
    cpp: str
    sql: str
    columns: list
    rows: float  # about how many of a few hundred
    ordered: bool = False
    hashes: bool = False


class Maker:
    """Everything that the making of one plan shares."""

    def __init__(self, seed):
        self.rnd = random.Random(seed)
        self.literals = Literals(self.rnd)
        self.names = 0

    def name(self):
        self.names += 1
        return f"c{self.names}"

    def over(self, columns, prefix="", side=""):
        return Expressions(self.rnd, self.literals, [c.seen(prefix, side) for c in columns])

    def chance(self, p):
        return self.rnd.random() < p


def select_all(columns):
    return ", ".join(c.name for c in columns)


def column_of(name, e):
    return Column(name, e.type, e.most, e.grade, e.wide or e.most > MOST[e.type])


def named(name, e):
    return f'"{name}"_c = {e.cpp}', f"{e.sql} AS {name}"


def scan(m, table=None):
    table = table or m.rnd.choice("aaabbc")
    return Plan(f"quern::from(in.{table})", f"SELECT * FROM {table}", list(TABLES[table]), {"a": 300, "b": 260, "c": 60}[table])
