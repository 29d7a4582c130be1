// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
// A scan from the order to a decision and a recorded recipient, and every page of a scan at two widths, light and dark.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PHONE, able, address, fitsTheScreen, journey, lookAround, mapsReady, picture, signIn, target } from "./harness.mjs";

const skip = !able();
const ANALYST = "Bilal";
const ADVISER = "Anna";
const PRIVACY = "Daan";
const LEADER = "Carla";
const BOARD = "Els";

const heading = (page, name) => page.getByRole("heading", { level: 1, name });
const path = (page) => new URL(page.url()).pathname;

async function follow(page, link) {
  const href = await target(link);
  await link.first().click();
  await page.waitForURL((url) => url.pathname === href.split("?")[0]);
}

/** Fills in the wizard for the first municipality and waits for the scan. Gives its address. */
async function order(page, name) {
  await page.goto(`${address}/scans/nieuw`);
  await page.getByLabel("Gebied", { exact: true }).selectOption({ index: 1 });
  await page.getByLabel("Aantal bezoeken").fill("15");
  await page.getByLabel("Naam van de scan").fill(name);
  await page.getByRole("button", { name: "Verder" }).click();
  await heading(page, "Klopt dit?").waitFor();
  await page.getByRole("button", { name: "Scan maken" }).click();
  await page.waitForURL((url) => /^\/scans\/[0-9a-f]{12}$/.test(url.pathname), { timeout: 60_000 });
  return path(page);
}

/** The address of a scan in use with places, found by following links. */
async function inUse(page) {
  await page.goto(`${address}/scans`);
  return target(page.locator(".erf-scans li", { hasText: /vastgesteld|gedeeld/ }).locator("a.erf-delivery__name"));
}

/** The dossier of the first place on the list of a scan. */
async function firstDossier(page, scan) {
  await page.goto(`${address}${scan}/lijst?voorstel=ja`);
  return target(page.locator("#plaatsen a"));
}

test("van opdracht tot ontvanger: een ander stelt vast, iemand beslist met een reden", { skip }, async () => {
  let scan;
  await journey(async (page) => {
    await signIn(page, ANALYST);
    scan = await order(page, "Proefronde browser");
    await page.goto(`${address}${scan}/ontvangers`);
    await page.getByText("Er gaat pas een lijst uit als iemand anders").waitFor();
    await page.goto(address + scan);
    await page.getByRole("button", { name: "Toets aanvragen" }).click();
    await page.getByText("De toets is aangevraagd.").waitFor();
    await page.getByText("Daarom stelt iemand anders hem vast").waitFor();
    assert.equal(await page.getByRole("button", { name: "Vaststellen" }).count(), 0, "de maker kan zelf vaststellen");
  });
  await journey(async (page) => {
    await signIn(page, PRIVACY);
    await page.goto(`${address}/scans`);
    await follow(page, page.getByRole("link", { name: "Proefronde browser" }));
    await page.getByRole("heading", { name: "Wat deze scan niet kan zien" }).waitFor();
    await page.getByRole("button", { name: "Vaststellen" }).click();
    await page.getByText("De scan is vastgesteld.").waitFor();
  });
  await journey(async (page) => {
    await signIn(page, ANALYST);
    await page.goto(`${address}${scan}/lijst?voorstel=ja`);
    await page.getByText("Lijst voor een gesprek, geen verdenking").waitFor();
    await follow(page, page.locator("#plaatsen a"));
    await page.getByLabel("Reden", { exact: true }).fill("Past in de ronde van deze week.");
    await page.getByRole("button", { name: /Bezoeken$/ }).first().click();
    await page.getByText("Bewaard: bezoeken.").waitFor();
    await page.getByText("Past in de ronde van deze week.").first().waitFor();
    await page.goto(`${address}${scan}/ontvangers`);
    await page.getByLabel("Naam").fill("C. de Boer");
    await page.getByLabel("Organisatie").fill("Gemeente");
    await page.getByLabel("Doel", { exact: true }).fill("Gesprekken voeren in november");
    await page.getByLabel("Vorm").selectOption("csv");
    await page.getByRole("button", { name: "Vastleggen" }).click();
    await page.getByText("Het bestand staat klaar").first().waitFor();
    const file = await page.request.get(address + (await target(page.getByRole("link", { name: "Bestand ophalen" }))));
    assert.match(await file.text(), /^place_id,kind,municipality/);
    await page.getByRole("button", { name: /^Is vernietigd/ }).click();
    await page.getByText("Vastgelegd: de lijst is vernietigd.").waitFor();
  });
});

test("van de lijst naar de rij van welk bestand: twee klikken", { skip }, () =>
  journey(async (page) => {
    await signIn(page, ANALYST);
    const scan = await inUse(page);
    await page.goto(`${address}${scan}/lijst?band=A`);
    await follow(page, page.locator("#plaatsen a"));
    await page.getByText("In het kort:").waitFor();
    await follow(page, page.locator(".erf-rows a"));
    await heading(page, /^Rij \d/).waitFor();
    await page.getByText(/Geleverd door .+ in /).waitFor();
  }));

test("de som van de redenen is wat er op de lijst staat", { skip }, () =>
  journey(async (page) => {
    await signIn(page, ANALYST);
    const scan = await inUse(page);
    await page.goto(`${address}${scan}/lijst?band=A`);
    const listed = Number.parseInt(await page.locator("#plaatsen li").first().locator(".erf-ranked__band .erf-small").innerText(), 10);
    await follow(page, page.locator("#plaatsen a"));
    const parts = await page.locator("ol.erf-sum__parts .erf-sum__weight").allInnerTexts();
    assert.equal(parts.reduce((sum, text) => sum + Number.parseInt(text, 10), 0), listed);
  }));

test("bladeren door dossiers en beslissen kan met het toetsenbord", { skip }, () =>
  journey(async (page) => {
    await signIn(page, ADVISER);
    const scan = await inUse(page);
    const first = await firstDossier(page, scan);
    await page.goto(address + first);
    await page.keyboard.press("n");
    await page.waitForURL((url) => url.pathname !== first);
    await page.keyboard.press("v");
    await page.waitForURL((url) => url.pathname === first);
    await page.keyboard.press("3");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "veld-reden", "zonder reden staat de cursor bij de reden");
  }));

test("een besluit zonder reden houdt de pagina heel en zegt wat er ontbreekt, ook zonder script", { skip }, () =>
  journey(async (page) => {
    await signIn(page, ADVISER);
    const scan = await inUse(page);
    await page.goto(address + (await firstDossier(page, scan)));
    await page.getByLabel("Reden", { exact: true }).fill(" ");
    await page.getByRole("button", { name: /Niet bezoeken$/ }).click();
    await page.getByRole("link", { name: "Geef een reden: waarom besluit u dit?" }).waitFor();
  }, { script: false, expected: [422] }));

test("een vlak tekenen kan met het toetsenbord: pijltjes en Enter", { skip }, () =>
  journey(async (page) => {
    await signIn(page, ANALYST);
    await page.goto(`${address}/scans/nieuw`);
    await page.getByLabel("Gebied", { exact: true }).selectOption("vlak");
    await page.getByText("Een eigen vlak tekenen of inlezen").click();
    await page.waitForFunction(() => document.querySelector("[data-map]").dataset.mapReady === "true");
    await page.locator("[data-map] canvas").focus();
    await page.keyboard.press("Enter");
    for (const key of ["ArrowRight", "ArrowDown"]) {
      await page.keyboard.press(key);
      await page.waitForTimeout(500);
      await page.keyboard.press("Enter");
    }
    const corners = (await page.getByLabel("Hoekpunten").inputValue()).trim().split("\n");
    assert.equal(corners.length, 3, corners.join(" | "));
    await page.getByRole("button", { name: "Verder" }).click();
    await heading(page, "Klopt dit?").waitFor();
  }));

test("op de kaart van een scan opent een plek haar dossier", { skip }, () =>
  journey(async (page) => {
    await signIn(page, ANALYST);
    const scan = await inUse(page);
    const dossier = await firstDossier(page, scan);
    await page.goto(address + dossier);
    await mapsReady(page);
    await page.evaluate(() => { window.stillHere = true; });
    await page.locator("[data-map] canvas").focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => !window.stillHere);
    assert.match(path(page), /^\/scans\/[0-9a-f]{12}\/plaatsen\//);
  }));

test("op een telefoon zijn er de tabbladen Lijst en Kaart", { skip }, () =>
  journey(async (page) => {
    await signIn(page, ADVISER);
    await page.goto(`${address}${await inUse(page)}/lijst`);
    await page.getByRole("radio", { name: "Kaart" }).check();
    await page.waitForFunction(() => document.querySelector("[data-map]").dataset.mapReady === "true");
    await fitsTheScreen(page);
    await picture(page, "scan-kaart-op-telefoon");
  }, { size: PHONE }));

test("de adviseur ziet alleen plekken van de eigen gemeente en geen scan onder het convenant", { skip }, async () => {
  const elsewhere = [];
  await journey(async (page) => {
    await signIn(page, ANALYST);
    await page.goto(`${address}/scans`);
    const scans = await page.locator("a.erf-delivery__name").evaluateAll((all) => all.map((a) => new URL(a.href).pathname));
    for (const scan of scans) elsewhere.push(scan);
  });
  await journey(async (page) => {
    await signIn(page, ADVISER);
    await page.goto(`${address}/scans`);
    const own = await page.locator("a.erf-delivery__name").evaluateAll((all) => all.map((a) => new URL(a.href).pathname));
    assert.ok(own.length > 0 && own.length < elsewhere.length);
    assert.equal(await page.getByText("onder het convenant").count(), 0);
    const hidden = elsewhere.find((scan) => !own.includes(scan));
    assert.equal((await page.goto(address + hidden)).status(), 404);
  }, { expected: [404] });
});

test("wie totalen leest, ziet de scan zonder plekken", { skip }, () =>
  journey(async (page) => {
    await signIn(page, BOARD);
    const scan = await inUse(page);
    await page.goto(address + scan);
    await page.getByRole("heading", { name: "Plekken per band" }).waitFor();
    assert.equal(await page.locator("main a[href*='/lijst'], main a[href*='/plaatsen/']").count(), 0);
    assert.equal((await page.goto(`${address}${scan}/lijst`)).status(), 404);
  }, { expected: [404] }));

async function lookAtAll(page, role, pages) {
  const wrong = [];
  for (const [name, where] of pages) {
    await page.goto(address + where);
    wrong.push(...(await lookAround(page, `scan-${role}-${name}`)));
  }
  assert.deepEqual(wrong, []);
}

test("elke pagina van een scan is in orde voor de analist, breed en smal, licht en donker", { skip }, () =>
  journey(async (page) => {
    await signIn(page, ANALYST);
    const scan = await inUse(page);
    const code = (await page.request.get(`${address}${scan}/wat-als`).then((r) => r.text())).match(/option value="([A-Z]+\d+)"/)[1];
    await lookAtAll(page, "analist", [
      ["start", "/"],
      ["scans", "/scans"],
      ["nieuw", "/scans/nieuw"],
      ["scan", scan],
      ["lijst", `${scan}/lijst`],
      ["lijst-leeg", `${scan}/lijst?zoek=qqqxqqq`],
      ["kaart", `${scan}/kaart`],
      ["dossier", await firstDossier(page, scan)],
      ["wat-als", `${scan}/wat-als?code=${code}&punten=5`],
      ["vergelijk", `${scan}/vergelijk`],
      ["ontvangers", `${scan}/ontvangers`],
      ["evaluatie", `${scan}/evaluatie`],
      ["indicatoren", "/indicatoren"],
      ["indicator", `/indicatoren/${code}`],
      ["indicator-nooit", "/indicatoren/N01"],
      ["rekenkaart", "/rekenkaart"],
      ["algoritme", "/rekenkaart/algoritme"],
    ]);
  }));

test("de pagina’s van een scan zijn in orde voor de adviseur", { skip }, () =>
  journey(async (page) => {
    await signIn(page, ADVISER);
    const scan = await inUse(page);
    await lookAtAll(page, "adviseur", [
      ["scans", "/scans"],
      ["scan", scan],
      ["lijst", `${scan}/lijst`],
      ["dossier", await firstDossier(page, scan)],
      ["vergelijk", `${scan}/vergelijk`],
      ["evaluatie", `${scan}/evaluatie`],
    ]);
  }));

test("de pagina’s van een scan zijn in orde voor projectleider en stuurgroep", { skip }, async () => {
  for (const who of [LEADER, BOARD]) {
    await journey(async (page) => {
      await signIn(page, who);
      const scan = await inUse(page);
      await lookAtAll(page, who.toLowerCase(), [["scans", "/scans"], ["scan", scan], ["indicatoren", "/indicatoren"]]);
    });
  }
});

// With ERFZICHT_MANUAL, a folder, the pictures of the manual are made anew: docs/handleiding/beelden.
test("de lijst en het dossier zoals de handleiding ze toont", { skip }, () =>
  journey(async (page) => {
    await signIn(page, ADVISER);
    const scan = await inUse(page);
    const folder = process.env.ERFZICHT_MANUAL;
    for (const [name, where] of [["scan-lijst", `${scan}/lijst`], ["scan-dossier", await firstDossier(page, scan)]]) {
      await page.goto(address + where);
      await mapsReady(page);
      await page.getByText("Lijst voor een gesprek, geen verdenking").first().waitFor();
      if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
    }
  }));
