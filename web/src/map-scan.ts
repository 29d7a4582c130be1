// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
// Places of a scan on the map: a band is a colour of one ramp, a shape and a letter, so that no one of the three is needed.
import type { ExpressionSpecification, LayerSpecification, MapLibreMap } from "maplibre-gl";
import { type Colours, FACE, addRing, canvas, grow, here } from "./map-style";

/** Layers that show places of a scan; what can be pointed at. */
export const SCAN_LAYERS = ["scan-groep", "scan-teken"];
const BANDS = ["A", "B", "C", "D"] as const;
type Band = (typeof BANDS)[number];

export function scanLayers(c: Colours, focus: string | undefined): LayerSpecification[] {
  const source = { source: "scan", "source-layer": "scan" } as const;
  const group: ExpressionSpecification = ["==", ["get", "kind"], "groep"];
  const proposed: ExpressionSpecification = ["to-boolean", ["get", "proposed"]];
  const many: ExpressionSpecification = ["interpolate", ["linear"], ["sqrt", ["to-number", ["get", "n"], 1]], 1, 7, 4, 10, 12, 14];
  const letter = (fine: boolean): ExpressionSpecification => ["match", ["get", "band"], "A", 0, "B", 1, "C", fine ? 2 : 3, 4];
  return [
    { ...source, id: "scan-groep", type: "circle", filter: group,
      paint: { "circle-radius": many, "circle-color": c.halo, "circle-opacity": 0.85, "circle-stroke-width": 1.2, "circle-stroke-color": c["place-empty"] } },
    { ...source, id: "scan-aantal", type: "symbol", filter: group,
      layout: { "text-field": ["to-string", ["get", "n"]], "text-font": FACE, "text-size": 11.5, "text-padding": 0 },
      paint: { "text-color": c.label } },
    { ...source, id: "scan-voorstel", type: "circle", filter: ["all", ["!", group], proposed],
      paint: { "circle-radius": grow(4, 6, 10, 15), "circle-color": "rgba(0,0,0,0)", "circle-stroke-width": 2, "circle-stroke-color": c.label } },
    { ...source, id: "scan-teken", type: "symbol", filter: ["!", group],
      layout: { "icon-image": ["concat", "band-", ["get", "band"]], "icon-allow-overlap": true, "icon-ignore-placement": true,
        "symbol-sort-key": ["-", 9, letter(true)],
        "icon-size": ["interpolate", ["linear"], ["zoom"], 4, ["match", ["get", "band"], ["A", "B"], 0.45, 0.25], 8, ["match", ["get", "band"], ["A", "B"], 0.7, 0.5], 11, 1] } },
    { ...source, id: "scan-letter", type: "symbol", minzoom: 7.5, filter: ["!", group],
      layout: { "text-field": ["get", "band"], "text-font": FACE, "text-size": grow(7.5, 10, 11, 14), "text-anchor": "left", "text-offset": [0.85, 0],
        "text-padding": 0, "symbol-sort-key": letter(false) },
      paint: { "text-color": c.label, "text-halo-color": c.halo, "text-halo-width": 1.8 } },
    here("scan", focus),
  ];
}

/** A: six corners, B: square, C: triangle, D: ring. */
export function addBandSigns(map: MapLibreMap, c: Colours): void {
  addRing(map, c);
  for (const band of BANDS) {
    if (!map.hasImage(`band-${band}`)) map.addImage(`band-${band}`, sign(band, c), { pixelRatio: 2 });
  }
}

function sign(band: Band, c: Colours): ImageData {
  const size = 40;
  const g = canvas(size);
  const [middle, reach] = [size / 2, 13];
  g.beginPath();
  outline(g, band, middle, reach);
  g.closePath();
  g.lineJoin = "round";
  g.lineWidth = 8;
  g.strokeStyle = c.halo;
  g.stroke();
  g.fillStyle = c[`band-${band.toLowerCase() as "a" | "b" | "c" | "d"}`];
  g.fill();
  g.lineWidth = 3;
  g.strokeStyle = c.place;
  g.stroke();
  return g.getImageData(0, 0, size, size);
}

function outline(g: CanvasRenderingContext2D, band: Band, middle: number, reach: number): void {
  const corners = { A: 6, B: 4, C: 3, D: 0 }[band];
  if (corners === 0) {
    g.arc(middle, middle, reach - 3, 0, 2 * Math.PI);
    return;
  }
  const start = corners === 4 ? -Math.PI / 4 : -Math.PI / 2;
  for (let n = 0; n < corners; n += 1) {
    const turn = start + (2 * Math.PI * n) / corners;
    g.lineTo(middle + (reach + 1) * Math.cos(turn), middle + (reach + 1) * Math.sin(turn));
  }
}
