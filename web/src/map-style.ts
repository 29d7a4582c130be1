// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
// What the map looks like. Colours come from the style sheet, so light and dark have one source.
import type { ExpressionSpecification, FilterSpecification, LayerSpecification, MapLibreMap, StyleSpecification } from "maplibre-gl";
import { RD } from "./rd";

/** Layers that show places; what can be pointed at. */
export const PLACE_LAYERS = ["plaats-groep", "plaats-stip", "plaats-teken"];
/** From this zoom places have their own sign; below it they are dots. */
const SIGNS_FROM = 7.5;
export const FACE = ["Atkinson Hyperlegible Next"];

export type Colours = Record<
  | "land" | "rural" | "park" | "water" | "water-line" | "road" | "road-edge" | "parcel" | "known" | "known-edge" | "unknown"
  | "unknown-line" | "border" | "place" | "place-empty" | "place-soft" | "work" | "label" | "halo" | "focus"
  | "band-a" | "band-b" | "band-c" | "band-d",
  string
>;

export function colours(element: HTMLElement): Colours {
  const style = getComputedStyle(element);
  return new Proxy({} as Colours, { get: (_, name) => style.getPropertyValue(`--erf-map-${String(name)}`).trim() || "#888888" });
}

const kind = (...names: string[]): ExpressionSpecification => ["in", ["get", "soort"], ["literal", names]];
export const grow = (...stops: number[]): ExpressionSpecification =>
  ["interpolate", ["exponential", 1.6], ["zoom"], ...stops] as unknown as ExpressionSpecification;

const path = kind("pad", "fietspad", "voetpad");
const mainRoad = kind("autosnelweg", "snelweg", "hoofdweg", "provinciale weg", "rijksweg");
/** Kinds of road, with the width of the road and of its edge at zoom 4, 8 and 11. */
const ROADS: { name: string; of: ExpressionSpecification; road: [number, number, number]; edge: [number, number, number] }[] = [
  { name: "pad", of: path, road: [0.2, 0.5, 2.5], edge: [0.5, 1, 4] },
  { name: "straat", of: ["!", ["any", path, mainRoad]], road: [0.2, 1, 7], edge: [0.5, 2.2, 9] },
  { name: "hoofdweg", of: mainRoad, road: [1.2, 3, 14], edge: [2.2, 4.8, 16] },
];
/** From here buildings have an edge of their own. */
const EDGES_FROM = 8.8;

export interface StyleChoices {
  tiles: string;
  deepestTile: number;
  focus: string | undefined;
  hidden: (layer: string) => boolean;
  /** Tiles with the places of a scan, drawn instead of all places. */
  scan: { tiles: string; layers: LayerSpecification[] } | undefined;
}

export function style(c: Colours, choices: StyleChoices): StyleSpecification {
  const layers = [...ground(c), ...buildings(c), ...names(c), ...(choices.scan?.layers ?? places(c, choices.focus))];
  return {
    version: 8,
    projection: { type: RD as never },
    sources: {
      erf: { type: "vector", tiles: [choices.tiles], minzoom: 0, maxzoom: choices.deepestTile },
      ...(choices.scan && { scan: { type: "vector" as const, tiles: [choices.scan.tiles], minzoom: 0, maxzoom: choices.deepestTile } }),
    },
    layers: [
      { id: "land", type: "background", paint: { "background-color": c.land } },
      ...layers.filter((layer) => !choices.hidden(sourceLayer(layer))),
    ],
  };
}

function sourceLayer(layer: LayerSpecification): string {
  return "source-layer" in layer ? (layer["source-layer"] ?? "") : "";
}

/** Roads of one colour, a layer for each width: see `ground`. */
function roads(c: string, id: string, part: "road" | "edge"): LayerSpecification[] {
  return ROADS.map((it) => {
    const [far, near, close] = it[part];
    return { id: `${id}-${it.name}`, type: "line", source: "erf", "source-layer": "weg", filter: it.of,
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": c, "line-width": ["interpolate", ["exponential", 1.7], ["zoom"], 4, far, 8, near, 11, close] } };
  });
}

/** Every way of painting is a program that the graphics card has to make before the first picture, which takes longer than drawing
 * it. So lines have one colour and one width a layer, and surfaces get their smooth edge from a line. */
function ground(c: Colours): LayerSpecification[] {
  const surface: FilterSpecification = ["==", ["geometry-type"], "Polygon"];
  return [
    { id: "buitengebied", type: "fill", source: "erf", "source-layer": "buitengebied", filter: ["to-boolean", ["get", "inside"]],
      paint: { "fill-color": c.rural, "fill-antialias": false } },
    { id: "bedrijventerrein", type: "fill", source: "erf", "source-layer": "bedrijventerrein",
      paint: { "fill-color": c.park, "fill-antialias": false } },
    { id: "water", type: "fill", source: "erf", "source-layer": "water", filter: surface,
      paint: { "fill-color": c.water, "fill-antialias": false } },
    { id: "water-rand", type: "line", source: "erf", "source-layer": "water", filter: surface,
      paint: { "line-color": c.water, "line-width": 1 } },
    { id: "waterloop", type: "line", source: "erf", "source-layer": "water", filter: ["==", ["geometry-type"], "LineString"],
      paint: { "line-color": c["water-line"], "line-width": grow(4, 0.4, 8, 1.4, 11, 6) } },
    { id: "perceel", type: "line", source: "erf", "source-layer": "perceel", minzoom: 8.2,
      paint: { "line-color": c.parcel, "line-width": grow(8, 0.4, 12, 1.4) } },
    ...roads(c["road-edge"], "weg-rand", "edge"),
    ...roads(c.road, "weg", "road"),
    { id: "gemeente", type: "line", source: "erf", "source-layer": "gemeente", maxzoom: EDGES_FROM,
      paint: { "line-color": c.border, "line-width": grow(2, 0.8, 6, 1.6, 11, 3), "line-dasharray": [4, 2] } },
    { id: "gemeente-nabij", type: "line", source: "erf", "source-layer": "gemeente", minzoom: EDGES_FROM,
      paint: { "line-color": c.border, "line-width": 1.6 } },
  ];
}

function buildings(c: Colours): LayerSpecification[] {
  const known: ExpressionSpecification = ["==", ["get", "kind"], "met_adres"];
  return [
    { id: "bouwwerk", type: "fill", source: "erf", "source-layer": "bouwwerk", minzoom: 8,
      paint: { "fill-color": c.work, "fill-antialias": false } },
    { id: "pand", type: "fill", source: "erf", "source-layer": "pand", filter: known,
      paint: { "fill-color": c.known, "fill-antialias": false } },
    { id: "pand-onbekend", type: "fill", source: "erf", "source-layer": "pand", filter: ["!", known], maxzoom: 9.2,
      paint: { "fill-color": c["unknown-line"], "fill-opacity": 0.75, "fill-antialias": false } },
    { id: "pand-arcering", type: "fill", source: "erf", "source-layer": "pand", filter: ["!", known], minzoom: 9.2,
      paint: { "fill-pattern": "arcering", "fill-antialias": false } },
    { id: "pand-rand", type: "line", source: "erf", "source-layer": "pand", filter: known, minzoom: EDGES_FROM,
      paint: { "line-color": c["known-edge"], "line-width": grow(EDGES_FROM, 0.4, 12, 1.4) } },
    { id: "pand-onbekend-rand", type: "line", source: "erf", "source-layer": "pand", filter: ["!", known], minzoom: EDGES_FROM,
      paint: { "line-color": c["unknown-line"], "line-width": grow(EDGES_FROM, 0.4, 12, 1.4) } },
  ];
}

function names(c: Colours): LayerSpecification[] {
  const paint = { "text-color": c.label, "text-halo-color": c.halo, "text-halo-width": 1.6 };
  return [
    { id: "weg-naam", type: "symbol", source: "erf", "source-layer": "weg", minzoom: 9.4, filter: ["has", "naam"],
      layout: { "symbol-placement": "line", "text-field": ["get", "naam"], "text-font": FACE, "text-size": 13, "symbol-spacing": 420 }, paint },
    { id: "adres", type: "symbol", source: "erf", "source-layer": "adres", minzoom: 10.9,
      layout: { "text-field": ["get", "label"], "text-font": FACE, "text-size": 12.5, "text-padding": 1 }, paint },
    { id: "plaatsnaam", type: "symbol", source: "erf", "source-layer": "plaatsnaam", maxzoom: 9.4,
      layout: { "text-field": ["get", "naam"], "text-font": FACE, "text-size": grow(3, 12, 8, 17), "text-padding": 6 }, paint },
  ];
}

/** A ring around the place that a page is about. */
export function here(source: string, focus: string | undefined): LayerSpecification {
  return { id: "plaats-hier", type: "symbol", source, "source-layer": source === "erf" ? "plaats" : source, filter: isPlace(focus),
    layout: { "icon-image": "hier", "icon-size": grow(5, 0.57, 10, 1), "icon-allow-overlap": true, "icon-ignore-placement": true } };
}

function places(c: Colours, focus: string | undefined): LayerSpecification[] {
  const spoken: ExpressionSpecification = [">", ["to-number", ["get", "rows"], 0], 0];
  const single: ExpressionSpecification = ["has", "id"];
  const place = { type: "circle", source: "erf", "source-layer": "plaats" } as const;
  return [
    ...groups(c, spoken),
    { ...place, id: "plaats-stip", maxzoom: SIGNS_FROM, filter: single,
      paint: { "circle-color": ["case", spoken, c.place, c["place-empty"]], "circle-radius": grow(3, 0.8, 7.5, 3.5),
        "circle-opacity": ["case", spoken, 0.95, 0.7], "circle-stroke-width": grow(5, 0, 7.5, 0.8), "circle-stroke-color": c.halo } },
    { id: "plaats-teken", type: "symbol", source: "erf", "source-layer": "plaats", minzoom: SIGNS_FROM, filter: single,
      layout: { "icon-image": ["concat", ["get", "kind"], ["case", spoken, "", "-leeg"]], "icon-allow-overlap": true,
        "icon-ignore-placement": true, "symbol-sort-key": ["to-number", ["get", "rows"], 0],
        "icon-size": ["interpolate", ["linear"], ["zoom"], 7.5, 0.45, 10, 0.62, 12, 1] } },
    here("erf", focus),
  ];
}

/** Places that stand too close together to be drawn one by one: a ring with how many they are. */
function groups(c: Colours, spoken: ExpressionSpecification): LayerSpecification[] {
  const group: ExpressionSpecification = ["==", ["get", "kind"], "groep"];
  const many: ExpressionSpecification = ["interpolate", ["linear"], ["sqrt", ["to-number", ["get", "n"], 1]], 1, 8, 4, 11, 12, 15];
  return [
    { id: "plaats-groep", type: "circle", source: "erf", "source-layer": "plaats", filter: group,
      paint: { "circle-radius": many, "circle-color": ["case", spoken, c["place-soft"], c.halo], "circle-opacity": 0.9,
        "circle-stroke-width": 1.5, "circle-stroke-color": ["case", spoken, c.place, c["place-empty"]] } },
    { id: "plaats-aantal", type: "symbol", source: "erf", "source-layer": "plaats", filter: group,
      layout: { "text-field": ["to-string", ["get", "n"]], "text-font": FACE, "text-size": 12, "text-padding": 0,
        "symbol-sort-key": ["-", 0, ["to-number", ["get", "n"], 1]] },
      paint: { "text-color": c.label } },
  ];
}

/** Only the place with this id; groups have none. */
export function isPlace(id: string | undefined): FilterSpecification {
  return ["all", ["has", "id"], ["==", ["to-string", ["get", "id"]], id ?? ""]];
}

/** Signs by shape, so that colour is never needed: circle, square, diamond; filled when rows speak of the place. */
export function addSigns(map: MapLibreMap, c: Colours): void {
  for (const shape of ["erf", "unit", "perceel"] as const) {
    for (const full of [true, false]) {
      const name = full ? shape : `${shape}-leeg`;
      if (!map.hasImage(name)) map.addImage(name, sign(shape, full, c), { pixelRatio: 2 });
    }
  }
  addRing(map, c);
  if (!map.hasImage("arcering")) map.addImage("arcering", hatch(c), { pixelRatio: 2 });
}

/** The picture of {@link here}. */
export function addRing(map: MapLibreMap, c: Colours): void {
  if (map.hasImage("hier")) return;
  const size = 84;
  const g = canvas(size);
  g.arc(size / 2, size / 2, 38, 0, 2 * Math.PI);
  g.lineWidth = 8;
  g.strokeStyle = c.focus;
  g.stroke();
  map.addImage("hier", g.getImageData(0, 0, size, size), { pixelRatio: 2 });
}

export function canvas(size: number): CanvasRenderingContext2D {
  const element = document.createElement("canvas");
  element.width = element.height = size;
  const context = element.getContext("2d");
  if (!context) throw new Error("no canvas");
  return context;
}

function sign(shape: "erf" | "unit" | "perceel", full: boolean, c: Colours): ImageData {
  const size = 40;
  const g = canvas(size);
  const [middle, reach] = [size / 2, 13];
  g.beginPath();
  if (shape === "erf") g.arc(middle, middle, reach, 0, 2 * Math.PI);
  if (shape === "unit") g.rect(middle - reach + 1.5, middle - reach + 1.5, 2 * reach - 3, 2 * reach - 3);
  if (shape === "perceel") {
    const r = reach + 2;
    g.moveTo(middle, middle - r);
    g.lineTo(middle + r, middle);
    g.lineTo(middle, middle + r);
    g.lineTo(middle - r, middle);
    g.closePath();
  }
  g.lineWidth = 9;
  g.strokeStyle = c.halo;
  g.stroke();
  g.fillStyle = full ? c.place : c.halo;
  g.fill();
  g.lineWidth = 4;
  g.strokeStyle = full ? c.place : c["place-empty"];
  g.stroke();
  return g.getImageData(0, 0, size, size);
}

function hatch(c: Colours): ImageData {
  const size = 16;
  const g = canvas(size);
  g.fillStyle = c.unknown;
  g.fillRect(0, 0, size, size);
  g.strokeStyle = c["unknown-line"];
  g.lineWidth = 2.6;
  for (const shift of [-size, 0, size]) {
    g.beginPath();
    g.moveTo(shift - 2, size + 2);
    g.lineTo(shift + size + 2, -2);
    g.stroke();
  }
  return g.getImageData(0, 0, size, size);
}
