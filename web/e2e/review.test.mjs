// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
// Judging matches: what comes first and why, putting off, the check by lot, two people, the figures and the cut; each page at
// two widths, light and dark.
import assert from "node:assert/strict";
import { test } from "node:test";
import { able, address, journey, lookAround, mapsReady, signIn } from "./harness.mjs";

const skip = !able();
const ANALYST = "Bilal";
const ADVISER = "Anna";
const LEADER = "Carla";
const PRIVACY = "Daan";

const heading = (page, name) => page.getByRole("heading", { level: 1, name });
const question = (page) => page.locator("form.erf-review").getAttribute("action");
// After a judgement the address says which one it was: that one can be taken back, and no later one of somebody else.
const lastJudged = (page) => new URL(page.url()).searchParams.get("vorige");

async function undo(page) {
  await page.keyboard.press("z");
  await page.getByText("Het laatste oordeel is teruggenomen.").waitFor();
}

test("de eerste vraag zegt waarom zij eerst komt en in één zin wat ervoor spreekt", { skip }, () =>
  journey(async (page) => {
    await signIn(page, ANALYST);
    await page.goto(`${address}/koppelen`);
    await page.getByText(/^Deze rij komt eerst omdat .+\.$/).waitFor();
    await page.getByText(/dezelfde plek.*\(kans [\d,]+\s%\)/).first().waitFor();
  }));

test("later legt een vraag opzij met L; na een oordeel gaat het daar verder", { skip }, () =>
  journey(async (page) => {
    await signIn(page, ANALYST);
    await page.goto(`${address}/koppelen`);
    const first = await question(page);
    await page.keyboard.press("l");
    await page.waitForURL((url) => url.searchParams.has("na"));
    const second = await question(page);
    assert.notEqual(second, first);
    await page.keyboard.press("3");
    await page.getByText("Bewaard: weet ik niet.").waitFor();
    const third = await question(page);
    assert.ok(third !== first && third !== second, "wat opzij ligt, komt niet meteen terug");
    await undo(page);
  }));

test("een levering kiezen blijft gelden van vraag tot vraag", { skip }, () =>
  journey(async (page) => {
    await signIn(page, ANALYST);
    await page.goto(`${address}/koppelen`);
    const fold = page.locator("details.erf-fold", { hasText: "Kies een levering" });
    if ((await fold.count()) === 0) return;
    await fold.locator("summary").click();
    await fold.locator("a[href*='levering=']").first().click();
    await page.waitForURL((url) => url.searchParams.has("levering"));
    const [delivery] = (await question(page)).split("/").slice(2);
    assert.equal(new URL(page.url()).searchParams.get("levering"), delivery);
    await page.keyboard.press("3");
    await page.getByText("Bewaard: weet ik niet.").waitFor();
    assert.equal(new URL(page.url()).searchParams.get("levering"), delivery);
    await undo(page);
  }));

test("met K komt de kaart erbij, zonder script is de vraag compleet", { skip }, async () => {
  let here;
  await journey(async (page) => {
    await signIn(page, ANALYST);
    // What is in doubt in a small region may be areas only; what was drawn by lot has a place.
    await page.goto(`${address}/koppelen?soort=controle`);
    for (let tries = 0; tries < 10 && (await page.locator("[data-key='k']").count()) === 0; tries += 1) {
      await page.keyboard.press("l");
      await page.waitForLoadState();
    }
    here = await question(page);
    await page.goto(address + here);
    await page.keyboard.press("k");
    await page.waitForURL((url) => url.searchParams.get("kaart") === "ja");
    await mapsReady(page);
    assert.equal(await page.locator("[data-map]").getAttribute("data-map-ready"), "true");
  });
  await journey(async (page) => {
    await signIn(page, ANALYST);
    await page.goto(address + here);
    await page.getByRole("button", { name: "Weet ik niet" }).waitFor();
    await page.getByRole("link", { name: /Toon de kaart/ }).click();
    await page.getByRole("link", { name: /Verberg de kaart/ }).waitFor();
  }, { script: false });
});

test("een geloot deel van wat zeker is, telt na een oordeel mee in de kwaliteit", { skip }, () =>
  journey(async (page) => {
    await signIn(page, ANALYST);
    await page.goto(`${address}/koppelen?soort=controle`);
    await page.getByText("Deze koppeling is geloot.").waitFor();
    const [delivery] = (await question(page)).split("/").slice(2);
    const right = async () => {
      await page.goto(`${address}/koppelen/kwaliteit/${delivery}`);
      return Number(/(\d+) goed/.exec(await page.getByText(/geloot: \d+ goed/).innerText())[1]);
    };
    const before = await right();
    await page.goto(`${address}/koppelen?soort=controle&levering=${delivery}`);
    await page.keyboard.press("1");
    await page.getByText("Bewaard: zelfde.").waitFor();
    const next = page.url();
    assert.equal(await right(), before + 1);
    await page.goto(next);
    await undo(page);
    assert.equal(await right(), before);
  }));

test("wie als tweede oordeelt, ziet niet wat de eerste zei", { skip }, async () => {
  // One in ten judged rows is drawn: the adviser judges until one of hers waits for the analyst. All of it is taken back.
  const judged = [];
  let waiting;
  await journey(async (page) => {
    await signIn(page, ADVISER);
    for (let n = 0; n < 60; n += 1) {
      await page.goto(`${address}/koppelen`);
      if ((await page.locator("form.erf-review").count()) === 0) break;
      await page.getByLabel("Reden").fill("alleen voor de eerste");
      await page.getByRole("button", { name: "Weet ik niet" }).click();
      await page.getByText("Bewaard: weet ik niet.").waitFor();
      judged.push(lastJudged(page));
    }
  });
  await journey(async (page) => {
    await signIn(page, ANALYST);
    await page.goto(`${address}/koppelen?soort=tweede`);
    if ((await page.locator("form.erf-review").count()) === 0) return;
    waiting = await question(page);
    await page.getByText("Een collega heeft hierover al geoordeeld.").waitFor();
    assert.equal(await page.getByText("alleen voor de eerste").count(), 0);
    await page.goto(address + waiting.replace("/koppelen/", "/rijen/"));
    assert.equal(await page.getByText("alleen voor de eerste").count(), 0);
    await page.goto(address + waiting);
    await page.getByRole("button", { name: "Weet ik niet" }).click();
    await page.getByText("Bewaard. U spreekt uw collega niet tegen.").waitFor();
    const second = lastJudged(page);
    await page.goto(address + waiting);
    await page.getByText("alleen voor de eerste").first().waitFor();
    await page.goto(`${address}/koppelen/overeenstemming`);
    await page.getByText(/los van elkaar hebben beoordeeld/).first().waitFor();
    await page.goto(`${address}/koppelen?vorige=${second}`);
    await undo(page);
  });
  await journey(async (page) => {
    await signIn(page, ADVISER);
    for (const one of judged) {
      await page.goto(`${address}/koppelen?vorige=${one}`);
      await undo(page);
    }
  });
});

test("de projectleider leest wat een grens betekent en moet een reden geven", { skip }, () =>
  journey(async (page) => {
    await signIn(page, LEADER);
    await page.goto(`${address}/koppelen/drempel`);
    await heading(page, /^Vanaf 95 % kans koppelt het programma zelf$/).waitFor();
    await page.getByText(/^Van de 100 koppelingen verwachten wij er (minder dan )?[\d,]+ fout; van de 100 goede missen wij er (minder dan )?[\d,]+\.$/).first().waitFor();
    await page.getByLabel("Koppelen vanaf een kans van").selectOption("0.97");
    await page.locator("form[action='/koppelen/drempel']").evaluate((form) => (form.noValidate = true));
    await page.getByRole("button", { name: "Wijzigen en opnieuw koppelen" }).click();
    await page.getByRole("link", { name: "Schrijf op waarom de grens verandert." }).waitFor();
    assert.equal(await page.getByLabel("Koppelen vanaf een kans van").inputValue(), "0.97");
  }, { expected: [422] }));

test("de adviseur ziet de grens en zet haar niet", { skip }, () =>
  journey(async (page) => {
    await signIn(page, ADVISER);
    await page.goto(`${address}/koppelen/drempel`);
    await page.getByText("De aantallen gaan over rijen in").waitFor();
    assert.equal(await page.getByRole("button", { name: "Wijzigen en opnieuw koppelen" }).count(), 0);
  }));

const PAGES = [
  [ANALYST, "analist", ["/koppelen", "/koppelen?soort=tweede", "/koppelen?soort=controle", "/koppelen/overeenstemming", "/koppelen/kwaliteit", "/koppelen/drempel"]],
  [ADVISER, "adviseur", ["/koppelen?soort=controle", "/koppelen/overeenstemming", "/koppelen/kwaliteit", "/koppelen/drempel"]],
  [LEADER, "projectleider", ["/koppelen/kwaliteit", "/koppelen/drempel"]],
  [PRIVACY, "privacy", ["/koppelen/kwaliteit"]],
];

for (const [who, role, list] of PAGES) {
  test(`elke pagina over koppelen van de ${role} op twee breedten, licht en donker`, { skip }, () =>
    journey(async (page) => {
      await signIn(page, who);
      const wrong = [];
      const all = [...list];
      await page.goto(`${address}/koppelen/kwaliteit`);
      const one = await page.locator("main table tbody th a").first().getAttribute("href");
      if (one) all.push(one);
      for (const where of all) {
        await page.goto(address + where);
        wrong.push(...(await lookAround(page, `${role}-${where.replace(/[^a-z]+/g, "-")}`)));
      }
      assert.deepEqual(wrong, []);
    }));
}
