/** Hostile text: all of it looks like the beginning of a dress. */
import { describe, expect, it } from 'vitest';
import { DETECTORS } from '../../../../src/redact/detect/detectors.ts';
import { Engine } from '../../../../src/redact/detect/engine.ts';
import { queryDetector } from '../../../../src/redact/detect/structured/query.ts';
import { fieldUnits } from '../../../../src/redact/text/units.ts';
import { base64In } from '../../../../src/redact/view/base64.ts';
import { viewOf } from '../../../../src/redact/view/view.ts';

const SIZE = 160_000;
const fill = (piece: string): string => piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE);
const HOSTILE: Record<string, string> = {
  backslashes: fill('\\'),
  escapes: fill('\\n'),
  'escapes in words': fill('\\na'),
  'escapes in one path': fill('C:\\n\\ta'),
  percent: fill('%25'),
  entities: fill('&amp;'),
  ampersands: fill('&'),
  'quoted-printable': fill('=3D'),
  'soft line ends': fill('a=3D=\n'),
  'escape bytes': fill('\x1b['),
  titles: fill('\x1b]0;'),
  colours: fill('[0m'),
  'open emphasis': fill('_a '),
  'emphasis of words': fill(' _a b'),
  underscores: fill('_1'),
  'look-alikes': fill('aа'),
  Cyrillic: fill('а'),
  invisible: fill('a\u200b'),
  'full width': fill('０'),
  continued: fill('abcdefgh1\\\n'),
  'long lines of base64': fill(`${'k3VQnTz1'.repeat(9)}\n`),
  'quoted lines of base64': fill(`> ${'k3VQnTz1'.repeat(9)}\n`),
  'one token': fill('k3VQnTz1'),
  'numbered rows': fill('1→a,b\n'),
  'added files': fill('@@ -0,0 +1 @@\n+a,b\n'),
  'text in base64': fill(Buffer.from('mail mo@x.example').toString('base64')),
  'lines of text in base64': fill(`${Buffer.from('abc'.repeat(19)).toString('base64')}\n`),
  'words and paths': fill('abc/def/'),
  'open prints': fill("{'"),
  'prints of prints': fill("{'a':"),
  'objects of objects': fill('{a: '),
  'lists in prints': fill("{'a':["),
  calls: fill("{'a':f("),
  'pairs of a query': fill('a=b&'),
  'keys of a query': fill('a='),
  'prefixes of services': fill('api-1 | '),
  brackets: fill('[pod/x '),
};

/** Milliseconds of the fastest of two runs. */
function time(run: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 2; i++) {
    const started = performance.now();
    run();
    best = Math.min(best, performance.now() - started);
  }
  return best;
}

const PARTS: Record<string, (text: string) => unknown> = {
  view: viewOf,
  base64: base64In,
  units: (text) => fieldUnits({ text, kind: 'prose' }, 0),
  query: (text) => queryDetector.detect({ text, kind: 'prose' }),
};

describe.each(Object.entries(HOSTILE))('160,000 characters of %s', (_, text) => {
  it('take time in proportion', () => {
    for (const [name, part] of Object.entries(PARTS)) {
      const small = time(() => part(text.slice(0, SIZE / 8)));
      const whole = time(() => part(text));
      // Eight times the text: what is quadratic needs 64 times as long. Small times are noise.
      expect(whole, name).toBeLessThan(Math.max(400, small * 30));
    }
  });
});

describe('base64 in base64', () => {
  it('is read twice and no deeper', () => {
    let text = 'mail mo.ravn@kelp.example now';
    const found: number[] = [];
    for (let depth = 0; depth < 5; depth++) {
      found.push(new Engine(DETECTORS, true).detect({ text, kind: 'prose' }).length);
      text = Buffer.from(text).toString('base64');
    }
    expect(found).toEqual([1, 1, 1, 0, 0]);
  });
});
