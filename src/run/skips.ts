/** The account of what was left out while logs were found, read and read again: counts for the dataset, words for the user. */
import type { SkipCode, Skipped } from '../model/source.ts';

/** Stages of a run in which something is left out before it is a session. */
export type SkipStage = 'files' | 'index' | 'read';

/** A file as a whole, or records of it that were left out for one reason. */
export interface SkipGroup {
  path: string;
  entry?: string | undefined;
  stage: SkipStage;
  code: SkipCode;
  /** First line of the first record, from 1; 0 for a file as a whole. */
  line: number;
  /** Of the first record. */
  reason: string;
  /** Records, or 1 file. */
  count: number;
}

/** The stage at which it was left out. */
export const stageOf = ({ line, code }: Pick<Skipped, 'line' | 'code'>): SkipStage =>
  line === 0 ? 'files' : code === 'changed' || code === 'session_bug' ? 'read' : 'index';

/** In the order of the files, and of the lines in each. */
export function groupSkips(skipped: readonly Skipped[]): SkipGroup[] {
  const groups = new Map<string, SkipGroup>();
  for (const { path, entry, line, code, reason, records = 1 } of skipped) {
    const stage = stageOf({ line, code });
    const key = JSON.stringify([path, entry, stage, code]);
    const known = groups.get(key);
    if (known) known.count += records;
    else groups.set(key, { path, entry, stage, code, line, reason, count: records });
  }
  return [...groups.values()];
}

/** How many were left out in these stages, by reason. */
export function skipCounts(skipped: readonly Skipped[], ...stages: SkipStage[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const group of groupSkips(skipped))
    if (stages.includes(group.stage)) counts[group.code] = (counts[group.code] ?? 0) + group.count;
  return counts;
}

/** What a user need not hear of: it holds no training data, is there twice, or will be read when it is whole. */
const EXPECTED: ReadonlySet<SkipCode> = new Set(['metadata', 'duplicate_record', 'empty', 'pending', 'own_output']);

/** How many records met a bug of Goldpan: the run goes on without them, and ends with 3. */
export const bugCount = (skipped: readonly Skipped[]): number =>
  skipped.reduce((n, { code, records = 1 }) => (code === 'reader_bug' || code === 'session_bug' ? n + records : n), 0);

/** What the user should hear of: whole files first. */
export function losses(skipped: readonly Skipped[]): SkipGroup[] {
  const lost = groupSkips(skipped).filter(({ code }) => !EXPECTED.has(code));
  return [...lost.filter((g) => g.stage === 'files'), ...lost.filter((g) => g.stage !== 'files')];
}

/** `logs/a.zip › b.jsonl:7 and 3 more records: reason`. */
export function lossText({ path, entry, line, reason, count, stage }: SkipGroup): string {
  const where = entry === undefined ? path : `${path} › ${entry}`;
  const more = count > 1 ? ` and ${count - 1} more ${count === 2 ? 'record' : 'records'}` : '';
  return `${where}${stage === 'files' ? '' : `:${line}${more}`}: ${reason}`;
}
