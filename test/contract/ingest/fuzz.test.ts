/**
 * Mutated logs: no crash, no hang, and every record either read or reported. FUZZ_RECORDS=200000 makes it a campaign; its
 * seed is fixed, so that a failure comes again.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildIndex, type LogIndex } from '../../../src/core/ingest/build-index.ts';
import { openBytes } from '../../../src/core/ingest/bytes.ts';
import { readAll } from '../../../src/core/ingest/inspect.ts';
import { scan } from '../../../src/core/ingest/scan.ts';
import { findSources } from '../../../src/core/ingest/sources.ts';
import { Event } from '../../../src/core/model/event.ts';
import { inFolder } from '../../unit/ingest/support.ts';

const RECORDS = Number(process.env.FUZZ_RECORDS ?? 3000);
const SEED = Number(process.env.FUZZ_SEED ?? 1);
const SLOW_MS = 20_000;

function randomFrom(seed: number): (n: number) => number {
  let state = seed >>> 0 || 1;
  return (n) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % n;
  };
}
type Random = ReturnType<typeof randomFrom>;

const JUNK: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5e300,
  '',
  'None',
  'x'.repeat(2000),
  [],
  {},
  [[]],
  [null],
  { type: 'text' },
  [{ type: 'tool_use' }],
  '{"a":',
  '[1,2',
  '\ud800',
  '2026-13-45T99:99:99Z',
  Number.MAX_VALUE,
  { __proto__: null },
  [[[[[[]]]]]],
  'tool',
  'assistant',
];
const KEYS = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'length',
  '',
  'role',
  'messages',
  'content',
  'id',
];

/** Another value somewhere inside: replaced, removed, renamed, repeated. */
function mutate(value: unknown, random: Random): unknown {
  if (typeof value !== 'object' || value === null || random(12) === 0) return JUNK[random(JUNK.length)];
  if (Array.isArray(value)) {
    if (value.length === 0) return [JUNK[random(JUNK.length)]];
    const at = random(value.length);
    if (random(6) === 0) return value.toSpliced(at, 1);
    if (random(6) === 0) return [...value, value[at]];
    return value.with(at, mutate(value[at], random));
  }
  const keys = Object.keys(value);
  const key = keys[random(Math.max(1, keys.length))];
  if (key === undefined) return { [KEYS[random(KEYS.length)] as string]: JUNK[random(JUNK.length)] };
  const entries = Object.entries(value).filter(([k]) => k !== key || random(6) > 0);
  return Object.fromEntries(
    entries.map(([k, v]) =>
      k !== key ? [k, v] : random(8) === 0 ? [KEYS[random(KEYS.length)], v] : [k, mutate(v, random)],
    ),
  );
}

/** Bytes changed, cut out, doubled, put in. */
function scramble(text: string, random: Random): string {
  const at = random(text.length + 1);
  const length = 1 + random(Math.min(40, text.length + 1));
  const bits = ['{', '}', '[', ']', '"', '\\', ',', ':', '\n', '\u0000', '\ufeff', 'NaN', '---\n', 'User: '];
  switch (random(5)) {
    case 0:
      return text.slice(0, at) + text.slice(at + length);
    case 1:
      return text.slice(0, at) + text.slice(Math.max(0, at - length));
    case 2:
      return text.slice(0, at);
    default:
      return text.slice(0, at) + bits[random(bits.length)] + text.slice(at);
  }
}

function mutant(text: string, random: Random): string {
  const lines = text.split('\n').filter((l) => l.trim() !== '');
  const whole = lines.length > 1 && !lines.every((l) => /^\s*[{[].*[}\]]\s*$/.test(l));
  const parts = whole ? [text] : lines;
  const changed = parts.slice(0, 60).map((part) => {
    let out = part;
    if (random(3) > 0) {
      try {
        let value: unknown = JSON.parse(part);
        for (let n = random(3); n >= 0; n--) value = mutate(value, random);
        out = JSON.stringify(value) ?? 'null';
      } catch {
        // No JSON: only its bytes can change.
      }
    }
    return random(4) === 0 && out.length > 0 ? scramble(out, random) : out;
  });
  return changed.join(random(9) === 0 ? '\r\n' : '\n');
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && statSync(join(e.parentPath, e.name)).size < 200_000)
    .map((e) => join(e.parentPath, e.name))
    .sort();

/** Lines of the spans that are neither a record nor reported. */
async function lost(index: LogIndex): Promise<number[]> {
  const known = new Set(index.skipped.map((s) => s.line));
  for (let i = 0; i < index.records.count; i++) known.add(index.records.get(i).line);
  const missing: number[] = [];
  for (const source of index.sources) {
    if (!source.format) continue;
    const bytes = openBytes(source.bytes);
    const bom = source.encoding === 'utf8' ? (bytes.read(0, 3).toString('hex') === 'efbbbf' ? 3 : 0) : 2;
    for await (const span of scan(bytes, { encoding: source.encoding, framing: source.framing, bom })) {
      if (!known.has(span.line)) missing.push(span.line);
    }
    bytes.close();
  }
  return missing;
}

describe('mutated logs', () => {
  it(`${RECORDS} records, seed ${SEED}`, { timeout: 3_600_000 }, async () => {
    const random = randomFrom(SEED * 2654435761);
    const corpus = filesIn('test/fixtures');
    let records = 0;
    let files = 0;
    const formats = new Set<string>();
    await inFolder(async (folder) => {
      while (records < RECORDS) {
        const original = corpus[files % corpus.length] as string;
        const name = original.split('/').at(-1) as string;
        const text = mutant(readFileSync(original, 'utf8'), random);
        writeFileSync(join(folder, name), text);
        const start = Date.now();
        const where = `${original}, file ${files} of seed ${SEED}`;
        const index = await buildIndex(findSources([name], folder).sources).catch((error: unknown) => {
          throw new Error(`${where}: ${(error as Error).stack}`);
        });
        try {
          for (const session of readAll(index)) {
            formats.add(session.format);
            if (files % 7 === 0) for (const event of session.events) Event.parse(event);
          }
          expect(await lost(index), where).toEqual([]);
        } catch (error) {
          throw new Error(`${where}: ${(error as Error).stack}`);
        } finally {
          index.dispose();
        }
        expect(Date.now() - start, where).toBeLessThan(SLOW_MS);
        records += Math.max(
          1,
          index.sources.reduce((n, s) => n + s.values, 0),
        );
        files++;
      }
    });
    console.log(`fuzz: ${records} records in ${files} files, ${formats.size} formats, seed ${SEED}`);
    expect(formats.size).toBeGreaterThan(RECORDS > 2000 ? 15 : 1);
  });
});
