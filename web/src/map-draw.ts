// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
// Drawing a shape: every click, or Enter for the middle of the map, adds a corner to a text field that also works by itself.
import type { MapLibreMap } from "maplibre-gl";
import { type Point, toLngLat, toRd } from "./rd";

const SVG = "http://www.w3.org/2000/svg";

export function drawing(map: MapLibreMap, element: HTMLElement, field: HTMLTextAreaElement): void {
  const overlay = document.createElementNS(SVG, "svg");
  overlay.classList.add("erf-map__drawn");
  overlay.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(SVG, "polygon");
  overlay.append(shape);
  element.append(overlay);

  const show = (): void => {
    const at = corners(field.value).map((corner) => map.project(toLngLat(corner)));
    shape.setAttribute("points", at.map(({ x, y }) => `${x},${y}`).join(" "));
    overlay.replaceChildren(shape, ...at.map(dot));
  };
  const set = (list: Point[]): void => {
    field.value = list.map(([x, y]) => `${Math.round(x)} ${Math.round(y)}`).join("\n");
    field.dispatchEvent(new Event("input"));
  };
  map.on("click", ({ lngLat }) => set([...corners(field.value), toRd(lngLat.lng, lngLat.lat)]));
  map.on("move", show);
  field.addEventListener("input", show);
  map.getCanvas().addEventListener("keydown", (event) => {
    const { lng, lat } = map.getCenter();
    if (event.key === "Enter") set([...corners(field.value), toRd(lng, lat)]);
    else if (event.key === "Backspace") set(corners(field.value).slice(0, -1));
    else return;
    event.preventDefault();
  });
  show();
}

/** A corner a line: metres east and north. What cannot be read yet is not drawn. */
function corners(text: string): Point[] {
  const lines = text.split("\n").map((line) => line.trim().split(/[\s,;]+/).map(Number));
  return lines.filter((line): line is Point => line.length === 2 && line.every(Number.isFinite));
}

function dot({ x, y }: { x: number; y: number }): SVGElement {
  const circle = document.createElementNS(SVG, "circle");
  circle.setAttribute("cx", String(x));
  circle.setAttribute("cy", String(y));
  circle.setAttribute("r", "5");
  return circle;
}
