/** What the sessions of one run do to each other's rows: values that one proves are hidden in others, and words cost nobody a row. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explain } from '../../../src/assess/why.ts';
import { jsonLines } from '../../../src/kit/jsonl.ts';
import { workspaceAt } from '../../../src/run/store/workspace.ts';
import { writeLog } from '../../support/logs.ts';
import { run } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';

interface Message {
  role: string;
  content: string;
}

const ASIDE = 'All is well and the queue is empty now.';

/** One session a text: the user says it. */
async function runOf(texts: readonly string[], config: object = {}) {
  const root = tempFolder();
  const lines = texts.map((content, i) => ({
    messages: [
      { role: 'user', content },
      { role: 'assistant', content: `${ASIDE} Number ${'abcdefgh'.charAt(i)}.` },
    ],
  }));
  writeLog(root, 'logs/talks.jsonl', lines);
  const result = await run({ root, config });
  const said = new Map<string, string>();
  for (const { path } of result.outputs.filter(({ contract }) => contract === 'goldpan/sft@1'))
    for (const line of readFileSync(path, 'utf8').trim().split('\n')) {
      const { messages } = JSON.parse(line) as { messages: Message[] };
      said.set(messages.at(-1)?.content.at(-2) ?? '', messages.at(-2)?.content ?? '');
    }
  return { root, result, said: texts.map((_, i) => said.get('abcdefgh'.charAt(i))) };
}

describe('words that one session takes for somebody', () => {
  it.each<[string, string, string]>([
    ['an annotation', 'It calls `@refresh` when the page is shown', 'Please refresh the page and tell me more'],
    ['an annotation of a library', 'Why does @Memoizable not fire here?', 'Memoizable needs a proxy around the bean'],
    ['the number of a lot', 'Please call about lot 8304417720', 'The list says {"item_id":"8304417720","price":4}'],
    ['a login of a machine', 'The log is in /home/kelvin/app/run.log', 'Take 300 kelvin as the temperature of it'],
    ['a handle', 'You can follow @plexora for more of it', 'The plexora of the garden has to be cut'],
    ['a list item', 'The steps: 1. Open it 2. Click Port Road 3. Save it', 'Click Port Road in the menu of the map'],
  ])('%s leaves the rows of others alone', async (_, one, other) => {
    const { result, said } = await runOf([one, other]);
    expect([result.quarantined, said[1]]).toEqual([0, other]);
    expect(said[0]).toBeDefined();
  });

  it('an annotation stays in its own row too', async () => {
    const text = 'Why does @Memoizable not fire? Memoizable needs a proxy.';
    expect((await runOf([text])).said).toEqual([text]);
  });

  it('a login is hidden in each case that it is written in, or nowhere', async () => {
    const { said, result } = await runOf(['You are MKovarsky. Look into /home/mkovarsky/app please']);
    expect([result.quarantined, said[0]]).toEqual([0, 'You are [USERNAME_1]. Look into /home/[USERNAME_1]/app please']);
  });

  it('a number under the key of a thing is that thing’s, also where a telephone has its digits', async () => {
    const text = 'It says {"phone":"8304417720"} and {"item_id":"8304417720"}';
    expect((await runOf([text])).said).toEqual(['It says {"phone":"[PHONE_1]"} and {"item_id":"8304417720"}']);
  });

  it('a hidden secret does not make the next line one', async () => {
    const lines = ['PORT=5432', 'DB_HOST=db1.internal', 'MODEL=acme-4o-mini', 'VERBOSE=1', 'REGION=eu-west-1'];
    const texts = lines.map((line) => `DB_PASSWORD=qTvLwZsXbdKenRmBucHy\n${line}\nit is`);
    const { said, result } = await runOf(texts);
    expect(result.quarantined).toBe(0);
    expect(said).toEqual(lines.map((line) => `DB_PASSWORD=[SECRET_1]\n${line}\nit is`));
  });
});

describe('values that one session proves', () => {
  it.each<[string, string, string, string]>([
    ['a login with a number', 'My user id is zkomega90210 please', 'who is zkomega90210?', 'who is [USERNAME_1]?'],
    ['an account', 'My booking reference: QX90217 please', 'is QX90217 late?', 'is [ACCOUNT_ID_1] late?'],
    [
      'a password',
      'the config has DB_PASSWORD=qT7vLw2ZsX9dKe4RmB1c',
      'use qT7vLw2ZsX9dKe4RmB1c for it',
      'use [SECRET_1] for it',
    ],
    ['a term in JSON', 'My user id is zkomega90210', '{"a":{"zkomega90210":1}}', '{"a":{"[USERNAME_1]":1}}'],
  ])('%s is hidden in the row of another', async (_, one, other, hidden) => {
    const { root, result, said } = await runOf([one, other]);
    expect([result.quarantined, said[1]]).toEqual([0, hidden]);
    const stage = result.stages.find(({ name }) => name === 'export:sft');
    expect(stage?.hidden).toEqual({ values: 1, rows: 1 });
    const told: object[] = [];
    for await (const line of jsonLines<{ dataset?: string }>(join(root, 'out/audit/redactions.jsonl')))
      if (line.dataset) told.push(line);
    expect(told).toMatchObject([{ dataset: 'sft', detector: 'run', rule: 'value', field: '/messages/0/content' }]);
    expect(JSON.stringify(told)).not.toMatch(/omega|QX90217|qT7v/);
  });

  it('counts what it hid among the redactions', async () => {
    const { result } = await runOf(['My user id is zkomega90210', 'who is zkomega90210?']);
    expect(result.redactions).toEqual({ USERNAME: 2 });
  });
});

describe('a row that is held back', () => {
  it('is told with type, place, origin and the command that shows more', async () => {
    const { root } = await runOf(['Take 300 kelvin as the temperature of it']);
    const file = join(root, '.goldpan/local/run/exports.jsonl');
    const [line = ''] = readFileSync(file, 'utf8').split('\n');
    const { id } = JSON.parse(line) as { id: string };
    const leak = { type: 'EMAIL', by: 'value', session: 'f00d', pointer: '/messages/3/content' };
    writeFileSync(file, `${JSON.stringify({ dataset: 'sft', id, dropped: 'leak: EMAIL by value', leak })}\n`);
    const { lines } = await explain(workspaceAt(root), id, root);
    expect(lines.join('\n')).toContain(
      'left out, leak: EMAIL by value at /messages/3/content; the value was found in session f00d (`goldpan why f00d` tells its file and line).',
    );
    const found = { type: 'EMAIL', by: 'detector', detector: 'email', pointer: '/tools' };
    writeFileSync(
      file,
      `${JSON.stringify({ dataset: 'sft', id, dropped: 'leak: EMAIL by detector email', leak: found })}\n`,
    );
    expect((await explain(workspaceAt(root), id, root)).lines.join('\n')).toMatch(/by detector email at \/tools\.$/m);
  });
});
