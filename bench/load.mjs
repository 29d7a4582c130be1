// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
// Reads pages and tiles of a running demo over many connections and prints how long they took.
//
//   node bench/load.mjs http://127.0.0.1:8080 [--as analist] [--connections 50] [--requests 20000]
//                       [--pages 300] [--tiles 400] [--area minx,miny,maxx,maxy] [--urls FILE] [--cookie NAME=VALUE] [--pause MS]
//
// Signs in through the form of the demo, walks links from the start page to find pages, and finds the address of the tiles on
// the map page. No packages: it must measure the same everywhere. Runs on the machine it measures, so it costs it some time.
// Without --pause each connection asks again at once, which no person does: then the figures tell the throughput as well.

import http from "node:http";
import net from "node:net";
import { readFile } from "node:fs/promises";
import { performance } from "node:perf_hooks";

// The tile grid of RD New.
const ORIGIN = { x: -285401.92, y: 903401.92 };
const SIDE = 880803.84;

const options = readOptions(process.argv.slice(2));
const agent = new http.Agent({ keepAlive: true, maxSockets: options.connections });
const cookies = new Map();
const templates = new Set();
let seed = 1;

function readOptions(words) {
  const known = { as: "analist", connections: 50, requests: 20000, pages: 300, tiles: 400, area: "120000,495000,170000,545000", urls: "", cookie: "", pause: 0 };
  const result = { ...known, base: words.shift() ?? "" };
  if (!result.base.startsWith("http://")) fail("gebruik: node bench/load.mjs http://127.0.0.1:POORT [OPTIES]");
  while (words.length > 0) {
    const name = words.shift().replace(/^--/, "");
    if (!(name in known)) fail(`onbekende optie --${name}`);
    const value = words.shift();
    result[name] = typeof known[name] === "number" ? Number(value) : value;
  }
  return result;
}

function fail(message) {
  console.error(message);
  process.exit(2);
}

// One request over one of the connections: status, headers, body as it came over the wire, milliseconds until the last byte.
function request(path, { method = "GET", body = null, gzip = true, headers = {} } = {}) {
  return new Promise((resolve, reject) => {
    const begin = performance.now();
    const all = { "accept-encoding": gzip ? "gzip" : "identity", ...headers };
    if (cookies.size > 0) all.cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    if (body !== null) {
      all["content-type"] = "application/x-www-form-urlencoded";
      all["content-length"] = Buffer.byteLength(body);
    }
    const sent = http.request(new URL(path, options.base), { method, agent, headers: all }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("error", reject);
      response.on("end", () => {
        const bytes = Buffer.concat(parts);
        resolve({ status: response.statusCode, headers: response.headers, bytes, time: performance.now() - begin });
      });
    });
    sent.on("error", reject);
    sent.end(body ?? undefined);
  });
}

function keepCookies(answer) {
  for (const line of answer.headers["set-cookie"] ?? []) {
    const [name, ...value] = line.split(";")[0].split("=");
    cookies.set(name.trim(), value.join("="));
  }
}

// A page as a person reads it: follows redirects and keeps cookies.
async function open(path, more = {}) {
  let answer = await request(path, { gzip: false, ...more });
  keepCookies(answer);
  for (let step = 0; step < 5 && [301, 302, 303, 307].includes(answer.status); step += 1) {
    path = new URL(answer.headers.location, new URL(path, options.base)).pathname + new URL(answer.headers.location, options.base).search;
    answer = await request(path, { gzip: false });
    keepCookies(answer);
  }
  return { path, status: answer.status, html: answer.bytes.toString("utf8"), type: answer.headers["content-type"] ?? "" };
}

async function signIn() {
  if (options.cookie) {
    const [name, ...value] = options.cookie.split("=");
    cookies.set(name, value.join("="));
    return;
  }
  let page = await open("/");
  // Sign-in may take more than one form: who you are, then for which purpose.
  for (let step = 0; step < 3; step += 1) {
    const form = formFor(page.html, options.as);
    if (!form) break;
    page = await open(new URL(form.action || page.path, new URL(page.path, options.base)).pathname, {
      method: "POST",
      body: form.body,
      headers: { origin: options.base, "sec-fetch-site": "same-origin" },
    });
    if (page.status >= 400) fail(`inloggen als ${options.as} geeft ${page.status}; geef een sessie mee met --cookie NAAM=WAARDE`);
  }
  if (cookies.size === 0) fail(`geen formulier gevonden om in te loggen als ${options.as}; geef een sessie mee met --cookie NAAM=WAARDE`);
}

// The form whose text speaks of the role, with its hidden fields and the button or choice for that role. On the page of
// somebody who is signed in already there is none but those for signing out and searching, which are skipped.
function formFor(html, role) {
  const wanted = new RegExp(role, "i");
  for (const [, attributes, inside] of html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)) {
    if (!/method="?post/i.test(attributes) || /uitloggen|afmelden/i.test(attributes + inside) || !wanted.test(inside)) continue;
    const fields = new URLSearchParams();
    for (const [input] of inside.matchAll(/<input\b[^>]*>/gi)) {
      const type = attribute(input, "type").toLowerCase();
      const near = inside.slice(inside.indexOf(input), inside.indexOf(input) + 600).split(/<input|<button/i)[1] ?? "";
      if (type === "hidden") fields.set(attribute(input, "name"), attribute(input, "value"));
      if (type === "radio" && (wanted.test(attribute(input, "value")) || wanted.test(near))) fields.set(attribute(input, "name"), attribute(input, "value"));
    }
    for (const [button, text] of inside.matchAll(/<button\b[^>]*>([\s\S]*?)<\/button>/gi)) {
      if (attribute(button, "name") && wanted.test(button + text)) fields.set(attribute(button, "name"), attribute(button, "value"));
    }
    for (const [, select, choices] of inside.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/gi)) {
      const all = [...choices.matchAll(/<option\b([^>]*)>([^<]*)/gi)];
      const choice = all.find(([whole]) => wanted.test(whole)) ?? all.find(([, of]) => attribute(of, "value") !== "");
      if (choice) fields.set(attribute(select, "name"), attribute(choice[1], "value"));
    }
    return { action: unescape(attribute(attributes, "action")), body: fields.toString() };
  }
  return null;
}

function attribute(tag, name) {
  return unescape(tag.match(new RegExp(`\\b${name}="([^"]*)"`, "i"))?.[1] ?? "");
}

function unescape(text) {
  return text.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&#x2f;", "/").replaceAll("&#47;", "/").replaceAll("&amp;", "&");
}

// Pages that can be reached by links, at most as many of each kind as make the mix even.
async function crawl() {
  const most = Math.max(10, options.pages / 8);
  const seen = new Set(["/"]);
  const waiting = ["/"];
  const found = [];
  const perKind = new Map();
  while (waiting.length > 0 && found.length < options.pages) {
    const path = waiting.shift();
    const count = perKind.get(kindOf(path)) ?? 0;
    if (count >= most) continue;
    const page = await open(path);
    if (page.status !== 200 || !page.type.startsWith("text/html")) continue;
    perKind.set(kindOf(path), count + 1);
    found.push(path);
    noteTiles(page.html);
    for (const [, link] of page.html.matchAll(/<a\b[^>]*\bhref="([^"]+)"/gi)) {
      const target = new URL(unescape(link), new URL(path, options.base));
      const next = target.pathname + target.search;
      if (target.origin !== new URL(options.base).origin || seen.has(next) || /uitloggen|afmelden|taal|\blang=/.test(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return found;
}

function noteTiles(html) {
  for (const [, address] of unescape(html).matchAll(/["'(]([^"'()\s]*\{z\}\/\{x\}\/\{y\}[^"'()\s]*)["')]/g)) templates.add(address);
}

// Tiles over the region, more of the near ones, as people do.
async function tiles() {
  if (templates.size === 0) {
    console.error("geen adres van tegels gevonden; alleen pagina's worden gemeten");
    return [];
  }
  const [minX, minY, maxX, maxY] = options.area.split(",").map(Number);
  const paths = new Set();
  for (let tries = 0; tries < options.tiles * 20 && paths.size < options.tiles; tries += 1) {
    const z = 6 + Math.floor(random() * 7);
    const size = SIDE / 2 ** z;
    const x = Math.floor((minX + random() * (maxX - minX) - ORIGIN.x) / size);
    const y = Math.floor((ORIGIN.y - (minY + random() * (maxY - minY))) / size);
    for (const template of templates) {
      const address = template.replace("{z}", z).replace("{x}", x).replace("{y}", y);
      paths.add(new URL(address, options.base).pathname + new URL(address, options.base).search);
    }
  }
  return [...paths];
}

async function listed(file) {
  return (await readFile(file, "utf8")).split("\n").map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
}

// Always the same chance, so that two runs read the same.
function random() {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
}

// What a path is a case of: numbers and codes left out; tiles by their height.
function kindOf(path) {
  const tile = path.match(/\/(\d+)\/(\d+)\/(\d+)(?:\.\w+)?(?:\?.*)?$/);
  if (tile) return Number(tile[1]) < 10 ? "tegel z6-9" : "tegel z10-14";
  const [plain, query] = path.split("?");
  const parts = plain.split("/").map((part) => (/\d/.test(part) || part.length > 24 ? "*" : part));
  return (parts.slice(0, 4).join("/") || "/") + (query ? "?" : "");
}

// Every connection asks again as soon as it has its answer. The sockets are read here and not by node's own client, which
// would cost the machine as much for an answer as making it does.
async function readAll(list, total) {
  const results = new Map();
  let next = 0;
  const asked = list.map((path) => Buffer.from(head(path)));
  async function reader() {
    const connection = await connect();
    while (next < total) {
      const at = next < list.length ? next : Math.floor(random() * list.length);
      next += 1;
      const { status, size, time } = await connection.ask(asked[at]);
      const kind = kindOf(list[at]);
      if (!results.has(kind)) results.set(kind, { times: [], largest: 0, failed: 0 });
      const result = results.get(kind);
      result.times.push(time);
      result.largest = Math.max(result.largest, size);
      // An empty tile is 204.
      if (status !== 200 && status !== 204) result.failed += 1;
      if (options.pause > 0) await new Promise((resume) => setTimeout(resume, random() * 2 * options.pause));
    }
    connection.end();
  }
  await Promise.all(Array.from({ length: options.connections }, reader));
  return results;
}

function head(path) {
  const { host } = new URL(options.base);
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  return `GET ${path} HTTP/1.1\r\nhost: ${host}\r\naccept-encoding: gzip\r\n${cookie ? `cookie: ${cookie}\r\n` : ""}\r\n`;
}

// One connection that is kept: asks, and tells the status, the size of the body as it came over the wire, and the
// milliseconds until its last byte.
function connect() {
  const { hostname, port } = new URL(options.base);
  const socket = net.connect(Number(port || 80), hostname);
  socket.setNoDelay(true);
  let waiting = null;
  socket.on("data", (bytes) => {
    const status = waiting.answer.take(bytes);
    if (status === null) return;
    const { begin, resolve, answer } = waiting;
    waiting = null;
    resolve({ status, size: answer.size, time: performance.now() - begin });
  });
  const broken = () => waiting?.reject(new Error("de verbinding werd verbroken"));
  socket.on("error", broken).on("close", broken);
  const ask = (request) =>
    new Promise((resolve, reject) => {
      waiting = { begin: performance.now(), resolve, reject, answer: new Answer() };
      socket.write(request);
    });
  return new Promise((resolve, reject) => {
    socket.once("connect", () => resolve({ ask, end: () => socket.destroy() }));
    socket.once("error", reject);
  });
}

// An answer as it comes in: head, then a body of a known length or in chunks. `take` gives the status when it is whole.
class Answer {
  size = 0;
  #head = "";
  #status = 0;
  // Bytes of the body, or of this chunk with the line end behind it, that have yet to come.
  #left = 0;
  #chunked = false;
  #line = "";
  #last = false;

  take(bytes) {
    let at = 0;
    if (this.#status === 0) {
      at = this.#readHead(bytes);
      if (this.#status === 0) return null;
    }
    return this.#chunked ? this.#chunks(bytes, at) : this.#plain(bytes, at);
  }

  #readHead(bytes) {
    const before = this.#head.length;
    this.#head += bytes.latin1Slice();
    const end = this.#head.indexOf("\r\n\r\n");
    if (end < 0) return bytes.length;
    const head = this.#head.slice(0, end).toLowerCase();
    this.#status = Number(head.slice(9, 12));
    this.#chunked = head.includes("\r\ntransfer-encoding: chunked");
    this.#left = Number(head.match(/\r\ncontent-length: (\d+)/)?.[1] ?? 0);
    return end + 4 - before;
  }

  #plain(bytes, at) {
    this.size += bytes.length - at;
    return this.size >= this.#left ? this.#status : null;
  }

  #chunks(bytes, at) {
    while (at < bytes.length) {
      if (this.#left > 0) {
        const taken = Math.min(this.#left, bytes.length - at);
        this.#left -= taken;
        at += taken;
        if (this.#last && this.#left === 0) return this.#status;
        continue;
      }
      const end = bytes.indexOf(10, at);
      this.#line += bytes.latin1Slice(at, end < 0 ? bytes.length : end);
      if (end < 0) return null;
      const length = Number.parseInt(this.#line, 16);
      this.#line = "";
      this.#last = length === 0;
      this.#left = length + 2;
      this.size += length;
      at = end + 1;
    }
    return null;
  }
}

function report(results) {
  const all = { times: [], largest: 0, failed: 0 };
  console.log("| what | requests | p50 ms | p95 ms | p99 ms | largest KB | not 200 |");
  console.log("|---|---|---|---|---|---|---|");
  for (const [kind, result] of [...results].sort(([a], [b]) => (a < b ? -1 : 1))) {
    line(kind, result);
    all.times.push(...result.times);
    all.largest = Math.max(all.largest, result.largest);
    all.failed += result.failed;
  }
  line("all", all);
}

function line(kind, { times, largest, failed }) {
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.ceil(share * times.length) - 1)].toFixed(1);
  console.log(`| ${kind} | ${times.length} | ${at(0.5)} | ${at(0.95)} | ${at(0.99)} | ${(largest / 1024).toFixed(0)} | ${failed} |`);
}

await signIn();
const urls = options.urls ? await listed(options.urls) : [...(await crawl()), ...(await tiles())];
if (urls.length === 0) fail("geen enkel adres gevonden om te lezen");
console.error(`${urls.length} adressen, ${options.connections} verbindingen, ${options.requests} verzoeken`);
await readAll(urls, Math.min(urls.length, options.requests));
report(await readAll(urls, options.requests));
agent.destroy();
