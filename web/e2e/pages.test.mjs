// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
// Every page of every role, at two widths, light and dark: nothing is wider than the screen, axe finds nothing, nothing is
// asked of another host and the console stays silent. With ERFZICHT_PICTURES each look is kept as a picture.
import assert from "node:assert/strict";
import { test } from "node:test";
import { able, address, journey, lookAround, richestPlace, signIn, target } from "./harness.mjs";

const skip = !able();

/** Opens each page in turn; `pages` are names with an address, or with a function that finds the address by following links. */
async function lookAtAll(page, role, pages) {
  const wrong = [];
  for (const [name, where] of pages) {
    const path = typeof where === "function" ? await where(page) : where;
    await page.goto(address + path);
    wrong.push(...(await lookAround(page, `${role}-${name}`)));
  }
  assert.deepEqual(wrong, []);
}

const open = (page, path) => page.goto(address + path);

async function firstArea(page) {
  await open(page, "/gebied");
  return target(page.locator("main table a[href^='/gebied/']"));
}

async function firstRow(page) {
  await open(page, await richestPlace(page));
  return target(page.locator("main a[href^='/rijen/']"));
}

async function firstBuilding(page) {
  await open(page, await richestPlace(page));
  return target(page.locator("main a[href^='/objecten/pand/']"));
}

async function troubledDelivery(page) {
  await open(page, "/leveringen?problemen=ja");
  return target(page.locator("a.erf-delivery__name"));
}

async function itsProblems(page) {
  await open(page, await troubledDelivery(page));
  return target(page.locator("main a[href*='/problemen']"));
}

async function itsRows(page) {
  await open(page, await troubledDelivery(page));
  return target(page.locator("main a[href*='/rijen']"));
}

const nowhere = "/zoeken?q=qqqxqqq";

const ROLES = {
  analist: ["Bilal", [
    ["overzicht", "/"],
    ["gebied", "/gebied"],
    ["gemeente", firstArea],
    ["gemeente-leeg", async (page) => `${await firstArea(page)}?zoek=qqqxqqq`],
    ["plaats", richestPlace],
    ["pand", firstBuilding],
    ["rij", firstRow],
    ["leveringen", "/leveringen"],
    ["levering", troubledDelivery],
    ["problemen", itsProblems],
    ["rijen", itsRows],
    ["intrekken", async (page) => `${await troubledDelivery(page)}/intrekken`],
    ["aanleveren", "/leveringen/nieuw"],
    ["koppelen", "/koppelen"],
    ["zoeken", "/zoeken"],
    ["zoeken-resultaten", "/zoeken?q=dorp"],
    ["zoeken-niets", nowhere],
    ["partners", "/partners"],
  ]],
  adviseur: ["Anna", [
    ["overzicht", "/"],
    ["gebied", "/gebied"],
    ["gemeente", firstArea],
    ["plaats", richestPlace],
    ["rij", firstRow],
    ["leveringen", "/leveringen"],
    ["levering", troubledDelivery],
    ["koppelen", "/koppelen"],
    ["partners", "/partners"],
  ]],
  projectleider: ["Carla", [
    ["overzicht", "/"],
    ["gebied", "/gebied"],
    ["leveringen", "/leveringen"],
    ["levering", troubledDelivery],
    ["zoeken-niets", nowhere],
  ]],
  privacy: ["Daan", [
    ["overzicht", "/"],
    ["leveringen", "/leveringen"],
    ["logboek", "/logboek"],
    ["controle", "/logboek/controle"],
  ]],
  stuurgroep: ["Els", [
    ["overzicht", "/"],
    ["gebied", "/gebied"],
    ["partners", "/partners"],
  ]],
};

for (const [role, [name, pages]] of Object.entries(ROLES)) {
  test(`elke pagina van ${name} (${role}) is in orde, breed en smal, licht en donker`, { skip }, () =>
    journey(async (page) => {
      await signIn(page, name);
      await lookAtAll(page, role, pages);
    }));
}

test("wat niet bij een rol hoort, wordt vriendelijk geweigerd", { skip }, () =>
  journey(async (page) => {
    await signIn(page, "Els");
    await open(page, "/logboek");
    await page.getByRole("heading", { level: 1, name: "Deze pagina hoort niet bij uw rol" }).waitFor();
    assert.deepEqual(await lookAround(page, "geweigerd"), []);
  }, { expected: [403] }));
