/** Hostile text: each of these makes some regular expression backtrack when it is not linear. */
import { describe, expect, it } from 'vitest';
import { condense } from '../../../src/redact/detect/condense.ts';
import { homeDetector } from '../../../src/redact/detect/patterns/home.ts';
import { proseDetector } from '../../../src/redact/detect/prose/prose.ts';
import { secretDetector } from '../../../src/redact/detect/secrets/index.ts';
import { elementDetector } from '../../../src/redact/detect/structured/elements.ts';
import { labelledDetector, tellingDetector } from '../../../src/redact/detect/structured/labelled.ts';
import { fieldUnits } from '../../../src/redact/text/units.ts';

const SIZE = 200_000;
const fill = (piece: string): string => piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE);
const HOSTILE: Record<string, string> = {
  letters: fill('a'),
  capitals: fill('A'),
  digits: fill('1'),
  spaces: fill(' '),
  newlines: fill('\n'),
  dots: fill('.'),
  dashes: fill('-'),
  quotes: fill('"'),
  braces: fill('{"'),
  brackets: fill('[{"a":'),
  names: fill('Maria Keller '),
  initials: fill('A. '),
  hyphens: fill('a-'),
  apostrophes: fill("O'"),
  particles: fill('van der '),
  labels: fill('user id id id '),
  numbers: fill('12 Rue '),
  units: fill('Apt 1 '),
  corners: fill('corner of A and '),
  ages: fill('aged '),
  months: fill('1 January '),
  works: fill('work for the '),
  titles: fill('senior, chief '),
  lower: fill('maria keller '),
  html: fill('<a href='),
  accents: fill('é'),
  wide: fill('語'),
  pairs: fill('\u{1f600}'),
  halves: fill('\ud83d'),
  escapes: fill('\\"'),
  parens: fill('f('),
  mixed: fill('x1_'),
};

HOSTILE.elements = fill('<a>xx</a>');
HOSTILE.openings = fill('<aa>xx');
HOSTILE.halfClosed = fill('<a><b>xx</b ');
HOSTILE.homes = fill('/home/a/Users/');
HOSTILE.windows = fill('C:\\\\Users\\\\a b ');
HOSTILE.cookies = fill('cookie: sid=');
HOSTILE.logins = fill('aa_bb_');
HOSTILE.things = fill('gift card gift card: ');
HOSTILE.mailAt = fill('a at b ');

const wanted = () => true;
const prose = proseDetector({ wanted });

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

describe.each(Object.entries(HOSTILE))('200,000 characters of %s', (_, text) => {
  it('take time in proportion', () => {
    const unit = (size: number) => ({ text: text.slice(0, size), kind: 'prose' as const });
    for (const detector of [prose, labelledDetector, tellingDetector, elementDetector, homeDetector, secretDetector]) {
      const small = time(() => detector.detect(unit(SIZE / 8)));
      const whole = time(() => detector.detect(unit(SIZE)));
      // Eight times the text: a quadratic detector needs 64 times as long. Small times are noise.
      expect(whole, detector.name).toBeLessThan(Math.max(400, small * 30));
    }
    expect(time(() => fieldUnits({ text, kind: 'prose' }, 0))).toBeLessThan(1500);
    expect(time(() => condense(text))).toBeLessThan(500);
  });
});
