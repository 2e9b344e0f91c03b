import { describe, expect, it } from 'vitest';
import { CleanTexts } from '../../../../src/redact/detect/clean.ts';
import type { Finding, TextUnit } from '../../../../src/redact/detect/detector.ts';
import { DETECTORS } from '../../../../src/redact/detect/detectors.ts';
import { Engine } from '../../../../src/redact/detect/engine.ts';

const NOTHING = 'The build went through and every one of the checks was green in the end, so it was merged.';
const SOMETHING = `${NOTHING} Questions go to ilka.vrbata@kormoran.example, who looks after it.`;
/** What it hides is seen in its plain view only. */
const DRESSED = `${NOTHING} Questions go to ilka%2Evrbata%40kormoran%2Eexample, who looks after it.`;

/** Detectors of shapes that count how often they are asked. */
function counting(): { engine: Engine; asked: () => number } {
  let asked = 0;
  const detect = (): Finding[] => {
    asked++;
    return [];
  };
  const counter = { name: 'counter', detect };
  const engine = new Engine({ ...DETECTORS, keyed: [...DETECTORS.keyed, counter] }, true, new CleanTexts());
  return { engine, asked: () => asked };
}

/** So much text that the engine's own memory forgets what came before. */
function forget(engine: Engine): void {
  for (let i = 0; i < 14; i++) engine.detect({ kind: 'prose', text: `${i} ${'- '.repeat(300_000)}` });
}

describe('texts in which nothing was found', () => {
  it('are not read again', () => {
    const { engine, asked } = counting();
    engine.detect({ kind: 'prose', text: NOTHING });
    forget(engine);
    const before = asked();
    expect(engine.detect({ kind: 'prose', text: NOTHING })).toEqual([]);
    expect(asked()).toBe(before);
  });

  it.each([
    ['with a mail', SOMETHING],
    ['with one in a dress', DRESSED],
  ])('are none %s', (_, text) => {
    const { engine } = counting();
    const found = engine.detect({ kind: 'prose', text });
    expect(found.some(({ type }) => type === 'EMAIL')).toBe(true);
    forget(engine);
    expect(engine.detect({ kind: 'prose', text })).toEqual(found);
  });

  it.each<[string, TextUnit]>([
    ['of another kind', { kind: 'value', text: NOTHING }],
    ['under a key', { kind: 'value', key: 'a', text: NOTHING }],
    ['under another key', { kind: 'value', key: 'b', text: NOTHING }],
    ['that begins with the key', { kind: 'value', key: 'b', text: `a${NOTHING}` }],
    ['whose key ends where the text begins', { kind: 'value', key: 'ba', text: NOTHING }],
  ])('are others %s', (_, unit) => {
    const clean = new CleanTexts();
    clean.has({ kind: 'prose', text: NOTHING });
    clean.add();
    for (const other of [
      { kind: 'value', text: NOTHING },
      { kind: 'value', key: 'a', text: NOTHING },
      { kind: 'value', key: 'b', text: NOTHING },
      { kind: 'value', key: 'b', text: `a${NOTHING}` },
      { kind: 'value', key: 'ba', text: NOTHING },
    ] as const)
      if (other.key !== unit.key || other.text !== unit.text) {
        clean.has(other);
        clean.add();
      }
    expect(clean.has(unit)).toBe(false);
    clean.add();
    expect(clean.has(unit)).toBe(true);
  });
});
