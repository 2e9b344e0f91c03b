/**
 * What detectors declare so that they need not be asked, against all texts of these tests: a declaration that promises too much
 * would lose findings silently.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Detector, TextUnit } from '../../../src/redact/detect/detector.ts';
import { DETECTORS } from '../../../src/redact/detect/detectors.ts';
import { rowsFor } from '../../../src/redact/detect/labels/held.ts';
import { LOGIN_SHAPES } from '../../../src/redact/detect/logins/shapes.ts';
import { mayHoldDigits } from '../../../src/redact/detect/patterns/regions.ts';

const FOLDER = import.meta.dirname;
/** The lines of this folder's tests: all cases of all detectors. */
const LINES = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .flatMap((name) => readFileSync(join(FOLDER, name), 'utf8').split('\n'))
  .filter((line) => line.trim().length > 5);
const KINDS: readonly Pick<TextUnit, 'kind' | 'key'>[] = [{ kind: 'prose' }, { kind: 'value', key: 'phone_number' }];

it('has lines to read', () => {
  expect(LINES.length).toBeGreaterThan(5000);
});

describe('digits', () => {
  const bare = [...new Set(LINES.map((line) => line.replace(/[^\0-\x7f]|\d/g, '')))];
  const declared = Object.values(DETECTORS)
    .flat()
    .filter((detector: Detector) => detector.digits);

  it('are declared by some detectors, and in none of the texts', () => {
    expect(declared.length).toBeGreaterThan(3);
    expect(bare.filter(mayHoldDigits)).toEqual([]);
  });

  it.each(declared.map((detector: Detector, i) => [`${i} ${detector.name}`, detector] as const))(
    '%s finds nothing without one',
    (_, detector) => {
      const found = bare.filter((text) => KINDS.some((kind) => detector.detect({ ...kind, text }).length > 0));
      expect(found).toEqual([]);
    },
  );
});

describe('needed words', () => {
  const rowsOf = rowsFor(LOGIN_SHAPES);

  it('leave out no row that matches', () => {
    let matched = 0;
    const lost: string[] = [];
    for (const text of LINES) {
      const asked = new Set(rowsOf(text));
      for (const row of LOGIN_SHAPES) {
        row.pattern.lastIndex = 0;
        if (!row.pattern.test(text)) continue;
        matched++;
        if (!asked.has(row)) lost.push(`${row.rule}: ${text}`);
      }
    }
    expect(matched).toBeGreaterThan(20);
    expect(lost).toEqual([]);
  });
});
