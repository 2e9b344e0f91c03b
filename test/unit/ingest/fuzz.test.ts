/**
 * No reader throws, hangs or loses a record, whatever stands in a log. A few thousand cases here;
 * `GOLDPAN_FUZZ=200000 npx vitest run test/unit/ingest/fuzz.test.ts` runs the long campaign.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { buildIndex, type IndexOptions } from '../../../src/ingest/build-index.ts';
import { readAll } from '../../../src/ingest/inspect.ts';
import { parseJson } from '../../../src/ingest/parse.ts';
import type { FileContext, InRecord, Reader } from '../../../src/ingest/reader.ts';
import { READERS } from '../../../src/ingest/registry.ts';
import { findSources } from '../../../src/ingest/sources.ts';
import { type Session, Session as SessionSchema } from '../../../src/model/index.ts';
import { mutateBytes, mutateJson, type Random, seeded } from '../../support/mutate.ts';

const fixtures = join(dirname(fileURLToPath(import.meta.url)), '../../fixtures');
const TOTAL = Number(process.env.GOLDPAN_FUZZ ?? 6000);
const SEED = Number(process.env.GOLDPAN_FUZZ_SEED ?? 20261121);
/** A case that takes longer hangs, for all a user can tell. */
const SLOW_MS = 4000;

interface Subject {
  name: string;
  reader: Reader;
  records: unknown[];
  framing: FileContext['framing'];
  bytes: Buffer;
}

const files = readdirSync(fixtures, { recursive: true, withFileTypes: true })
  .filter((e) => e.isFile() && /\.(?:jsonl?|traj|txt|log|md)$/.test(e.name))
  .map((e) => join(e.parentPath, e.name))
  .sort();

async function subjectOf(file: string): Promise<Subject | undefined> {
  const index = await buildIndex(findSources([file], fixtures).sources);
  const source = index.sources[0];
  const reader = READERS.find((r) => r.id === source?.format);
  if (!source || !reader) return undefined;
  const bytes = readFileSync(file);
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  return {
    name: relative(fixtures, file),
    reader,
    records: split(text, source.framing),
    framing: source.framing,
    bytes,
  };
}

function split(text: string, framing: FileContext['framing']): unknown[] {
  if (framing === 'text') return [text];
  const parts = framing === 'lines' ? text.split('\n') : [text];
  const values = parts.flatMap((part) => {
    try {
      return [parseJson(part)];
    } catch {
      return [];
    }
  });
  return framing === 'array' && Array.isArray(values[0]) ? (values[0] as unknown[]) : values;
}

/** Both passes over records in memory, by the rules of the kernel. Throws what went wrong. */
function pass(
  reader: Reader,
  records: readonly unknown[],
  name: string,
  framing: Subject['framing'],
  deep: boolean,
): void {
  const file: FileContext = { path: name, key: `file:${name}`, framing, state: {} };
  const sessions = new Map<string, InRecord[]>();
  records.forEach((value, ordinal) => {
    const text = typeof value === 'string' && framing === 'text' ? value : (JSON.stringify(value) ?? 'null');
    const ref = { path: name, line: ordinal + 1, start: 0, end: text.length };
    const record: InRecord = { value, text, ordinal, ref };
    const entries = reader.index(record, file);
    if ('skip' in entries) {
      expect(entries.skip).not.toBe('');
      return;
    }
    for (const [i, entry] of entries.entries()) {
      if ('skip' in entry) {
        expect(entry.skip).not.toBe('');
        continue;
      }
      if (entry.order !== undefined) expect(entry.order).not.toBeNaN();
      const key = entry.key ?? `alone:${ordinal}:${i}`;
      const list = sessions.get(key) ?? [];
      list.push(entry.part === undefined ? record : { ...record, ref: { ...ref, pointer: entry.part } });
      sessions.set(key, list);
    }
  });
  for (const list of sessions.values()) {
    const session = reader.read(list);
    if (session) check(session, list.length, deep);
  }
}

function check(session: Session, records: number, deep: boolean): void {
  const bad = session.events.some((e, i) => e.seq !== i || e.src.record >= records || e.src.record < 0);
  if (bad) throw new Error('events are not numbered, or point nowhere');
  const orphan = session.events.find((e) => e.kind === 'tool_result' && e.call === null && !e.orphan);
  if (orphan) throw new Error('a result is neither paired nor an orphan with a reason');
  for (const branch of session.branches)
    if (branch.at > session.events.length) throw new Error('a branch hangs nowhere');
  if (deep) SessionSchema.parse(session);
}

const describeFailure = (name: string, seed: number, error: unknown): Error =>
  new Error(`${name}, GOLDPAN_FUZZ_SEED=${seed}: ${(error as Error).stack ?? String(error)}`);

describe('mutated records', async () => {
  const subjects = (await Promise.all(files.map(subjectOf))).filter((s) => s !== undefined);
  const share = Math.ceil(TOTAL / subjects.length);

  it('has a fixture for every reader that reads text', () => {
    const covered = new Set(subjects.map((s) => s.reader.id));
    const elsewhere = READERS.filter((r) => !covered.has(r.id)).map((r) => r.id);
    // Databases, rows of tables, plain text and our own output have fixtures of their own kind.
    expect(elsewhere.filter((id) => !/sqlite|cursor|rows|plain-text|mapping|parquet|goldpan-output/.test(id))).toEqual(
      [],
    );
  });

  it.each(subjects.map((s) => [s.name, s] as const))(
    '%s',
    (_name, subject) => {
      let done = 0;
      for (let round = 0; done < share; round++) {
        const seed = SEED + round;
        const random = seeded(seed);
        const records = subject.records.map((r) => {
          if (random() > 0.35 && subject.records.length > 1) return r;
          done++;
          return severalTimes(r, random);
        });
        const reader = random() < 0.08 ? (READERS[Math.floor(random() * READERS.length)] as Reader) : subject.reader;
        const start = performance.now();
        try {
          pass(reader, records, subject.name, subject.framing, round % 16 === 0);
        } catch (error) {
          throw describeFailure(`${subject.name} by ${reader.id}`, seed, error);
        }
        if (performance.now() - start > SLOW_MS) throw describeFailure(subject.name, seed, new Error('too slow'));
      }
      expect(done).toBeGreaterThanOrEqual(1);
    },
    600_000,
  );
});

const severalTimes = (record: unknown, random: Random): unknown => {
  let out = record;
  for (let n = 1 + Math.floor(random() * 4); n > 0; n--) out = mutateJson(out, random);
  return out;
};

it('fails when a reader throws, or when a session is out of order', () => {
  const broken = (read: Reader['read']): Reader => ({ ...(READERS[0] as Reader), index: () => [{}], read });
  const run = (reader: Reader) => pass(reader, [{}], 'x', 'lines', false);
  expect(() => run(broken(() => JSON.parse('{')))).toThrow();
  const event = { kind: 'user', text: 'x', seq: 3, turn: 0, src: { record: 0, pointer: '' } } as const;
  const session = { format: 'x', events: [event], branches: [], tools: [], scores: [], records: [] };
  const governance = { consent: 'missing' as const, subjects: [] };
  expect(() => run(broken(() => ({ ...session, governance })))).toThrow('not numbered');
});

describe('mutated files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'goldpan-fuzz-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('every value becomes a record or is skipped with a reason', async () => {
    const rounds = Math.max(2, Math.ceil(TOTAL / 40 / files.length));
    for (const path of files) {
      const bytes = readFileSync(path);
      for (let round = 0; round < rounds; round++) {
        const seed = SEED + round;
        const file = join(folder, basename(path));
        writeFileSync(file, mutateBytes(bytes, seeded(seed)));
        const start = performance.now();
        try {
          // Every other file also as a large document would be read: element by element.
          await account(file, round % 2 === 0 ? {} : { largeDocument: 0 });
        } catch (error) {
          throw describeFailure(relative(fixtures, path), seed, error);
        }
        if (performance.now() - start > SLOW_MS)
          throw describeFailure(relative(fixtures, path), seed, new Error('too slow'));
        rmSync(file);
      }
    }
  }, 900_000);

  async function account(file: string, options: IndexOptions): Promise<void> {
    const index = await buildIndex(findSources([file], folder).sources, options);
    const source = index.sources[0];
    for (const s of index.skipped) if (s.reason === '') throw new Error(`line ${s.line} is skipped without a reason`);
    const starts = new Set<number>();
    for (let i = 0; i < index.records.count; i++) starts.add(index.records.get(i).start);
    // A record of many sessions may skip some of them and still be a record.
    const partly = index.skipped.filter((s) => /^(?:simulation|sample) \d+/.test(s.reason)).length;
    const skipped = index.skipped.length - (source?.format === undefined ? index.skipped.length : partly);
    const lost = (source?.values ?? 0) - starts.size - skipped;
    if (lost > 0 && partly === 0) throw new Error(`${lost} of ${source?.values} values are neither record nor skipped`);
    if (source?.format === undefined && index.skipped.length === 0 && readFileSync(file).length > 0) {
      throw new Error('a file without a format must say why');
    }
    for (const session of readAll(index)) check(session, session.records.length, false);
  }
});
