/** How well redaction does on the corpus: by language and type, and over all. */
import { randomBytes } from 'node:crypto';
import { Key } from '../../src/kit/key.ts';
import { createRedactor } from '../../src/redact/index.ts';
import type { PolicyName } from '../../src/redact/types.ts';
import { corpus, type Text } from './corpus.ts';

/** What `strict` hides on purpose beyond what names a person: no false alarm in a text that is about a town or a year. */
const QUASI = new Set(['LOCATION', 'ORGANIZATION', 'DATE', 'AGE', 'NRP', 'TITLE', 'URL']);

export type Tally = [found: number, all: number];

interface Row {
  /** By type, and `all`: planted values of which every letter and digit is hidden. */
  types: Map<string, Tally>;
  /** Hard negatives with a finding. */
  falses: Tally;
}

interface Score {
  languages: Map<string, Row>;
  total: Row;
}

type Miss = (what: 'missed' | 'false', text: Text, type: string, start: number, end: number) => void;

/** @param tell hears of each value that was missed, and of each finding in a text that holds nothing */
export async function score(policy: PolicyName, tell: Miss = () => {}): Promise<Score> {
  const texts = corpus();
  const redactor = await createRedactor({ key: new Key(randomBytes(32)), policy });
  const answers = await redactor.redactTexts(texts.map(({ text }) => text));
  const empty = (): Row => ({ types: new Map(), falses: [0, 0] });
  const languages = new Map<string, Row>();
  const total = empty();
  texts.forEach((one, i) => {
    const spans = answers[i]?.spans ?? [];
    const row = languages.get(one.language) ?? empty();
    languages.set(one.language, row);
    if (one.spans.length === 0) {
      const wrong = spans.filter(({ type }) => policy === 'standard' || !QUASI.has(type));
      for (const { falses } of [row, total]) count(falses, wrong.length > 0);
      for (const { start, end, type } of wrong) tell('false', one, type, start, end);
      return;
    }
    for (const { start, end, type } of one.spans) {
      const hidden = isHidden(one.text, start, end, spans);
      for (const { types } of [row, total])
        for (const name of [type, 'all']) {
          const tally: Tally = types.get(name) ?? [0, 0];
          types.set(name, tally);
          count(tally, hidden);
        }
      if (!hidden) tell('missed', one, type, start, end);
    }
  });
  return { languages, total };
}

function count(tally: Tally, yes: boolean): void {
  tally[1]++;
  if (yes) tally[0]++;
}

function isHidden(text: string, start: number, end: number, spans: readonly { start: number; end: number }[]): boolean {
  for (let i = start; i < end; i++)
    if (/[\p{L}\p{N}]/u.test(text.charAt(i)) && !spans.some((one) => one.start <= i && i < one.end)) return false;
  return true;
}
