/** Which labels hold for the last run: those on other messages, on what is gone, and those that two people dispute do not. */
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { erase } from '../../../../src/assess/erase/erase.ts';
import { openGold } from '../../../../src/assess/gold/open.ts';
import { UserError } from '../../../../src/kit/errors.ts';
import { Key } from '../../../../src/kit/key.ts';
import type { GoldLabels } from '../../../../src/model/gold.ts';
import { markRedacted } from '../../../../src/redact/brand.ts';
import { appendDecision } from '../../../../src/run/store/decision-log.ts';
import { appendGold } from '../../../../src/run/store/gold-log.ts';
import { LedgerReader } from '../../../../src/run/store/ledger/reader.ts';
import { workspaceAt } from '../../../../src/run/store/workspace.ts';
import { productionTalk, writeLog } from '../../../support/logs.ts';
import { run, TEST_KEY, testConfig } from '../../../support/pipeline.ts';
import { tempFolder } from '../../../support/temp.ts';
import { finishedRun } from '../../run/ledger-support.ts';

const key = Key.parse(TEST_KEY) as Key;
const options = { config: testConfig(), key: () => key };
const place = { message: 1, start: 0, end: 2, type: 'PERSON' } as const;

async function labelled() {
  const { root, out } = await finishedRun();
  const workspace = workspaceAt(root);
  const ledger = LedgerReader.open(workspace.run);
  const cards = [...(ledger?.cards() ?? [])];
  const [pair] = [...(ledger?.pairs() ?? [])];
  const say = (id: string, labels: GoldLabels, more: { by?: string; fingerprint?: string; messages?: number } = {}) => {
    const now = cards.find((c) => c.id === id);
    const { by = 'me', fingerprint = now?.fingerprint ?? '', messages = now?.roles.length ?? 0 } = more;
    appendGold(workspace.gold, { id, by, fingerprint, messages, labels, at: 't' }, key);
  };
  const opened = () => {
    const gold = openGold(workspace, options);
    gold.close();
    return gold;
  };
  return { root, out, workspace, cards, pair, say, opened };
}

it('is empty without labels', async () => {
  const { opened } = await labelled();
  expect(opened()).toMatchObject({ examples: [], pairs: [], stale: [], conflicts: [], people: 0, lines: 0 });
});

it('holds what was said of the same content, and of reworded messages all but places', async () => {
  const { cards, say, opened } = await labelled();
  const [a, b, c] = cards.map((x) => x.id) as [string, string, string];
  const labels: GoldLabels = { outcome: 'success', redaction: { read: true, missed: [place], wrong: [] } };
  say(a, labels);
  say(b, labels, { fingerprint: 'other' });
  say(c, labels, { fingerprint: 'other', messages: 99 });
  say('nobody', labels);
  const { examples, stale } = opened();
  const by = Object.fromEntries(examples.map((e) => [e.card.id, e.labels]));
  expect(by).toEqual({ [a]: labels, [b]: { outcome: 'success' } });
  expect(stale).toHaveLength(3);
  expect(stale).toEqual(
    expect.arrayContaining([
      { id: b, why: 'reworded' },
      { id: c, why: 'changed' },
      { id: 'nobody', why: 'gone' },
    ]),
  );
});

it('leaves out what two people dispute, and shows it; stale labels dispute nothing', async () => {
  const { cards, say, opened } = await labelled();
  const [a, b] = cards.map((x) => x.id) as [string, string];
  say(a, { outcome: 'success', task: 'coding' });
  say(a, { outcome: 'failure', domain: 'travel' }, { by: 'you' });
  say(b, { outcome: 'success' });
  say(b, { outcome: 'failure' }, { by: 'you', fingerprint: 'other', messages: 99 });
  const { examples, conflicts, people, lines } = opened();
  expect(conflicts).toEqual([{ id: a, fields: ['outcome'] }]);
  expect(examples.find((e) => e.card.id === a)?.labels).toEqual({ task: 'coding', domain: 'travel' });
  expect(examples.find((e) => e.card.id === b)?.labels).toEqual({ outcome: 'success' });
  expect([people, lines]).toEqual([2, 4]);
});

it('knows pairs, and answers that a person wrote; a verdict by hand is no work of the automation', async () => {
  const { workspace, cards, pair, say, opened } = await labelled();
  const sides = [pair?.chosen.example, pair?.rejected.example].map((id) => cards.find((c) => c.id === id));
  const fingerprint = sides
    .map((c) => c?.fingerprint ?? '')
    .sort()
    .join('+');
  say(pair?.id as string, { better: 'rejected' }, { fingerprint, messages: 6 });
  const [a] = cards.map((x) => x.id) as [string];
  say(a, { quality: 'keep' });
  appendDecision(workspace.decisions, { id: a, decision: 'edit', message: 1, text: markRedacted('better') }, key);
  appendDecision(workspace.decisions, { id: a, decision: 'reject' }, key);
  const { examples, pairs, stale } = opened();
  expect(pairs.map((p) => [p.pair.id, p.labels])).toEqual([[pair?.id, { better: 'rejected' }]]);
  expect(stale).toEqual([]);
  // The sides of the pair are no examples of the set.
  expect(examples.map((e) => [e.card.id, e.written, e.card.decision])).toEqual([[a, true, undefined]]);
});

it('refuses what cannot be measured, with what to do', async () => {
  const { out, workspace, cards, say } = await labelled();
  const other = Key.parse('22'.repeat(32)) as Key;
  expect(() => openGold(workspaceAt(tempFolder()), options)).toThrow('there is no finished run here');
  expect(() => openGold(workspace, { ...options, key: () => other })).toThrow('made with another key');
  expect(() => openGold(workspace, { ...options, dataset: tempFolder() })).toThrow(UserError);
  openGold(workspace, { ...options, dataset: out }).close();
  const manifest = join(out, 'goldpan.manifest.json');
  say(cards[0]?.id as string, {});
  appendFileSync(workspace.gold, '<<<<<<< S3cretPw99\n');
  expect(() => openGold(workspace, options)).toThrow(/gold\.jsonl:2:1: not valid JSON/);
  writeFileSync(manifest, JSON.stringify({ ...LedgerReader.open(workspace.run)?.head.manifest, seed: 'another' }));
  expect(() => openGold(workspace, { ...options, dataset: out })).toThrow(/is not the dataset of the last run here/);
});

it('loses the labels on a person who is erased, and no others', async () => {
  const root = tempFolder();
  writeLog(root, 'logs/a.jsonl', [
    ...productionTalk('one', [
      { user: 'I am maria.keller@posteo.example, where is the lamp?', answer: 'On the table.' },
    ]),
    ...productionTalk('two', [{ user: 'How tall is a giraffe, please?', answer: 'Five metres, or a little more.' }]),
  ]);
  await run({ root });
  const workspace = workspaceAt(root);
  const cards = [...(LedgerReader.open(workspace.run)?.cards() ?? [])];
  for (const { id, fingerprint, roles } of cards)
    appendGold(workspace.gold, { id, by: 'me', fingerprint, messages: roles.length, labels: {}, at: 't' }, key);
  await erase({ workspace, key, subject: 'maria.keller@posteo.example', datasets: [join(root, 'out')] });
  const gold = openGold(workspace, options);
  gold.close();
  expect([cards.length, gold.lines, gold.examples.length]).toEqual([2, 1, 1]);
});
