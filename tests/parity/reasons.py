# SPDX-License-Identifier: BSL-1.0
"""What is left out, and why. A fixture that cannot be written in quern for a reason that does not stand here fails the test."""


class LeftOut(Exception):
    """By design, or because a part is not there: not expressed, with this reason."""


class NotTrusted(Exception):
    """What was recorded is not what Spark does, or tests nothing."""


class Missing(Exception):
    """No reason stands in this file: the fixture fails."""


LISTS = "lists are not among quern's column types"
MAPS = "maps are not among quern's column types"
STRUCTS = "structs are not among quern's column types"
ZONES = "time zones: a timestamp of quern has no zone"
SESSION = "it asks for the state of a Spark session"
RANDOM = "it needs the numbers of Spark's own random generator"
PARSING = "the library reads dates as YYYY-MM-DD, and by no other pattern outside of CSV files"
CLOCK = "it reads the clock; the recorded values are constants"

COLUMN_TYPES = {"array": LISTS, "map": MAPS, "struct": STRUCTS, "binary": "binary columns are not among quern's types"}

FUNCTIONS = {name: reason for names, reason in (
    ("""array split size array_size element_at array_contains array_append array_prepend array_insert array_distinct array_except array_intersect
        array_union array_sum array_join array_max array_min array_sort sort_array array_position array_remove array_repeat array_compact flatten
        slice sequence explode arrays_overlap arrays_zip zip_with regexp_extract_all collect_list collect_set transform exists forall aggregate""", LISTS),
    ("create_map get map_concat map_contains_key map_filter map_zip_with map_keys map_values map_entries map_from_arrays str_to_map", MAPS),
    ("struct named_struct .struct_ .field_by_name .getField .getItem", STRUCTS),
    ("regexp_count regexp_instr regexp_like rlike regexp regexp_substr regexp_replace regexp_extract", "the library has no regular expressions"),
    ("get_json_object json_array_length json_tuple from_json to_json schema_of_json json_object_keys", "the library has no functions of JSON texts"),
    ("parse_url url_encode url_decode", "the library has no functions of URLs"),
    ("format_number", "the library has no formats of numbers for reading"),
    ("hash", "the library has no Murmur3 hash as Spark computes it"),
    ("md5 sha1 sha2", "the library has no cryptographic hashes"),
    ("from_utc_timestamp to_utc_timestamp convert_timezone", ZONES),
    ("rand randn random shuffle", RANDOM),
    ("current_date current_timestamp curdate now localtimestamp", CLOCK),
    ("""spark_partition_id input_file_name monotonically_increasing_id current_catalog current_database current_schema current_user user
        version session_user""", SESSION),
) for name in names.split()}

# Formats of files that no reader of the library reads.
FORMATS = {"json": "there is no reader of JSON files", "parquet": "there is no reader of Parquet files"}

TEXT_AND_NUMBER = "text and numbers are compared only after a cast that says so; here Spark converts silently"


def distrust(f):
    """Raises NotTrusted where the record is known not to be Spark's answer."""
    if f.skip:
        raise NotTrusted(f"the fixture says so itself: {f.skip}")
    if f.frozen_clock:
        raise NotTrusted(CLOCK)
    for t in f.tables:
        for i, c in enumerate(t["schema"]):
            if c["type"] == "string" and any(isinstance(r[i], (int, float)) for r in t.get("rows", []) if i < len(r)):
                raise NotTrusted(f"column '{c['name']}' holds numbers under the type string, so the recorder converted it, not Spark")
    for s in f.steps:
        if s["op"] == "summary" and not any(r and r[0] == "25%" for r in f.expected.get("rows", [])):
            raise NotTrusted("summary() of Spark gives the quartiles too; the record has none")
        if s["op"] == "join" and s.get("how") in ("outer", "full", "full_outer", "fullouter") and keys_are_lost(f, s):
            raise NotTrusted("the key of a row from the right side alone is null in the record; Spark gives the right side's key")
    for used in f.functions():
        if FUNCTIONS.get(used) in (SESSION, RANDOM, CLOCK):
            raise NotTrusted(f"{used}: {FUNCTIONS[used]}")


def keys_are_lost(f, s):
    """A right key that occurs in no left row and in no expected row."""
    on = [s["on"]] if isinstance(s.get("on"), str) else s.get("on")
    names = [[c["name"] for c in t.get("schema", [])] for t in (s["other"], f.expected)]
    if not isinstance(on, list) or any(k not in n for k in on for n in names):
        return False
    here, there = ({tuple(r[n.index(k)] for k in on) for r in t.get("rows", [])} for t, n in zip((s["other"], f.expected), names))
    return any(None not in k for k in here - there)
