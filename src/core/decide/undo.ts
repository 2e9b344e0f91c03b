/** Takes back the last decision on one example or pair. The log only grows: it is cleared, and all but the last said again. */
import { existsSync, readFileSync } from 'node:fs';
import type { Key } from '../key.ts';
import { markRedacted } from '../redact/brand.ts';
import { appendDecision, Decision } from './decisions.ts';

/** What was taken back; null when nothing was decided on `id`. */
export function undoDecision(file: string, id: string, key: Key, at: string): Decision['decision'] | null {
  const standing = standingOn(file, id);
  const undone = standing.pop();
  if (!undone) return null;
  appendDecision(file, { id, decision: 'clear', at }, key);
  for (const { v: _v, key: _key, text, ...again } of standing) {
    // The text was redacted when it was first stored.
    appendDecision(file, { ...again, ...(text === undefined ? {} : { text: markRedacted(text) }) }, key);
  }
  return undone.decision;
}

/** The decisions on `id` since it was last cleared, in their order. `loadDecisions` has checked every line of the file. */
function standingOn(file: string, id: string): Decision[] {
  if (!existsSync(file)) return [];
  let standing: Decision[] = [];
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (!line.includes(id)) continue;
    const decision = Decision.parse(JSON.parse(line));
    if (decision.id === id) standing = decision.decision === 'clear' ? [] : [...standing, decision];
  }
  return standing;
}
