#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Erfzicht developers
# SPDX-License-Identifier: EUPL-1.2
# Our engine and Splink on the same file, one after the other, two threads each: bench/linkage/beside.sh FILE.csv [RUN_SPLINK.py]
# Needs a release build and a Python with splink 5 and duckdb 2 (PYTHON=…); the second argument is another Splink runner that takes
# DATA --threads 2 and prints its own figures, such as the one the issue came with.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
python=${PYTHON:-python3}
file=$(realpath "$1")
here=$root/bench/linkage

measure "$work/ours" "$erfzicht" link dedupe "$file" --threads 2 --out "$work/out" >/dev/null
"$python" "$here/score.py" "$file" "$work/out/pairs.csv" "$work/out/clusters.csv" >"$work/ours.json"
awk '{ printf "ours          cpu %.2f s, wall %.2f s, peak %.0f MB  ", $2 + $3, $1, $4 / 1024 }' "$work/ours"
cat "$work/ours.json"

if head -n 1 "$file" | grep -q first_name; then
  measure "$work/tuned" "$python" "$here/splink_tuned.py" "$file" "$work/tuned" --threads 2 >&2
  "$python" "$here/score.py" "$file" "$work/tuned.pairs.csv" "$work/tuned.clusters.csv" >"$work/tuned.json"
  awk '{ printf "splink, tuned cpu %.2f s, wall %.2f s, peak %.0f MB  ", $2 + $3, $1, $4 / 1024 }' "$work/tuned"
  cat "$work/tuned.json"
fi
[ $# -lt 2 ] || { printf 'splink, given  '; "$python" "$2" "$file" --threads 2; }
