/** How many of the planted values a contender hides, and what it finds where nothing is planted. */
import { type Contender, inputOf } from './contenders.ts';
import type { MadeSession } from './logs/make.ts';

export interface Quality {
  hidden: number;
  planted: number;
  byType: Record<string, [hidden: number, planted: number]>;
  falsePerMB: number;
}

/** `bare`: the same logs without anything planted. */
export async function qualityOf(
  contender: Contender,
  logs: readonly MadeSession[],
  bare: readonly MadeSession[],
): Promise<Quality> {
  const byType: Quality['byType'] = {};
  for (const { session, planted } of logs) {
    const input = inputOf(session);
    const before = input.texts.join('\n');
    const after = (await contender.redact(input)).texts.join('\n');
    for (const { type, value } of planted) {
      byType[type] ??= [0, 0];
      byType[type][1]++;
      if (isGone(value, before, after)) byType[type][0]++;
    }
  }
  let findings = 0;
  let bytes = 0;
  for (const { session } of bare) {
    const input = inputOf(session);
    findings += (await contender.redact(input)).findings;
    bytes += input.bytes;
  }
  const sum = (i: 0 | 1): number => Object.values(byType).reduce((n, pair) => n + pair[i], 0);
  return { hidden: sum(0), planted: sum(1), byType, falsePerMB: Math.round(findings / (bytes / 1e6)) };
}

/** Hidden in full and everywhere: of no part of the value that has three characters or more is an occurrence left beyond those of other words. */
function isGone(value: string, before: string, after: string): boolean {
  const parts = value.match(/[\p{L}\p{N}]{3,}/gu) ?? [value];
  const occurrences = count(before, value);
  return parts.every((part) => count(after, part) <= count(before, part) - occurrences * count(value, part));
}

function count(text: string, part: string): number {
  let n = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) n++;
  return n;
}
