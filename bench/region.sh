#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Erfzicht developers
# SPDX-License-Identifier: EUPL-1.2
# Files to yards and matches: seconds and peak memory of everything from partners' files to matched rows.
#   bench/region.sh [SCALE...]     0.2, 1 and 5 when none is given
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

[ $# -gt 0 ] || set -- 0.2 1 5
echo "| what | rows | CPU s | µs CPU/row | wall s | peak MB |"
echo "|---|---|---|---|---|---|"
for scale in "$@"; do
  measure "$work/write-$scale" "$erfzicht" demo --scale "$scale" --files "$work/files-$scale" >/dev/null
  # With the truth gone nobody can look at it.
  rm -rf "$work/files-$scale/truth"
  measure "$work/import-$scale" "$erfzicht" --dir "$work/data-$scale" import register "$work/files-$scale/leveringen.toml" >&2
  rows=$("$erfzicht" --dir "$work/data-$scale" deliveries --json | node "$root/bench/sum.mjs" rows_in)
  row "scale $scale, writing the files" - "$work/write-$scale"
  row "scale $scale, files to matches" "$rows" "$work/import-$scale"
  echo "scale $scale: $(du -sm "$work/files-$scale" | cut -f1) MB of files, $(du -sm "$work/data-$scale" | cut -f1) MB of data" >&2
  rm -rf "$work/files-$scale" "$work/data-$scale"
done
