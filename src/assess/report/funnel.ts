/** The funnel of a run, and whether its numbers, the files and the audit trail agree. */
import { join } from 'node:path';
import { nameOfFile } from '../../datasets/dataset.ts';
import type { Manifest, Stage } from '../../datasets/manifest.ts';
import { defined } from '../../kit/defined.ts';
import { jsonLines } from '../../kit/jsonl.ts';
import type { SplitName } from '../../stages/split/split.ts';

export interface Funnel {
  stages: Stage[];
  /** What does not add up, in words. Empty: every stage's in is its out and its drops, and the files hold what it says. */
  mismatches: string[];
  /** What `goldpan erase` took out since the run. */
  erased?: Manifest['erased'];
  /** What near-duplicates came to; absent in datasets of a version that did not look. */
  likeness?: Manifest['likeness'];
}

export async function funnelOf(
  folder: string,
  { stages, outputs, erased, likeness }: Manifest,
  rows: Readonly<Record<string, Partial<Record<SplitName, number>>>>,
): Promise<Funnel> {
  const mismatches: string[] = [];
  const last = new Map<string, Stage>();
  for (const stage of stages) {
    const gone = sum(stage.dropped);
    if (stage.in !== stage.out + gone)
      mismatches.push(`${stage.name}: ${stage.in} in, but ${stage.out} out and ${gone} dropped`);
    const before = last.get(stage.unit);
    if (before && before.out !== stage.in)
      mismatches.push(`${stage.name}: ${stage.in} ${stage.unit} in, but ${before.name} gave ${before.out}`);
    // Exports take from the stages before, not from one another.
    if (!stage.name.startsWith('export:')) last.set(stage.unit, stage);
  }
  for (const stage of stages) {
    const dataset = /^export:(.+)$/.exec(stage.name)?.[1];
    if (dataset === undefined) continue;
    const found = sum(rows[dataset] ?? {});
    if (found !== stage.out) mismatches.push(`${stage.name}: ${stage.out} out, but its files hold ${found} rows`);
  }
  for (const { path, split, rows: told } of outputs) {
    const found = rows[nameOfFile(path)]?.[split] ?? 0;
    if (found !== told) mismatches.push(`${path}: ${told} rows by the manifest, ${found} in the file`);
  }
  mismatches.push(...(await auditMismatches(folder, stages, erased !== undefined)));
  return { stages, mismatches, ...defined({ erased: erased || undefined, likeness }) };
}

interface DroppedLine {
  /** Of an example or a pair that an export left out. */
  dataset?: string;
  id?: string;
  /** Of files and records that could not be used. */
  stage?: string;
  count?: number;
  reason: string;
}

/**
 * The audit names each file and record that could not be used, and each example and pair that an export left out: as many
 * as the stage counted, for the same reasons. An erasure takes lines out of it, so that fewer are then right as well.
 */
async function auditMismatches(folder: string, stages: readonly Stage[], erased: boolean): Promise<string[]> {
  const counts = new Map<string, number>();
  // Lines with "sides" tell of pairs that were never built.
  for await (const line of jsonLines<DroppedLine>(join(folder, 'audit/dropped.jsonl'))) {
    if (line.id === undefined && line.stage === undefined) continue;
    const key = `${line.stage ?? `export:${line.dataset}`}\0${line.reason}`;
    counts.set(key, (counts.get(key) ?? 0) + (line.count ?? 1));
  }
  const told = new Map<string, number>(
    stages
      .flatMap(({ name, dropped }) => Object.entries(dropped).map(([why, n]) => ({ name, why, n })))
      .filter(({ name, why }) => /^(?:export:|files$|index$)/.test(name) || (name === 'read' && why === 'changed'))
      .map(({ name, why, n }) => [`${name}\0${why}`, n] as const),
  );
  return [...new Set([...told.keys(), ...counts.keys()])].flatMap((key) => {
    const [name, why] = key.split('\0');
    const [a, b] = [told.get(key) ?? 0, counts.get(key) ?? 0];
    return a === b || (erased && b < a) ? [] : [`${name}: ${a} dropped as ${why}, but the audit names ${b}`];
  });
}

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0);
