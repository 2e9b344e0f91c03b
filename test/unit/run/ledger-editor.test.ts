/** Erasure leaves no trace of a session in the ledger or the run store, and the rest as it was. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { erase } from '../../../src/assess/erase/erase.ts';
import { Key } from '../../../src/kit/key.ts';
import { LedgerEditor, type Rewritten } from '../../../src/run/store/ledger/editor.ts';
import { fileIn } from '../../../src/run/store/ledger/files.ts';
import { LedgerReader } from '../../../src/run/store/ledger/reader.ts';
import { workspaceAt } from '../../../src/run/store/workspace.ts';
import type { Curation, Verdicts } from '../../../src/stages/curated.ts';
import { productionTalk, writeLog } from '../../support/logs.ts';
import { run, TEST_KEY } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';
import { manifest, textOf, undecided, written } from './ledger-support.ts';

function removed(folder: string, sessions: readonly string[], dataset?: Rewritten) {
  const removal = LedgerEditor.open(folder)?.find(new Set(sessions));
  removal?.apply(dataset);
  const reader = LedgerReader.open(folder);
  if (!removal || !reader) throw new Error('no ledger');
  return { removal, reader };
}

const all = (folder: string): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');

const duplicate = (of: string) => ({ mark: 'duplicate', why: `same messages as ${of}` }) as const;

describe('a session that leaves', () => {
  it('takes its example, pairs, results, places and bytes with it', () => {
    const { folder } = written();
    const { removal, reader } = removed(folder, ['s-a']);
    expect([...removal.examples]).toEqual(['a']);
    expect([...removal.ids].sort()).toEqual(['a', 'pair-1']);
    expect([...reader.sessions()].map((s) => s.session)).toEqual(['s-b', 's-c']);
    expect([...reader.cards()].map((c) => c.id)).toEqual(['b', 'c']);
    expect([...reader.pairs()]).toEqual([]);
    expect([...reader.sample()]).toEqual([]);
    expect([...reader.exports()].map((r) => r.id)).toEqual(['b', 'c']);
    expect(all(folder)).not.toMatch(/"s-a"|"a"|pair-1|place-1|text of a/);
  });

  it('leaves the bytes of the others where they were', () => {
    const { folder, cards } = written();
    const size = textOf(folder, 'examples').length;
    const { reader } = removed(folder, ['s-b']);
    expect(textOf(folder, 'examples')).toHaveLength(size);
    const store = reader.store();
    expect(store.read(cards[0] as never)).toMatchObject({ id: 'a', text: 'text of a' });
    expect(store.read(cards[2] as never)).toMatchObject({ id: 'c', text: 'text of c' });
    expect(() => store.read(cards[1] as never)).toThrow(/not valid JSON/);
    store.close();
  });

  it('takes a pair by its rejected side too', () => {
    expect([...removed(written().folder, ['s-b']).removal.ids].sort()).toEqual(['b', 'pair-1']);
  });

  it('that nobody knows changes nothing', () => {
    const { folder } = written();
    const values = () =>
      (['sessions', 'cards', 'pairs', 'exports', 'sample'] as const).map((name) => [
        ...(LedgerReader.open(folder)?.[name]() ?? []),
      ]);
    const before = values();
    const { removal } = removed(folder, ['s-x']);
    expect(removal.ids.size).toBe(0);
    expect(values()).toEqual(before);
    expect(textOf(folder, 'examples')).toContain('text of a');
  });

  const merged = (from: string) => ({
    folded: [from, 'c'],
    feedback: [from, 'a', 'c'].map(
      (id) => ({ signal: 'thumbs_up', message: 1, edited: false, from: id, index: 0 }) as const,
    ),
    governance: { consent: 'missing', subjects: [] } as const,
  });

  it('as a copy is no longer named by the example that it was folded into', () => {
    const curation: Curation = {
      marks: new Map([['b', [duplicate('a')]]]),
      keptFor: new Map([['b', 'a']]),
      merged: new Map([['a', merged('b')]]),
    };
    const { folder } = written({ curation, pairs: [] });
    const { reader } = removed(folder, ['s-b']);
    expect(reader.card('a')?.curation?.merged?.folded).toEqual(['c']);
    expect(reader.card('a')?.curation?.merged?.feedback.map((f) => f.from)).toEqual(['a', 'c']);
    expect(textOf(folder, 'cards')).not.toContain('"b"');
  });

  it('as the kept one is no longer named by its copies, which stay marked', () => {
    const curation: Curation = {
      marks: new Map([['b', [duplicate('kept-one')]]]),
      keptFor: new Map([['b', 'kept-one']]),
      merged: new Map(),
    };
    const verdicts: Verdicts = {
      ...undecided,
      verdicts: new Map([['b', 'accept']]),
      marks: new Map([['b', [duplicate('kept-one')]]]),
    };
    const { folder } = written({ curation, verdicts, pairs: [] });
    const text = textOf(folder, 'cards').replaceAll('"id":"a"', '"id":"kept-one"');
    writeFileSync(fileIn(folder, 'cards'), text);
    const { reader } = removed(folder, ['s-a']);
    expect(reader.card('b')?.curation).toEqual({
      marks: [{ mark: 'duplicate', why: 'same messages as an erased example' }],
    });
    expect(reader.card('b')?.decided?.verdict).toBe('accept');
    expect(textOf(folder, 'cards')).not.toContain('kept-one');
  });

  it('as the better one is no longer named by what is like it, whose group of near-copies stays', () => {
    const near = { mark: 'near_duplicate', why: '90 % alike to kept-one' } as const;
    const failed = { mark: 'failed', why: 'its outcome is a failure' } as const;
    const curation: Curation = {
      marks: new Map([['b', [near, failed]]]),
      keptFor: new Map(),
      merged: new Map(),
      alike: new Map([['b', 'alike:1']]),
    };
    const { folder } = written({ curation, pairs: [] });
    const text = textOf(folder, 'cards').replaceAll('"id":"a"', '"id":"kept-one"');
    writeFileSync(fileIn(folder, 'cards'), text);
    const { reader } = removed(folder, ['s-a']);
    expect(reader.card('b')?.curation).toEqual({
      marks: [{ mark: 'near_duplicate', why: '90 % alike to an erased example' }, failed],
      alike: 'alike:1',
    });
    expect(textOf(folder, 'cards')).not.toContain('kept-one');
  });

  it('leaves what has nothing to do with it, decisions included', () => {
    const verdicts: Verdicts = { ...undecided, verdicts: new Map([['c', 'reject']]) };
    const curation: Curation = {
      marks: new Map([['c', [duplicate('b')]]]),
      keptFor: new Map([['c', 'b']]),
      merged: new Map(),
    };
    const { folder } = written({ curation, verdicts });
    const before = LedgerReader.open(folder)?.card('c');
    expect(removed(folder, ['s-a']).reader.card('c')).toEqual(before);
  });
});

describe('lines of rows', () => {
  const lines = (reader: LedgerReader) =>
    [...reader.exports()].flatMap((r) => ('written' in r ? [[r.id, r.line]] : []));

  it('move up where rows above them left the dataset', () => {
    const dataset = { rows: new Set(['a']), manifest: manifest({ goldpan: 'after' }) };
    const { reader } = removed(written().folder, ['s-a'], dataset);
    expect(lines(reader)).toEqual([
      ['b', 1],
      ['c', 2],
    ]);
    expect(reader.head.manifest.goldpan).toBe('after');
    expect(reader.head.out).toBe('/data/out');
  });

  it('stay when the dataset stayed', () => {
    const { reader } = removed(written().folder, ['s-a']);
    expect(lines(reader)).toEqual([
      ['b', 2],
      ['c', 3],
    ]);
    expect(reader.head.manifest).toEqual(manifest());
  });
});

describe('before anything is changed', () => {
  it('there is nothing to edit without a run', () => {
    expect(LedgerEditor.open(join(tempFolder(), 'nothing'))).toBeUndefined();
  });

  it.each(['cards', 'pairs', 'exports', 'sample', 'sessions'] as const)('damage of %s is told', (name) => {
    const { folder } = written();
    writeFileSync(fileIn(folder, name), `${textOf(folder, name)}{}\n`);
    const before = all(folder);
    expect(() => LedgerEditor.open(folder)?.find(new Set(['s-a']))).toThrow(/\.jsonl:\d: not /);
    expect(all(folder)).toBe(before);
  });
});

describe('goldpan erase', () => {
  const MAIL = 'maria.keller@posteo.example';
  const key = Key.parse(TEST_KEY) as Key;

  async function dataset() {
    const root = tempFolder();
    const said = ['Where is the lamp?', `Write to ${MAIL}.`, 'Where is the sofa?', 'What is a stool?'];
    writeLog(
      root,
      'logs/a.jsonl',
      said.flatMap((user, i) => productionTalk(`t${i}`, [{ user, answer: `Answer ${i}.` }])),
    );
    await run({ root, config: { split: { validation: 0 }, curate: { minChars: 1 } } });
    const workspace = workspaceAt(root);
    return {
      workspace,
      out: join(root, 'out'),
      erase: () => erase({ workspace, key, subject: MAIL, datasets: [join(root, 'out')] }),
    };
  }

  it('leaves a ledger whose lines are those of the rewritten files', async () => {
    const data = await dataset();
    expect((await data.erase()).examples).toBe(1);
    const reader = LedgerReader.open(data.workspace.run);
    const rows = readFileSync(join(data.out, 'sft/train.jsonl'), 'utf8').trimEnd().split('\n');
    const results = [...(reader?.exports() ?? [])].filter((r) => r.dataset === 'sft');
    expect(results).toHaveLength(3);
    for (const result of results) expect('line' in result && rows[result.line - 1]).toContain(result.id);
    expect(reader?.head.manifest.erased).toMatchObject({ rows: 1 });
  });

  it('does nothing with a ledger that it cannot read: neither to the dataset nor a tombstone', async () => {
    const data = await dataset();
    const before = readFileSync(join(data.out, 'sft/train.jsonl'), 'utf8');
    writeFileSync(fileIn(data.workspace.run, 'pairs'), '{}\n');
    await expect(data.erase()).rejects.toThrow(/pairs\.jsonl:1: not a preference pair/);
    expect(readFileSync(join(data.out, 'sft/train.jsonl'), 'utf8')).toBe(before);
    expect(readdirSync(join(data.workspace.root, '.goldpan'))).toEqual(['local']);
  });
});
