// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
// Follows a job without reloading the page. Without this script the page refreshes itself.

interface Job {
  done: number;
  total: number;
  state: "running" | "done" | "failed";
  result: string;
  line: string;
}

const PAUSE_MS = 250;
const PAUSE_AFTER_FAULT_MS = 3000;

async function follow(element: HTMLElement): Promise<void> {
  const address = element.dataset.job;
  const progress = element.querySelector("progress");
  const line = element.querySelector("p");
  if (!address || !progress || !line) return;
  for (;;) {
    const job = await ask(address);
    if (job?.state === "done") return location.assign(job.result);
    if (job?.state === "failed") return location.reload();
    if (job && job.total > 0) {
      progress.max = job.total;
      progress.value = job.done;
    }
    if (job) line.textContent = job.line;
    await new Promise((ready) => setTimeout(ready, job ? PAUSE_MS : PAUSE_AFTER_FAULT_MS));
  }
}

/** The state of the job, or nothing when the network or the server falters: then we simply ask again. */
async function ask(address: string): Promise<Job | undefined> {
  try {
    const reply = await fetch(address, { headers: { accept: "application/json" } });
    return reply.ok ? ((await reply.json()) as Job) : undefined;
  } catch {
    return undefined;
  }
}

document.querySelectorAll<HTMLElement>("[data-job]").forEach((element) => void follow(element));
