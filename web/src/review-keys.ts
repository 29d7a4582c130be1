// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
// Judging with the keyboard: a key presses the button or follows the link that carries it, <button data-key="1">. The page
// works without.

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const target = event.target as HTMLElement;
  if (target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable], [data-map]")) return;
  const key = event.key.toLowerCase();
  if (!/^[0-9a-z]$/.test(key)) return;
  const button = document.querySelector<HTMLElement>(`:is(button, a)[data-key="${key}"]:not(:disabled)`);
  if (!button) return;
  event.preventDefault();
  button.click();
});
