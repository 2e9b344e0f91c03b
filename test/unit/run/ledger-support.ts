/** Ledgers for the tests: one of a run, and one written by hand with a line of every kind. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../../src/datasets/manifest.ts';
import type { Pair } from '../../../src/model/example.ts';
import type { RecordRef } from '../../../src/model/source.ts';
import { fileIn, type LEDGER_FILES } from '../../../src/run/store/ledger/files.ts';
import { LedgerWriter } from '../../../src/run/store/ledger/writer.ts';
import { StoreWriter } from '../../../src/run/store/run-store.ts';
import { workspaceAt } from '../../../src/run/store/workspace.ts';
import type { Card } from '../../../src/stages/card.ts';
import type { Curation, Verdicts } from '../../../src/stages/curated.ts';
import { productionTalk, type Turn, writeLog } from '../../support/logs.ts';
import { run } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';
import { card } from '../stages/support.ts';

const talk = (id: string, user: string, answer: string, signal?: string): object[] =>
  productionTalk(id, [{ user, answer, ...(signal ? { feedback: { signal } } : {}) } as Turn]);

/** A run over six sessions: two copies, two that make a pair, and two of their own. */
export async function finishedRun(config: object = {}) {
  const root = tempFolder();
  writeLog(root, 'logs/a.jsonl', [
    ...talk('one', 'Where is the lamp?', 'It is on the table.'),
    ...talk('copy-1', 'Where is the sofa?', 'It is in the hall.'),
    ...talk('copy-2', 'Where is the sofa?', 'It is in the hall.'),
    ...talk('good', 'How heavy is the desk?', 'Forty kilograms.', 'thumbs_up'),
    ...talk('bad', 'How heavy is the desk?', 'No idea at all.', 'thumbs_down'),
    ...talk('six', 'What is a stool?', 'A seat without a back.'),
  ]);
  await run({ root, config });
  return { root, out: join(root, 'out'), folder: workspaceAt(root).run };
}

export const record = (path: string, line: number): RecordRef => ({ path, line, start: line * 10, end: line * 10 + 9 });

export const manifest = (over: object = {}): Manifest =>
  ({
    manifest: 1,
    goldpan: '0.1.0',
    key: 'fingerprint',
    privacy: { policy: 'default', destination: 'local' },
    stages: [],
    redactions: {},
    outputs: [],
    ...over,
  }) as unknown as Manifest;

export const pair: Pair = {
  id: 'pair-1',
  at: 1,
  chosen: { example: 'a' },
  rejected: { example: 'b', alternative: 0 },
  evidence: { source: 'feedback', margin: 2 },
};

export const place = { place: 'place-1', example: 'a', message: 1, stratum: 'chat' };

const apps = { format: 'openai-chat', app: 'shop', tools: [{ name: 'f', inferred: true }] };

export const none: Curation = { marks: new Map(), keptFor: new Map(), merged: new Map() };
export const undecided: Verdicts = { verdicts: new Map(), marks: new Map(), overruled: new Map() };

/** Of sessions s-a, s-b, s-c with one example each. */
export function written(
  over: { curation?: Curation; verdicts?: Verdicts; cards?: readonly Card[]; pairs?: Pair[] } = {},
) {
  const folder = join(tempFolder(), 'run');
  mkdirSync(folder);
  const store = new StoreWriter(fileIn(folder, 'examples'));
  const cards = (over.cards ?? ['a', 'b', 'c'].map((id) => card(id, ['u Go', 'a Done'], { session: `s-${id}` }))).map(
    (one) => ({ ...one, ...store.append({ id: one.id, text: `text of ${one.id}`, tools: [] } as never) }),
  );
  store.close();
  const ledger = new LedgerWriter(folder);
  for (const [i, one] of cards.entries())
    ledger.session(one.session, [record('logs/a.jsonl', 10 * i + 1)], [one.id], i === 0 ? ['too deep'] : []);
  for (const { id } of cards) ledger.result('sft', id, { written: 'train' });
  ledger.result('dpo', pair.id, { dropped: 'rejected' });
  ledger.sample([place]);
  ledger.tools([apps]);
  ledger.sources(
    {
      sources: [
        { path: 'logs/a.jsonl', format: 'openai-chat', values: 3 } as never,
        { path: 'logs/b', values: 0 } as never,
      ],
    },
    [{ path: 'logs/b', line: 0, reason: 'unknown format', code: 'unknown_format' }],
    ['out'],
  );
  ledger.close(
    cards,
    { curation: over.curation ?? none, verdicts: over.verdicts ?? undecided },
    over.pairs ?? [pair],
    manifest(),
    '/data/out',
  );
  return { folder, cards };
}

export const textOf = (folder: string, name: keyof typeof LEDGER_FILES): string =>
  readFileSync(fileIn(folder, name), 'utf8');

/** Changes the first line of a file that has lines, or the file itself. */
export function changeFirst(
  folder: string,
  name: keyof typeof LEDGER_FILES,
  change: (value: Record<string, unknown>) => object,
) {
  const [first = '', ...rest] = textOf(folder, name).split('\n');
  writeFileSync(
    fileIn(folder, name),
    [JSON.stringify(change(JSON.parse(first) as Record<string, unknown>)), ...rest].join('\n'),
  );
}
