/** The brand goes to the byte: only `redact` and the run store may say that something is redacted. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = join(import.meta.dirname, '../../../src');

/** Source files with code that matches, without comments. */
function filesWith(pattern: RegExp): string[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path))
    .filter((path) => pattern.test(codeOf(readFileSync(join(SRC, path), 'utf8'))))
    .sort();
}

const codeOf = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');

/** Folders and files move; their names stay. */
const outside = (files: readonly string[], ...allowed: RegExp[]): string[] =>
  files.filter((path) => !allowed.some((one) => one.test(path)));

const REDACT = /(^|\/)redact\//;
const BRAND = /(^|\/)redact\/brand\.ts$/;

describe('what may be called redacted', () => {
  it('is never said by a cast', () => {
    const casts = filesWith(/\bas\s[^;\n=]*\bRedacted\s*</);
    expect(casts.some((path) => BRAND.test(path))).toBe(true);
    expect(outside(casts, BRAND)).toEqual([]);
    expect(outside(filesWith(/[=(,\s]<Redacted</), BRAND)).toEqual([]);
  });

  it('is said by redaction, by the run store, and of the texts of decisions', () => {
    const marks = filesWith(/\bmarkRedacted\s*(?:<[^>]*>)?\(/);
    expect(marks.length).toBeGreaterThan(1);
    // The files of decisions hold what was redacted when it was typed; they are checked where they are loaded.
    expect(outside(marks, REDACT, /run-store\.ts$/, /(^|\/)decide\/(?:decisions|undo)\.ts$/)).toEqual([]);
  });

  it('is carried on by the stages that cut and render, and nowhere else', () => {
    const derived = filesWith(/\bderive\s*(?:<[^>]*>)?\(/);
    const known = [
      BRAND,
      /(^|\/)segment\//,
      /^datasets\/kinds\//,
      /^datasets\/write\.ts$/,
      /(^|\/)studio\/core\/edit\.ts$/,
    ];
    expect(derived.length).toBeGreaterThan(3);
    expect(outside(derived, ...known)).toEqual([]);
  });

  it('is put into text in one place', () => {
    expect(filesWith(/\.encode\(row\)/)).toEqual(['datasets/write.ts']);
    expect(filesWith(/\bnew RowWriter\(/)).toHaveLength(1);
  });
});
