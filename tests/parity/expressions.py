# SPDX-License-Identifier: BSL-1.0
"""The two notations of expressions in recorded fixtures, read into one tree.

Text:  col('a') > 30 AND (col('b') < 1 OR f(col('c'), 'x')), when(c).then(x).otherwise(y), x.between(1, 2)
Tree:  {"col": n}, {"lit": v}, {"op": o, "left": l, "right": r}, {"fn": f, "args": [...], "window": {...}}

A node is ("col", name), ("lit", value), ("call", function, [nodes]), ("method", node, name, [nodes]) or ("window", node, {...}).
Operators are calls under their own sign: ("call", "+", [l, r]).
"""
import re

TOKEN = re.compile(r"""\s*(?:(?P<number>\d+\.\d*(?:[eE][+-]?\d+)?|\.\d+|\d+[eE][+-]?\d+|\d+)|(?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
                           |(?P<name>[A-Za-z_]\w*)|(?P<sign><=>|==|!=|<>|>=|<=|\*\*|&&|\|\||[-+*/%<>=&|^~(),.\[\]]))""", re.VERBOSE)
BINDING = [{"OR", "||"}, {"AND", "&&"}, "NOT", {"==", "=", "!=", "<>", "<", "<=", ">", ">=", "<=>"}, {"|"}, {"^"}, {"&"}, {"+", "-"}, {"*", "/", "%"}]
SAME_AS = {"=": "==", "<>": "!=", "||": "OR", "&&": "AND",
           "eq": "==", "ne": "!=", "gt": ">", "lt": "<", "ge": ">=", "gte": ">=", "le": "<=", "lte": "<=", "eq_null_safe": "<=>", "eqNullSafe": "<=>",
           "and": "AND", "or": "OR", "not": "NOT", "add": "+", "sub": "-", "subtract": "-", "mul": "*", "multiply": "*", "div": "/", "divide": "/",
           "mod": "%", "**": "pow", "power": "pow"}
WORDS = {"true": True, "false": False, "none": None, "null": None}


class Unreadable(Exception):
    """The text is not in the notation above."""


def unquoted(text):
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t", "r": "\r"}.get(m[1], m[1]), text[1:-1])


class Reader:
    def __init__(self, text):
        self.text, self.at, self.tokens = text, 0, []
        place = 0
        while text[place:].strip():
            found = TOKEN.match(text, place)
            if not found:
                raise Unreadable(f"cannot read {text[place:]!r}")
            self.tokens.append((found.lastgroup, found[found.lastgroup]))
            place = found.end()

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else (None, None)

    def take(self, *signs):
        """The next token if it is one of these signs or words."""
        kind, value = self.peek()
        if kind in ("sign", "name") and (value in signs or (kind == "name" and value.upper() in signs)):
            self.at += 1
            return SAME_AS.get(value, value.upper() if kind == "name" else value)
        return None

    def need(self, sign):
        if not self.take(sign):
            raise Unreadable(f"{sign} is missing in {self.text!r}")

    def whole(self):
        node = self.level(0)
        if self.at != len(self.tokens):
            raise Unreadable(f"cannot read the end of {self.text!r}")
        return node

    def level(self, n):
        if n == len(BINDING):
            return self.sign()
        if BINDING[n] == "NOT":
            if self.take("NOT", "~"):
                return ("call", "NOT", [self.level(n)])
            return self.level(n + 1)
        node = self.level(n + 1)
        while sign := self.take(*BINDING[n]):
            node = ("call", sign, [node, self.level(n + 1)])
        return node

    def sign(self):
        if self.take("-"):
            node = self.sign()
            return ("lit", -node[1]) if node[0] == "lit" and isinstance(node[1], (int, float)) else ("call", "negative", [node])
        if self.take("+"):
            return self.sign()
        if self.take("~"):
            return ("call", "NOT", [self.sign()])
        node = self.after(self.primary())
        return ("call", "pow", [node, self.sign()]) if self.take("**") else node

    def after(self, node):
        while True:
            if self.take("."):
                name = self.peek()[1]
                self.at += 1
                self.need("(")
                node = ("method", node, name, self.arguments())
            elif self.take("["):
                node = ("call", "[]", [node, self.level(0)])
                self.need("]")
            else:
                return node

    def arguments(self):
        found = []
        if self.take(")"):
            return found
        while True:
            found.append(self.level(0))
            if self.take(")"):
                return found
            self.need(",")

    def primary(self):
        kind, value = self.peek()
        self.at += 1
        if kind == "number":
            return ("lit", int(value) if value.isdigit() else float(value))
        if kind == "text":
            return ("lit", unquoted(value))
        if kind == "name":
            if self.take("("):
                arguments = self.arguments()
                if value in ("col", "lit", "column"):
                    if len(arguments) != 1 or arguments[0][0] != "lit":
                        raise Unreadable(f"{value}() of something else than a constant in {self.text!r}")
                    return ("lit" if value == "lit" else "col", arguments[0][1])
                return ("call", value, arguments)
            if value.lower() in WORDS:
                return ("lit", WORDS[value.lower()])
            return ("col", value)
        if kind == "sign" and value == "(":
            node = self.level(0)
            self.need(")")
            return node
        raise Unreadable(f"cannot read {self.text!r}")


def from_text(text):
    return Reader(text).whole()


def from_tree(t):
    if not isinstance(t, dict):
        return ("lit", t)
    if "col" in t:
        return ("col", t["col"])
    if "type" in t and t["type"] == "column":
        return ("col", t["name"])
    if "lit" in t:
        return ("lit", t["lit"])
    if "fn" in t:
        node = ("call", t["fn"], [from_tree(a) for a in t.get("args", [])])
        return ("window", node, t["window"]) if "window" in t else node
    if "op" in t:
        parts = [from_tree(t[k]) for k in ("left", "right", "lower", "upper", "arg", "operand", "expr") if k in t]
        parts += [from_tree(a) for a in t.get("args", []) + t.get("values", [])]
        return ("call", SAME_AS.get(t["op"], t["op"]), parts)
    raise Unreadable(f"cannot read {t!r}")


def functions_in(node):
    """The names of all functions and methods below a node; methods with a dot before them."""
    kind = node[0]
    if kind == "call":
        return {node[1]}.union(*map(functions_in, node[2]))
    if kind == "method":
        return {"." + node[2]}.union(functions_in(node[1]), *map(functions_in, node[3]))
    return functions_in(node[1]) if kind == "window" else set()
