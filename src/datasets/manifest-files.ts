/** What lies in a dataset folder by its manifest. Everything else in it is not Goldpan's. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATASET_MARK } from '../core/ingest/sources.ts';
import { datasetCard } from './card.ts';
import { allDatasets, nameOfFile } from './dataset.ts';
import type { Manifest, OutputFile } from './manifest.ts';
import { targets } from './targets/index.ts';

export const AUDIT_FILES = ['redactions', 'dropped', 'subjects', 'rows'].map((name) => `audit/${name}.jsonl`);

/** POSIX paths in the folder: the manifest itself, card, audit, rows, and what targets want beside them. */
export const filesOf = ({ outputs }: Pick<Manifest, 'outputs'>): string[] => [
  DATASET_MARK,
  'README.md',
  ...AUDIT_FILES,
  ...outputs.map(({ path }) => path),
  ...sideFiles(outputs).map(({ path }) => path),
];

/** Writes manifest and card, and what else hangs on the list of outputs. */
export function writeManifest(folder: string, manifest: Manifest): void {
  writeFileSync(join(folder, DATASET_MARK), `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(join(folder, 'README.md'), datasetCard(manifest));
  for (const { path, text } of sideFiles(manifest.outputs)) writeFileSync(join(folder, path), text);
}

function sideFiles(outputs: readonly OutputFile[]): { path: string; text: string }[] {
  return targets().flatMap((target) => {
    const names = new Set(allDatasets().flatMap((d) => (d.target === target ? d.name : [])));
    const own = outputs.filter(({ path }) => names.has(nameOfFile(path)));
    return own.length > 0 ? (target.files?.(own) ?? []) : [];
  });
}
