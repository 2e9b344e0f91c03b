/** Who can say that something has passed redaction. Biome cannot restrict a name by folder and cast by type, so this walks the sources. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { derive, markRedacted } from '../../../src/redact/brand.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const SOURCES = readdirSync(`${ROOT}/src`, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts') && !name.includes('.generated.'))
  .map((name) => ({ name, text: readFileSync(`${ROOT}/src/${name}`, 'utf8') }));

const using = (pattern: RegExp): string[] => SOURCES.filter(({ text }) => pattern.test(text)).map(({ name }) => name);

/** Makes the brand. Redaction itself, and the run store, which reads back what only `Redacted` was written to. */
const MINTS = [/(?:^|\/)redact\/(?:brand|redactor|gate\/hide)\.ts$/, /^run\/store\/(?:run-store|session-codec)\.ts$/];
/** Passes it on to parts of what has it: stages, the datasets made from them, and the studio's preview of an edit. */
const DERIVES = [
  /(?:^|\/)redact\/brand\.ts$/,
  // Lays what the run knows of an application's tools over what it reads back.
  /^run\/store\/run-store\.ts$/,
  /(?:^|\/)(?:stages|segment|tag|curate|prefer|decide|split|export|datasets|studio)\//,
];

const outside = (names: readonly string[], allowed: readonly RegExp[]): string[] =>
  names.filter((name) => !allowed.some((pattern) => pattern.test(name)));

describe('the brand of redacted values', () => {
  it('is made in redaction and by the run store alone', () => {
    const makers = using(/\bmarkRedacted\b/);
    expect(makers.length).toBeGreaterThan(2);
    expect(outside(makers, MINTS)).toEqual([]);
  });
  it('is passed on by stages and the run store alone', () => {
    const users = using(/\bderive\b(?=\s*(?:<[^>]*>)?\()|[{,]\s*derive\b/);
    expect(users.length).toBeGreaterThan(1);
    expect(outside(users, DERIVES)).toEqual([]);
  });
  it('is passed on from what has it only', () => {
    const plain = { text: 'as logged' };
    // @ts-expect-error what has not passed redaction hands no brand on
    expect(derive(plain, 'part')).toBe('part');
    expect(derive(markRedacted(plain), 'part')).toBe('part');
  });
  it('is cast by nobody', () => {
    expect(outside(using(/\bas (?:unknown as )?(?:readonly )?Redacted</), [/(?:^|\/)redact\/brand\.ts$/])).toEqual([]);
  });
  it('is imported by its name, so that the above can see it', () => {
    expect(using(/import \* as .*brand\.ts|export .* from .*brand\.ts/)).toEqual([]);
  });
  it('ends in one place, where rows become bytes', () => {
    expect(using(/\.encode\(row\)/)).toEqual(['datasets/write.ts']);
    expect(using(/\bnew RowWriter\(/)).toHaveLength(1);
  });
});
