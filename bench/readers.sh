#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Erfzicht developers
# SPDX-License-Identifier: EUPL-1.2
# Pages and tiles under 50 concurrent readers.
#   bench/readers.sh [SCALE [REQUESTS [PAUSE]]]     5, 20000 and 0 (milliseconds between two requests of a reader) when not given
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

scale=${1:-5}
requests=${2:-20000}
pause=${3:-0}
"$erfzicht" demo --scale "$scale" --port 0 --dir "$work/data" >"$work/log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf -- "$work"' EXIT

url=
while [ -z "$url" ]; do
  kill -0 "$server" 2>/dev/null || { cat "$work/log" >&2; exit 1; }
  sleep 1
  url=$(grep -ao 'http://127\.0\.0\.1:[0-9][0-9]*' "$work/log" | head -n 1 || true)
done

node "$root/bench/load.mjs" "$url" --requests "$requests" --pause "$pause"
awk '/^VmHWM/ { printf "peak of the server: %.0f MB\n", $2 / 1024 }' "/proc/$server/status" >&2
