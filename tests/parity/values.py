# SPDX-License-Identifier: BSL-1.0
"""Types, literals and recorded values in C++. The kinds are those of parity::kind."""
import datetime
import math
import re

from reasons import COLUMN_TYPES, LeftOut, Missing

TYPES = {name: (kind, cpp) for names, kind, cpp in (
    ("bigint long", "whole", "std::int64_t"), ("int integer", "whole", "std::int32_t"), ("smallint short", "whole", "std::int16_t"),
    ("tinyint byte", "whole", "std::int8_t"), ("double", "real", "double"), ("float", "real", "float"), ("string varchar", "text", "quern::string"),
    ("boolean bool", "truth", "bool"), ("date", "date", "quern::date"), ("timestamp datetime timestamp_ntz", "time", "quern::timestamp<quern::us>"),
    ("void null", "nothing", "std::int64_t"),  # nulls, of any type
) for name in names.split()}
CPP_OF_KIND = {"whole": "std::int64_t", "real": "double", "text": "quern::string", "truth": "bool", "date": "quern::date", "time": "quern::timestamp<quern::us>"}
EPOCH = datetime.datetime(1970, 1, 1)
MOMENT = re.compile(r"([-0-9]+(?:[T ][0-9:]+)?)(?:\.(\d*))?(Z|[-+]\d\d:?\d\d)?")


def kind_of(type_name):
    t = type_name.lower()
    for prefix, reason in COLUMN_TYPES.items():
        if t.startswith(prefix):
            raise LeftOut(f"type {type_name}: {reason}")
    if t.startswith("decimal"):
        return "real"
    if t not in TYPES:
        raise Missing(f"type {type_name} is not known to the generator")
    return TYPES[t][0]


def cpp_of(type_name):
    kind_of(type_name)
    t = type_name.lower()
    if t.startswith("decimal"):
        return "quern::decimal<" + t[t.index("(") + 1:t.index(")")] + ">"
    return TYPES[t][1]


def quoted(s):
    """A C++ string literal of the UTF-8 bytes of s; octal escapes end after three digits, whatever follows."""
    out = ""
    for b in s.encode("utf-8"):
        c = chr(b)
        out += "\\" + c if c in "\"\\" else c if 32 <= b < 127 else f"\\{b:03o}"
    return '"' + out.replace("??", "?\\?") + '"'


def column(name):
    return quoted(name) + "_c"


def number(v):
    if isinstance(v, bool):
        return "true" if v else "false"
    if isinstance(v, int):
        if v == -2**63:
            return "std::numeric_limits<std::int64_t>::min()"
        return str(v) if -2**31 < v < 2**31 else f"std::int64_t{{{v}}}"
    if math.isnan(v) or math.isinf(v):
        return ("-" if v < 0 else "") + f"std::numeric_limits<double>::{'quiet_NaN' if math.isnan(v) else 'infinity'}()"
    return repr(v)


def microseconds(text):
    whole, fraction, zone = MOMENT.fullmatch(text.strip()).groups()
    at = datetime.datetime.fromisoformat(whole.replace("T", " "))
    if zone and zone != "Z":
        at = datetime.datetime.fromisoformat(whole.replace("T", " ") + zone).astimezone(datetime.timezone.utc).replace(tzinfo=None)
    return round((at - EPOCH) / datetime.timedelta(seconds=1)) * 1_000_000 + int(((fraction or "") + "000000")[:6])


def days(text):
    return (datetime.datetime.fromisoformat(text[:10]) - EPOCH).days


def cell(v, kind):
    """A recorded value of a column of this kind as parity::cell."""
    if v is None:
        return "nullptr"
    if kind == "date" and isinstance(v, str):
        return f"{{std::int64_t{{{days(v)}}}, kind::date}}"
    if kind == "time" and isinstance(v, str):
        return f"{{std::int64_t{{{microseconds(v)}}}, kind::time}}"
    if kind == "real" and not isinstance(v, bool):
        return number(float(v))  # also the texts NaN and Infinity
    if kind == "whole" and isinstance(v, float) and v.is_integer():
        v = int(v)
    if isinstance(v, str):
        return quoted(v)
    if isinstance(v, (int, float)):
        return number(v)
    raise Missing(f"the value {v!r} of a column of kind {kind} is not known to the generator")
