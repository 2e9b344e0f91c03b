/** The one reader of dataset files: row by row as a stream, whatever wants to know them. */

import { isUtf8 } from 'node:buffer';
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UserError } from '../kit/errors.ts';
import { jsonErrorAt } from '../kit/json/error-at.ts';
import { tryJson } from '../kit/json/parse.ts';
import { fileLines } from '../kit/jsonl.ts';
import { explained } from '../kit/os-error.ts';
import type { SplitName } from '../stages/split/split.ts';
import { checkLoadable, type Violation } from './contract.ts';
import { allDatasets, type Dataset, fileOf, nameOfFile, SPLITS, violationsOf } from './dataset.ts';
import { kindOfRow, kinds } from './kinds/index.ts';
import type { OutputFile } from './manifest.ts';
import type { Row } from './row.ts';
import { DEFAULT_TARGET } from './targets/index.ts';

/** A file of rows. `dataset` and `split` are known of files where a run puts them. */
export interface RowFile {
  /** Where it lies. */
  file: string;
  dataset?: Dataset;
  split?: SplitName;
}

/** A line of such a file. */
export interface ReadRow {
  /** From 1. */
  line: number;
  /** As it lies there, without its newline. */
  bytes: Buffer;
  /** What the row is, by its file or its keys; undefined when it is none of Goldpan's. */
  dataset: Dataset | undefined;
  /** The canonical row. A contract that is broken says so in `violations`, and then this may be anything. */
  row: Row;
  /** Empty when the row keeps its contract. */
  violations: Violation[];
}

/** Files of a folder where a run puts them, kind by kind, in the order of the splits. */
export const runFiles = (folder: string): Required<RowFile>[] =>
  allDatasets().flatMap((dataset) =>
    SPLITS.map((split) => ({ file: join(folder, fileOf(dataset, split)), dataset, split })).filter(({ file }) =>
      existsSync(file),
    ),
  );

/** All JSONL files where a run puts its own, or else those of the folder itself; in the order of their names. */
export function rowFiles(folder: string): RowFile[] {
  const datasets = allDatasets().filter(({ name }) => existsSync(join(folder, name)));
  return datasets.length > 0
    ? datasets.flatMap((dataset) => jsonlIn(join(folder, dataset.name), dataset))
    : jsonlIn(folder);
}

const jsonlIn = (folder: string, dataset?: Dataset): RowFile[] =>
  explained(folder, () => readdirSync(folder))
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => ({ file: join(folder, name), dataset, split: splitNamed(name) }));

const splitNamed = (name: string): SplitName | undefined => SPLITS.find((split) => split === basename(name, '.jsonl'));

/** The file behind an entry of the manifest. Throws UserError when no such dataset can be there. */
export function outputFile(folder: string, { path, split }: Pick<OutputFile, 'path' | 'split'>): RowFile {
  const dataset = allDatasets().find(({ name }) => name === nameOfFile(path));
  if (!dataset)
    throw new UserError(
      `${join(folder, path)} is of a dataset that this version does not know`,
      'Use the version of Goldpan that made it: goldpan.manifest.json names it.',
    );
  return { file: join(folder, path), dataset, split };
}

/** Every line that holds something. Lines that break the contract come with what is wrong: nothing is thrown for them. */
export async function* readRows({ file, dataset }: RowFile): AsyncGenerator<ReadRow> {
  for await (const { number, bytes } of fileLines(file)) {
    const text = bytes.toString('utf8');
    const { violations, ...read } = readLine(text, dataset);
    yield { line: number, bytes, ...read, violations: isUtf8(bytes) ? violations : [NOT_UTF8, ...violations] };
  }
}

const NOT_UTF8: Violation = { pointer: '', message: 'not valid UTF-8', fix: 'write the file in UTF-8' };

type Line = Pick<ReadRow, 'dataset' | 'row' | 'violations'>;

const NOTHING = { tools: [], meta: { id: '' } };

function readLine(text: string, expected: Dataset | undefined): Line {
  const value = tryJson(text);
  const wrong = (message: string, fix: string): Line => ({
    dataset: undefined,
    row: NOTHING,
    violations: [{ pointer: '', message, fix }],
  });
  if (value === undefined)
    return wrong(`not valid JSON at column ${(jsonErrorAt(text) ?? 0) + 1}`, 'one JSON object a line');
  // Its folder says the target; its keys the kind, which may be another one than its file holds.
  const target = expected?.target ?? DEFAULT_TARGET;
  const { row, violations } = target.decode(value);
  const kind = kindOfRow(row);
  const dataset = allDatasets().find((d) => d.target === target && d.kind === kind);
  if (!dataset)
    return wrong(
      `a row of no kind that there is: ${kinds()
        .map(({ title }) => title)
        .join(', ')}`,
      'see docs/exports.md',
    );
  const unloadable = [...checkLoadable(value, ''), ...checkLoadable((row as Row).tools, '/tools')];
  return { dataset, row: row as Row, violations: [...unloadable, ...violations, ...violationsOf(dataset, row)] };
}
