/**
 * How quick the studio is: node dist/test/bench-studio.mjs [sessions] [events]
 *
 * Writes a synthetic workspace (10,000 sessions, and one trajectory of 2,000 events), runs the pipeline on it by command
 * line, opens it in VS Code and measures from the command to what is on screen. Prints one JSON object.
 */
import { spawnSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { StudioPage } from '../e2e/pages/studio.ts';
import { projectRoot } from '../support/vscode/locations.ts';
import { Workbench } from '../support/vscode/workbench.ts';

const [sessions = 10_000, events = 2000] = process.argv.slice(2).map(Number);

async function writeLogs(folder: string): Promise<void> {
  await mkdir(join(folder, 'logs'), { recursive: true });
  const file = createWriteStream(join(folder, 'logs', 'many.jsonl'));
  file.write(`${JSON.stringify({ messages: longRun() })}\n`);
  for (let i = 0; i < sessions; i++) {
    const messages = [
      { role: 'user', content: `Question ${i}: where is order ORD-${100000 + i}? Write to user${i}@example.org.` },
      {
        role: 'assistant',
        content: `Order ORD-${100000 + i} left the store on day ${i % 28}. It is number ${i} today.`,
      },
    ];
    if (!file.write(`${JSON.stringify({ messages })}\n`)) await new Promise<void>((done) => file.once('drain', done));
  }
  file.end();
  await finished(file);
}

/** A user message, calls with results, and an answer at the end: `events` in all. */
function longRun(): object[] {
  const messages: object[] = [
    { role: 'user', content: 'The long trajectory: try every shelf until the lamp is found.' },
  ];
  for (let i = 0; messages.length < events - 1; i++) {
    const name = ['look', 'move', 'open'][i % 3] ?? 'look';
    messages.push({
      role: 'assistant',
      content: null,
      tool_calls: [
        { id: `c${i}`, type: 'function', function: { name, arguments: `{"shelf": ${i}, "note": "step ${i}"}` } },
      ],
    });
    messages.push({ role: 'tool', tool_call_id: `c${i}`, content: `Shelf ${i}: nothing.\n${'dust '.repeat(i % 60)}` });
  }
  messages.push({ role: 'assistant', content: 'The lamp is on the last shelf.' });
  return messages;
}

/** Runs in the page: scrolls from end to end, one step a frame; longest and median time of a frame. */
const SCROLL = (selector: string): string => `new Promise((done) => {
  const box = document.querySelector('${selector}');
  const times = [];
  const steps = 120;
  let step = 0;
  let last = performance.now();
  const frame = (now) => {
    times.push(now - last);
    last = now;
    if (step++ > steps) {
      times.sort((a, b) => a - b);
      done({ median: Math.round(times[times.length >> 1]), p95: Math.round(times[Math.floor(times.length * 0.95)]), worst: Math.round(times.at(-1)), rows: box.querySelectorAll('[aria-posinset]').length });
      return;
    }
    box.scrollTop = (box.scrollHeight * step) / steps;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})`;

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'goldpan-bench-'));
  try {
    await writeLogs(folder);
    const run = timed(() =>
      spawnSync(process.execPath, [join(projectRoot, 'dist', 'cli.mjs'), 'run', 'logs'], {
        cwd: folder,
        encoding: 'utf8',
      }),
    );
    if (run.value.status !== 0) throw new Error(run.value.stderr);
    const code = await Workbench.open({ workspace: folder, extensionDevelopmentPath: projectRoot });
    try {
      console.log(JSON.stringify({ sessions, events, pipelineMs: run.ms, ...(await measure(code)) }, null, 2));
    } finally {
      await code.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(code: Workbench): Promise<object> {
  // The first command also starts the extension: that is measured apart.
  await code.command('Goldpan: Refresh');
  const opened = performance.now();
  const studio = await StudioPage.open(code);
  await studio.rows.first().waitFor({ timeout: 120_000 });
  const firstPaint = performance.now() - opened;
  await studio.settled();
  await studio.timeline.waitFor({ timeout: 120_000 });
  const ready = performance.now() - opened;
  const inner = await studio.inner();
  const painted = (name: string) => inner.evaluate<number>(`performance.getEntriesByName('${name}')[0].startTime`);
  const page = { list: round(await painted('goldpan-list')), timeline: round(await painted('goldpan-timeline')) };
  const list = await inner.evaluate<Frames>(SCROLL('.list'));
  const timeline = await inner.evaluate<Frames>(SCROLL('.timeline'));
  const searched = performance.now();
  await studio.search('"Question 9999"');
  await studio.frame.locator('.list-count', { hasText: / of / }).waitFor();
  const search = performance.now() - searched;
  const activation = await activationOf(code);
  return {
    activationMs: activation,
    /** From the command by keyboard, palette included. */
    commandToListMs: round(firstPaint),
    commandToTimelineMs: round(ready),
    /** From the page's own start. */
    pageMs: page,
    listFrameMs: list,
    timelineFrameMs: timeline,
    searchMs: round(search),
  };
}

interface Frames {
  median: number;
  p95: number;
  worst: number;
  rows: number;
}

/** As VS Code itself counts it, in its list of running extensions. */
async function activationOf(code: Workbench): Promise<number | null> {
  await code.command('Developer: Show Running Extensions');
  const row = code.page.locator('.runtime-extension, .extension', { hasText: 'Goldpan' }).first();
  await row.waitFor();
  const text = (await row.textContent()) ?? '';
  const found = /(\d+)ms/.exec(text);
  return found ? Number(found[1]) : null;
}

const round = (ms: number): number => Math.round(ms);

function timed<T>(work: () => T): { value: T; ms: number } {
  const from = performance.now();
  const value = work();
  return { value, ms: round(performance.now() - from) };
}

await main();
