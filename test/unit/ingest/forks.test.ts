/** Forks: which session is whose, what they repeat, and where it is trained. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rowFiles } from '../../../src/datasets/read.ts';
import { inspect } from '../../../src/ingest/inspect.ts';
import type { IndexEntry, Reader } from '../../../src/ingest/reader.ts';
import { RecordIndex } from '../../../src/ingest/record-index.ts';
import { READERS } from '../../../src/ingest/registry.ts';
import { SessionLinks } from '../../../src/ingest/session-links.ts';
import { findSources } from '../../../src/ingest/sources.ts';
import { writeLog } from '../../support/logs.ts';
import { run } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';
import { jsonl, outline } from './outline.ts';
import { readFiles } from './support.ts';

type Said = [role: 'user' | 'assistant', text: string];

const codex = (id: string, said: readonly Said[], meta: object = {}, minute = 0): string =>
  jsonl(
    { timestamp: `2026-02-01T08:0${minute}:00Z`, type: 'session_meta', payload: { id, cwd: '/srv', ...meta } },
    ...said.map(([role, text], i) => ({
      timestamp: `2026-02-01T08:0${minute}:0${i + 1}Z`,
      type: 'response_item',
      payload: { type: 'message', role, content: [{ type: role === 'user' ? 'input_text' : 'output_text', text }] },
    })),
  );

const START: Said[] = [
  ['user', 'which port is it'],
  ['assistant', 'it is 8080'],
];
const MORE: Said[] = [...START, ['user', 'change it'], ['assistant', 'changed to 9090']];
const FORK: Said[] = [...START, ['user', 'who uses it'], ['assistant', 'the proxy uses it']];
const OTHER: Said[] = [...START, ['user', 'since when'], ['assistant', 'since last spring']];

/** Outlines by the text of the last event, so that the order of the files does not matter. */
async function outlines(files: Record<string, string>): Promise<string[][]> {
  const { sessions } = await readFiles(files);
  return sessions.map(outline);
}
const INHERITED = ['user: which port is it {inherited}', 'assistant: it is 8080 {inherited}'];

describe('what a fork repeats', () => {
  it.each([
    ['behind its parent', { 'a.jsonl': codex('p', MORE), 'b.jsonl': codex('c', FORK, { forked_from_id: 'p' }) }, 1],
    ['before its parent', { 'a.jsonl': codex('c', FORK, { forked_from_id: 'p' }), 'b.jsonl': codex('p', MORE) }, 0],
    ['a sub-agent’s', { 'a.jsonl': codex('p', MORE), 'b.jsonl': codex('c', FORK, { parent_thread_id: 'p' }) }, 1],
    [
      'of which only the copied header tells',
      { 'a.jsonl': codex('p', MORE), 'b.jsonl': codex('c', []) + codex('p', FORK, {}, 1) },
      1,
    ],
    [
      'of a grandparent, when the parent is not there',
      {
        'a.jsonl': codex('p', MORE),
        'b.jsonl': codex('c', [], { forked_from_id: 'm' }) + codex('m', FORK, { forked_from_id: 'p' }, 1),
      },
      1,
    ],
  ])('is marked: %s', async (_, files, at) => {
    const found = await outlines(files);
    const flags = (lines: readonly string[] | undefined): (string | undefined)[] =>
      (lines ?? []).map((l) => /\{(?:synthetic )?(inherited)\}$/.exec(l)?.[1]);
    expect(flags(found[at])).toEqual(['inherited', 'inherited', undefined, undefined]);
    expect(flags(found[1 - at])).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('is its own where no log holds the parent, and the first fork’s where several repeat it', async () => {
    const alone = await outlines({ 'a.jsonl': codex('c', FORK, { forked_from_id: 'gone' }) });
    expect(alone.flat().join()).not.toContain('inherited');
    const [first, second] = await outlines({
      'a.jsonl': codex('c', FORK, { forked_from_id: 'gone' }),
      'b.jsonl': codex('d', OTHER, { forked_from_id: 'gone' }),
    });
    expect(first?.join()).not.toContain('inherited');
    expect(second).toEqual([...INHERITED, 'user: since when', 'assistant: since last spring']);
  });

  it('stays with one of two that name each other', async () => {
    const found = await outlines({
      'a.jsonl': codex('c', FORK, { forked_from_id: 'd' }),
      'b.jsonl': codex('d', OTHER, { forked_from_id: 'c' }),
    });
    expect(found.map((lines) => lines.filter((l) => l.includes('inherited')).length).sort()).toEqual([0, 2]);
  });

  it('ends where another answer was given, and needs no link for a session that only looks alike', async () => {
    const again: Said[] = [
      ['user', 'which port is it'],
      ['assistant', 'it was 8080'],
    ];
    const [, fork] = await outlines({
      'a.jsonl': codex('p', MORE),
      'b.jsonl': codex('c', again, { forked_from_id: 'p' }),
    });
    expect(fork).toEqual(['user: which port is it {inherited}', 'assistant: it was 8080']);
    const alike = await outlines({ 'a.jsonl': codex('p', MORE), 'b.jsonl': codex('c', FORK) });
    expect(alike.flat().join()).not.toContain('inherited');
  });

  it('is found in a branch that the parent went back from', async () => {
    const rolled = `${codex('p', MORE)}${jsonl({ timestamp: '2026-02-01T08:05:00Z', type: 'event_msg', payload: { type: 'thread_rolled_back', num_turns: 1 } })}`;
    const child = codex('c', [...MORE, ['user', 'thanks'], ['assistant', 'welcome']], { forked_from_id: 'p' });
    const [, fork] = await outlines({ 'a.jsonl': rolled, 'b.jsonl': child });
    expect(fork?.filter((l) => l.includes('inherited'))).toHaveLength(4);
  });

  it('of pi is told by the file that the header names, wherever that lies now', async () => {
    const entry = (id: string, parentId: string | null, [role, text]: Said) => ({
      type: 'message',
      id,
      parentId,
      timestamp: '2026-03-01T10:00:00Z',
      message: { role, content: [{ type: 'text', text }] },
    });
    const file = (id: string, said: readonly Said[], more: object = {}): string =>
      jsonl(
        { type: 'session', version: 3, id, timestamp: '2026-03-01T10:00:00Z', cwd: '/srv', ...more },
        ...said.map((s, i) => entry(`${s[1]}`, i === 0 ? null : `${said[i - 1]?.[1]}`, s)),
      );
    for (const parentSession of [
      '/home/kim/.pi/agent/sessions/--srv--/p.jsonl',
      'C:\\Users\\kim\\--srv--\\p.jsonl',
      '/elsewhere/2026_one.jsonl',
    ]) {
      const found = await outlines({
        '--srv--/c.jsonl': file('two', FORK, { parentSession }),
        '--srv--/p.jsonl': file('one', MORE),
        'x/p.jsonl': file('three', MORE),
      });
      expect(found[0]?.slice(0, 2)).toEqual(INHERITED);
      expect(found[0]?.slice(2).join()).not.toContain('inherited');
    }
  });

  it('of Claude Code keeps its copied lines, which have the parent’s ids', async () => {
    const file = (sessionId: string, said: readonly Said[], from?: string): string =>
      jsonl(
        ...said.map(([role, text], i) => ({
          type: role,
          sessionId,
          uuid: i < 2 ? `u${i}` : `${sessionId}${i}`,
          parentUuid: i === 0 ? null : i < 3 ? `u${i - 1}` : `${sessionId}${i - 1}`,
          timestamp: `2026-03-01T10:00:0${i}Z`,
          ...(from !== undefined && i < 2 ? { forkedFrom: { sessionId: from, messageUuid: `u${i}` } } : {}),
          message:
            role === 'user'
              ? { role, content: text }
              : { id: `m${text}`, role, model: 'm', content: [{ type: 'text', text }] },
        })),
      );
    const [parent, fork] = await outlines({ 'a.jsonl': file('p', MORE), 'b.jsonl': file('c', FORK, 'p') });
    expect(parent).toEqual(MORE.map(([role, text]) => `${role}: ${text}`));
    expect(fork).toEqual([...INHERITED, 'user: who uses it', 'assistant: the proxy uses it']);
  });

  it('of a sub-agent in its parent’s session is told by the ids of calls', async () => {
    const use = (id: string) => ({ type: 'tool_use', id, name: 'Read', input: { file: 'a' } });
    const line = (uuid: string, more: object, message: object) => ({
      sessionId: 's',
      uuid,
      parentUuid: null,
      timestamp: '2026-03-01T10:00:00Z',
      ...more,
      ...message,
    });
    const user = (text: string) => ({ type: 'user', message: { role: 'user', content: text } });
    const reply = (id: string, ...content: object[]) => ({
      type: 'assistant',
      message: { id, role: 'assistant', model: 'm', content },
    });
    const talk = (id: string) => async () => {
      const agent = { isSidechain: true, agentId: 'x' };
      const { sessions } = await readFiles({
        'a.jsonl': jsonl(
          line('1', {}, user('look')),
          line('2', {}, reply('m1', { type: 'text', text: 'I look' }, use('t1'))),
          line('3', agent, user('look')),
          line('4', agent, reply('m2', { type: 'text', text: 'I look' }, use(id))),
          line('5', agent, reply('m3', { type: 'text', text: 'done' })),
        ),
      });
      return outline(sessions[0]).filter((l) => l.includes('@x') && l.includes('inherited')).length;
    };
    expect(await talk('t1')()).toBe(3);
    expect(await talk('t2')()).toBe(0);
  });
});

describe('sub-agents with a session of their own', () => {
  const families = async (files: Record<string, string>) => {
    const { index, sessions } = await readFiles(files);
    expect(sessions).toHaveLength(2);
    return [...index.kin.values()].map((k) => k.family);
  };
  const gemini = (sessionId: string, kind: string) => ({
    sessionId,
    kind,
    projectHash: 'h',
    startTime: '2026-01-01T10:00:00Z',
  });
  const said = (id: string) => ({ id, type: 'user', content: 'a', timestamp: '2026-01-01T10:00:01Z' });
  const opencode = (id: string, more: object = {}) =>
    JSON.stringify({
      info: { id, directory: '/', title: 't', time: {}, ...more },
      messages: [
        {
          info: { id: `m${id}`, role: 'user', sessionID: id, time: {} },
          parts: [{ id: 'p', type: 'text', text: 'a', messageID: `m${id}`, sessionID: id }],
        },
      ],
    });

  it.each<[string, Record<string, string>]>([
    [
      'of Gemini CLI, by their folder',
      {
        'chats/session-p.jsonl': jsonl(gemini('p', 'main'), said('1')),
        'chats/p/c.jsonl': jsonl(gemini('c', 'subagent'), said('2')),
      },
    ],
    [
      'of Gemini CLI, as documents',
      {
        'chats/session-p.json': JSON.stringify({ ...gemini('p', 'main'), messages: [said('1')] }),
        'chats/p/c.json': JSON.stringify({ ...gemini('c', 'subagent'), messages: [said('2')] }),
      },
    ],
    [
      'of OpenCode, by their parent',
      { 'p.json': opencode('ses_p'), 'c.json': opencode('ses_c', { parentID: 'ses_p' }) },
    ],
  ])('stay with it: %s', async (_, files) => {
    const found = await families(files);
    expect(found).toHaveLength(2);
    expect(new Set(found).size).toBe(1);
  });
});

describe('families', () => {
  const [reader] = READERS as readonly [Reader];
  const kinOf = (entries: readonly IndexEntry[]) => {
    const links = new SessionLinks(new RecordIndex(), []);
    for (const entry of entries) links.sessionOf(entry, reader);
    return links.kin();
  };

  it('hold parent and forks, whatever their order, under one name; others have none', () => {
    const entries: IndexEntry[] = [
      { key: 'p' },
      { key: 'a', forkOf: ['p'] },
      { key: 'b', forkOf: ['a'] },
      { key: 'x' },
    ];
    const there = kinOf(entries);
    expect([...there.keys()].sort()).toEqual([0, 1, 2]);
    const names = new Set([...there.values()].map((k) => k.family));
    expect(names.size).toBe(1);
    expect([there.get(0)?.elder, there.get(1)?.elder, there.get(2)?.elder]).toEqual([undefined, 0, 1]);
    const back = kinOf([...entries].reverse());
    expect(new Set([...back.values()].map((k) => k.family))).toEqual(names);
  });

  it('are not told by a name that two sessions have', () => {
    const named = kinOf([
      { key: 'p', aliases: ['f'] },
      { key: 'c', forkOf: ['f'] },
    ]);
    expect(named.get(1)?.elder).toBe(0);
    const twice = kinOf([
      { key: 'p', aliases: ['f'] },
      { key: 'q', aliases: ['f'] },
      { key: 'c', forkOf: ['f'] },
    ]);
    expect([twice.get(0), twice.get(2)?.elder]).toEqual([undefined, undefined]);
  });
});

describe('a run over forks', () => {
  const files = (root: string): void => {
    writeLog(root, 'logs/0.jsonl', codex('p', MORE));
    for (let i = 1; i <= 30; i++)
      writeLog(
        root,
        `logs/${i}.jsonl`,
        codex(`c${i}`, [...START, ['user', `what does part ${i} do`], ['assistant', `part ${i} parses`]], {
          forked_from_id: 'p',
        }),
      );
    writeLog(
      root,
      'logs/whole.jsonl',
      codex('w', [...MORE, ['user', 'and now'], ['assistant', 'nothing is left']], { forked_from_id: 'p' }),
    );
    writeLog(root, 'logs/nothing.jsonl', codex('n', START, { forked_from_id: 'p' }));
  };

  it('trains every answer once, in one split', async () => {
    const root = tempFolder();
    files(root);
    await run({ root, config: { split: { validation: 0.3, test: 0.2 } } });
    const out = rowFiles(join(root, 'out'));
    expect(out).toHaveLength(1);
    const rows = readFileSync(out[0]?.file as string, 'utf8')
      .trim()
      .split('\n')
      .map((l) => JSON.parse(l));
    const trained = rows
      .flatMap((r) => r.messages.filter((m: { weight?: number }) => m.weight === 1))
      .map((m) => m.content);
    expect(trained).toHaveLength(33);
    expect(new Set(trained).size).toBe(33);
    expect(new Set(rows.map((r) => JSON.parse(r.meta).family)).size).toBe(1);
    expect(JSON.parse(rows[0].meta).family).not.toMatch(/^p$/);
  });

  it('is inspected file by file, with what is repeated apart', async () => {
    const root = tempFolder();
    files(root);
    const { files: reports } = await inspect(findSources(['logs'], root).sources);
    const of = (name: string) => reports.find((f) => f.path.endsWith(name));
    expect(of('/0.jsonl')?.events).toEqual({ user: 2, assistant: 2 });
    expect(of('/0.jsonl')).not.toHaveProperty('inherited');
    expect(of('/7.jsonl')).toMatchObject({ events: { user: 1, assistant: 1 }, inherited: { user: 1, assistant: 1 } });
    expect(of('/nothing.jsonl')).toMatchObject({ events: {}, inherited: { user: 1, assistant: 1 } });
  });
});
