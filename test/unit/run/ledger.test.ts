/** Every line of the ledger comes back as it was written; what is damaged, unknown or of another version is refused by name. */
import { appendFileSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explain } from '../../../src/assess/why.ts';
import { UserError } from '../../../src/kit/errors.ts';
import { curatedLine, decidedLine } from '../../../src/run/store/ledger/card.ts';
import { fileIn, LEDGER_FILES } from '../../../src/run/store/ledger/files.ts';
import { LedgerReader } from '../../../src/run/store/ledger/reader.ts';
import { LEDGER_VERSION, LINES, type LineName } from '../../../src/run/store/ledger/schema.ts';
import { workspaceAt } from '../../../src/run/store/workspace.ts';
import { run } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';
import { projectRoot } from '../../support/vscode/locations.ts';
import { card } from '../stages/support.ts';
import {
  changeFirst,
  finishedRun,
  manifest,
  none,
  pair,
  place,
  record,
  textOf,
  undecided,
  written,
} from './ledger-support.ts';

const open = (folder: string): LedgerReader => {
  const reader = LedgerReader.open(folder);
  if (!reader) throw new Error('no ledger');
  return reader;
};

/** All that a reader can be asked for, so that any damage is met. */
const walk = (folder: string): void => {
  const reader = open(folder);
  reader.sources();
  for (const name of Object.keys(LINES) as LineName[]) for (const _ of reader[name]());
};

const NAMES = Object.keys(LINES) as LineName[];

describe('round trip', () => {
  it('the head', () => {
    expect(open(written().folder).head).toEqual({ out: '/data/out', manifest: manifest() });
  });

  it('the sources: formats, counts, what was skipped, own outputs', () => {
    expect(open(written().folder).sources()).toEqual({
      sources: [
        { path: 'logs/a.jsonl', format: 'openai-chat', values: 3 },
        { path: 'logs/b', format: null, values: 0 },
      ],
      skipped: [{ path: 'logs/b', line: 0, reason: 'unknown format', code: 'unknown_format' }],
      ownOutputs: ['out'],
    });
  });

  it('sessions, with why a part gave nothing where there is such a part', () => {
    expect([...open(written().folder).sessions()]).toEqual([
      { session: 's-a', records: [record('logs/a.jsonl', 1)], examples: ['a'], dropped: ['too deep'] },
      { session: 's-b', records: [record('logs/a.jsonl', 11)], examples: ['b'] },
      { session: 's-c', records: [record('logs/a.jsonl', 21)], examples: ['c'] },
    ]);
  });

  it('results of exports: rows with their line, and reasons', () => {
    expect([...open(written().folder).exports()]).toEqual([
      { dataset: 'sft', id: 'a', written: 'train', line: 1 },
      { dataset: 'sft', id: 'b', written: 'train', line: 2 },
      { dataset: 'sft', id: 'c', written: 'train', line: 3 },
      { dataset: 'dpo', id: 'pair-1', dropped: 'rejected' },
    ]);
  });

  it('pairs and places of the audit', () => {
    const reader = open(written().folder);
    expect([...reader.pairs()]).toEqual([pair]);
    expect([...reader.sample()]).toEqual([place]);
  });

  it('cards with every fact there can be, without the digests', () => {
    const full = card('f', ['u Go', 'a Done'], {
      session: 's-f',
      intent: 'intent',
      arm: 'arm',
      outcome: { success: true, score: 0.5, inferred: true, confidence: 0.9, consensus: '4 of 4' },
      effects: 'setting:effects',
      feedback: [{ signal: 'rating', value: 4, name: 'stars', by: 'end_user', message: 1 }],
      alternatives: [{ at: 1, cause: 'edit', role: 'assistant', feedback: [], length: 2 }],
      governance: { consent: 'granted', subjects: ['hash'], jurisdiction: 'DE', purposes: ['training'] },
      startedAt: 1,
      endedAt: 2,
      tags: { latencyMs: 12, safety: { jailbreak: 3 }, tools: ['search'], features: { calls: 2 } },
      redactions: 3,
      marks: [{ mark: 'source', why: 'not allowed' }],
    });
    const { folder, cards } = written({ cards: [full] });
    const {
      chain: _chain,
      signature: _signature,
      sketch: _sketch,
      terms: _terms,
      ...facts
    } = cards[0] as (typeof cards)[number];
    expect([...open(folder).cards()]).toEqual([facts]);
  });

  it('what curation added and what was decided stays apart from the facts', () => {
    const low = { mark: 'too_short', why: 'short' } as const;
    const rejected = { mark: 'rejected', why: 'rejected by hand' } as const;
    const merged = {
      folded: ['b'],
      feedback: [{ signal: 'thumbs_up', message: 1, edited: false, from: 'b', index: 0 }],
      governance: { consent: 'missing', subjects: [] },
      outcome: { success: false },
    } as const;
    const { folder } = written({
      curation: { marks: new Map([['a', [low]]]), keptFor: new Map([['b', 'a']]), merged: new Map([['a', merged]]) },
      verdicts: {
        verdicts: new Map([['a', 'reject']]),
        marks: new Map([['a', [low, rejected]]]),
        overruled: new Map(),
      },
    });
    const [a, b, c] = [...open(folder).cards()];
    expect(a?.marks).toEqual([]);
    expect(a?.curation).toEqual({ marks: [low], merged });
    expect(a?.decided).toEqual({ verdict: 'reject', marks: [low, rejected] });
    expect(b?.curation).toEqual({ duplicateOf: 'a' });
    expect(c).not.toHaveProperty('curation');
    expect(a && curatedLine(a).marks).toEqual([low]);
    expect(a && decidedLine(a)).toMatchObject({ marks: [low, rejected], decision: 'reject', folded: ['b'] });
  });

  it('a sum beyond the range of a double is no damage', () => {
    const { folder } = written({
      pairs: [{ ...pair, evidence: { source: 'outcome', margin: Number.POSITIVE_INFINITY } }],
      cards: [card('a', ['u Go', 'a Done'], { tags: { latencyMs: Number.POSITIVE_INFINITY } })],
    });
    expect(textOf(folder, 'pairs')).toContain('"margin":null');
    expect(open(folder).pair('pair-1')?.evidence.margin).toBeUndefined();
    expect(open(folder).card('a')?.tags.latencyMs).toBeUndefined();
  });

  it('a run without anything has empty files, not missing ones', () => {
    const { folder } = written({ cards: [], pairs: [] });
    expect([...open(folder).cards(), ...open(folder).sessions(), ...open(folder).pairs()]).toEqual([]);
    expect(open(folder).count('cards')).toBe(0);
  });

  it('all of it, after a real run', async () => {
    const { folder } = await finishedRun();
    const reader = open(folder);
    walk(folder);
    expect(reader.count('sessions')).toBe(6);
    expect(reader.count('cards')).toBe(6);
    expect([...reader.cards()].map(({ id }) => id)).toEqual([...reader.cards()].map(({ id }) => id).sort());
    expect(reader.store().read([...reader.cards()][0] as never).messages.length).toBeGreaterThan(0);
  });
});

describe('look-ups', () => {
  it('by id, of an example, a pair, a session', () => {
    const reader = open(written().folder);
    expect(reader.card('b')?.session).toBe('s-b');
    expect(reader.card('s-b')).toBeUndefined();
    expect(reader.pair('pair-1')?.chosen.example).toBe('a');
    expect(reader.pair('a')).toBeUndefined();
    expect(reader.sessionOf('s-c')?.examples).toEqual(['c']);
    expect(reader.sessionOf('c')?.session).toBe('s-c');
    expect(reader.sessionOf('nobody')).toBeUndefined();
    expect(reader.resultsOf('pair-1')).toEqual([{ dataset: 'dpo', id: 'pair-1', dropped: 'rejected' }]);
    expect(reader.resultsOf('nobody')).toEqual([]);
  });

  it.each([
    ['logs/a.jsonl', 1, ['s-a']],
    ['logs/a.jsonl', 10, ['s-a']],
    ['logs/a.jsonl', 11, ['s-b']],
    ['logs/a.jsonl', 900, ['s-c']],
    ['logs/a.jsonl', 0, []],
    ['logs/other.jsonl', 5, []],
  ])('by the line of a log: %s:%i', (path, line, sessions) => {
    expect(
      open(written().folder)
        .sessionsAt(path, line)
        .map((s) => s.session),
    ).toEqual(sessions);
  });

  it('gives all sessions of a record that holds several', () => {
    const { folder } = written();
    const twin = { session: 's-d', records: [{ ...record('logs/a.jsonl', 11), pointer: '/1' }], examples: ['d'] };
    appendFileSync(fileIn(folder, 'sessions'), `${JSON.stringify(twin)}\n`);
    expect(
      open(folder)
        .sessionsAt('logs/a.jsonl', 12)
        .map((s) => s.session),
    ).toEqual(['s-b', 's-d']);
  });

  it('gives the nearest above it, wherever that session comes in the order', () => {
    const { folder } = written();
    const early = { session: 's-e', records: [record('logs/a.jsonl', 2)], examples: ['e'] };
    appendFileSync(fileIn(folder, 'sessions'), `${JSON.stringify(early)}\n`);
    expect(
      open(folder)
        .sessionsAt('logs/a.jsonl', 12)
        .map((s) => s.session),
    ).toEqual(['s-b']);
  });
});

describe('no run', () => {
  it('is no ledger, and no error', () => {
    const nowhere = join(tempFolder(), 'nothing');
    expect(LedgerReader.open(nowhere)).toBeUndefined();
    expect(LedgerReader.writtenAt(nowhere)).toBeUndefined();
  });

  it('that ended is none either: the head comes last', () => {
    const { folder } = written();
    expect(LedgerReader.writtenAt(folder)).toBe(statSync(join(folder, 'manifest.json')).mtimeMs);
    rmSync(fileIn(folder, 'head'));
    expect(LedgerReader.open(folder)).toBeUndefined();
  });
});

describe('another version', () => {
  it.each([
    ['newer', { ledger: LEDGER_VERSION + 1 }],
    ['older', { ledger: LEDGER_VERSION - 1 }],
    ['none', { ledger: undefined }],
    ['in words', { ledger: String(LEDGER_VERSION) }],
    ['with a key that is not known', { more: 1 }],
    ['without its folder', { out: undefined }],
  ])('is refused: %s', (_, change) => {
    const { folder } = written();
    changeFirst(folder, 'head', (head) => ({ ...head, ...change }));
    expect(() => open(folder)).toThrow(UserError);
    expect(() => open(folder)).toThrow(/manifest\.json is damaged, or was written by another version of Goldpan$/);
  });

  it('is made anew by the next run', async () => {
    const { root, folder } = await finishedRun();
    changeFirst(folder, 'head', (head) => ({ ...head, ledger: 1 }));
    const ask = () => explain(workspaceAt(root), 'logs/a.jsonl:1', root);
    await expect(ask()).rejects.toThrow(/another version/);
    await run({ root });
    expect((await ask()).examples).toHaveLength(1);
  });

  it('of the manifest inside is refused as well', () => {
    const { folder } = written();
    changeFirst(folder, 'head', (head) => ({ ...head, manifest: { ...manifest(), manifest: 2 } }));
    expect(() => open(folder)).toThrow(/another version \(at manifest\)$/);
  });
});

describe('damage', () => {
  it.each(NAMES)('a key that is not known, in %s', (name) => {
    const { folder } = written();
    changeFirst(folder, name, (line) => ({ ...line, S3cretPw99: 1 }));
    expect(() => walk(folder)).toThrow(UserError);
    expect(() => walk(folder)).toThrow(new RegExp(`${LEDGER_FILES[name]}:1: not ${LINES[name].what} of this ledger$`));
  });

  it.each([
    ['sessions', { records: 'S3cretPw99' }, 'records'],
    ['sessions', { records: [{ path: 'a', line: 0, start: 0, end: 1 }] }, 'records'],
    ['sessions', { session: undefined }, 'session'],
    ['cards', { offset: -1 }, 'offset'],
    ['cards', { marks: [{ mark: 'S3cretPw99', why: '' }] }, 'marks'],
    ['cards', { tags: {} }, 'tags'],
    ['cards', { tags: { features: { S3cretPw99: 'x' } } }, 'tags'],
    ['cards', { curation: { more: 1 } }, 'curation'],
    ['cards', { decided: { verdict: 'perhaps' } }, 'decided'],
    ['cards', { governance: { consent: 'yes', subjects: [] } }, 'governance'],
    ['pairs', { chosen: {} }, 'chosen'],
    ['pairs', { rejected: { example: 'b', S3cretPw99: 1 } }, 'rejected'],
    ['pairs', { evidence: { source: 'guess' } }, 'evidence'],
    ['sample', { message: 0.5 }, 'message'],
  ] as [LineName, object, string][])('in %s: %j names file, line and field, and no text', (name, change, field) => {
    const { folder } = written();
    changeFirst(folder, name, (line) => ({ ...line, ...change }));
    const message = new RegExp(`${LEDGER_FILES[name]}:1: not .* of this ledger \\(at ${field}\\)$`);
    expect(() => walk(folder)).toThrow(message);
    expect(() => walk(folder)).not.toThrow(/S3cret/);
  });

  it.each([
    ['a row without its line', { line: undefined }],
    ['line 0', { line: 0 }],
    ['a split that there is not', { written: 'holdout' }],
    ['both a row and a reason', { dropped: 'x' }],
  ])('in exports.jsonl: %s', (_, change) => {
    const { folder } = written();
    changeFirst(folder, 'exports', (line) => ({ ...line, ...change }));
    expect(() => walk(folder)).toThrow(/exports\.jsonl:1: not the result of an export of this ledger( \(at line\))?$/);
  });

  it('names the line that it is in', () => {
    const { folder } = written();
    appendFileSync(fileIn(folder, 'cards'), '{"id":"x"}\n');
    expect(() => walk(folder)).toThrow(/cards\.jsonl:4: not a card/);
    const reader = open(folder);
    expect(reader.card('a')?.id).toBe('a');
    expect(() => reader.card('nobody')).toThrow(/cards\.jsonl:4/);
  });

  it('that is no JSON is told with the column, and how to fix it', () => {
    const { folder } = written();
    writeFileSync(fileIn(folder, 'pairs'), '{"id": S3cretPw99}\n');
    expect(() => walk(folder)).toThrow(/pairs\.jsonl:1:8: not valid JSON$/);
    try {
      walk(folder);
    } catch (error) {
      expect((error as UserError).fix).toMatch(/Run `goldpan run` again/);
    }
  });

  it('of the sources names the field', () => {
    const { folder } = written();
    changeFirst(folder, 'sources', (all) => ({
      ...all,
      skipped: [{ path: 'x', line: 0, reason: '', code: 'S3cretPw99' }],
    }));
    expect(() => open(folder).sources()).toThrow(/sources\.json is damaged \(at skipped\)$/);
  });

  it.each([...NAMES, 'sources', 'examples'] as const)('a missing file is named: %s', (name) => {
    const { folder } = written();
    rmSync(fileIn(folder, name));
    const ask = () => (name === 'examples' ? open(folder).store() : walk(folder));
    expect(ask).toThrow(UserError);
    expect(ask).toThrow(new RegExp(`${LEDGER_FILES[name]} is missing$`));
  });

  it('reaches whoever asks why', async () => {
    const { root, folder } = await finishedRun();
    writeFileSync(fileIn(folder, 'sessions'), '{"session":"x"}\n');
    await expect(explain(workspaceAt(root), 'logs/a.jsonl:1', root)).rejects.toThrow(
      /provenance\.jsonl:1: not a session/,
    );
  });
});

describe('lines of rows', () => {
  it('are counted for each file', () => {
    const { folder } = written({ verdicts: undecided, curation: none });
    expect([...open(folder).exports()].map((r) => ('line' in r ? r.line : 0))).toEqual([1, 2, 3, 0]);
  });

  it('are those of the files of the dataset', async () => {
    const config = { split: { validation: 0.3, test: 0.2 }, exports: { targets: ['trl'] }, curate: { minChars: 1 } };
    const { folder, out } = await finishedRun(config);
    const reader = open(folder);
    const files = new Map<string, string[]>();
    for (const { path } of reader.head.manifest.outputs) {
      const text = readFileSync(join(out, path), 'utf8').trimEnd();
      files.set(
        path,
        text.split('\n').map((row) => (JSON.parse((JSON.parse(row) as { meta: string }).meta) as { id: string }).id),
      );
    }
    let rows = 0;
    for (const result of reader.exports()) {
      if (!('written' in result)) continue;
      expect(files.get(`${result.dataset}/${result.written}.jsonl`)?.[result.line - 1]).toBe(result.id);
      rows++;
    }
    expect(rows).toBe([...files.values()].reduce((n, ids) => n + ids.length, 0));
    expect(files.size).toBeGreaterThan(1);
  });
});

it('nobody but the ledger names its files', () => {
  // The run store is opened by the pipeline that writes it.
  const names = Object.entries(LEDGER_FILES).flatMap(([name, file]) => (name === 'examples' ? [] : [file]));
  const named = new RegExp(`(?<![\\w.])(?:${names.map((name) => name.replace('.', '\\.')).join('|')})`);
  expect("join(run, 'cards.jsonl')").toMatch(named);
  expect("'goldpan.manifest.json'").not.toMatch(named);
  const src = join(projectRoot, 'src');
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
  expect(files.length).toBeGreaterThan(100);
  const others = files.filter((file) => !file.startsWith(join('run', 'store', 'ledger')));
  expect(others.filter((file) => named.test(readFileSync(join(src, file), 'utf8')))).toEqual([]);
});
