// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
// The style of the map is ours and the same for everybody: it is checked here, once, and not in every browser on every page.
import { validateStyleMin } from "@maplibre/maplibre-gl-style-spec"; // comes with maplibre-gl
import assert from "node:assert/strict";
import { test } from "node:test";
import { build } from "esbuild";

const contents = 'export { style } from "./src/map-style"; export { scanLayers } from "./src/map-scan";';
const bundle = await build({ stdin: { contents, resolveDir: new URL("..", import.meta.url).pathname }, bundle: true, write: false, format: "esm" });
const { style, scanLayers } = await import(`data:text/javascript;base64,${Buffer.from(bundle.outputFiles[0].text).toString("base64")}`);

const colours = new Proxy({}, { get: () => "#336699" });
const choices = { tiles: "http://localhost/{z}/{x}/{y}.mvt", deepestTile: 12, focus: "erf-1", hidden: () => false };

for (const [name, scan] of [["van de streek", undefined], ["van een scan", { tiles: choices.tiles, layers: scanLayers(colours, "erf-1") }]]) {
  test(`de stijl van de kaart ${name} klopt`, () => {
    const made = style(colours, { ...choices, scan });
    assert.ok(made.layers.length > 10);
    assert.deepEqual(validateStyleMin(made).map((fault) => fault.message), []);
  });
}

test("een fout in de stijl valt hier op", () => {
  const made = style(colours, choices);
  made.layers[0].paint = { "background-colour": "#336699" };
  assert.notEqual(validateStyleMin(made).length, 0);
});
