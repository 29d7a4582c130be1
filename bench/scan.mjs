// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
// How long somebody waits for a scan of the whole region, and for what happens when one weight moves:
//   node bench/scan.mjs http://127.0.0.1:8080
// Needs the packages of web/ (cargo xtask test --browser installs them) and Chromium. The demo must be running.
import { createRequire } from "node:module";
import { existsSync } from "node:fs";

const { chromium } = createRequire(new URL("../web/package.json", import.meta.url))("playwright-core");
const address = process.argv[2];
const executablePath = [process.env.ERFZICHT_CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome"].find((path) => path && existsSync(path));
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-background-networking"] });
const page = await browser.newPage();
await page.goto(address);
await page.getByRole("button", { name: /Bilal/ }).click();
await page.waitForURL((url) => !url.pathname.startsWith("/aanmelden"));

const seconds = async (name, work) => {
  const begin = performance.now();
  await work();
  console.log(`${name}: ${((performance.now() - begin) / 1000).toFixed(2)} s`);
};

for (const variant of ["gemeentelijk", "convenant"]) {
  await page.goto(`${address}/scans/nieuw`);
  await page.getByLabel("Gebied", { exact: true }).selectOption("regio");
  await page.locator(`input[name=variant][value=${variant}]`).check();
  if (variant === "convenant") await page.locator("[name=grond]").fill("Meting");
  await page.getByLabel("Naam van de scan").fill(`Meting ${variant} ${Date.now()}`);
  await seconds(`${variant}, second step of the form`, async () => {
    await page.getByRole("button", { name: "Verder" }).click();
    await page.getByRole("heading", { level: 1, name: "Klopt dit?" }).waitFor();
  });
  await seconds(`${variant}, one scan of the region, from the click to its page`, async () => {
    await page.getByRole("button", { name: "Scan maken" }).click();
    await page.waitForURL((url) => /^\/scans\/[0-9a-f]{12}$/.test(url.pathname), { timeout: 300_000 });
  });
  const scan = new URL(page.url()).pathname;
  await page.goto(`${address}${scan}/wat-als`);
  const link = await page.locator("main a[href*='wat-als?code=']").first().getAttribute("href").catch(() => null);
  for (const _ of [1, 2, 3]) if (link) await seconds(`${variant}, what if one weight moves`, () => page.request.get(address + link));
}
await browser.close();
