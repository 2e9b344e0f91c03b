/** The kinds of datasets, in the order in which they are written and in which a row of unknown kind is tried. */
import { dpo } from './dpo.ts';
import type { Kind } from './kind.ts';
import { sft } from './sft.ts';

export const KINDS = { sft, dpo } satisfies Record<string, Kind>;

/** All kinds as one type: what is told apart by its own functions only. */
export const kinds = (): Kind[] => Object.values(KINDS);

/** Kind of a row that was read from a file, by its keys; undefined when it is of none. */
export const kindOfRow = (row: unknown): Kind | undefined =>
  typeof row === 'object' && row !== null ? kinds().find((kind) => kind.contract.owns(row)) : undefined;
