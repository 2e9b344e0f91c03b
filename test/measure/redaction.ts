#!/usr/bin/env node
/**
 * Measures redaction on texts that no rule was made from, by language and type: npm run measure [-- strict] [--missed]
 * Recall counts a planted value only when all its letters and digits are hidden; false counts hard negatives with a finding.
 */
import { randomBytes } from 'node:crypto';
import { Key } from '../../src/kit/key.ts';
import { createRedactor } from '../../src/redact/index.ts';
import { corpus, type Text } from './corpus.ts';

const args = process.argv.slice(2);
const policy = args.includes('strict') ? 'strict' : 'standard';
/** What `strict` hides on purpose beyond what names a person: no false alarm in a text that is about a town or a year. */
const QUASI = new Set(['LOCATION', 'ORGANIZATION', 'DATE', 'AGE', 'NRP', 'TITLE', 'URL']);

const texts = corpus();
const redactor = await createRedactor({ key: new Key(randomBytes(32)), policy });
const answers = await redactor.redactTexts(texts.map(({ text }) => text));

type Tally = [found: number, all: number];
interface Row {
  types: Map<string, Tally>;
  falses: Tally;
}
const byLanguage = new Map<string, Row>();
const total: Row = { types: new Map(), falses: [0, 0] };

texts.forEach((one, i) => {
  const spans = answers[i]?.spans ?? [];
  const row: Row = byLanguage.get(one.language) ?? { types: new Map(), falses: [0, 0] };
  byLanguage.set(one.language, row);
  if (one.spans.length === 0) {
    const wrong = spans.filter(({ type }) => policy === 'standard' || !QUASI.has(type));
    for (const { falses } of [row, total]) {
      falses[1]++;
      if (wrong.length > 0) falses[0]++;
    }
    for (const { start, end, type } of wrong) tell('false', one, type, start, end);
    return;
  }
  for (const { start, end, type } of one.spans) {
    const hidden = isHidden(one.text, start, end, spans);
    for (const { types } of [row, total])
      for (const name of [type, 'all']) {
        const tally = types.get(name) ?? [0, 0];
        types.set(name, [tally[0] + (hidden ? 1 : 0), tally[1] + 1]);
      }
    if (!hidden) tell('missed', one, type, start, end);
  }
});

const names = [...total.types.keys()].filter((name) => name !== 'all').sort();
const share = (tally: Tally | undefined): string => (tally ? (tally[0] / tally[1]).toFixed(2).replace(/^0/, '') : '–');
console.log(`| ${policy} | all | ${names.join(' | ')} | false |\n|---|---|${names.map(() => '---|').join('')}---|`);
for (const [language, { types, falses }] of [...byLanguage, ['all', total] as const])
  console.log(
    `| ${language} | ${share(types.get('all'))} | ${names.map((name) => share(types.get(name))).join(' | ')} | ${falses[0]}/${falses[1]} |`,
  );

function isHidden(text: string, start: number, end: number, spans: readonly { start: number; end: number }[]): boolean {
  for (let i = start; i < end; i++)
    if (/[\p{L}\p{N}]/u.test(text.charAt(i)) && !spans.some((one) => one.start <= i && i < one.end)) return false;
  return true;
}

function tell(what: string, { language, text }: Text, type: string, start: number, end: number): void {
  if (!args.includes('--missed')) return;
  console.error(
    `${what} ${language} ${type} ${JSON.stringify(text.slice(start, end))} in ${JSON.stringify(text.slice(0, 140))}`,
  );
}
