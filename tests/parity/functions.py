# SPDX-License-Identifier: BSL-1.0
"""Functions of Spark as functions of quern: one entry each.

An entry is (C++, kind of the result); {0} is the first argument, {*} all of them, {1*} all from the second on, {0:c} a constant as template argument. The kind may be
"same" (as the first argument) or "common" (what the arguments have in common). Several entries of one name differ in the number of arguments.
"""
A, B = "same", "common"
FUNCTIONS = {
    # numbers
    "abs": [("quern::abs({0})", A)], "sqrt": [("quern::sqrt({0})", "real")], "exp": [("quern::exp({0})", "real")],
    "log": [("quern::log({0})", "real"), ("quern::log({0}, {1})", "real")], "ln": [("quern::log({0})", "real")],
    "pow": [("quern::pow({0}, {1})", "real")], "power": [("quern::pow({0}, {1})", "real")],
    "round": [("quern::round({0})", A), ("quern::round<{1:c}>({0})", A)], "bround": [("quern::bround({0})", A), ("quern::bround<{1:c}>({0})", A)],
    "rint": [("quern::rint({0})", "real")],
    "floor": [("quern::cast<std::int64_t>(quern::floor({0}))", "whole")], "ceil": [("quern::cast<std::int64_t>(quern::ceil({0}))", "whole")],
    "ceiling": [("quern::cast<std::int64_t>(quern::ceil({0}))", "whole")],
    "negative": [("-({0})", A)], "positive": [("{0}", A)],
    "factorial": [("quern::factorial({0})", "whole")], "pmod": [("quern::pmod({0}, {1})", B)],
    "shiftLeft": [("quern::shift_left({0}, {1})", A)], "shiftRight": [("quern::shift_right({0}, {1})", A)],
    "shiftleft": [("quern::shift_left({0}, {1})", A)], "shiftright": [("quern::shift_right({0}, {1})", A)],
    "shiftRightUnsigned": [("quern::shift_right_unsigned({0}, {1})", A)], "shiftrightunsigned": [("quern::shift_right_unsigned({0}, {1})", A)],
    "try_divide": [("quern::try_divide({0}, {1})", "real")], "div": [("quern::div({0}, {1})", "whole")], "mod": [("{0} % {1}", B)],
    "width_bucket": [("quern::width_bucket({0}, {1}, {2}, {3})", "whole")],
    "bit_count": [("quern::bit_count({0})", "whole")], "getbit": [("quern::bit_get({0}, {1})", "whole")], "bit_get": [("quern::bit_get({0}, {1})", "whole")],
    "&": [("quern::bitwise_and({0}, {1})", B)], "|": [("quern::bitwise_or({0}, {1})", B)], "^": [("quern::bitwise_xor({0}, {1})", B)],
    "bitwiseNOT": [("quern::bitwise_not({0})", A)], "bitwise_not": [("quern::bitwise_not({0})", A)],
    "greatest": [("quern::greatest({*})", B)], "least": [("quern::least({*})", B)],
    "e": [("quern::lit<2.718281828459045>", "real")], "pi": [("quern::lit<3.141592653589793>", "real")],
    # nulls and conditions
    "coalesce": [("quern::coalesce({*})", B)], "nvl": [("quern::coalesce({0}, {1})", B)], "ifnull": [("quern::coalesce({0}, {1})", B)],
    "nvl2": [("quern::nvl2({0}, {1}, {2})", "second")],
    "nullif": [("quern::nullif({0}, {1})", A)],
    "nanvl": [("quern::nanvl({0}, {1})", B)], "equal_null": [("quern::null_safe_equal({0}, {1})", "truth")],
    "<=>": [("quern::null_safe_equal({0}, {1})", "truth")],
    "isnull": [("quern::is_null({0})", "truth")], "isnotnull": [("quern::is_not_null({0})", "truth")],
    "isnan": [("quern::coalesce(quern::is_nan({0}), false)", "truth")],
    "nullifzero": [("quern::nullif({0}, 0)", A)], "zeroifnull": [("quern::coalesce({0}, 0)", A)],
    "if": [("quern::when({0}).then({1}).otherwise({2})", "second")],
    "between": [("quern::between({0}, {1}, {2})", "truth")],
    "assert_true": [("parity::assert_true({0})", "nothing"), ("parity::assert_true({0}, {1})", "nothing")],
    "raise_error": [("parity::raise_error({0})", "nothing")],
    # texts
    "upper": [("quern::upper({0})", "text")], "ucase": [("quern::upper({0})", "text")], "lower": [("quern::lower({0})", "text")],
    "lcase": [("quern::lower({0})", "text")], "initcap": [("quern::initcap({0})", "text")],
    "trim": [("quern::trim({0})", "text")], "btrim": [("quern::trim({0})", "text"), ("quern::trim({0}, {1})", "text")],
    "ltrim": [("quern::ltrim({0})", "text"), ("quern::ltrim({0}, {1})", "text")], "rtrim": [("quern::rtrim({0})", "text"), ("quern::rtrim({0}, {1})", "text")],
    "length": [("quern::length({0})", "whole")], "char_length": [("quern::length({0})", "whole")], "character_length": [("quern::length({0})", "whole")],
    "octet_length": [("quern::octet_length({0})", "whole")], "bit_length": [("quern::bit_length({0})", "whole")],
    "substring": [("quern::substr({0}, {1}, {2})", "text")], "substr": [("quern::substr({0}, {1}, {2})", "text")],
    "concat": [("quern::concat({*})", "text")], "concat_ws": [("quern::concat_ws({*})", "text")],
    "repeat": [("quern::repeat({0}, {1})", "text")], "reverse": [("quern::reverse({0})", "text")],
    "lpad": [("quern::lpad({0}, {1})", "text"), ("quern::lpad({0}, {1}, {2})", "text")], "rpad": [("quern::rpad({0}, {1})", "text"), ("quern::rpad({0}, {1}, {2})", "text")],
    "left": [("quern::left({0}, {1})", "text")], "right": [("quern::right({0}, {1})", "text")],
    "replace": [("quern::replace({0}, {1}, {2})", "text")], "translate": [("quern::translate({0}, {1}, {2})", "text")],
    "substring_index": [("quern::substring_index({0}, {1}, {2})", "text")], "split_part": [("quern::split_part({0}, {1}, {2})", "text")],
    "position": [("quern::locate({0}, {1})", "whole")], "locate": [("quern::locate({0}, {1})", "whole"), ("quern::locate({0}, {1}, {2})", "whole")], "instr": [("quern::instr({0}, {1})", "whole")],
    "find_in_set": [("quern::find_in_set({0}, {1})", "whole")], "ascii": [("quern::ascii({0})", "whole")],
    "levenshtein": [("quern::levenshtein({0}, {1})", "whole")], "soundex": [("quern::soundex({0})", "text")], "mask": [("quern::mask({0})", "text")],
    "space": [("quern::space({0})", "text")], "chr": [("quern::chr({0})", "text")], "char": [("quern::chr({0})", "text")],
    "overlay": [("quern::overlay({0}, {1}, {2})", "text"), ("quern::overlay({0}, {1}, {2}, {3})", "text")], "elt": [("quern::elt({*})", "text")],
    "startswith": [("quern::starts_with({0}, {1})", "truth")], "endswith": [("quern::ends_with({0}, {1})", "truth")],
    "contains": [("quern::contains({0}, {1})", "truth")],
    "like": [("quern::like<{1:c}>({0})", "truth"), ("quern::like<{1:c}, {2:letter}>({0})", "truth")],
    "ilike": [("quern::ilike<{1:c}>({0})", "truth"), ("quern::ilike<{1:c}, {2:letter}>({0})", "truth")],
    # dates and times
    "year": [("quern::year({0})", "whole")], "quarter": [("quern::quarter({0})", "whole")], "month": [("quern::month({0})", "whole")],
    "day": [("quern::day({0})", "whole")], "dayofmonth": [("quern::day({0})", "whole")], "dayofyear": [("quern::day_of_year({0})", "whole")],
    "hour": [("quern::hour({0})", "whole")], "minute": [("quern::minute({0})", "whole")], "second": [("quern::second({0})", "whole")],
    "weekofyear": [("quern::week_of_year({0})", "whole")], "dayofweek": [("quern::day_of_week({0}) % 7 + 1", "whole")],  # Sunday is 1
    "weekday": [("quern::day_of_week({0}) - 1", "whole")], "dayname": [("quern::date_format<\"EEE\">({0})", "text")],  # Monday is 0
    "monthname": [("quern::date_format<\"MMM\">({0})", "text")],
    "add_months": [("quern::add_months({0}, {1})", A)], "months_between": [("quern::months_between({0}, {1})", "real")],
    "date_add": [("quern::date_add({0}, {1})", "date")], "date_sub": [("quern::date_sub({0}, {1})", "date")],
    "datediff": [("quern::date_diff({0}, {1})", "whole")], "date_diff": [("quern::date_diff({0}, {1})", "whole")],
    "last_day": [("quern::last_day({0})", "date")], "to_date": [("quern::try_cast<quern::date>({0})", "date"), ("quern::try_cast<quern::date>({0}){1:default}", "date")],
    "date_format": [("quern::date_format<{1:c}>({0})", "text")], "to_char": [("quern::date_format<{1:c}>({0})", "text")],
    "unix_date": [("quern::unix_date({0})", "whole")], "date_from_unix_date": [("quern::date_from_unix_date({0})", "date")],
    "unix_seconds": [("quern::unix_seconds({0})", "whole")], "unix_millis": [("quern::unix_millis({0})", "whole")],
    "unix_micros": [("quern::unix_micros({0})", "whole")], "unix_timestamp": [("quern::unix_seconds({0:moment})", "whole"), ("quern::unix_seconds({0:moment}{1:default})", "whole")],
    "timestamp_seconds": [("quern::timestamp_seconds({0})", "time")], "timestamp_millis": [("quern::timestamp_millis({0})", "time")],
    "timestamp_micros": [("quern::timestamp_micros({0})", "time")],
    "from_unixtime": [("quern::from_unixtime({0})", "text"), ("quern::from_unixtime<{1:c}>({0})", "text")],
    "to_timestamp": [("{0:moment}", "time"), ("{0:moment}{1:default}", "time")],
    "next_day": [("quern::next_day<{1:lower}>({0})", "date")], "trunc": [("quern::date_trunc<{1:lower}>({0})", A)],
    "date_trunc": [("quern::date_trunc<{0:lower}>({1})", "second")], "timestampdiff": [("quern::timestamp_diff<{0:lower}>({1}, {2})", "whole")],
    "timestampadd": [("quern::timestamp_add<{0:lower}>({1}, {2})", "time")], "dateadd": [("quern::timestamp_add<{0:lower}>({1}, {2})", "time")],
    "extract": [("quern::extract<{0:lower}>({1})", "whole")], "date_part": [("quern::extract<{0:lower}>({1})", "whole")],
    "make_date": [("quern::make_date({*})", "date")], "make_timestamp": [("quern::make_timestamp({*})", "time")],
    # hashes, formats
    "crc32": [("quern::crc32({0})", "whole")], "xxhash64": [("quern::xxhash64({0})", "whole")], "hex": [("quern::hex({0})", "text")],
    "bin": [("quern::bin({0})", "text")], "format_string": [("quern::format_string<{0:c}>({1*})", "text")], "printf": [("quern::format_string<{0:c}>({1*})", "text")],
    "conv": [("quern::conv({0}, {1}, {2})", "text")]
}
# Functions of one number, with a floating result, of the same name here.
for name in "sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh cbrt degrees radians log10 log2 log1p expm1 exp2".split():
    FUNCTIONS[name] = [(f"quern::{name}({{0}})", "real")]
FUNCTIONS["toDegrees"], FUNCTIONS["toRadians"] = FUNCTIONS["degrees"], FUNCTIONS["radians"]
FUNCTIONS["signum"] = FUNCTIONS["sign"] = [("quern::sign({0})", "real")]
FUNCTIONS["atan2"], FUNCTIONS["hypot"] = [("quern::atan2({0}, {1})", "real")], [("quern::hypot({0}, {1})", "real")]

# A method x.f(...) is the function of x and its arguments.
METHODS = {"between": "between", "isNull": "isnull", "isNotNull": "isnotnull", "like": "like", "ilike": "ilike", "startswith": "startswith", "endswith": "endswith",
           "contains": "contains", "substr": "substring", "cast": "cast", "astype": "cast", "isin": "isin", "is_in": "isin", "eqNullSafe": "<=>"}

# (quern's, kind of the result); "{0}" is the column.
AGGREGATES = {
    "count": ("quern::count({0})", "whole"), "sum": ("quern::sum({0})", A), "avg": ("quern::mean({0})", "real"), "mean": ("quern::mean({0})", "real"),
    "min": ("quern::min({0})", A), "max": ("quern::max({0})", A), "first": ("quern::first_row({0})", A), "last": ("quern::last_row({0})", A),
    "any_value": ("quern::first_row({0})", A), "median": ("quern::median({0})", "real"), "product": ("quern::product({0})", "real"), "mode": ("quern::mode({0})", A),
    "stddev": ("quern::stddev({0})", "real"), "stddev_samp": ("quern::stddev({0})", "real"), "stddev_pop": ("quern::stddev_population({0})", "real"),
    "variance": ("quern::variance({0})", "real"), "var_samp": ("quern::variance({0})", "real"), "var_pop": ("quern::variance_population({0})", "real"),
    "count_distinct": ("quern::count_distinct({0})", "whole"), "countDistinct": ("quern::count_distinct({0})", "whole"),
    "approx_count_distinct": ("quern::count_distinct({0})", "whole"), "sum_distinct": ("quern::sum_distinct({0})", A),
    "skewness": ("quern::skewness({0})", "real"), "kurtosis": ("quern::kurtosis({0})", "real"),
    "bool_and": ("quern::all({0})", "truth"), "every": ("quern::all({0})", "truth"), "bool_or": ("quern::any({0})", "truth"), "some": ("quern::any({0})", "truth"),
}
# {0} is the column, {n} a number that the step gives.
WINDOWS = {
    "row_number": ("quern::row_number()", "whole"), "rank": ("quern::rank()", "whole"), "dense_rank": ("quern::dense_rank()", "whole"),
    "percent_rank": ("quern::percent_rank()", "real"), "cume_dist": ("quern::cume_dist()", "real"), "ntile": ("quern::ntile({n})", "whole"),
    "lag": ("quern::lag({0}, {n})", A), "lead": ("quern::lead({0}, {n})", A), "first_value": ("quern::first_value({0})", A),
    "last_value": ("quern::last_value({0})", A), "nth_value": ("quern::nth_value({0}, {n})", A),
}
