/** Shapes that the files of this folder share. */
import type { PiiType } from '../../types.ts';
import type { Finding } from '../detector.ts';

/**
 * How much a label proves. sure: a value that fits is one. role: says who somebody is (`customer`), so the value must look
 * like a name. beside: short or ambiguous (`fn`, `name`), and counts only next to other labels of a person.
 */
export type Strength = 'sure' | 'role' | 'beside';
/** Labels in the spelling of keys, words joined by `_`, apart by blanks. */
export type LabelWords = Readonly<Partial<Record<PiiType, Readonly<Partial<Record<Strength, string>>>>>>;

export interface Label {
  type: PiiType;
  strength: Strength;
  /** In the spelling of keys: what the audit shows. */
  name: string;
}

/** Told what was found in the unit at an index. */
export type Found = (unit: number, finding: Finding) => void;

/** Indices of the values that one object or array holds, in order. */
export type Holders = ReadonlyMap<object, readonly number[]>;
