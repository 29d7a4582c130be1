// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
// The map: an island in a page that works without it. Everything it shows stands in a list as well.
import { GPUInitializationError, type MapGeoJSONFeature, Map as MapLibre, Marker, Popup, setWorkerUrl } from "maplibre-gl";
import { drawing } from "./map-draw";
import { furnish, type Words } from "./map-furniture";
import { SCAN_LAYERS, addBandSigns, scanLayers } from "./map-scan";
import { PLACE_LAYERS, addSigns, colours, isPlace, style } from "./map-style";
import { type Box, registerRd, toLngLat, zoomFor } from "./rd";

const DEEPEST_TILE = 12;
const REACH_PIXELS = 28;

class Island {
  private readonly words: Words;
  private readonly map: MapLibre;
  private readonly popup = new Popup({ closeButton: false, closeOnClick: false, offset: 16, className: "erf-popup" });
  private readonly list: HTMLElement | null;
  private readonly dark = matchMedia("(prefers-color-scheme: dark)");
  /** Whether the places of a scan are shown, by their band. */
  private readonly scan: boolean;
  private focus: string | undefined;

  constructor(private readonly element: HTMLElement) {
    this.scan = element.dataset.scan !== undefined;
    this.words = JSON.parse(element.dataset.words ?? "{}") as Words;
    this.focus = element.dataset.focus;
    this.list = document.getElementById(element.dataset.list ?? "");
    element.replaceChildren();
    this.map = this.start();
    this.map.on("style.load", () => (this.scan ? addBandSigns : addSigns)(this.map, colours(element)));
    this.map.on("idle", () => this.settled());
    this.dark.addEventListener("change", () => this.redraw());
    furnish(this.map, element, this.words);
    this.mark();
    const drawn = document.getElementById(element.dataset.draw ?? "");
    if (drawn instanceof HTMLTextAreaElement) {
      this.toDraw(drawn);
    } else {
      this.pointing();
      this.keyboard();
      this.listening();
    }
  }

  /** A map to draw on opens no places. */
  private toDraw(field: HTMLTextAreaElement): void {
    this.map.keyboard.disableRotation();
    this.map.getCanvas().setAttribute("aria-label", `${this.element.dataset.label ?? ""}. ${this.words.keys}`);
    drawing(this.map, this.element, field);
  }

  /** A point that is no place, such as where a row says it was. */
  private mark(): void {
    const [x, y] = (this.element.dataset.point ?? "").split(" ").map(Number);
    if (!x || !y) return;
    const sign = document.createElement("div");
    sign.className = "erf-map__point";
    sign.setAttribute("role", "img");
    sign.setAttribute("aria-label", this.element.dataset.pointLabel ?? "");
    new Marker({ element: sign }).setLngLat(toLngLat([x, y])).addTo(this.map);
  }

  private start(): MapLibre {
    const [west, south, east, north] = (this.element.dataset.bounds ?? "").split(" ").map(Number) as Box;
    const box: Box = [west, south, east, north];
    const { clientWidth, clientHeight } = this.element;
    return new MapLibre({
      container: this.element,
      style: this.style(),
      center: toLngLat([(west + east) / 2, (south + north) / 2]),
      zoom: Math.min(zoomFor(box, clientWidth - 32, clientHeight - 32), 12.5),
      minZoom: 2,
      maxZoom: 14,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      rollEnabled: false,
      fadeDuration: 0,
      // e2e/style.test.mjs checks the style; every browser doing so again takes it a twentieth of the time to the first picture.
      validateStyle: false,
      cooperativeGestures: false,
    });
  }

  private style() {
    const data = this.element.dataset;
    const shown = data.layers?.split(" ");
    const c = colours(this.element);
    return style(c, {
      tiles: tilesAt(data.tiles),
      deepestTile: Number(data.deepest ?? DEEPEST_TILE),
      focus: this.focus,
      scan: data.scan === undefined ? undefined : { tiles: tilesAt(data.scan), layers: scanLayers(c, this.focus) },
      hidden: (layer) => shown !== undefined && !shown.includes(layer),
    });
  }

  /** Light became dark or the other way round. */
  private redraw(): void {
    this.map.setStyle(this.style(), { diff: false });
  }

  private layers(): string[] {
    return (this.scan ? SCAN_LAYERS : PLACE_LAYERS).filter((layer) => this.map.getLayer(layer));
  }

  private places(): MapGeoJSONFeature[] {
    const layers = this.layers();
    const seen = new Map<string, MapGeoJSONFeature>();
    for (const place of this.map.queryRenderedFeatures({ layers })) {
      seen.set(isGroup(place) ? position(place).join() : String(place.properties.id), place);
    }
    return [...seen.values()];
  }

  /** Everything is drawn: say what is in view. */
  private settled(): void {
    if (!this.map.areTilesLoaded()) return;
    const places = this.places();
    const total = places.reduce((sum, place) => sum + size(place), 0);
    this.legend(places);
    const status = this.element.parentElement?.querySelector("[data-map-status]");
    const shortened = this.map.querySourceFeatures("erf", { sourceLayer: "ingekort" }).length > 0;
    const lines = [total > 0 ? this.words.inView.replace("{n}", written(total)) : this.words.zoomMore];
    if (shortened) lines.push(this.words.shortened);
    if (status) status.textContent = lines.join(" ");
    // Drawn is not yet shown: that takes a frame more.
    requestAnimationFrame(() => requestAnimationFrame(() => (this.element.dataset.mapReady = "true")));
  }

  /** How many of each kind; not while some stand in groups, for the groups do not say. */
  private legend(places: MapGeoJSONFeature[]): void {
    if (this.scan) return this.bands(places);
    const grouped = places.filter(isGroup).reduce((sum, place) => sum + size(place), 0);
    this.element.parentElement?.querySelectorAll<HTMLElement>("[data-map-legend] [data-key]").forEach((row) => {
      const kind = row.dataset.key;
      const own = kind === "groep" ? grouped : places.filter((place) => place.properties.kind === kind).length;
      const out = row.querySelector("[data-count]");
      if (out) out.textContent = grouped > 0 && kind !== "groep" ? "" : written(own);
      if (kind === "groep") row.hidden = grouped === 0;
    });
  }

  /** How many of each band are in view; a group holds places of one band. */
  private bands(places: MapGeoJSONFeature[]): void {
    this.element.parentElement?.querySelectorAll<HTMLElement>("[data-map-legend] [data-key]").forEach((row) => {
      const own = places.filter((place) => place.properties.band === row.dataset.key).reduce((sum, place) => sum + size(place), 0);
      const out = row.querySelector("[data-count]");
      if (out) out.textContent = this.words.inView.replace("{n}", written(own));
    });
  }

  private pointing(): void {
    this.map.on("mousemove", (event) => {
      const place = this.nearest(event.point.x, event.point.y, 4);
      this.map.getCanvas().classList.toggle("erf-map__points", place !== undefined);
      if (place) this.show(place);
      else this.hide();
    });
    this.map.on("mouseout", () => this.hide());
    this.map.on("click", (event) => this.open(this.nearest(event.point.x, event.point.y, 8)));
  }

  private nearest(x: number, y: number, reach: number): MapGeoJSONFeature | undefined {
    const layers = this.layers();
    const found = this.map.queryRenderedFeatures([[x - reach, y - reach], [x + reach, y + reach]], { layers });
    const away = (place: MapGeoJSONFeature): number => {
      const at = this.map.project(position(place));
      return Math.hypot(at.x - x, at.y - y);
    };
    return found.sort((a, b) => away(a) - away(b))[0];
  }

  private show(place: MapGeoJSONFeature): void {
    const { id, kind, name, rows } = place.properties as Record<string, string | number>;
    const body = document.createElement("div");
    const title = document.createElement("strong");
    const line = document.createElement("span");
    const kinds: Record<string, string> = { erf: this.words.erf, unit: this.words.unit, perceel: this.words.perceel };
    const spoken = this.scan ? this.rank(place) : `${written(Number(rows ?? 0))} ${this.words.rows}`;
    title.textContent = isGroup(place) ? `${written(size(place))} ${this.words.places}` : String(name ?? "");
    line.textContent = isGroup(place) ? spoken : `${kinds[String(kind)] ?? ""} · ${spoken}`;
    body.append(title, line);
    this.popup.setLngLat(position(place)).setDOMContent(body).addTo(this.map);
    this.light(isGroup(place) ? undefined : String(id));
  }

  private rank(place: MapGeoJSONFeature): string {
    const { band, points } = place.properties as Record<string, string | number>;
    const known = `${this.words.band} ${band}`;
    return points === undefined ? known : `${known} · ${written(Number(points))} ${this.words.points}`;
  }

  private hide(): void {
    this.popup.remove();
    this.light(undefined);
  }

  /** A place has a page; a group is looked at from nearer by. */
  private open(place: MapGeoJSONFeature | undefined): void {
    if (place && isGroup(place)) this.map.easeTo({ center: position(place), zoom: this.map.getZoom() + 1.5, duration: 180 });
    else if (place) location.assign(`${this.element.dataset.placeAddress}${encodeURIComponent(String(place.properties.id))}`);
  }

  private keyboard(): void {
    this.map.keyboard.disableRotation();
    const canvas = this.map.getCanvas();
    canvas.setAttribute("aria-label", `${this.element.dataset.label ?? ""}. ${this.words.keys}`);
    const middle = () => this.nearest(canvas.clientWidth / 2, canvas.clientHeight / 2, REACH_PIXELS);
    canvas.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.open(middle());
    });
    this.map.on("moveend", () => {
      const place = canvas.matches(":focus-visible") ? middle() : undefined;
      if (place) this.show(place);
    });
  }

  /** Lights the place in the list that belongs to the map, and the other way round. */
  private light(id: string | undefined): void {
    this.list?.querySelectorAll<HTMLElement>("[data-place]").forEach((row) => {
      row.classList.toggle("erf-lit", row.dataset.place === id);
    });
  }

  private listening(): void {
    const point = (event: Event): void => {
      const row = (event.target as HTMLElement).closest<HTMLElement>("[data-place]");
      const id = row?.dataset.place ?? this.element.dataset.focus;
      if (id === this.focus) return;
      this.focus = id;
      if (this.map.getLayer("plaats-hier")) this.map.setFilter("plaats-hier", isPlace(id));
      if (row?.dataset.x && row.dataset.y) this.bring(Number(row.dataset.x), Number(row.dataset.y));
    };
    for (const kind of ["mouseover", "focusin"]) this.list?.addEventListener(kind, point);
  }

  private bring(x: number, y: number): void {
    const at = toLngLat([x, y]);
    const { x: left, y: top } = this.map.project(at);
    const { clientWidth, clientHeight } = this.element;
    if (left < 0 || top < 0 || left > clientWidth || top > clientHeight) this.map.easeTo({ center: at, duration: 180 });
  }
}

function tilesAt(address: string | undefined): string {
  return new URL(address ?? "", location.href).href.replaceAll("%7B", "{").replaceAll("%7D", "}");
}

function isGroup(place: MapGeoJSONFeature): boolean {
  return place.properties.kind === "groep";
}

/** How many places a sign stands for. */
function size(place: MapGeoJSONFeature): number {
  return isGroup(place) ? Number(place.properties.n ?? 1) : 1;
}

function position(place: MapGeoJSONFeature): [number, number] {
  return (place.geometry as { coordinates: [number, number] }).coordinates;
}

function written(n: number): string {
  return n.toLocaleString(document.documentElement.lang === "en" ? "en-GB" : "nl-NL");
}

function begin(): void {
  const elements = document.querySelectorAll<HTMLElement>("[data-map]");
  const first = elements[0];
  if (!first) return;
  registerRd();
  setWorkerUrl(first.dataset.worker ?? "");
  elements.forEach((element) => whenVisible(element, () => {
    try {
      new Island(element);
    } catch (fault) {
      // Without WebGL there is no map; trying that first would cost a context of its own.
      if (!(fault instanceof GPUInitializationError)) console.error(fault);
      withoutMap(element);
    }
  }));
}

/** A map behind a tab has no size yet: it begins when it is shown. */
function whenVisible(element: HTMLElement, act: () => void): void {
  if (element.clientWidth > 0) return act();
  element.dataset.mapReady = "hidden";
  new ResizeObserver((_, observer) => {
    if (element.clientWidth === 0) return;
    observer.disconnect();
    delete element.dataset.mapReady;
    act();
  }).observe(element);
}

/** No map: say so, kindly, and point to the list. */
function withoutMap(element: HTMLElement): void {
  const words = JSON.parse(element.dataset.words ?? "{}") as Partial<Words>;
  const text = document.createElement("p");
  text.textContent = words.noWebgl ?? "";
  element.replaceChildren(text);
  element.classList.add("erf-map__canvas--none");
  element.dataset.mapReady = "none";
}

begin();
