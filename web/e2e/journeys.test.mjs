// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
// What people come to do, from beginning to end. The region differs with its scale, so places are found by following links.
import assert from "node:assert/strict";
import { test } from "node:test";
import { able, address, journey, richestPlace, signIn, target } from "./harness.mjs";

const skip = !able();
const ANALYST = "Bilal";
const ADVISER = "Anna";
const LEADER = "Carla";
const PRIVACY = "Daan";

const heading = (page, name) => page.getByRole("heading", { level: 1, name });
const title = (page) => page.locator("h1").innerText();
const path = (page) => new URL(page.url()).pathname;

/** Follows a link and waits for the page it leads to. */
async function follow(page, link) {
  const href = await target(link);
  await link.first().click();
  await page.waitForURL((url) => url.pathname === href.split("?")[0]);
}

test("van de lijst naar de rijen over een erf en wie ze stuurde: twee klikken", { skip }, () =>
  journey(async (page) => {
    await signIn(page, ANALYST);
    await page.goto(`${address}/gebied`);
    const area = await target(page.locator("main table a[href^='/gebied/']"));
    await page.goto(`${address}${area}?sorteer=rijen`);
    await follow(page, page.locator("#plaatsen a"));
    await page.getByText("Geleverd door").first().waitFor();
    await follow(page, page.getByRole("link", { name: "de rij zelf" }));
    await heading(page, /^Rij \d/).waitFor();
    await page.getByText(/Geleverd door .+ in /).waitFor();
  }));

test("van een zoekvraag naar de rijen over een erf: twee klikken", { skip }, () =>
  journey(async (page) => {
    await signIn(page, ANALYST);
    await page.goto(address + (await richestPlace(page)));
    const name = await title(page);
    await page.getByRole("searchbox", { name: /^Zoek een adres/ }).fill(name);
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname === "/zoeken");
    await follow(page, page.locator("main a[href^='/plaatsen/']"));
    await follow(page, page.getByRole("link", { name: "de rij zelf" }));
    await page.getByText(/Geleverd door .+ in /).waitFor();
  }));

const ROWS = "ul.erf-sources a[href^='/rijen/']";

async function rowsOf(page, place) {
  await page.goto(address + place);
  return page.locator(ROWS).evaluateAll((all) => all.map((a) => new URL(a.href).pathname).sort());
}

test("oordelen met 1, 2 en 3 verandert de feiten van de plaats, en Z herstelt ze", { skip }, () =>
  journey(async (page) => {
    await signIn(page, ANALYST);
    const place = await richestPlace(page);
    const before = await rowsOf(page, place);
    const [row] = before;
    const answers = [["2", "Bewaard: niet zelfde.", false], ["3", "Bewaard: weet ik niet.", false], ["1", "Bewaard: zelfde.", true]];
    for (const [key, said, stays] of answers) {
      await page.goto(address + row.replace("/rijen/", "/koppelen/"));
      await page.keyboard.press(key);
      await page.getByText(said).waitFor();
      const next = page.url();
      assert.equal((await rowsOf(page, place)).includes(row), stays, said);
      await page.goto(next);
      await page.keyboard.press("z");
      await page.getByText("Het laatste oordeel is teruggenomen.").waitFor();
      assert.deepEqual(await rowsOf(page, place), before, `na ${said} en Z`);
    }
    await page.goto(address + row);
    await page.getByText("teruggenomen door").first().waitFor();
  }));

test("wat in de rij van twijfel staat, is met het toetsenbord te beoordelen tot de volgende vraag", { skip }, () =>
  journey(async (page) => {
    await signIn(page, ANALYST);
    await page.goto(`${address}/koppelen`);
    const question = () => page.locator("form.erf-review").getAttribute("action");
    const first = await question();
    await page.keyboard.press("3");
    await page.getByText("Bewaard: weet ik niet.").waitFor();
    assert.notEqual(await question(), first);
    await page.keyboard.press("z");
    await page.getByText("Het laatste oordeel is teruggenomen.").waitFor();
    assert.equal(await question(), first);
  }));

test("een toets in een invoerveld is geen oordeel", { skip }, () =>
  journey(async (page) => {
    await signIn(page, ANALYST);
    await page.goto(`${address}/koppelen`);
    const before = page.url();
    await page.getByLabel("Reden").pressSequentially("1 loods, 2 schuren");
    assert.equal(await page.getByLabel("Reden").inputValue(), "1 loods, 2 schuren");
    assert.equal(page.url(), before);
  }));

test("een levering openen, problemen per oorzaak zien en als analist de waarden", { skip }, () =>
  journey(async (page) => {
    await signIn(page, ANALYST);
    await page.goto(`${address}/leveringen`);
    await page.getByRole("link", { name: /^Met rijen die niet zijn ingelezen/ }).click();
    await follow(page, page.locator("a.erf-delivery__name"));
    await page.locator("ul.erf-causes .erf-cause").first().waitFor();
    await page.locator(".erf-cause", { hasText: "rij niet ingelezen" }).first().waitFor();
    await follow(page, page.locator(".erf-cause", { hasText: "rij niet ingelezen" }).locator("a[href*='/problemen']"));
    const cells = await page.locator("main table tbody tr").first().locator("td").allInnerTexts();
    assert.match(cells[0], /\d/, "het rijnummer ontbreekt");
    assert.ok(cells[3].length > 20, "er staat niet wat er mis is");
  }));

test("de projectleider ziet oorzaken, maar geen waarden", { skip }, () =>
  journey(async (page) => {
    await signIn(page, LEADER);
    await page.goto(`${address}/leveringen?problemen=ja`);
    await follow(page, page.locator("a.erf-delivery__name"));
    await page.locator(".erf-cause").first().waitFor();
    assert.equal(await page.locator("main a[href*='/problemen'], main a[href*='/rijen']").count(), 0);
    assert.equal(await page.locator(".erf-cell").count(), 0);
    const id = path(page);
    await page.goto(`${address}${id}/problemen`);
    await heading(page, "Deze pagina is er niet").waitFor();
  }, { expected: [404] }));

test("zoeken vindt een adres, een bedrijf en een partner", { skip }, () =>
  journey(async (page) => {
    await signIn(page, ANALYST);
    await page.goto(`${address}/leveringen?bron=handelsregister`);
    await follow(page, page.locator("a.erf-delivery__name"));
    await follow(page, page.locator("main a[href*='/rijen?besluit=zeker']"));
    await follow(page, page.locator("main table a[href^='/rijen/']"));
    const company = await page.locator("main table tr", { has: page.getByRole("rowheader", { name: "Naam", exact: true }) }).locator("td").first().innerText();
    await page.goto(`${address}/partners`);
    const partner = await page.locator("main table tbody th").first().innerText();
    await page.goto(address + (await richestPlace(page)));
    const found = [["Adressen", await title(page)], ["Bedrijven", company], ["Partners", partner]];
    for (const [group, words] of found) {
      await page.goto(`${address}/zoeken?q=${encodeURIComponent(words)}`);
      const section = page.getByRole("region", { name: group, exact: true });
      await section.getByText(words, { exact: true }).first().waitFor();
      assert.match(await title(page), /resulta(at|ten) voor/);
    }
  }));

test("zoeken zonder resultaat zegt hoe het wel kan", { skip }, () =>
  journey(async (page) => {
    await signIn(page, ADVISER);
    await page.goto(`${address}/zoeken?q=qqqxqqq`);
    await heading(page, /Niets gevonden/).waitFor();
    await page.getByText("een straat met huisnummer").waitFor();
  }));

test("wisselen naar Engels houdt de pagina en vertaalt haar", { skip }, () =>
  journey(async (page) => {
    await signIn(page, ANALYST);
    await page.goto(address + (await richestPlace(page)));
    const [name, here] = [await title(page), path(page)];
    await page.getByRole("link", { name: "EN", exact: true }).click();
    await page.waitForFunction(() => document.documentElement.lang === "en");
    assert.deepEqual([await title(page), path(page)], [name, here]);
    const words = await page.locator("main").innerText();
    for (const dutch of ["Geleverd door", "Waarom", "gebouwen uit", "Bouwjaar"]) assert.ok(!words.includes(dutch), `Nederlands op de Engelse pagina: ${dutch}`);
    await page.getByRole("link", { name: "NL", exact: true }).click();
    await page.waitForFunction(() => document.documentElement.lang === "nl");
    await page.getByText("Geleverd door").first().waitFor();
  }));

test("zonder script werken de pagina's: kiezen, lezen, zoeken en oordelen", { skip }, () =>
  journey(async (page) => {
    await signIn(page, ANALYST);
    await page.goto(`${address}/gebied`);
    await follow(page, page.locator("main table a[href^='/gebied/']"));
    await page.getByLabel("Volgorde").selectOption("rijen");
    await page.getByRole("button", { name: "Tonen" }).click();
    await follow(page, page.locator("#plaatsen a"));
    const place = await title(page);
    await page.locator("details.erf-source__why summary").first().click();
    await page.locator("details.erf-source__why[open]").first().waitFor();
    await follow(page, page.getByRole("link", { name: "de rij zelf" }));
    await page.goto(`${address}/zoeken?q=${encodeURIComponent(place)}`);
    await page.locator("main a[href^='/plaatsen/']").first().waitFor();
    await page.goto(`${address}/koppelen`);
    await page.getByRole("button", { name: "Weet ik niet" }).click();
    await page.getByText("Bewaard: weet ik niet.").waitFor();
    await page.getByRole("button", { name: "Vorig oordeel ongedaan maken" }).click();
    await page.getByText("Het laatste oordeel is teruggenomen.").waitFor();
  }, { script: false }));

test("wie iets las, staat in het logboek van de functionaris gegevensbescherming", { skip }, async () => {
  let place;
  await journey(async (page) => {
    await signIn(page, ANALYST);
    place = await richestPlace(page);
    await page.goto(address + place);
  });
  await journey(async (page) => {
    await signIn(page, PRIVACY);
    await page.getByRole("link", { name: "Logboek" }).first().click();
    const row = page.locator("main table tbody tr", { hasText: place.split("/").pop() }).first();
    await row.waitFor();
    assert.match(await row.innerText(), /Bilal Kuiper[\s\S]*gelezen/);
    await page.getByRole("link", { name: "Controleer het logboek" }).click();
    await page.getByText("Het logboek is heel").first().waitFor();
  });
});

test("de adviseur ziet alleen de eigen gemeente: een plaats elders is er niet", { skip }, async () => {
  const places = [];
  await journey(async (page) => {
    await signIn(page, ANALYST);
    await page.goto(`${address}/gebied`);
    const areas = await page.locator("main table a[href^='/gebied/']").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    for (const area of areas.slice(0, 2)) {
      await page.goto(address + area);
      places.push(await target(page.locator("#plaatsen a")));
    }
  });
  await journey(async (page) => {
    await signIn(page, ADVISER);
    await page.goto(`${address}/gebied`);
    assert.equal(await page.locator("main table a[href^='/gebied/']").count(), 1);
    const statuses = [];
    for (const place of places) statuses.push((await page.goto(address + place)).status());
    assert.ok(statuses.includes(404), "een plaats in een andere gemeente was te zien");
  }, { expected: [404] });
});
