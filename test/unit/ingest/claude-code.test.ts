/** Rewinds of Claude Code: what was asked again, asked differently, and given up inside what was given up. */
import { describe, expect, it } from 'vitest';
import type { Session } from '../../../src/model/index.ts';
import { readFiles } from './support.ts';

let clock = 0;
const line = (
  uuid: string,
  parentUuid: string | null,
  role: 'user' | 'assistant',
  text: string,
  more: object = {},
) => ({
  type: role,
  uuid,
  parentUuid,
  sessionId: 's',
  timestamp: new Date(Date.UTC(2026, 0, 1) + ++clock * 1000).toISOString(),
  message: {
    role,
    content: [{ type: 'text', text }],
    ...(role === 'assistant' ? { id: `m-${uuid}`, model: 'x' } : {}),
  },
  ...more,
});

async function read(...lines: object[]): Promise<Session | undefined> {
  const { sessions } = await readFiles({ 'a.jsonl': lines.map((l) => JSON.stringify(l)).join('\n') });
  expect(sessions).toHaveLength(1);
  return sessions[0];
}
const texts = (events: Session['events'] | undefined): string[] =>
  (events ?? []).map((e) => ('text' in e ? (e.text ?? '') : e.kind));

describe('rewinds', () => {
  it('asked again word for word: the first answer is a regenerated one, after the same prompt', async () => {
    const session = await read(
      line('u1', null, 'user', 'hi'),
      line('a1', 'u1', 'assistant', 'hello'),
      line('u2', 'a1', 'user', 'joke?'),
      line('a2', 'u2', 'assistant', 'bad joke'),
      line('u3', 'a1', 'user', 'joke?'),
      line('a3', 'u3', 'assistant', 'good joke'),
    );
    expect(texts(session?.events)).toEqual(['hi', 'hello', 'joke?', 'good joke']);
    expect(session?.branches.map((b) => [b.at, b.cause, texts(b.events)])).toEqual([[3, 'regenerate', ['bad joke']]]);
  });

  it('given up inside what was given up: each branch can be read from the main line', async () => {
    const session = await read(
      line('u1', null, 'user', '1'),
      line('a1', 'u1', 'assistant', 'A'),
      line('u2', 'a1', 'user', '2'),
      line('a2', 'u2', 'assistant', 'B'),
      line('u3', 'a2', 'user', '3'),
      line('a3', 'u3', 'assistant', 'C'),
      line('u4', 'a2', 'user', '3 other'),
      line('a4', 'u4', 'assistant', 'D'),
      line('u5', 'a1', 'user', '2 other'),
      line('a5', 'u5', 'assistant', 'E'),
    );
    expect(texts(session?.events)).toEqual(['1', 'A', '2 other', 'E']);
    const branches = session?.branches.map((b) => [b.at, b.cause, ...texts(b.events)]);
    expect(branches).toEqual([
      [2, 'edit', '2', 'B', '3 other', 'D'],
      [2, 'edit', '2', 'B', '3', 'C'],
    ]);
  });

  it('prompts without a parent follow one another: logs without links are no forks', async () => {
    const session = await read(
      line('u1', null, 'user', '1'),
      line('a1', null, 'assistant', 'A'),
      line('u2', null, 'user', '2'),
    );
    expect(texts(session?.events)).toEqual(['1', 'A', '2']);
    expect(session?.branches).toEqual([]);
  });

  it('parallel results and metadata lines are no forks', async () => {
    const call = (id: string) => ({ type: 'tool_use', id, name: 'f', input: {} });
    const result = (id: string) => ({ type: 'tool_result', tool_use_id: id, content: `of ${id}` });
    const said = (content: object[]) => ({ message: { id: 'm', role: 'assistant', model: 'x', content } });
    const session = await read(
      line('u1', null, 'user', 'go'),
      line('a1', 'u1', 'assistant', '', said([call('c1')])),
      line('a2', 'a1', 'assistant', '', said([call('c2')])),
      line('r1', 'a1', 'user', '', { message: { role: 'user', content: [result('c1')] } }),
      line('a3', 'a2', 'assistant', '', said([call('c3')])),
      line('r3', 'a3', 'user', '', { message: { role: 'user', content: [result('c3')] } }),
      line('r2', 'a2', 'user', '', { message: { role: 'user', content: [result('c2')] } }),
    );
    expect(session?.branches).toEqual([]);
    expect(session?.events.map((e) => [e.kind, e.turn])).toEqual([
      ['user', 0],
      ['tool_call', 1],
      ['tool_call', 1],
      ['tool_call', 1],
      ['tool_result', 2],
      ['tool_result', 3],
      ['tool_result', 4],
    ]);
    expect(session?.events.flatMap((e) => (e.kind === 'tool_result' ? [e.call] : []))).toEqual([0, 2, 1]);
  });
});

it('files of one session in any order of names: a resumed file may be read before the one it copies', async () => {
  const old = [line('u1', null, 'user', '1'), line('a1', 'u1', 'assistant', 'A')];
  const resumed = [...old.map((l) => ({ ...l, sessionId: 't' })), line('u2', 'a1', 'user', '2', { sessionId: 't' })];
  const files = (a: object[], b: object[]) => ({
    'a.jsonl': a.map((l) => JSON.stringify(l)).join('\n'),
    'b.jsonl': b.map((l) => JSON.stringify(l)).join('\n'),
  });
  for (const order of [files(old, resumed), files(resumed, old)]) {
    const { sessions, index } = await readFiles(order);
    expect(sessions.map((s) => texts(s.events))).toEqual([['1', 'A', '2']]);
    expect(index.skipped.map((s) => s.code)).toEqual(['duplicate_record', 'duplicate_record']);
  }
});
