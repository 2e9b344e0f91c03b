/** JSON that a user may have written: what is wrong is told by file, line and column, never with the text. */
import { readFileSync } from 'node:fs';
import { UserError } from '../errors.ts';
import { explained } from '../os-error.ts';
import { jsonErrorAt } from './error-at.ts';

const FIX = 'Correct the JSON there; comments and trailing commas are not allowed.';

export interface JsonPlace {
  /** Path, or what else tells the user where the text is. */
  file: string;
  /** Line of the file, from 1, at which the text begins. */
  line?: number;
  /** How to fix it. */
  fix?: string;
}

/**
 * @returns The value; a byte-order mark in front of it is passed over.
 * @throws UserError `FILE:LINE:COLUMN: not valid JSON`. Columns count UTF-16 units, from 1.
 */
export function parseJson(text: string, { file, line = 1, fix = FIX }: JsonPlace): unknown {
  const json = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  try {
    return JSON.parse(json);
  } catch {
    const before = json.slice(0, jsonErrorAt(json) ?? 0);
    const row = line + (before.match(/\n/g)?.length ?? 0);
    const column = before.length - before.lastIndexOf('\n');
    throw new UserError(`${file}:${row}:${column}: not valid JSON`, fix);
  }
}

/** undefined for what is not JSON: no JSON text means that. For text of a log, where it may be either. */
export function tryJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** @throws UserError for a file that cannot be read or is not JSON. */
export const readJson = (file: string, fix?: string): unknown =>
  parseJson(
    explained(file, () => readFileSync(file, 'utf8')),
    { file, fix },
  );
