// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
// Builds the web files into the folder that is named: hashed names, a list of them, and a compressed copy of each.
// Use: node build.mjs FOLDER
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
if (!out) {
  console.error("Gebruik: node build.mjs MAP");
  process.exit(2);
}
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const manifest = {};
const maplibre = join(here, "node_modules/maplibre-gl/src");

/** Icons of one set, as symbols in one file that a page refers to. */
function sprite() {
  const names = JSON.parse(readFileSync(join(here, "src/icons.json"), "utf8"));
  const symbols = names.map((name) => {
    const svg = readFileSync(join(here, `node_modules/heroicons/24/outline/${name}.svg`), "utf8");
    const inner = svg.replace(/^[^]*?<svg[^>]*>/, "").replace(/<\/svg>[^]*$/, "").replace(/\s*\n\s*/g, "");
    const drawn = 'fill="none" stroke="currentColor" stroke-width="1.5"';
    return `<symbol id="${name}" viewBox="0 0 24 24" ${drawn}>${inner}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
}

/** Writes a file under a name that changes with its content. */
function keep(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 10);
  const [stem, extension] = name.split(/\.(?=[^.]+$)/);
  manifest[name] = `${stem}-${hash}.${extension}`;
  writeFileSync(join(out, manifest[name]), content);
}

const result = await build({
  absWorkingDir: here,
  entryPoints: {
    app: "src/css/app.css",
    map: "src/map.ts",
    progress: "src/progress.ts",
    "review-keys": "src/review-keys.ts",
    "map-worker": join(maplibre, "source/worker.ts"),
  },
  // From its sources, so that the map and its worker share one part: 100 kB less to fetch.
  alias: { "maplibre-gl": join(maplibre, "index.ts") },
  outdir: out,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  chunkNames: "part-[hash]",
  // As MapLibre's own build: a field without a value is a type only.
  tsconfigRaw: { compilerOptions: { target: "ES2022", useDefineForClassFields: false } },
  bundle: true,
  splitting: true,
  format: "esm",
  target: ["es2022"],
  minify: true,
  legalComments: "none",
  loader: { ".woff2": "file", ".svg": "file" },
  metafile: true,
  logLevel: "warning",
});

for (const [file, info] of Object.entries(result.metafile.outputs)) {
  if (!info.entryPoint) continue;
  const made = basename(file);
  manifest[made.replace(/-[A-Z0-9]{8}(\.\w+)$/, "$1")] = made;
}
// What the map and its worker share: a page fetches it beside the map, instead of after having read that.
manifest["map-part.js"] = basename(Object.keys(result.metafile.outputs).find((file) => basename(file).startsWith("part-")));
for (const file of readdirSync(out)) {
  // The latin part of the text face is fetched before the style sheet is read.
  if (file.endsWith(".woff2") && file.includes("latin-wght-normal")) manifest["text.woff2"] = file;
}
keep("icons.svg", sprite());
keep("favicon.svg", readFileSync(join(here, "src/favicon.svg")));
writeFileSync(join(out, "manifest.json"), JSON.stringify(manifest, null, 1));

for (const file of readdirSync(out)) {
  if (!/\.(css|js|svg)$/.test(file)) continue;
  writeFileSync(join(out, `${file}.gz`), gzipSync(readFileSync(join(out, file)), { level: 9 }));
}
