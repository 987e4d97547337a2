# SPDX-License-Identifier: BSL-1.0
"""Random plans: a verb takes a plan and gives the next one, as C++ and as SQL, or None where it does not fit.

A new verb is one function and one entry of VERBS.
"""
from expressions import NEAR
from joins import cross, half_join, join, member, merging_join, scalar, sets
from plan import Maker, scan
from verbs import agg, distinct, group, having, narrow, ordered, select, top, update, where
from windows import window

# How often, the verb.
VERBS = [(3, where), (2, update), (1, select), (2, distinct), (5, group), (2, having), (2, agg), (2, top), (5, join), (3, merging_join), (3, half_join), (1, cross), (2, member), (2, scalar),
         (2, sets), (3, window)]


def make(seed):
    m = Maker(seed)
    p, want, used = scan(m), m.rnd.choice([1, 1, 2, 2, 3]), 0
    hashes = False
    while used < want:
        verb = m.rnd.choices([v for _, v in VERBS], [w for w, _ in VERBS])[0]
        q = verb(m, p)
        if q is None or q.rows > 40000 or len(q.columns) > 24:
            continue
        p, used = q, used + 1
        hashes = hashes or q.hashes
    if not p.ordered and len(p.columns) > 6 and m.chance(0.6):
        p = narrow(m, p, 5)  # compiling a column costs
    if not p.ordered and m.chance(0.25) and all(c.grade < NEAR for c in p.columns) and len(p.columns) < 9:
        p = ordered(m, p)
    p.hashes = hashes
    for later in m.literals.later:
        if later[6:later.index(">")].strip('"') in p.cpp:
            p.cpp += later
    return m, p
