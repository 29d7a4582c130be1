// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { test } from "node:test";
import { able, address, journey, look } from "./harness.mjs";

const skip = !able();

test("de aanmeldpagina is te lezen op elk scherm, licht en donker", { skip }, () => look("/aanmelden", "aanmelden"));

test("wie niet is aangemeld, komt op de aanmeldpagina uit", { skip }, () =>
  journey(async (page) => {
    await page.goto(`${address}/`);
    assert.equal(new URL(page.url()).pathname, "/aanmelden");
    await page.getByRole("heading", { level: 1 }).waitFor();
  }));

test("aanmelden gaat zonder script en met het toetsenbord alleen", { skip }, () =>
  journey(async (page) => {
    await page.goto(`${address}/aanmelden`);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("href")), "#inhoud");
    const button = page.locator("main button[type=submit], main button:not([type])").first();
    await button.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname !== "/aanmelden");
  }, { script: false }));

test("de pagina's zijn er in het Engels en weer terug", { skip }, () =>
  journey(async (page) => {
    await page.goto(`${address}/aanmelden`);
    await page.getByRole("link", { name: "EN", exact: true }).click();
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    await page.getByRole("link", { name: "NL", exact: true }).click();
    assert.equal(await page.locator("html").getAttribute("lang"), "nl");
  }));

test("een adres dat er niet is, legt uit wat er te doen is", { skip }, () =>
  look("/bestaat-niet", "niet-gevonden", { expected: [404] }));
