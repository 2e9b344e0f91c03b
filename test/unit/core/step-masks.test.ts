/** A failed call that was made good, from the log to row, manifest, card and report; and the reviewer's word on it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { reportDataset } from '../../../src/assess/report/report.ts';
import { Terminal } from '../../../src/cli/output.ts';
import { reportText } from '../../../src/cli/report-text.ts';
import { readManifest } from '../../../src/datasets/manifest.ts';
import { Key } from '../../../src/kit/key.ts';
import { appendDecision } from '../../../src/run/store/decision-log.ts';
import { writeLog } from '../../support/logs.ts';
import { run, TEST_KEY } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';

const calling = (id: string, args: object) => ({
  role: 'assistant',
  content: null,
  tool_calls: [{ id, type: 'function', function: { name: 'refund', arguments: JSON.stringify(args) } }],
});
const answered = (id: string, content: string) => ({ role: 'tool', tool_call_id: id, content });

const TALK = {
  messages: [
    { role: 'user', content: 'Please refund the kettle that I sent back last week.' },
    calling('call_1', { order: 'ord-88123', sum: 40 }),
    answered('call_1', 'Error: the sum is larger than the price'),
    calling('call_2', { order: 'ord-88123', sum: 30 }),
    answered('call_2', 'refunded'),
    { role: 'assistant', content: 'The price of the kettle is on its way back to you.' },
  ],
  tools: [
    {
      type: 'function',
      function: {
        name: 'refund',
        parameters: { type: 'object', properties: { order: { type: 'string' }, sum: { type: 'number' } } },
      },
    },
  ],
};

it('weighs 0 in the row, is counted, and is learnt from when a person says so', async () => {
  const root = tempFolder();
  writeLog(root, 'logs/a.jsonl', [TALK]);
  const out = join(root, 'out');
  const weights = (): unknown[] => {
    const row = JSON.parse(readFileSync(join(out, 'sft/train.jsonl'), 'utf8').split('\n')[0] as string);
    return (row as { messages: { weight?: number }[] }).messages.map((m) => m.weight);
  };
  await run({ root, paths: ['logs'], out });
  expect(weights()).toEqual([undefined, 0, undefined, 1, undefined, 1]);
  const stage = readManifest(out).stages.find(({ name }) => name === 'export:sft');
  expect(stage?.masked).toEqual({ messages: 1, rows: 1, rules: { 'failed_step: failed and recovered': 1 } });
  expect(readFileSync(join(out, 'README.md'), 'utf8')).toContain('1 harmful steps of 1 rows have weight 0');
  const report = await reportDataset(out);
  expect(report.funnel.stages.find(({ name }) => name === 'export:sft')?.masked?.messages).toBe(1);
  expect(reportText(report, new Terminal())).toMatch(/failed_step: failed and recovered\s+1/);

  const [card] = readFileSync(join(root, '.goldpan/local/run/cards.jsonl'), 'utf8').split('\n');
  const { id } = JSON.parse(card as string) as { id: string };
  const key = Key.parse(TEST_KEY) as Key;
  appendDecision(join(root, '.goldpan/decisions.jsonl'), { id, decision: 'weight', message: 1, weight: 1 }, key);
  await run({ root, paths: ['logs'], out });
  expect(weights()).toEqual([undefined, 1, undefined, 1, undefined, 1]);
  expect(readManifest(out).stages.find(({ name }) => name === 'export:sft')?.masked).toBeUndefined();
});
