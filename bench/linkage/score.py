#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Erfzicht developers
# SPDX-License-Identifier: EUPL-1.2
"""Holds pairs and clusters of any engine against the truth in a file: score.py DATA.csv PAIRS.csv CLUSTERS.csv [--truth cluster] [--keep 0.01]

PAIRS has id_l,id_r and score (any rising number); CLUSTERS has unique_id,cluster_id. Recall counts all true pairs of DATA, also those that no
block reached. The best cut is the score with the highest F1, all pairs of one score together. Cluster figures are over pairs after closure.
Prints one line of JSON. Needs duckdb.
"""
import argparse, json
import duckdb


def pairs_of(con, table, key):
    return con.execute(f"SELECT coalesce(sum(n * (n - 1) / 2), 0) FROM (SELECT count(*) n FROM {table} GROUP BY {key})").fetchall()[0][0]


def best_cut(con, true_pairs):
    """Precision, recall and F1 at the score where F1 is highest, and the share of true pairs that are there at all."""
    rows = con.execute("""
        SELECT p.score, sum(CASE WHEN l.entity = r.entity THEN 1 ELSE 0 END), count(*) FROM pairs p
        JOIN truth l ON l.id = p.id_l JOIN truth r ON r.id = p.id_r GROUP BY p.score ORDER BY p.score DESC""").fetchall()
    best, right, seen = (0.0, 0.0, 0.0, None), 0, 0
    for score, good, count in rows:
        right, seen = right + good, seen + count
        f1 = 2 * right / (seen + true_pairs)
        if f1 > best[2]: best = (right / seen, right / true_pairs, f1, score)
    return dict(precision=best[0], recall=best[1], f1=best[2], cut=best[3], reach=right / true_pairs)


def clusters(con, true_pairs):
    con.execute("CREATE TABLE both_ AS SELECT t.entity, c.cluster FROM truth t JOIN clusters c ON c.id = t.id")
    right, made = pairs_of(con, "both_", "entity, cluster"), pairs_of(con, "both_", "cluster")
    return dict(precision=right / made if made else None, recall=right / true_pairs, f1=2 * right / (made + true_pairs))


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("data"); ask.add_argument("pairs"); ask.add_argument("clusters")
    ask.add_argument("--truth", default="cluster"); ask.add_argument("--id", default="unique_id")
    a = ask.parse_args()
    con = duckdb.connect()
    con.execute(f"CREATE TABLE truth AS SELECT {a.id}::varchar id, {a.truth}::varchar entity FROM read_csv('{a.data}', all_varchar = true)")
    con.execute(f"CREATE TABLE pairs AS SELECT id_l::varchar id_l, id_r::varchar id_r, score::double score FROM read_csv('{a.pairs}', all_varchar = true)")
    con.execute(f"CREATE TABLE clusters AS SELECT unique_id::varchar id, cluster_id::varchar cluster FROM read_csv('{a.clusters}', all_varchar = true)")
    true_pairs = pairs_of(con, "truth", "entity")
    short = lambda found: {name: round(value, 4) if isinstance(value, float) else value for name, value in found.items()}
    print(json.dumps(dict(true_pairs=int(true_pairs), pairs=short(best_cut(con, true_pairs)), clusters=short(clusters(con, true_pairs)))))


main()
