/** Agents SDK: items of its database, and what becomes of those that are missing, torn, encrypted or not known. */
import { describe, expect, it } from 'vitest';
import { insert, readDatabase } from '../databases.ts';
import { outline } from '../outline.ts';

const SCHEMA =
  'CREATE TABLE agent_sessions (session_id); CREATE TABLE agent_messages (id INTEGER, session_id, message_data, created_at);';
const read = async (...cells: unknown[]) =>
  readDatabase(
    `${SCHEMA}${insert('agent_messages', ...cells.map((cell, i) => [i + 1, 's', cell, `2026-03-01 10:00:0${i}`]))}`,
  );
const text = async (...cells: unknown[]): Promise<string[]> => (await read(...cells)).sessions.flatMap(outline);
const hi = { role: 'user', content: 'hi' };

describe('Agents SDK', () => {
  it('optional fields are missing, chat messages stand between items', async () => {
    const back = await read(
      hi,
      { type: 'function_call', name: 'f', arguments: '{"n":7.50}', call_id: '1' },
      { type: 'function_call_output', call_id: '1', output: '7' },
      { role: 'assistant', content: 'so' },
    );
    expect(back.format).toBe('openai-agents');
    expect(back.sessions.flatMap(outline)).toEqual(['user: hi', 'call f({"n":7.50})', 'result f: 7', 'assistant: so']);
    expect(back.sessions[0]?.events.map((e) => e.ts)).toEqual([0, 1, 2, 3].map((s) => Date.UTC(2026, 2, 1, 10, 0, s)));
  });

  it('rows in another order: their ids tell', async () => {
    const { sessions } = await readDatabase(
      `${SCHEMA}${insert('agent_messages', [2, 's', { role: 'assistant', content: 'so' }, null], [1, 's', hi, null])}`,
    );
    expect(sessions.flatMap(outline)).toEqual(['user: hi', 'assistant: so']);
  });

  it('an item that is not known and an encrypted one are counted, a torn cell is named', async () => {
    expect(await text(hi, { type: 'dream', words: 'x' }, { __enc__: 1, payload: 'abc' })).toEqual([
      'user: hi [unknown unknown]',
    ]);
    const { index } = await read(hi, 'torn');
    expect(index.skipped.map((s) => [s.entry, s.reason])).toEqual([
      ['agent_messages', 'a cell of data that is no JSON object'],
    ]);
  });

  it('calls of tools that OpenAI runs, and reasoning without its text', async () => {
    expect(
      await text(
        hi,
        { type: 'reasoning', id: 'r', summary: [], encrypted_content: 'x' },
        { type: 'web_search_call', id: 'w', status: 'completed', action: { type: 'search', query: 'q' } },
        { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'so' }] },
      ),
    ).toEqual(['user: hi', expect.stringContaining('call web_search'), 'assistant: so']);
  });

  it('sessions are told apart by their id', async () => {
    const { sessions } = await readDatabase(
      `${SCHEMA}${insert('agent_messages', [1, 's', hi, null], [2, 't', hi, null])}`,
    );
    expect(sessions.map((s) => s.nativeId)).toEqual(['s', 't']);
  });
});
