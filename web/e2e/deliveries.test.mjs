// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
// A delivery from beginning to end: offered, matched, released, seen at a place, withdrawn by typing its name.
import assert from "node:assert/strict";
import { test } from "node:test";
import { able, accessible, address, fitsTheScreen, journey, lookAround, richestPlace, signIn } from "./harness.mjs";

const skip = !able();
const ANALYST = "Bilal";
const LEADER = "Carla";
const MAPPING = `kind = "aanbod"

[columns]
row_id = "Nr"
address = "Adres"
postcode = "Postcode"
town = "Plaats"
status = "Staat"
`;

const file = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
const title = (page) => page.locator("h1").innerText();
const state = (page) => page.locator("main .erf-badge").first();

/** An address of the region as a partner would write it. */
async function anAddress() {
  let found;
  await journey(async (page) => {
    await signIn(page, ANALYST);
    const place = await richestPlace(page);
    await page.goto(address + place);
    const cell = page.locator("main table", { hasText: "Gebruiksdoel" }).locator("tbody th").first();
    const [street, rest] = (await cell.innerText()).split("\n");
    const [, postcode, town] = /^(\w{6}|\w{4} \w{2}) (.+)$/.exec(rest.trim());
    found = { place, street: street.replace("nevenadres", "").trim(), postcode, town };
  });
  return found;
}

async function fillIn(page, name, bestand) {
  await page.goto(`${address}/leveringen/nieuw`);
  await page.getByLabel("Bestand", { exact: true }).setInputFiles(bestand);
  await page.getByLabel("Bron").selectOption("vastgoedaanbod");
  await page.getByLabel("Naam van de levering").fill(name);
  await page.getByLabel("Doel", { exact: true }).fill("voorbereiden van bezoekrondes");
  await page.getByLabel("Wettelijke grondslag").fill("AVG artikel 6, lid 1, onder e");
  await page.getByLabel("Of typ of plak de indeling").fill(MAPPING);
}

async function send(page) {
  await page.getByRole("button", { name: "Aanleveren" }).click();
}

/** Withdraws what is open, as the product asks it: a reason, and the name typed. */
async function withdraw(page, name) {
  await page.getByRole("link", { name: "Intrekken" }).click();
  await page.getByLabel("Reden").fill("Het was een proef.");
  await page.getByLabel(/^Typ de naam van de levering/).fill(`${name} niet`);
  await page.getByRole("button", { name: "Intrekken en verwijderen" }).click();
  await page.getByText("De naam is niet gelijk aan die van de levering.").first().waitFor();
  assert.equal(await page.getByLabel("Reden").inputValue(), "Het was een proef.");
  await page.getByLabel(/^Typ de naam van de levering/).fill(name);
  await page.getByRole("button", { name: "Intrekken en verwijderen" }).click();
  await page.waitForURL(/\/leveringen\/\w+$/);
  await page.locator("main .erf-badge", { hasText: "ingetrokken" }).first().waitFor();
}

test("aanleveren, koppelen, vrijgeven, terugzien bij de plaats en intrekken", { skip }, async () => {
  const known = await anAddress();
  const name = `Proeflevering ${Date.now()}`;
  // The same file again would be the same delivery: a number of its own makes this one new.
  const csv = `Nr;Adres;Postcode;Plaats;Staat\n${Date.now()};${known.street};${known.postcode};${known.town};te huur\n2;Nergensweg 99999;;Nergensdorp;te koop\n`;
  let delivery;
  const seen = async () => {
    let n;
    await journey(async (page) => {
      await signIn(page, ANALYST);
      await page.goto(address + known.place);
      n = await page.locator("main").getByText(name).count();
    });
    return n;
  };
  await journey(async (page) => {
    await signIn(page, LEADER);
    await fillIn(page, name, file("proef.csv", csv));
    await send(page);
    await page.waitForURL(/\/leveringen\/\w+$/, { timeout: 60_000 });
    delivery = new URL(page.url()).pathname;
    assert.equal(await title(page), name);
    assert.equal(await state(page).innerText(), "gekoppeld");
    await page.getByText("2 rijen: 2 ingelezen en 0 niet").waitFor();
    // One row has an address of the region, the other is nowhere.
    await page.locator(".erf-figure", { hasText: "n = 2" }).getByText(/^50\s%$/).waitFor();
  });
  assert.equal(await seen(), 0, "een levering die niet is vrijgegeven, telt al mee");
  await journey(async (page) => {
    await signIn(page, LEADER);
    await page.goto(address + delivery);
    await page.getByRole("button", { name: "Vrijgeven" }).click();
    await page.locator("main .erf-badge", { hasText: "vrijgegeven" }).first().waitFor({ timeout: 60_000 });
  });
  assert.ok((await seen()) > 0, "het feit staat niet bij de plaats");
  await journey(async (page) => {
    await signIn(page, LEADER);
    await page.goto(address + delivery);
    await withdraw(page, name);
  }, { expected: [422] });
  assert.equal(await seen(), 0, "na intrekken staat het feit er nog");
});

test("een verkeerd bestand: het formulier blijft ingevuld en zegt in gewone taal wat er mis is", { skip }, () =>
  journey(async (page) => {
    await signIn(page, LEADER);
    await fillIn(page, "Foto’s van het erf", { name: "erf.jpg", mimeType: "image/jpeg", buffer: Buffer.from("geen tabel") });
    await send(page);
    await page.getByText("Dit soort bestand kennen wij niet.").first().waitFor();
    await page.getByText("Wat u hebt ingevuld staat er nog.").waitFor();
    assert.equal(await page.getByLabel("Naam van de levering").inputValue(), "Foto’s van het erf");
    assert.equal(await page.getByLabel("Bron").inputValue(), "vastgoedaanbod");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "veld-bestand");
    assert.deepEqual(await lookAround(page, "aanleveren-fout"), []);
  }, { expected: [422] }));

test("een leeg formulier noemt alles wat ontbreekt in één keer", { skip }, () =>
  journey(async (page) => {
    await signIn(page, LEADER);
    await page.goto(`${address}/leveringen/nieuw`);
    await send(page);
    const summary = page.getByRole("alert").filter({ hasText: "kloppen" });
    await summary.waitFor();
    assert.ok((await summary.getByRole("link").count()) >= 3);
    await summary.getByRole("link").first().click();
    assert.match(await page.evaluate(() => document.activeElement?.id ?? ""), /^veld-/);
  }, { expected: [422] }));

test("een kolom met burgerservicenummers wordt geweigerd, met de reden", { skip }, () =>
  journey(async (page) => {
    await signIn(page, LEADER);
    const rows = ["111222333", "123456782", "111222333"].map((bsn, at) => `${at};Dorpsstraat ${at};${bsn}`).join("\n");
    await fillIn(page, `Met BSN ${Date.now()}`, file("bsn.csv", `Nr;Adres;BSN\n${rows}\n`));
    await send(page);
    await page.getByText(/burgerservicenummer|BSN/).filter({ hasNotText: "Met BSN" }).first().waitFor({ timeout: 60_000 });
    await page.getByRole("alert").waitFor();
    await fitsTheScreen(page);
    await accessible(page);
  }, { expected: [422] }));
