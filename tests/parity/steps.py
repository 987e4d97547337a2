# SPDX-License-Identifier: BSL-1.0
"""Steps of a fixture to verbs of a query, with the columns that each leaves."""
import expressions
import functions
import reasons
import translate
import values
from reasons import LeftOut, Missing

JOINS = {how: verb for verb, names in {
    "join": "inner", "left_join": "left leftouter", "right_join": "right rightouter", "full_join": "outer full fullouter", "semi_join": "semi leftsemi",
    "anti_join": "anti leftanti", "cross_join": "cross"}.items() for how in names.split()}


def columns_of(table):
    return {c["name"]: values.kind_of(c["type"]) for c in table.get("schema", [])}


class Plan:
    """`tables` are the inputs after the first: (C++ name, table)."""

    def __init__(self, f):
        self.columns, self.verbs, self.tables, self.keys, self.before_select = columns_of(f.input), [], [], None, None
        for i, s in enumerate(f.steps):
            name = "do_" + s["op"]
            if not hasattr(self, name):
                raise Missing(f"operation {s['op']} has no entry in the generator's table")
            if self.keys is not None and s["op"] != "agg":
                raise Missing(f"operation {s['op']} of groups has no entry in the generator's table")
            getattr(self, name)(s)

    def verb(self, name, *arguments):
        self.verbs.append(f".{name}({', '.join(arguments)})")

    def name(self, n):
        return translate.resolved(n, self.columns)

    def listed(self, names):
        return [values.column(self.name(n)) for n in ([names] if isinstance(names, str) else names)]

    def other(self, s):
        self.tables.append((f"right_{len(self.tables)}", s["other"]))
        return f"quern::from({self.tables[-1][0]})", columns_of(s["other"])

    # -- row by row

    def do_filter(self, s):
        self.verb("where", translate.expression(s["expr"], self.columns).as_expression)

    do_where = do_filter

    def do_select(self, s):
        left, arguments, before = {}, [], len(self.verbs)
        for new, node in s["columns"]:
            if node == ("col", "*"):
                left.update(self.columns), arguments.extend(self.listed(self.columns))
                continue
            e = translate.expression(node, self.columns)
            asked = new or (node[1] if node[0] == "col" else None)
            if asked is None:
                raise Missing("an expression without a name in select")
            if asked in left:
                raise LeftOut(f"select of {asked} twice: the names in a schema are unique")
            left[asked] = e.kind
            arguments.append(e.cpp if e.cpp == values.column(asked) else f"{values.column(asked)} = {e.cpp}")
        self.verb("select", *arguments)
        self.before_select, self.columns = (before, self.columns), left

    def do_withColumn(self, s):
        name = s.get("column") or s.get("name")
        e = translate.expression(s["expr"], self.columns)
        self.verb("update", f"{values.column(name)} = {e.cpp}")
        self.columns = {**self.columns, name: e.kind}

    def do_drop(self, s):
        there = [n for n in s["columns"] if n in self.columns]  # one that is not there is no error in Spark
        if there:
            self.verb("drop", *self.listed(there))
        self.columns = {n: k for n, k in self.columns.items() if n not in there}

    def do_withColumnRenamed(self, s):
        old, new = s.get("existing") or s.get("old"), s["new"]
        if old in self.columns:  # one that is not there is no error in Spark
            self.verb("rename", f"{values.column(new)} = {values.column(old)}")
            self.columns = {new if n == old else n: k for n, k in self.columns.items()}

    # -- order and number

    def do_orderBy(self, s):
        names = [s["columns"]] if isinstance(s["columns"], str) else s["columns"]
        rising = s.get("ascending", True)
        rising = rising if isinstance(rising, list) else [rising] * len(names)
        nulls = s.get("nulls_last") or [None if first is None else not first for first in s.get("nulls_first") or [None] * len(names)]
        before = self.before_select if self.before_select and not all(n in self.columns for n in names) else None
        columns = before[1] if before and all(n in before[1] for n in names) else self.columns
        keys = ", ".join(translate.order_key(n, up, last, columns) for n, up, last in zip(names, rising, nulls))
        if columns is self.columns:
            self.verb("order_by", keys)
        else:  # by a column that the select before left out
            self.verbs.insert(before[0], f".order_by({keys})")

    do_sort = do_orderBy

    def do_limit(self, s):
        self.verb("limit", str(s["n"]))

    do_head = do_take = do_limit

    def do_offset(self, s):
        self.verb("offset", str(s["n"]))

    def do_first(self, s):
        self.verb("limit", "1")

    # -- sets

    def do_distinct(self, s):
        if s.get("subset"):
            self.verb("distinct_on", *self.listed(s["subset"]))
        else:
            self.verb("distinct")

    do_dropDuplicates = do_distinct

    def do_union(self, s):
        other, theirs = self.other(s)
        for (name, mine), kind in zip(self.columns.items(), theirs.values()):
            if {mine, kind} in ({"text", "whole"}, {"text", "real"}):
                raise LeftOut(f"union of text and numbers in column {name}: {reasons.TEXT_AND_NUMBER}")
        self.verb("union_all", other)

    do_unionAll = do_union

    def do_unionByName(self, s):
        other, theirs = self.other(s)
        renamed = {n: mine for n in theirs for mine in self.columns if n != mine and n.lower() == mine.lower()}
        if renamed:
            other += ".rename(" + ", ".join(f"{values.column(m)} = {values.column(n)}" for n, m in renamed.items()) + ")"
        allowed = s.get("allow_missing", s.get("allowMissing", s.get("allow_missing_columns", s.get("allowMissingColumns", False))))
        self.verb("union_by_name", other, *(["quern::allow_missing"] if allowed else []))
        self.columns = {**self.columns, **{renamed.get(n, n): k for n, k in theirs.items() if renamed.get(n, n) not in self.columns}}

    def do_intersect(self, s):
        self.verb("intersect", self.other(s)[0])

    def do_subtract(self, s):
        self.verb("except", self.other(s)[0])

    do_except = do_subtract

    def do_exceptAll(self, s):
        self.verb("except_all", self.other(s)[0])

    def do_intersectAll(self, s):
        self.verb("intersect_all", self.other(s)[0])

    # -- joins

    def do_join(self, s):
        how = JOINS.get(s.get("how", "inner").replace("_", ""))
        if how is None:
            raise Missing(f"join of the kind {s['how']} has no entry in the generator's table")
        if how == "cross_join":
            return self.do_crossJoin(s)
        other, theirs = self.other(s)
        on = [s["on"]] if isinstance(s["on"], (str, dict)) else s["on"]
        if not all(isinstance(k, str) for k in on):
            raise Missing("a join on an expression has no entry in the generator's table")
        pairs = [(self.name(k), translate.resolved(k, theirs)) for k in on]
        for mine, their in pairs:
            if (self.columns[mine] == "text") != (theirs[their] == "text"):
                raise LeftOut(f"join of text with numbers on {mine}: {reasons.TEXT_AND_NUMBER}")
            if mine != their:  # names that differ in case alone are one key
                other += f".rename({values.column(mine)} = {values.column(their)})"
                theirs = {mine if n == their else n: k for n, k in theirs.items()}
        keys = [mine for mine, _ in pairs]
        condition = "quern::on(" + ", ".join(values.column(k) for k in keys) + ")"
        if how in ("semi_join", "anti_join"):
            return self.verb(how, other, condition)
        clash = any(n in self.columns and n not in keys for n in theirs)
        self.verb(how, other, condition, *(['quern::suffix<"_right">'] if clash else []))
        self.columns = {**self.columns, **{n + "_right" if n in self.columns else n: k for n, k in theirs.items() if n not in keys}}

    def do_crossJoin(self, s):
        other, theirs = self.other(s)
        clash = any(n in self.columns for n in theirs)
        self.verb("cross_join", other, *(['quern::suffix<"_right">'] if clash else []))
        self.columns = {**self.columns, **{n + "_right" if n in self.columns else n: k for n, k in theirs.items()}}

    # -- groups

    def do_groupBy(self, s):
        self.keys = [self.name(k) for k in s.get("columns", s.get("group_by", []))]
        if "aggs" in s or "aggregations" in s:
            self.do_agg(s)

    def do_agg(self, s):
        keys, self.keys = self.keys, None
        left, arguments = {k: self.columns[k] for k in keys or []}, []
        for a in s.get("aggregations", s.get("aggs")):
            function, column = a.get("func") or a.get("agg"), a.get("column")
            if function in reasons.FUNCTIONS:
                raise LeftOut(f"{function}: {reasons.FUNCTIONS[function]}")
            if function not in functions.AGGREGATES:
                raise Missing(f"aggregate {function} has no entry in the generator's table")
            spelled, kind = functions.AGGREGATES[function][0]
            if column in (None, "*"):
                text, kind, name = "quern::count()", "whole", "count"
            else:
                column = self.name(column)
                text, name = spelled.replace("{0}", values.column(column)), f"{function}({column})"
                kind = self.columns[column] if kind == "same" else kind
            name = a.get("alias") or name
            arguments.append(f"{values.column(name)} = {text}")
            left[name] = kind
        if keys:
            self.verb("group_by", *map(values.column, keys))
        self.verb("agg", *arguments)
        self.columns = left

    # -- windows

    def do_window(self, s):
        parts = [translate.expression(("col", s["value_column"]), self.columns)] if s.get("value_column") and s["func"] not in ("row_number",) else []
        parts += [translate.literal(s[k]) for k in ("n", "offset") if k in s]
        e = translate.windowed(s["func"], parts, s, self.columns)
        self.verb("update", f"{values.column(s['column'])} = {e.cpp}")
        self.columns = {**self.columns, s["column"]: e.kind}

    # -- shape

    def of_kind(self, value, subset):
        """The columns that a value of this kind fills: the others stay as they are."""
        kind = translate.literal(value).kind
        fits = {"whole": ("whole", "real"), "real": ("whole", "real")}.get(kind, (kind,))
        return [n for n in (subset or self.columns) if self.columns[self.name(n)] in fits]

    def do_fillna(self, s):
        value, subset = s["value"], s.get("subset")
        subset = [subset] if isinstance(subset, str) else subset
        wanted = value if isinstance(value, dict) else {n: value for n in self.of_kind(value, subset)}
        parsed = {self.name(n): expressions.from_text(v)[1] if isinstance(v, str) and v[:1] in "'\"" else v for n, v in wanted.items()}
        if parsed:
            self.verb("fill_null", *(f"{values.column(n)} = {translate.literal(v).cpp}" for n, v in parsed.items()))

    def do_dropna(self, s):
        subset = self.listed(s["subset"]) if s.get("subset") else []
        if s.get("thresh") is not None:
            return self.verb("drop_null", f"quern::at_least<{s['thresh']}>", *subset)
        how = s.get("how") or "any"
        self.verb("drop_null", *([f"quern::{how}"] if how != "any" or subset else []), *subset)

    def do_replace(self, s):
        values_of = [expressions.from_text(s[k])[1] if isinstance(s[k], str) else s[k] for k in ("old_value", "new_value")]
        old, new = map(translate.literal, values_of)
        for c in [s["column"]] if isinstance(s["column"], str) else s["column"]:
            self.verb("replace", f"{values.column(self.name(c))}", old.cpp, new.cpp)

    def do_toDF(self, s):
        self.verb("to_columns", *(values.column(n) for n in s["columns"]))
        self.columns = dict(zip(s["columns"], self.columns.values()))

    def do_describe(self, s):
        self.verb("describe")

    def do_summary(self, s):
        self.verb("summary")
