/** Times work in rounds: what a benchmark says is the median round, and how far apart the rounds were. */
import { readFileSync } from 'node:fs';

export interface Speed {
  /** MB of UTF-8 text a second, of the median round. */
  median: number;
  slowest: number;
  fastest: number;
  /** The same by the thread's own processor time, which others on the machine take less part in; where the system tells it. */
  busy: number | undefined;
}

/** Processor time of this thread in seconds (Linux). */
function busySeconds(): number | undefined {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e9 || undefined;
  } catch {
    return undefined;
  }
}

export interface Round {
  bytes: number;
  work: () => unknown;
}

/** Rounds that come first are warm-up and do not count. */
export async function measure(rounds: Iterable<Round>, warmUp: number): Promise<Speed> {
  const speeds: number[] = [];
  const busy: number[] = [];
  let number = 0;
  for (const { bytes, work } of rounds) {
    globalThis.gc?.();
    const from = performance.now();
    const busyFrom = busySeconds();
    await work();
    const seconds = (performance.now() - from) / 1000;
    const busyTo = busySeconds();
    if (number++ < warmUp) continue;
    speeds.push(bytes / 1e6 / seconds);
    if (busyFrom !== undefined && busyTo !== undefined) busy.push(bytes / 1e6 / (busyTo - busyFrom));
  }
  speeds.sort((a, b) => a - b);
  busy.sort((a, b) => a - b);
  const median = speeds[speeds.length >> 1] ?? 0;
  return { median, slowest: speeds[0] ?? 0, fastest: speeds.at(-1) ?? 0, busy: busy[busy.length >> 1] };
}

export const figure = (value: number): string => (value >= 10 ? value.toFixed(1) : value.toFixed(2));

export const spread = ({ slowest, fastest }: Speed): string => `${figure(slowest)}–${figure(fastest)}`;

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
