/**
 * A target: who reads the files. A pure function from a canonical row to the consumer's, with the consumer's documented limits,
 * and the way back for `goldpan validate`, `report` and `erase`.
 */
import type { Violation } from '../contract.ts';
import type { OutputFile } from '../manifest.ts';
import type { Row } from '../row.ts';

export interface Target {
  /** As in `exports.targets`; also the folder of its files, unless it is the default. */
  name: string;
  /** Names of the kinds that it can spell. */
  kinds: readonly string[];
  /** What the consumer cannot take, though the contract of the kind allows it: such a row is dropped with this reason. */
  limits(row: Row): Violation[];
  /** The consumer's row: plain JSON data with raw pieces, see `stringify`. */
  encode(row: Row): unknown;
  /** The canonical row behind a consumer's. What cannot be read is a violation, and empty in `row`. */
  decode(value: unknown): { row: unknown; violations: Violation[] };
  /** Lines for `configs` in the YAML head of the dataset's README. `kind`: name of the kind that the files hold. */
  configs(kind: string, files: readonly OutputFile[]): string[];
  /** Further files that the consumer wants at the root of the dataset, such as a list of its files. */
  files?(outputs: readonly OutputFile[]): { path: string; text: string }[];
}
