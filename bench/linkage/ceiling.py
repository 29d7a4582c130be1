#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Erfzicht developers
# SPDX-License-Identifier: EUPL-1.2
"""How many true pairs nobody could tell apart from the values given: ceiling.py DATA.csv [--truth cluster]

A true pair (a, b) is *hopeless* when
  - it has nothing in common: no field is equal in both and at most one is alike; or
  - it is outdone on both sides: some record c of another entity is to a, field by field, at least as alike as b is, and some record d
    of another entity is to b at least as alike as a is. Whatever weighs fields and lets more agreement count for more must then
    either miss the pair or link a with c and b with d as well.
A lower bound on what is lost: it only looks at pairs, with a simple notion of alike. Printed as one line of JSON.
"""
import argparse, collections, csv, json, re, unicodedata

SKIP = {"unique_id", "id", "cluster", "entity", "truth", "source", "bron"}
TV = re.compile(r"^(van der|van den|van de|van 't|van t|in 't|in t|op den|op de|de la|van|von|de|den|der|ter|ten|te|el|la|'t|t|het|v\.?d\.?|v/d|v\.?|d\.?|vd|int|v't) +")


def fold(text, name):
    text = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c)).strip()
    if name in ("surname", "achternaam", "last_name"): text = TV.sub("", text)
    if name in ("phone", "telefoon"): return re.sub(r"\D", "", text)[-9:]
    return re.sub(r"[^a-z0-9 ]", "", text) if "number" not in name and name != "dob" else text


def near(x, y):
    """Whether one slip makes one of the other, or one is an initial or a part of the other."""
    if x.startswith(y) or y.startswith(x): return True
    if abs(len(x) - len(y)) > 1: return False
    i = 0
    while i < min(len(x), len(y)) and x[i] == y[i]: i += 1
    a, b = x[i:], y[i:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (len(a) > 1 and len(b) > 1 and a[0] == b[1] and a[1] == b[0] and a[2:] == b[2:])


def like(x, y):
    """3 equal, 2 alike, 1 one of both missing, 0 other."""
    return 1 if not x or not y else 3 if x == y else 2 if near(x, y) else 0


def main():
    p = argparse.ArgumentParser(); p.add_argument("data"); p.add_argument("--truth", default=None); a = p.parse_args()
    rows = list(csv.DictReader(open(a.data, encoding="utf-8")))
    truth = a.truth or next(c for c in ("cluster", "entity", "truth") if c in rows[0])
    fields = [c for c in rows[0] if c not in SKIP and c not in ("tussenvoegsel", "house_addition", "toevoeging", "prefix", "addition")]
    values = [tuple(fold(r[f], f) for f in fields) for r in rows]
    groups = collections.defaultdict(list)
    for i, r in enumerate(rows): groups[r[truth]].append(i)
    pairs = [(g[i], g[j]) for g in groups.values() for i in range(len(g)) for j in range(i + 1, len(g))]
    wanted = collections.defaultdict(list)
    nothing = 0
    for i, j in pairs:
        levels = tuple(like(x, y) for x, y in zip(values[i], values[j]))
        equal = tuple(k for k, l in enumerate(levels) if l == 3)
        if not equal and levels.count(2) < 2: nothing += 1
        elif equal: wanted[equal].append((i, j, levels))
    outdone = 0
    for equal, some in wanted.items():
        index = collections.defaultdict(list)
        for i, v in enumerate(values): index[tuple(v[k] for k in equal)].append(i)
        for i, j, levels in some:
            near_ones = index[tuple(values[i][k] for k in equal)]
            if len(near_ones) > 400: near_ones = near_ones[:400]
            beats = lambda own: any(rows[c][truth] != rows[own][truth] and all(like(x, y) >= l for x, y, l in zip(values[own], values[c], levels)) for c in near_ones)
            if len(near_ones) > 2 and beats(i) and beats(j): outdone += 1
    n = len(pairs)
    print(json.dumps({"data": a.data.rsplit("/", 1)[-1], "true_pairs": n, "nothing_in_common": nothing, "outdone": outdone,
                      "hopeless_share": round((nothing + outdone) / n, 4), "recall_ceiling": round(1 - (nothing + outdone) / n, 4)}))


main()
