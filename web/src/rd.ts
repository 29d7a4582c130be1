// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
// RD New (EPSG:28992) and the Dutch tile grid. The only file that knows MapLibre's experimental addProjection.
import { addProjection } from "maplibre-gl";
import proj4 from "proj4/lib/core.js";
import Proj from "proj4/lib/Proj.js";
import sterea from "proj4/lib/projections/sterea.js";

/** Name under which the projection is registered. */
export const RD = "EPSG:28992";
/** Side of tile 0/0/0, and its top left corner, in metres. */
const SIDE = 880803.84;
const ORIGIN: [number, number] = [-285401.92, 903401.92];
const TILE_PIXELS = 512;

export type Point = [number, number];
/** West, south, east, north, in RD metres. */
export type Box = [number, number, number, number];

Proj.projections.add(sterea);
const converter = proj4(
  "+proj=longlat +datum=WGS84 +no_defs",
  "+proj=sterea +lat_0=52.15616055555555 +lon_0=5.38763888888889 +k=0.9999079 +x_0=155000 +y_0=463000 +ellps=bessel " +
    "+towgs84=565.4171,50.3319,465.5524,-0.398957,0.343988,-1.87740,4.0725 +units=m +no_defs",
);

/** Tells MapLibre about the projection; once for each page. */
export function registerRd(): void {
  addProjection({ name: RD, projection: converter, tileMatrixSet: { origin: ORIGIN, extentAtZoom0: SIDE } });
}

/** The camera of MapLibre speaks longitude and latitude, also on a map in RD. */
export function toLngLat([x, y]: Point): Point {
  return converter.inverse([x, y]) as Point;
}

export function toRd(lng: number, lat: number): Point {
  return converter.forward([lng, lat]) as Point;
}

/** Metres on the ground for one pixel. */
export function metresPerPixel(zoom: number): number {
  return SIDE / TILE_PIXELS / 2 ** zoom;
}

/** The zoom at which a box just fits in so many pixels. */
export function zoomFor([west, south, east, north]: Box, width: number, height: number): number {
  const metres = Math.max((east - west) / Math.max(width, 1), (north - south) / Math.max(height, 1), 0.01);
  return Math.log2(SIDE / TILE_PIXELS / metres);
}
