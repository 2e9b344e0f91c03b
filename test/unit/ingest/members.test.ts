/** A large document of many sessions, read element by element, must give what it gives as a whole. */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../../src/ingest/build-index.ts';
import { openBytes } from '../../../src/ingest/bytes.ts';
import { readAll } from '../../../src/ingest/inspect.ts';
import type { Framing, Span } from '../../../src/ingest/scan/machine.ts';
import { scan } from '../../../src/ingest/scan.ts';
import { findSources } from '../../../src/ingest/sources.ts';
import type { Session } from '../../../src/model/index.ts';
import { inFolder } from './support.ts';

const fixtures = join(dirname(fileURLToPath(import.meta.url)), '../../fixtures');

async function sessionsOf(file: string, largeDocument: number) {
  const index = await buildIndex(findSources([file], dirname(file)).sources, { largeDocument });
  return { index, sessions: [...readAll(index)] };
}

/** Without what says where an event was read. */
const gist = (sessions: Session[]): unknown =>
  sessions.map(({ records: _, ...s }) => ({
    ...s,
    events: s.events.map(({ src: _src, ...e }) => e),
    branches: s.branches.map((b) => ({ ...b, events: b.events.map(({ src: _src, ...e }) => e) })),
  }));

describe.each(['tau2-bench/results-whole.json', 'inspect-ai/log.json', 'grok-export/prod-grok-backend.json'])(
  '%s',
  (name) => {
    const file = join(fixtures, name);
    it('gives the same sessions either way', async () => {
      const whole = await sessionsOf(file, Number.MAX_SAFE_INTEGER);
      const parts = await sessionsOf(file, 0);
      expect(whole.index.sources[0]?.framing).toBe('values');
      expect(parts.index.sources[0]?.framing).toMatch(/^member:(?:simulations|samples|conversations)$/);
      expect(gist(parts.sessions)).toEqual(gist(whole.sessions));
      expect(parts.index.skipped).toHaveLength(whole.index.skipped.length);
    });

    it('leads back to the element: its line, its bytes and the pointer in it', async () => {
      const { sessions } = await sessionsOf(file, 0);
      const bytes = readFileSync(file);
      for (const session of sessions) {
        const said = session.events.find((e) => e.kind === 'user');
        const ref = session.records[said?.src.record ?? -1];
        const text = bytes.subarray(ref?.start, ref?.end).toString('utf8');
        expect(bytes.subarray(0, ref?.start).toString('utf8').split('\n')).toHaveLength(ref?.line ?? 0);
        expect(text.startsWith('{')).toBe(true);
        expect(said?.src.pointer).toMatch(/^\/(?:messages|responses)\/\d+/);
      }
    });
  },
);

async function spansOf(text: string, framing: Framing): Promise<string[]> {
  return inFolder(async (folder) => {
    const file = join(folder, 'x.json');
    writeFileSync(file, text);
    const bytes = openBytes({ kind: 'file', file });
    const spans: Span[] = [];
    for await (const span of scan(bytes, { encoding: 'utf8', bom: 0, framing })) spans.push(span);
    bytes.close();
    const raw = Buffer.from(text);
    return spans.map(
      (s) => `${s.header ? 'H' : s.complete ? '' : '…'}${raw.subarray(s.start, s.end).toString('utf8')}`,
    );
  });
}

describe('the scanner', () => {
  it('cuts a header and the elements of the first array of that name at the top', async () => {
    const text = '{"a": {"list": [1]}, "list\\"": 1, "list": [ {"x": "]"}, [2, 3], "s,",\n4 ], "z": [5]}';
    expect(await spansOf(text, 'member:other|list')).toEqual([
      'H{"a": {"list": [1]}, "list\\"": 1, "list": [',
      '{"x": "]"}',
      '[2, 3]',
      '"s,"',
      '4 ',
    ]);
  });

  it('gives a document without such an array whole, and what follows a document', async () => {
    expect(await spansOf('{"list": {"list": [1]}} {"b": 2}', 'member:list')).toEqual([
      '{"list": {"list": [1]}}',
      '{"b": 2}',
    ]);
    expect(await spansOf('[{"list": [1]}]', 'member:list')).toEqual(['[{"list": [1]}]']);
  });

  it('says when the writer stopped in the middle', async () => {
    expect(await spansOf('{"list": [{"a": 1}, {"b": ', 'member:list')).toEqual(['H{"list": [', '{"a": 1}', '…{"b": ']);
    expect(await spansOf('{"a": [1', 'member:list')).toEqual(['…{"a": [1']);
  });
});

it('accounts for a document whose sessions are all gone', async () => {
  await inFolder(async (folder) => {
    const file = join(folder, 'results.json');
    writeFileSync(
      file,
      JSON.stringify({
        timestamp: 'x',
        info: {},
        tasks: [],
        simulations: [{ id: 'a', task_id: '1', ticks: [], reward_info: null }],
      }),
    );
    const { index, sessions } = await sessionsOf(file, 0);
    expect(sessions).toEqual([]);
    expect(index.skipped.map((s) => s.reason)).toEqual([
      'a voice run: it holds audio ticks and no messages',
      'a document without sessions',
    ]);
    expect(index.sources[0]?.values).toBe(2);
  });
});
