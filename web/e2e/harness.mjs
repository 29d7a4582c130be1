// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
// What every browser test uses: one browser a run, a new context a test, and faults that are noticed by themselves:
// a request to another host, an error in the console, a failed request, a page wider than the screen, a fault of axe.
//
// ERFZICHT_URL       address of a running server in demo mode
// ERFZICHT_PICTURES  folder for pictures; none are made without it
// ERFZICHT_CHROMIUM  the browser, /usr/bin/chromium when not said
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after } from "node:test";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const QUIET = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const BROWSERS = [process.env.ERFZICHT_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export const address = process.env.ERFZICHT_URL?.replace(/\/$/, "");
export const WIDE = { width: 1280, height: 900 };
export const PHONE = { width: 360, height: 740 };

let browser;

/** Whether the tests can run here; when not, CI reads the word "overgeslagen". */
export function able() {
  if (!address) return skipped("ERFZICHT_URL is niet gezet");
  if (!BROWSERS.some((path) => path && existsSync(path))) return skipped("geen Chromium gevonden");
  return true;
}

function skipped(why) {
  console.error(`overgeslagen: ${why}`);
  return false;
}

async function theBrowser() {
  const executablePath = BROWSERS.find((path) => path && existsSync(path));
  browser ??= await chromium.launch({ executablePath, args: QUIET });
  return browser;
}

after(async () => browser?.close());

/**
 * Runs a journey on a page of its own and fails on whatever went wrong meanwhile.
 * `expected` lists statuses that the journey asks for on purpose, such as 404.
 */
export async function journey(walk, { size = WIDE, scheme = "light", script = true, expected = [] } = {}) {
  const context = await (await theBrowser()).newContext({
    viewport: size, colorScheme: scheme, javaScriptEnabled: script, locale: "nl-NL", reducedMotion: "reduce",
  });
  const faults = [];
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !/^(data|blob):/.test(url)) faults.push(`verzoek naar elders: ${url}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400 && !expected.includes(response.status())) faults.push(`${response.status()} op ${response.url()}`);
  });
  page.on("console", (message) => {
    const ours = message.type() === "error" && !(expected.length && /Failed to load resource/.test(message.text()));
    if (ours) faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`fout in een script: ${error.message}`));
  try {
    await walk(page);
    assert.deepEqual(faults, []);
  } finally {
    await context.close();
  }
}

/** Signs in as a demo user, by a part of the name on the button: "Anna", "analist". */
export async function signIn(page, who) {
  await page.goto(`${address}/aanmelden`);
  await page.getByRole("button", { name: who }).first().click();
  await page.waitForURL((url) => url.pathname !== "/aanmelden");
}

/** Waits until every map on the page has drawn. */
export async function mapsReady(page) {
  await page.waitForFunction(() => [...document.querySelectorAll("[data-map]")].every((map) => map.dataset.mapReady));
}

/** No part of the page may be wider than the screen. */
export async function fitsTheScreen(page) {
  const tooWide = await page.evaluate(() => {
    const limit = document.documentElement.clientWidth + 1;
    if (document.documentElement.scrollWidth <= limit) return [];
    const inScroller = (e) => { for (let p = e.parentElement; p; p = p.parentElement) if (/auto|scroll|clip|hidden/.test(getComputedStyle(p).overflowX)) return true; return false; };
    return [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > limit && !inScroller(e))
      .slice(0, 5).map((e) => `${e.tagName}.${e.className}`);
  });
  assert.deepEqual(tooWide, [], "breder dan het scherm");
}

/** What is pressed with a finger is at least 44 pixels high; links within text are not meant. */
export async function largeEnough(page) {
  const small = await page.evaluate(() => {
    const controls = "button, .nl-button, .erf-chip, .erf-quiet, .erf-bar a, .erf-areas a, .erf-pager a, summary, input:not([type=radio], [type=checkbox], [type=hidden]), select, textarea";
    const height = (e) => e.getBoundingClientRect().height;
    return [...document.querySelectorAll(controls)].filter((e) => height(e) > 1 && height(e) < 43.5)
      .slice(0, 5).map((e) => `${e.tagName}.${e.className} is ${Math.round(height(e))} hoog`);
  });
  assert.deepEqual(small, [], "te klein voor een vinger");
}

/** Checks a page against WCAG 2.2 AA with axe. */
export async function accessible(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const result = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: "tag", values } }), tags);
  const faults = result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).slice(0, 3).join(", ")}`);
  assert.deepEqual(faults, []);
}

/** A picture of the whole page, when a folder for pictures was given. */
export async function picture(page, name) {
  const folder = process.env.ERFZICHT_PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/**
 * Looks at a page at two widths, light and dark: it fits, axe finds nothing, a picture is made. `prepare` signs in where
 * that is needed.
 */
export async function look(path, name, { prepare = async () => {}, expected = [] } = {}) {
  for (const [width, size] of [["breed", WIDE], ["smal", PHONE]]) {
    for (const scheme of ["light", "dark"]) {
      await journey(async (page) => {
        await prepare(page);
        await page.goto(address + path);
        await mapsReady(page);
        await picture(page, `${name}-${width}-${scheme === "light" ? "licht" : "donker"}`);
        await fitsTheScreen(page);
        await accessible(page);
      }, { size, scheme, expected });
    }
  }
}

/**
 * Looks at the page that is open at two widths, light and dark, without loading it again. Gives what is wrong with it, so
 * that one run tells everything.
 */
export async function lookAround(page, name) {
  const wrong = [];
  // Axe takes most of the time: without pictures it looks wide and light, and narrow and dark.
  const thorough = Boolean(process.env.ERFZICHT_PICTURES);
  const noted = (where) => (fault) => wrong.push(`${name}, ${where}: ${fault.message}`);
  for (const [width, size] of [["breed", WIDE], ["smal", PHONE]]) {
    await page.setViewportSize(size);
    for (const [shade, colorScheme] of [["licht", "light"], ["donker", "dark"]]) {
      await page.emulateMedia({ colorScheme });
      await mapsReady(page);
      await picture(page, `${name}-${width}-${shade}`);
      if (thorough || (width === "breed") === (shade === "licht")) await accessible(page).catch(noted(`${width} ${shade}`));
    }
    await fitsTheScreen(page).catch(noted(width));
    if (width === "smal") await largeEnough(page).catch(noted(width));
  }
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: "light" });
  return wrong;
}

/** The address a link leads to, without opening it. */
export async function target(locator) {
  const { pathname, search } = new URL(await locator.first().getAttribute("href"), address);
  return pathname + search;
}

/** Finds, by following links, the address of the place about which most rows say something. Read without drawing: maps take time. */
export async function richestPlace(page) {
  const read = async (path) => (await (await page.request.get(address + path)).text()).replaceAll("&#x2f;", "/");
  const first = (text, pattern) => pattern.exec(text)?.[1] ?? assert.fail(`geen ${pattern}`);
  const area = first(await read("/gebied"), /<table[^]*?href="(\/gebied\/[^"?#]+)"/);
  return first(await read(`${area}?sorteer=rijen`), /id="plaatsen"[^]*?href="(\/plaatsen\/[^"?#]+)"/);
}
