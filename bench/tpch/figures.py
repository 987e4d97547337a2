# SPDX-License-Identifier: BSL-1.0
"""What a run measured, from its JSON: the least time of each contender on each query, and ratios of them."""
import json
import math

WHO = ("quern", "DuckDB", "Polars", "ClickHouse")


class Run:
    """`facts` say what was measured where; `least[section, who, threads]` is in milliseconds."""

    def __init__(self, run):
        self.facts = {k: v for k, v in run.items() if isinstance(v, (str, int, float))}
        self.skipped = run.get("skipped", [])
        self.figures = run["figures"]
        self.least, self.contender = {}, {}
        for f in self.figures:
            # A peer with two engines takes part with the better one, query by query.
            key = f["section"], f["contender"].split()[0], f["threads"]
            if key not in self.least or f["min_ms"] < self.least[key]:
                self.least[key], self.contender[key] = f["min_ms"], f["contender"]

    @staticmethod
    def read(path):
        with open(path, encoding="utf-8") as file:
            return Run(json.load(file))

    @property
    def queries(self):
        return sorted({s for s, _, _ in self.least if s.startswith("q")})

    @property
    def threads(self):
        return sorted({t for s, _, t in self.least if s.startswith("q") or s == "cold"})

    @property
    def who(self):
        return [w for w in WHO if any(c == w for s, c, _ in self.least if s.startswith("q"))]

    @property
    def versions(self):
        """As the contenders call themselves, without the names of their engines."""
        return sorted({" ".join(f["contender"].split()[:2]).rstrip(",") for f in self.figures} - {"quern"})

    def fastest_peer(self, section, threads):
        return min((self.least[section, w, threads] for w in WHO[1:] if (section, w, threads) in self.least), default=None)

    def ratio(self, section, threads, who=None):
        """How many times as fast as this peer quern is, or as the fastest one; None where one of them was not measured."""
        mine = self.least.get((section, "quern", threads))
        other = self.least.get((section, who, threads)) if who else self.fastest_peer(section, threads)
        return other / mine if mine and other else None

    def ratios(self, threads, who=None):
        found = {q: self.ratio(q, threads, who) for q in self.queries}
        return {q: r for q, r in found.items() if r}

    def times(self, who, threads):
        return [self.least[q, who, threads] for q in self.queries if (q, who, threads) in self.least]


def geometric_mean(values):
    values = list(values)
    return math.exp(sum(map(math.log, values)) / len(values)) if values else None
