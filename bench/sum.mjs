// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
// Adds up every number that stands under one name, however deep, in the JSON on standard input.

let text = "";
for await (const part of process.stdin) text += part;

const name = process.argv[2];
let sum = 0;
JSON.parse(text, (key, value) => {
  if (key === name && typeof value === "number") sum += value;
  return value;
});
console.log(sum);
