# SPDX-FileCopyrightText: 2026 The Erfzicht developers
# SPDX-License-Identifier: EUPL-1.2
# Shared by the measurements: where the program is, how a command is measured, and a folder that goes away by itself.
# Sourced by bash; not run by itself.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
erfzicht=${ERFZICHT_BIN:-${CARGO_TARGET_DIR:-$root/target}/release/erfzicht}
unset DATABASE_URL ERFZICHT_DIR

need() {
  for program in "$@"; do
    command -v "$program" >/dev/null || { echo "ontbreekt: $program" >&2; exit 2; }
  done
}

[ -x "$erfzicht" ] || { echo "$erfzicht ontbreekt: eerst cargo build --release" >&2; exit 2; }
need /usr/bin/time node

work=$(mktemp -d "${TMPDIR:-/tmp}/erfzicht-bench.XXXXXX")
trap 'rm -rf -- "$work"' EXIT

# measure FILE COMMAND...: runs, and writes "wall user system peak-kilobytes" to FILE.
measure() {
  local file=$1
  shift
  /usr/bin/time -f '%e %U %S %M' -o "$file" "$@"
}

# row NAME OBJECTS FILE...: one line of a table; adds up the times of several commands, and takes the largest memory.
row() {
  local name=$1 objects=$2
  shift 2
  awk -v name="$name" -v objects="$objects" '
    { wall += $1; cpu += $2 + $3; if ($4 > peak) peak = $4 }
    END {
      each = objects > 0 ? sprintf("%.1f", cpu * 1e6 / objects) : "-"
      printf "| %s | %s | %.2f | %s | %.2f | %.0f |\n", name, objects, cpu, each, wall, peak / 1024
    }' "$@"
}

# files_of FORMAT FOLDER: the files of one format in the register of a folder.
files_of() {
  awk -v format="$1" '
    /^\[\[delivery\]\]/ { if (kind == format) print file; kind = ""; file = "" }
    match($0, /^file *= *"/) { file = substr($0, RLENGTH + 1); sub(/".*/, "", file) }
    match($0, /^format *= *"/) { kind = substr($0, RLENGTH + 1); sub(/".*/, "", kind) }
    END { if (kind == format) print file }' "$2/leveringen.toml"
}
