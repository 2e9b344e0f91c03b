/** Manifest, card and the files that targets want beside the rows. What a dataset owns is read back by model/own-files.ts. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CARD_FILE, DATASET_MARK } from '../model/own-files.ts';
import { datasetCard } from './card.ts';
import { allDatasets, nameOfFile } from './dataset.ts';
import type { Manifest, OutputFile } from './manifest.ts';
import { targets } from './targets/index.ts';

/** Writes manifest and card, and what else hangs on the list of outputs. */
export function writeManifest(folder: string, manifest: Manifest): void {
  const beside = sideFiles(manifest.outputs);
  const files = beside.length > 0 ? beside.map(({ path }) => path) : undefined;
  writeFileSync(join(folder, DATASET_MARK), `${JSON.stringify({ ...manifest, files }, null, 2)}\n`);
  writeFileSync(join(folder, CARD_FILE), datasetCard(manifest));
  for (const { path, text } of beside) writeFileSync(join(folder, path), text);
}

function sideFiles(outputs: readonly OutputFile[]): { path: string; text: string }[] {
  return targets().flatMap((target) => {
    const names = new Set(allDatasets().flatMap((d) => (d.target === target ? d.name : [])));
    const own = outputs.filter(({ path }) => names.has(nameOfFile(path)));
    return own.length > 0 ? (target.files?.(own) ?? []) : [];
  });
}
