// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
// The map: by keyboard and by mouse, wide and on a phone, and how long it takes to draw buildings.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, able, address, fitsTheScreen, journey, mapsReady, picture, richestPlace, signIn, target } from "./harness.mjs";

const skip = !able();
const canvas = (page) => page.locator("[data-map] canvas");
const isPlace = (url) => url.pathname.startsWith("/plaatsen/");

/** The page of a place, with a map that has drawn its buildings. */
async function atPlace(page) {
  await signIn(page, "Bilal");
  await page.goto(address + (await richestPlace(page)));
  await mapsReady(page);
}

test("de kaart is met Tab te bereiken, zegt welke toetsen er zijn en Enter opent een plaats", { skip }, () =>
  journey(async (page) => {
    await atPlace(page);
    await page.locator("nav.erf-areas a, .erf-crumbs a").last().focus();
    const focused = () => page.evaluate(() => document.activeElement?.tagName);
    for (let press = 0; press < 12 && (await focused()) !== "CANVAS"; press += 1) await page.keyboard.press("Tab");
    assert.equal(await focused(), "CANVAS");
    assert.match(await canvas(page).getAttribute("aria-label"), /Enter/);
    await page.evaluate(() => { window.stillHere = true; });
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => !window.stillHere);
    assert.ok(isPlace(new URL(page.url())));
  }));

test("klikken op een plaats opent haar pagina", { skip }, () =>
  journey(async (page) => {
    await atPlace(page);
    await page.evaluate(() => { window.stillHere = true; });
    const box = await canvas(page).boundingBox();
    await canvas(page).click({ position: { x: box.width / 2, y: box.height / 2 } });
    await page.waitForFunction(() => !window.stillHere);
    assert.ok(isPlace(new URL(page.url())));
  }));

test("hoeveel plaatsen in beeld zijn, staat er in woorden bij", { skip }, () =>
  journey(async (page) => {
    await atPlace(page);
    assert.match(await page.locator("[data-map-status]").innerText(), /\d+ in beeld/);
  }));

test("op een telefoon staat de kaart achter een tabblad en is zij er bij de eerste tik", { skip }, () =>
  journey(async (page) => {
    await signIn(page, "Bilal");
    await page.goto(`${address}/gebied`);
    await page.goto(address + (await target(page.locator("main table a[href^='/gebied/']"))));
    await page.getByRole("radio", { name: "Kaart" }).check();
    await page.waitForFunction(() => document.querySelector("[data-map]").dataset.mapReady === "true");
    await fitsTheScreen(page);
    await picture(page, "kaart-op-telefoon");
  }, { size: PHONE }));

test("de kaart tekent gebouwen; hoe lang dat duurt, staat in het verslag", { skip }, (t) =>
  journey(async (page) => {
    await signIn(page, "Bilal");
    const place = await richestPlace(page);
    // Timed in the page: from the moment that the document is there until the map says that it has drawn.
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.querySelector("[data-map-ready]")) return;
        observer.disconnect();
        window.drawnAt = performance.now();
      }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-map-ready"] });
    });
    const took = [];
    for (let round = 0; round < 3; round += 1) {
      await page.goto(address + place);
      await mapsReady(page);
      took.push(await page.evaluate(() => {
        const [navigation] = performance.getEntriesByType("navigation");
        return [Math.round(window.drawnAt - navigation.responseEnd), Math.round(window.drawnAt)];
      }));
    }
    const [drawing, whole] = took.sort(([a], [b]) => a - b)[1];
    t.diagnostic(`gebouwen getekend ${drawing} ms na ontvangst van de pagina, ${whole} ms na de klik (middelste van 3)`);
  }));
