// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
// Linking tables: a CSV is uploaded, judged with the keyboard by two people, split, cut and deleted; every page at two widths.
import assert from "node:assert/strict";
import { test } from "node:test";
import { able, address, journey, lookAround, signIn, target } from "./harness.mjs";

const skip = !able();
const ANALYST = "Bilal";
const ADVISER = "Anna";
const PRIVACY = "Daan";
const LEADER = "Carla";

const heading = (page, name) => page.getByRole("heading", { level: 1, name });
const file = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

/** Companies of which every third stands in the list again, written otherwise. */
function companies(count) {
  const words = ["Loonbedrijf", "Melkveehouderij", "Transport", "Bouwbedrijf", "Kwekerij", "Garage", "Bakkerij", "Grondverzet"];
  const names = ["Jansen", "Brouwer", "Hoekstra", "Smit", "Visser", "Mulder", "Dekker", "Kuipers", "Postma", "Vos", "Peters"];
  const streets = ["Achterweg", "Dorpsstraat", "Molenweg", "Zeedijk", "Parallelweg", "Lageweg", "Polderweg"];
  const lines = ["id,bedrijfsnaam,straat,huisnummer,postcode,plaats"];
  for (let n = 0; n < count; n += 1) {
    const [word, name, street] = [words[(n * 5) % 8], names[(n * 7) % 11], streets[(n * 3) % 7]];
    const [house, postcode] = [((n * 37) % 190) + 1, `${1200 + ((n * 13) % 70)} ${"ABCDEFGH"[n % 8]}${"KLMNPRST"[(n * 3) % 8]}`];
    lines.push(`a${n},${word} ${name} B.V.,${street},${house},${postcode},Waterdam`);
    if (n % 3 === 0) lines.push(`b${n},${name} ${word} BV,${street.replace("weg", "wg")},${house},${postcode.replace(" ", "")},Waterdam`);
  }
  return `${lines.join("\n")}\n`;
}

async function fillIn(page, name, bestand) {
  await page.goto(`${address}/koppelwerkbank/nieuw`);
  await page.locator("#veld-bestand").setInputFiles(bestand);
  await page.getByLabel("Naam van de koppelproef").fill(name);
  await page.getByLabel("Doel", { exact: true }).fill("dubbele bedrijven opsporen");
  await page.getByLabel("Houder").fill("Gemeente");
  await page.getByLabel("Grondslag").fill("AVG artikel 6, lid 1, onder e");
  await page.getByRole("button", { name: "Koppelen" }).click();
}

/** Uploads a table as the adviser and waits for the linkage. Gives its address. */
async function uploaded(name) {
  let found;
  await journey(async (page) => {
    await signIn(page, ADVISER);
    await fillIn(page, name, file("bedrijven.csv", companies(240)));
    await page.waitForURL((url) => /^\/koppelwerkbank\/[0-9a-f]{10}$/.test(url.pathname), { timeout: 60_000 });
    found = new URL(page.url()).pathname;
    await heading(page, name).waitFor();
    await page.getByText("Van 100 koppelingen verwachten wij er").first().waitFor();
    await page.getByRole("region", { name: "Kolommen van bedrijven.csv" }).getByRole("rowheader", { name: "bedrijfsnaam" }).waitFor();
  });
  return found;
}

test("een tabel met personen of zonder doel komt er niet in, ook zonder script", { skip }, () =>
  journey(async (page) => {
    await signIn(page, ANALYST);
    await fillIn(page, "personen", file("personen.csv", "voornaam,achternaam,geboortedatum\nJan,Jansen,1980-01-01\nPiet,Smit,1981-02-03\n"));
    await page.getByText("deze tabel gaat over personen").waitFor();
    await page.getByLabel("Doel", { exact: true }).fill(" ");
    await page.getByRole("button", { name: "Koppelen" }).click();
    await page.getByRole("link", { name: "Schrijf op waarvoor u de tabellen koppelt." }).waitFor();
  }, { script: false, expected: [422] }));

test("van bestand tot oordeel: twee mensen, alleen het toetsenbord, elkaars antwoord pas daarna", { skip }, async () => {
  const linkage = await uploaded("Proef van de browser");
  let pair;
  await journey(async (page) => {
    await signIn(page, ADVISER);
    await page.goto(`${address}${linkage}/vragen`);
    pair = await page.locator("form.erf-review").getAttribute("action");
    await page.keyboard.press("2");
    await page.getByText("Bewaard: niet hetzelfde.").waitFor();
    await page.keyboard.press("z");
    await page.getByText("Uw oordeel is teruggenomen.").waitFor();
    assert.equal(new URL(page.url()).pathname, pair.replaceAll("&#x2f;", "/"));
    await page.keyboard.press("2");
    await page.getByText("Bewaard: niet hetzelfde.").waitFor();
  });
  await journey(async (page) => {
    await signIn(page, ANALYST);
    await page.goto(`${address}${linkage}/vragen?tweede=ja`);
    await page.getByText("U ziet dat antwoord pas na het uwe.").waitFor();
    await page.keyboard.press("1");
    await page.getByText("Bewaard: hetzelfde.").waitFor();
    await page.goto(`${address}${linkage}/overeenstemming`);
    await page.getByText("Eén paar om over te praten").waitFor();
  });
});

test("een groep splitst op de zwakste verbinding en is na terugnemen weer heel", { skip }, async () => {
  const linkage = await uploaded("Groepen van de browser");
  await journey(async (page) => {
    await signIn(page, ADVISER);
    await page.goto(`${address}${linkage}/groepen`);
    const group = await target(page.locator("main table a").first());
    await page.goto(address + group);
    const title = await page.locator("h1").innerText();
    await page.keyboard.press("s");
    await page.getByText("Bewaard: niet hetzelfde.").waitFor();
    assert.notEqual(await page.locator("h1").innerText(), title);
    await page.keyboard.press("z");
    await page.getByText("Uw oordeel is teruggenomen.").waitFor();
    await page.goto(address + group);
    assert.equal(await page.locator("h1").innerText(), title);
  });
});

test("een andere grens vraagt een reden, en weg is weg", { skip }, async () => {
  const linkage = await uploaded("Grens van de browser");
  await journey(async (page) => {
    await signIn(page, ADVISER);
    await page.goto(`${address}${linkage}/grens`);
    await page.getByLabel("Eigen grens in bits").fill("12,5");
    await page.getByLabel("Waarom").fill("liever missen dan fout");
    await page.getByRole("button", { name: "Grens gebruiken" }).click();
    await page.getByText("De grens is gewijzigd").waitFor();
    await page.getByText("liever missen dan fout").waitFor();
    await page.goto(address + linkage);
    await page.getByLabel("Typ de naam van de koppelproef").fill("Grens van de browser");
    await page.getByRole("button", { name: "Koppelproef verwijderen" }).click();
    await page.getByText("De koppelproef is verwijderd").waitFor();
    const gone = await page.request.get(address + linkage);
    assert.equal(gone.status(), 404);
  });
});

test("elke pagina van de werkbank past, en axe vindt niets", { skip }, async () => {
  const linkage = await uploaded("Pagina's van de browser");
  await journey(async (page) => {
    await signIn(page, ADVISER);
    await page.goto(`${address}/koppelwerkbank`);
    const demo = await target(page.locator("a.erf-delivery__name", { hasText: "Dubbele vestigingen" }));
    await page.goto(`${address}${linkage}/groepen`);
    const group = await target(page.locator("main table a").first());
    const pages = [
      ["/koppelwerkbank", "werkbank"],
      ["/koppelwerkbank/nieuw", "werkbank-nieuw"],
      [linkage, "koppelproef"],
      [`${linkage}/vragen`, "koppelproef-vraag"],
      [group, "koppelproef-groep"],
      [`${linkage}/groepen`, "koppelproef-groepen"],
      [`${linkage}/grens`, "koppelproef-grens"],
      [`${linkage}/overeenstemming`, "koppelproef-overeenstemming"],
      [`${linkage}/kwaliteit`, "koppelproef-kwaliteit"],
      [demo, "koppelproef-demo"],
      [`${demo}/overeenstemming`, "koppelproef-demo-overeenstemming"],
    ];
    const wrong = [];
    for (const [path, name] of pages) {
      await page.goto(address + path);
      wrong.push(...(await lookAround(page, name)));
    }
    assert.deepEqual(wrong, []);
  });
});

test("wie toezicht houdt leest mee en oordeelt niet; wie niet koppelt komt er niet in", { skip }, async () => {
  await journey(async (page) => {
    await signIn(page, PRIVACY);
    await page.goto(`${address}/koppelwerkbank`);
    const linkage = await target(page.locator("a.erf-delivery__name").first());
    await page.goto(address + linkage);
    assert.equal(await page.getByRole("link", { name: "Vragen" }).count(), 0);
    assert.equal(await page.getByRole("button", { name: "Koppelproef verwijderen" }).count(), 0);
  });
  await journey(async (page) => {
    await signIn(page, LEADER);
    const reply = await page.request.get(`${address}/koppelwerkbank`);
    assert.equal(reply.status(), 403);
  });
});
