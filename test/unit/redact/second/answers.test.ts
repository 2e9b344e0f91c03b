/** What the model said is remembered by keyed hash, within a run and beyond it. */
import { appendFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Key } from '../../../../src/kit/key.ts';
import { Answers, trimAnswers } from '../../../../src/redact/detect/second/answers.ts';
import type { WordReading } from '../../../../src/redact/detect/second/model/names-model.ts';
import { tempFolder } from '../../../support/temp.ts';
import { KEY } from '../helpers.ts';

const reading: WordReading[] = [
  { start: 0, end: 5, person: 912, street: 3, town: 4, outside: 81 },
  { start: 6, end: 12, person: 700, street: 0, town: 0, outside: 300 },
];
function asker(answer: readonly WordReading[] = reading) {
  const asked: string[] = [];
  const ask = async (text: string) => {
    asked.push(text);
    return answer;
  };
  return { asked, ask };
}
const fileIn = () => join(tempFolder(), 'answers.txt');

it('asks once', async () => {
  const answers = new Answers(KEY, 'm');
  const { asked, ask } = asker();
  expect(await answers.of('Tilde Vrbata sang', ask)).toEqual(reading);
  expect(await answers.of('Tilde Vrbata sang', ask)).toEqual(reading);
  await answers.of('another', ask);
  expect(asked).toEqual(['Tilde Vrbata sang', 'another']);
});

it('asks once over runs, answers the same, and keeps no text', async () => {
  const file = fileIn();
  const { asked, ask } = asker();
  const first = new Answers(KEY, 'm', file);
  await first.of('Tilde Vrbata sang', ask);
  await first.of('nobody', asker([]).ask);
  expect(existsSync(file)).toBe(false);
  first.flush();
  first.flush();
  const second = new Answers(KEY, 'm', file);
  expect(await second.of('Tilde Vrbata sang', ask)).toEqual(reading);
  expect(await second.of('nobody', ask)).toEqual([]);
  expect(asked).toHaveLength(1);
  const kept = readFileSync(file, 'utf8');
  expect(kept).toMatch(/^([0-9a-f]{32}( \d+)*\n){2}$/);
  expect(statSync(file).mode & 0o077).toBe(0);
});

it.each([
  ['another model', KEY, 'n'],
  ['another key', Key.random(), 'm'],
])('does not answer for %s', async (_, key, model) => {
  const file = fileIn();
  const first = new Answers(KEY, 'm', file);
  await first.of('Tilde', asker().ask);
  first.flush();
  const { asked, ask } = asker([]);
  expect(await new Answers(key, model, file).of('Tilde', ask)).toEqual([]);
  expect(asked).toEqual(['Tilde']);
});

it.each(['0 1\n', `${'0'.repeat(32)} 1 2 3\n`, `${'0'.repeat(32)} 1 2 3 x 5 6\n`, '\u0000\n'])(
  'passes over a damaged line: %j',
  async (line) => {
    const file = fileIn();
    writeFileSync(file, line);
    const answers = new Answers(KEY, 'm', file);
    await answers.of('Tilde', asker().ask);
    answers.flush();
    const { asked, ask } = asker([]);
    expect(await new Answers(KEY, 'm', file).of('Tilde', ask)).toEqual(reading);
    expect(asked).toEqual([]);
  },
);

it('lets threads write to one file', async () => {
  const file = fileIn();
  const threads = [new Answers(KEY, 'm', file), new Answers(KEY, 'm', file)];
  for (const [i, one] of threads.entries()) await one.of(`text ${i}`, asker().ask);
  for (const one of threads) one.flush();
  const { asked, ask } = asker([]);
  const next = new Answers(KEY, 'm', file);
  for (const i of [0, 1]) expect(await next.of(`text ${i}`, ask)).toEqual(reading);
  expect(asked).toEqual([]);
});

it('begins a file anew when it has grown too large', () => {
  const file = fileIn();
  trimAnswers(file);
  appendFileSync(file, 'x');
  truncateSync(file, 16 << 20);
  trimAnswers(file);
  expect(existsSync(file)).toBe(true);
  appendFileSync(file, 'x');
  trimAnswers(file);
  expect(existsSync(file)).toBe(false);
});
