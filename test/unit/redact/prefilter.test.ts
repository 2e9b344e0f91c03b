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
import { factsOf, NEEDING } from '../../../src/redact/detect/patterns/facts.ts';
import { mayHoldDigits } from '../../../src/redact/detect/patterns/regions.ts';
// What they declare is read below: their modules must be there.
import '../../../src/redact/detect/patterns/bank.ts';
import { CODE_PATTERNS, isCodeLine } from '../../../src/redact/detect/prose/code.ts';
import { GateDigests } from '../../../src/redact/gate/digest.ts';

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

describe('needs of patterns', () => {
  /** What the lines of the tests may not hold, in forms that are short of what each need asks for. */
  const MORE = [
    'at 0x52908400098527886E0F7030069857D2E4169EE7.',
    'to bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq',
    'to 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
    'de89 3704 0044 0532 0130 00',
    '1/29',
    '2031-1-2',
    '1.1.31',
    'in 1999',
    '10.20.30.40',
    'CA 92164',
    'at M1 1AE, K1A 0B1, 1012 AB Amsterdam',
  ];
  const texts = [...new Set([...LINES, ...MORE])];

  it.each(NEEDING.map(({ pattern, needs }) => [pattern.source.slice(0, 40), pattern, needs] as const))(
    '%s… matches nowhere without them',
    (_, pattern, needs) => {
      const matched = texts.filter((text) => new RegExp(pattern.source, pattern.flags).test(text));
      expect(matched.length).toBeGreaterThan(0);
      // The pattern reads stretches of a text: what it matches is asked alone too.
      const parts = matched.flatMap((text) => text.match(new RegExp(pattern.source, pattern.flags)) ?? []);
      expect([...matched, ...parts].filter((text) => (factsOf(text) & needs) !== needs)).toEqual([]);
    },
  );

  it('are declared by a dozen patterns, and spare most texts', () => {
    expect(NEEDING.length).toBeGreaterThanOrEqual(12);
    expect(factsOf('Version 3, of 12 parts and 250 pages (a-b, c/d).')).toBe(0);
  });
});

describe('lines of code', () => {
  const texts = [...new Set([...LINES, ...LINES.map((line) => line.trim()), ...LINES.map((line) => line.slice(9))])];

  it('are told by their signs as by all patterns', () => {
    const naive = (line: string): boolean => CODE_PATTERNS.some((pattern) => pattern.test(line.slice(0, 240)));
    expect(texts.filter((line) => isCodeLine(line) !== naive(line))).toEqual([]);
    expect(texts.filter(naive).length).toBeGreaterThan(1000);
  });

  it.each(CODE_PATTERNS.map((pattern) => [pattern.source.slice(0, 30), pattern] as const))(
    '%s… tells some that no other does',
    (_, pattern) => {
      const others = CODE_PATTERNS.filter((one) => one !== pattern);
      const alone = texts.filter((line) => pattern.test(line) && !others.some((one) => one.test(line)));
      expect(alone.filter((line) => line.length <= 240).every(isCodeLine)).toBe(true);
    },
  );

  it.each([
    '  }',
    'x;\u00a0',
    '\u00a0@cached',
    'at Object.run (a',
    '12→ and',
    '   .L3:00ab12: 4f 5a',
    'DEADBEEF  4f 5a',
  ])('%s is one', (line) => {
    expect(isCodeLine(line)).toBe(true);
  });
});

describe('heads of tokens', () => {
  const digests = new GateDigests('00'.repeat(32));

  it.each(['vrbata', 'Vrbata', 'VRBATA9', 'Müller', 'ÉCOLE', 'İstanbul', 'ДАРЬЯ', '4421'])(
    'of %s are the same where it stands and cut out',
    (word) => {
      const into = new Uint32Array(2);
      digests.heads(`- ${word} -`, 2, 2 + word.length, into);
      expect([...into]).toEqual([digests.head(word.toLowerCase(), 'lower'), digests.head(word, 'exact')]);
    },
  );
});
