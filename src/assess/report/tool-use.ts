/** How evenly tools are used, and in how many different orders: runs that all go the same way teach one way. */
import { callsOf, type Row } from './rows.ts';

export interface ToolUse {
  calls: number;
  tools: number;
  /** Of single calls, and of two and three in a row within a talk. Null without any. */
  entropy: { 1: Entropy | null; 2: Entropy | null; 3: Entropy | null };
}

interface Entropy {
  /** Shannon, in bits. */
  bits: number;
  /** Of the most that so many different ones could have, from 0 (always the same) to 1 (all as often). */
  evenness: number;
  different: number;
  total: number;
}

/** Different runs of calls that are counted; what is rarer than the first so many is one more. */
const MOST = 100_000;

export class ToolUseMeter {
  private readonly runs = { 1: new Map<string, number>(), 2: new Map<string, number>(), 3: new Map<string, number>() };

  add({ messages }: Row): void {
    const names = messages.flatMap(callsOf).map((c) => c.function.name);
    for (const n of [1, 2, 3] as const)
      for (let i = 0; i + n <= names.length; i++) {
        const run = names.slice(i, i + n).join('\0');
        const counts = this.runs[n];
        const key = counts.has(run) || counts.size < MOST ? run : '';
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
  }

  close(): ToolUse {
    const single = [...this.runs[1].values()];
    return {
      calls: single.reduce((a, b) => a + b, 0),
      tools: single.length,
      entropy: { 1: entropyOf(this.runs[1]), 2: entropyOf(this.runs[2]), 3: entropyOf(this.runs[3]) },
    };
  }
}

function entropyOf(counts: ReadonlyMap<string, number>): Entropy | null {
  const all = [...counts.values()];
  const total = all.reduce((a, b) => a + b, 0);
  if (total === 0) return null;
  const bits = all.reduce((sum, n) => sum - (n / total) * Math.log2(n / total), 0);
  const most = Math.log2(all.length);
  return { bits: round(bits), evenness: most === 0 ? 0 : round(bits / most), different: all.length, total };
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4;
