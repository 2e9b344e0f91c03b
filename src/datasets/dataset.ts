/** One dataset of a folder: a kind, spelt for a target. */

import { UserError } from '../kit/errors.ts';
import type { Config } from '../model/config.ts';
import type { SplitName } from '../stages/split/split.ts';
import type { Violation } from './contract.ts';
import { kinds } from './kinds/index.ts';
import { checkRow, type Kind } from './kinds/kind.ts';
import type { Row } from './row.ts';
import { DEFAULT_TARGET, targets } from './targets/index.ts';
import type { Target } from './targets/target.ts';

/** In the order in which files are written and shown. */
export const SPLITS: readonly SplitName[] = ['train', 'validation', 'test'];

export interface Dataset {
  kind: Kind;
  target: Target;
  /** Its folder, and its name in audit, ledger and stages: `sft`, or `target/sft`. */
  name: string;
}

const datasetOf = (kind: Kind, target: Target): Dataset => ({
  kind,
  target,
  name: target === DEFAULT_TARGET ? kind.name : `${target.name}/${kind.name}`,
});

/** Name of the stage that writes it. */
export const stageOf = ({ name }: Pick<Dataset, 'name'>): string => `export:${name}`;

/** POSIX path in the dataset folder. */
export const fileOf = ({ name }: Pick<Dataset, 'name'>, split: SplitName): string => `${name}/${split}.jsonl`;

/** Name of the dataset that a file of `fileOf` belongs to. */
export const nameOfFile = (path: string): string => path.split('/').slice(0, -1).join('/');

/** All that there can be, kind by kind. */
export const allDatasets = (): Dataset[] =>
  kinds().flatMap((kind) =>
    targets()
      .filter((target) => target.kinds.includes(kind.name))
      .map((target) => datasetOf(kind, target)),
  );

/** Those that a run writes. Throws UserError for a target that there is not. */
export function enabledDatasets({ exports }: Config): Dataset[] {
  const wanted = new Set(exports.targets ?? [DEFAULT_TARGET.name]);
  const known = targets().map((target) => target.name);
  for (const name of wanted)
    if (!known.includes(name))
      throw new UserError(
        `exports.targets names "${name}", which is no target`,
        `Take one of: ${known.join(', ')}. docs/exports.md says what each is for.`,
      );
  return allDatasets().filter(({ kind, target }) => exports[kind.section].enabled && wanted.has(target.name));
}

/** The one that represents a kind where there is room for one: that of the first target that a run writes. */
export function mainDataset(kind: Kind, { exports }: Config): Dataset {
  const wanted = exports.targets ?? [];
  const own = allDatasets().find((d) => d.kind === kind && wanted.includes(d.target.name));
  return own ?? datasetOf(kind, DEFAULT_TARGET);
}

/** Of a canonical row: the contract of its kind, then the limits of its target. */
export function violationsOf({ kind, target }: Dataset, row: unknown): Violation[] {
  const broken = checkRow(kind, row);
  return broken.length > 0 ? broken : target.limits(row as Row);
}
