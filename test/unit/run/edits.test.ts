/** What people write into decisions.jsonl passes redaction on its way into rows and views, like a log. */
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Key } from '../../../src/kit/key.ts';
import { createRedactor } from '../../../src/redact/index.ts';
import { workspaceAt } from '../../../src/run/store/workspace.ts';
import { productionTalk, writeLog } from '../../support/logs.ts';
import { run, TEST_KEY } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';
import { ask } from '../host/studio/support.ts';

const key = Key.parse(TEST_KEY) as Key;
const redactor = (more: object = {}) => createRedactor({ key, policy: 'standard', ...more });

describe('redactEdits', () => {
  it.each(['standard', 'strict'] as const)('%s hides a name typed in mid-sentence', async (policy) => {
    const { texts } = await (await redactor({ policy })).redactEdits(['Please ask Margaret Holloway about it'], []);
    expect(texts).toEqual(['Please ask [PERSON_1] about it']);
  });

  it('keeps placeholders, and takes numbers that the example does not use', async () => {
    const beside = ['[PERSON_1] wrote to [PERSON_4] at [EMAIL_2].'];
    const { texts } = await (await redactor()).redactEdits(
      [
        '[PERSON_1] knows. Please ask Margaret Holloway, m.holloway@example.org',
        'So said Margaret Holloway, not [PERSON_4].',
      ],
      beside,
    );
    expect(texts).toEqual([
      '[PERSON_1] knows. Please ask [PERSON_5], [EMAIL_3]',
      'So said [PERSON_5], not [PERSON_4].',
    ]);
  });

  it('gives the same again for what it gave', async () => {
    const one = await redactor();
    const { texts } = await one.redactEdits(['Please ask Margaret Holloway about it'], ['[PERSON_1]']);
    expect((await one.redactEdits(texts, ['[PERSON_1]'])).texts).toEqual(texts);
  });

  it('leaves surrogates of the example as they are, and tells the gate of new ones', async () => {
    const one = await redactor({ actions: { PERSON: 'surrogate', EMAIL: 'surrogate' } });
    const [fake] = (await one.redactTexts(['Please ask Margaret Holloway about it'])).map((r) => r.text);
    const { texts, gateValues } = await one.redactEdits([`${fake} today`], [String(fake)]);
    expect(texts).toEqual([`${fake} today`]);
    expect(gateValues).toEqual([]);
    const fresh = await one.redactEdits(['Please ask Ottilie Brandt about it'], [String(fake)]);
    expect(fresh.texts[0]).not.toContain('Ottilie Brandt');
    expect(fresh.gateValues.every((v) => v.issued)).toBe(true);
    expect(fresh.gateValues.length).toBeGreaterThan(0);
  });
});

const TALK = productionTalk('talk', [
  { user: 'Hello, my name is Ottilie Brandt, and I want to return a lamp.', answer: 'Of course, which lamp is it?' },
  { user: 'The green one from last week.', answer: 'Thank you, it has been noted down.' },
]);

interface Row {
  messages: { role: string; content: string }[];
  meta: string;
}
const rowsOf = (root: string): Row[] =>
  readFileSync(join(root, 'out/sft/train.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);

/** A line as a colleague would write it by hand. */
function edit(root: string, id: string, message: number, text: string): void {
  const line = { v: 1, key: key.fingerprint(), id, decision: 'edit', message, text };
  appendFileSync(workspaceAt(root).decisions, `${JSON.stringify(line)}\n`);
}

async function finished(config: object = {}) {
  const root = tempFolder();
  writeLog(root, 'logs/talk.jsonl', TALK);
  const go = () => run({ root, config: { split: { validation: 0 }, ...config } });
  await go();
  const [row] = rowsOf(root);
  if (!row) throw new Error('no row');
  const { id } = JSON.parse(row.meta) as { id: string };
  const last = row.messages.length - 1;
  expect(JSON.stringify(row)).toContain('[PERSON_1]');
  return { root, go, id, last };
}

const ANSWER = 'Please ask Margaret Holloway about it, [PERSON_1]; she lives next to the mill and knows.';
const REDACTED = 'Please ask [PERSON_2] about it, [PERSON_1]; she lives next to the mill and knows.';

describe('a name typed into decisions.jsonl', () => {
  it('is in no row, with a number of its own, whatever its place in the file', async () => {
    const { root, go, id, last } = await finished();
    edit(root, 'no-such-example', 0, 'Nobody asks Margaret Holloway.');
    edit(root, id, last, ANSWER);
    const result = await go();
    expect(result.quarantined).toBe(0);
    expect(rowsOf(root)[0]?.messages[last]?.content).toBe(REDACTED);
    expect(readFileSync(join(root, 'out/sft/train.jsonl'), 'utf8')).not.toContain('Holloway');
  });

  it('is one person over two edits of one example', async () => {
    const { root, go, id, last } = await finished();
    edit(root, id, last - 2, 'I am Margaret Holloway. Which lamp is it?');
    edit(root, id, last, 'Please ask Margaret Holloway about it.');
    await go();
    const contents = rowsOf(root)[0]?.messages.map((m) => m.content) ?? [];
    expect(contents[last - 2]).toContain('[PERSON_2]');
    expect(contents[last]).toBe('Please ask [PERSON_2] about it.');
  });

  it('is hidden by the dictionary of the run, and left where it says so', async () => {
    const dictionary = [
      { term: 'Quillbrook', mode: 'mask', type: 'ORGANIZATION' },
      { term: 'Margaret Holloway', mode: 'never' },
    ];
    const { root, go, id, last } = await finished({ privacy: { dictionary } });
    edit(root, id, last, 'Please ask Margaret Holloway of Quillbrook about it.');
    await go();
    expect(rowsOf(root)[0]?.messages[last]?.content).toBe('Please ask Margaret Holloway of [ORGANIZATION_1] about it.');
  });

  it('is in no view of the studio, which shows the row that is written', async () => {
    const { root, go, id, last } = await finished();
    process.env.GOLDPAN_KEY = TEST_KEY;
    edit(root, id, last, ANSWER);
    const view = await ask('studioExample', root, { id, raw: false });
    expect(JSON.stringify(view)).not.toContain('Holloway');
    await go();
    expect(view.row.text).toBe(readFileSync(join(root, 'out/sft/train.jsonl'), 'utf8').trim());
    expect(view.row.text).toContain(REDACTED);
  });
});
