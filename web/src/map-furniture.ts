// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
// What stands on the map: zoom buttons, scale bar, coordinates, north.
import type { MapLibreMap } from "maplibre-gl";
import { metresPerPixel, toRd } from "./rd";

export interface Words {
  inView: string; noWebgl: string; rd: string; north: string; zoomIn: string; zoomOut: string; keys: string; rows: string;
  open: string; erf: string; unit: string; perceel: string; zoomMore: string;
  places: string; shortened: string; band: string; points: string;
}

const BAR_PIXELS = 120;

export function furnish(map: MapLibreMap, element: HTMLElement, words: Words): void {
  const zoom = box("erf-map__zoom");
  zoom.append(button("+", words.zoomIn, () => map.zoomIn()), button("−", words.zoomOut, () => map.zoomOut()));
  const north = box("erf-map__north");
  north.title = words.north;
  north.innerHTML = '<svg viewBox="0 0 20 28" aria-hidden="true"><path d="M10 1 16 15H4z"/><text x="10" y="27" text-anchor="middle">N</text></svg>';
  north.append(unseen(words.north));
  const foot = box("erf-map__foot");
  const scale = scaleBar();
  const place = document.createElement("span");
  place.className = "erf-number";
  foot.append(scale.element, place);
  element.append(zoom, north, foot);

  const at = (lng: number, lat: number): void => {
    const [x, y] = toRd(lng, lat);
    place.textContent = `${words.rd} ${Math.round(x)}, ${Math.round(y)}`;
  };
  const centre = (): void => {
    const { lng, lat } = map.getCenter();
    at(lng, lat);
    scale.set(metresPerPixel(map.getZoom()));
  };
  map.on("move", centre);
  map.on("mousemove", (event) => at(event.lngLat.lng, event.lngLat.lat));
  centre();
}

function box(name: string): HTMLElement {
  const element = document.createElement("div");
  element.className = name;
  return element;
}

function button(sign: string, label: string, act: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = sign;
  element.setAttribute("aria-label", label);
  element.addEventListener("click", act);
  return element;
}

function unseen(text: string): HTMLElement {
  const element = document.createElement("span");
  element.className = "erf-unseen";
  element.textContent = text;
  return element;
}

/** A bar of 1, 2 or 5 times a power of ten metres, as long as fits. */
function scaleBar() {
  const element = document.createElement("span");
  element.className = "erf-map__scale";
  element.innerHTML = `<svg width="${BAR_PIXELS + 2}" height="8" aria-hidden="true"><path/></svg><span class="erf-number"></span>`;
  const drawing = element.querySelector("svg");
  const path = element.querySelector("path");
  const text = element.querySelector("span");
  const set = (metresPerPixel: number): void => {
    const most = BAR_PIXELS * metresPerPixel;
    const power = 10 ** Math.floor(Math.log10(most));
    const metres = power * ([5, 2, 1].find((times) => times * power <= most) ?? 1);
    const width = Math.round(metres / metresPerPixel);
    drawing?.setAttribute("width", String(width + 2));
    path?.setAttribute("d", `M1 1v6h${width}V1`);
    if (text) text.textContent = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
  };
  return { element, set };
}
