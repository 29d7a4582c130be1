#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Erfzicht developers
# SPDX-License-Identifier: EUPL-1.2
# BAG import beside GDAL: CPU per object, peak memory.
#   bench/bag.sh [SCALE | FILE.zip]     a fictional region of this scale (5), or an extract of your own
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need ogr2ogr python3

what=${1:-5}
if [ -f "$what" ]; then
  extract=$(realpath "$what")
else
  "$erfzicht" demo --scale "$what" --files "$work/files" >/dev/null
  extract=$work/files/$(files_of bag "$work/files" | head -n 1)
fi

# Unpacks the archives inside the archive, one for each object type, and counts their objects without our own reader.
python3 - "$extract" "$work/parts" >"$work/counts" <<'PY'
import io, os, re, sys, zipfile

START = re.compile(rb"<(?:[\w.-]+:)?(?:bagObject|gemeenteWoonplaatsRelatie|GemeenteWoonplaatsRelatie)[ >]")
source, target = sys.argv[1:]
os.makedirs(target)

def walk(archive, name):
    for entry in archive.infolist():
        base = os.path.basename(entry.filename)
        if not base or base.startswith(".") or "__MACOSX" in entry.filename:
            continue
        if base.lower().endswith(".zip"):
            data = archive.read(entry)
            inner = zipfile.ZipFile(io.BytesIO(data))
            if any(part.lower().endswith(".xml") for part in inner.namelist()):
                with open(os.path.join(target, base), "wb") as out:
                    out.write(data)
            walk(inner, base)
        elif base.lower().endswith(".xml"):
            counts[name] = counts.get(name, 0) + len(START.findall(archive.read(entry)))

counts = {}
walk(zipfile.ZipFile(source), os.path.basename(source))
for name, count in sorted(counts.items()):
    print(name, count)
PY
objects=$(awk '{ sum += $2 } END { print sum + 0 }' "$work/counts")

measure "$work/ours" "$erfzicht" --dir "$work/data" import bag "$extract" >&2

# GDAL reads the types that have a driver: not the relation of towns and municipalities, not the marks of investigation.
gdal_objects=0
for part in "$work"/parts/*.zip; do
  name=$(basename "$part")
  case $name in *PND* | *VBO* | *NUM* | *OPR* | *WPL* | *LIG* | *STA*) ;; *) continue ;; esac
  case $name in *GEM-WPL* | *InOnderzoek* | *NietBag* | *Inactief*) continue ;; esac
  if measure "$work/gdal-$name" ogr2ogr -q -f GPKG -append -update "$work/gdal.gpkg" "/vsizip/$part" 2>>"$work/gdal-errors" ||
    measure "$work/gdal-$name" ogr2ogr -q -f GPKG "$work/gdal.gpkg" "/vsizip/$part" 2>>"$work/gdal-errors"; then
    gdal_objects=$((gdal_objects + $(awk -v name="$name" '$1 == name { print $2 }' "$work/counts")))
  else
    rm -f "$work/gdal-$name"
    echo "GDAL leest $name niet" >&2
  fi
done

echo "| | objects | CPU s | µs CPU/object | wall s | peak MB |"
echo "|---|---|---|---|---|---|"
row "erfzicht import bag" "$objects" "$work/ours"
if ls "$work"/gdal-*.zip >/dev/null 2>&1; then
  row "ogr2ogr to GeoPackage" "$gdal_objects" "$work"/gdal-*.zip
else
  cat "$work/gdal-errors" >&2
fi
