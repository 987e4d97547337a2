# SPDX-License-Identifier: BSL-1.0
"""A recorded fixture: its input, its steps in one form whichever notation they were written in, and what came out of PySpark."""
import json
import pathlib

import expressions

GROUPS = (".", "converted", "pyspark_extracted", "plans")
# What a typed library needs for a fixture: the highest tier of the functions and types in it. All else is tier 1, the relational core.
TIERS = {1: "relational core, numbers, aggregates, windows", 2: "strings", 3: "dates and times", 4: "lists, maps, structs",
         5: "regular expressions, JSON, hashes, formatting", 6: "readers, clock, checks that raise"}
TIER_OF_FUNCTIONS = {
    2: """upper lower length char_length trim btrim substring concat concat_ws initcap repeat reverse lpad rpad left right replace translate
          substring_index split_part position find_in_set ascii levenshtein soundex mask like ilike bit_length octet_length""",
    3: """date_add date_sub datediff date_format to_char to_timestamp unix_timestamp from_unixtime make_date make_timestamp timestampadd
          timestamp_seconds timestamp_millis timestamp_micros unix_date unix_micros date_from_unix_date hour minute quarter weekofyear dayofweek
          dayofyear dayname weekday extract months_between from_utc_timestamp""",
    4: """array split size array_size element_at array_contains array_append array_prepend array_insert array_distinct array_except
          array_intersect array_union array_sum arrays_overlap arrays_zip zip_with struct named_struct create_map get map_concat
          map_contains_key map_filter map_zip_with str_to_map .struct_ .field_by_name""",
    5: """regexp_count regexp_extract_all regexp_instr regexp_like regexp_substr get_json_object json_array_length parse_url url_encode
          url_decode crc32 xxhash64 hash conv hex format_number format_string""",
    6: """current_date current_timestamp curdate now rand randn spark_partition_id input_file_name monotonically_increasing_id current_catalog
          current_database current_schema current_user user assert_true raise_error"""}
TIER_OF = {name: tier for tier, names in TIER_OF_FUNCTIONS.items() for name in names.split()}
TIER_OF_TYPES = {3: ("date", "timestamp", "datetime", "timestamp_ntz"), 4: ("array", "map", "struct")}
WITH_OTHER = "join crossJoin union unionAll unionByName intersect intersectAll subtract except exceptAll".split()


class Fixture:
    def __init__(self, group, path):
        data = json.loads(path.read_text(encoding="utf-8"))
        self.name = path.stem if group == "." else f"{group}/{path.stem}"
        self.group = group
        self.skip = data.get("skip_reason", "marked to be skipped") if data.get("skip") else None
        self.expect_error = bool(data.get("expect_error"))
        self.frozen_clock = bool(data.get("mock_dates"))
        self.input, self.right, self.expected = (data.get(k) or {} for k in ("input", "right_input", "expected"))
        self.file = self.input.get("file_source")
        self.broken = None
        try:
            self.steps = [self.step(s) for s in data.get("operations") or data.get("plan") or []]
        except expressions.Unreadable as e:
            self.steps, self.broken = [{"op": "?"}], str(e)
        self.ordered = any(s["op"] in ("orderBy", "sort") for s in self.steps)
        self.tier = self.find_tier()

    @property
    def tables(self):
        """Every schema with its rows."""
        return [t for t in [self.input, self.right, self.expected] + [s["other"] for s in self.steps if "other" in s] if t.get("schema")]

    def step(self, written):
        """The step with expressions as trees ('expr'), columns as a list and a second input as 'other'."""
        body = written.get("payload", written)
        s = dict(body) if isinstance(body, dict) else {}
        s["op"] = written["op"]
        tree = "payload" in written
        if isinstance(body, list):
            s["columns"] = body
        if s["op"] == "filter":
            s["expr"] = expressions.from_tree(body) if tree else expressions.from_text(body["expr"])
        elif isinstance(s.get("expr"), str):
            s["expr"] = expressions.from_text(s["expr"])
        elif "expr" in s:
            s["expr"] = expressions.from_tree(s["expr"])
        if s["op"] == "select":
            s["columns"] = [self.selected(c) for c in s.get("columns", [])]
        for rows, schema in (("other_data", "other_schema"), ("otherData", "otherSchema")):
            if schema in s:
                names = [c["name"] for c in s[schema]]
                s["other"] = {"schema": s[schema], "rows": [[r.get(n) for n in names] if isinstance(r, dict) else r for r in s[rows]]}
        if "other" not in s and s["op"] in WITH_OTHER:
            s["other"] = self.right
        return s

    @staticmethod
    def selected(c):
        """(new name or None, tree)"""
        if isinstance(c, str):
            return None, ("col", c)
        expr = c.get("expr", c)
        node = expressions.from_text(expr) if isinstance(expr, str) else expressions.from_tree(expr)
        return c.get("alias") or (c.get("name") if node[0] != "col" else None), node

    def functions(self):
        names = set()
        for s in self.steps:
            nodes = [s["expr"]] if isinstance(s.get("expr"), tuple) else []
            nodes += [node for _, node in s["columns"]] if s["op"] == "select" else []
            names = names.union(*map(expressions.functions_in, nodes))
            names |= {a.get("func") or a.get("agg") for a in s.get("aggregations", []) + s.get("aggs", [])}
            names |= {s.get("func")} - {None}
        return names

    def find_tier(self):
        tiers = [1] + [TIER_OF.get(f, 1) for f in self.functions()]
        for t in {c["type"].lower() for table in self.tables for c in table["schema"]}:
            tiers += [tier for tier, names in TIER_OF_TYPES.items() if t.startswith(names)]
        return max(tiers + ([6] if self.file or "table_source" in self.input or self.frozen_clock else []))


def load(folder):
    """The fixtures that have steps, and the number of files that only restate their input."""
    found, without = [], 0
    for group in GROUPS:
        for path in sorted((pathlib.Path(folder) / group).glob("*.json")):
            data = json.loads(path.read_text(encoding="utf-8"))
            if isinstance(data, dict) and "input" in data:
                if data.get("operations") or data.get("plan"):
                    found.append(Fixture(group, path))
                else:
                    without += 1
    return found, without
