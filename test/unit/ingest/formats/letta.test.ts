/** Letta: messages in both spellings, agent files, and what becomes of fields that are missing or not known. */
import { describe, expect, it } from 'vitest';
import { outline, readOne, skippedIn } from '../outline.ts';
import { readFiles } from '../support.ts';

type Json = Record<string, unknown>;
const message = (type: string, more: Json = {}): Json => ({ message_type: `${type}_message`, ...more });
const asked = message('user', { content: 'hi' });
const call = (name: string, args: unknown, id = '1'): Json =>
  message('tool_call', { tool_call: { name, arguments: JSON.stringify(args), tool_call_id: id } });
const read = async (...messages: unknown[]): Promise<string[]> => outline(await readOne('letta', messages));

describe('Letta messages', () => {
  it('optional fields are missing: dates, steps, ids', async () => {
    expect(
      await read(
        asked,
        message('reasoning', { reasoning: 'hm' }),
        message('tool_call', { tool_call: { name: 'f', arguments: '{}' } }),
        message('tool_return', { tool_return: '7' }),
        message('assistant', { content: [{ type: 'text', text: 'so' }] }),
      ),
    ).toEqual(['user: hi', 'reasoning: hm', 'call f({})', 'result f: 7', 'assistant: so']);
  });

  it('the newest first: put in the order of dates', async () => {
    const at = (second: number): Json => ({ date: `2026-03-01T10:00:0${second}Z` });
    expect(
      await read(
        message('assistant', { content: 'so', ...at(3) }),
        message('reasoning', { reasoning: 'hm', ...at(3) }),
        { ...asked, ...at(1) },
      ),
    ).toEqual(['user: hi', 'reasoning: hm', 'assistant: so']);
  });

  it('the spelling of the TypeScript client, in the answer to a request', async () => {
    const messages = [
      { messageType: 'tool_call_message', toolCall: { name: 'f', arguments: '{"n":7.50}', toolCallId: '1' } },
      { messageType: 'tool_return_message', toolReturn: 'no', toolCallId: '1', status: 'error' },
    ];
    expect(await read({ messages, usage: {} })).toEqual(['call f({"n":7.50})', 'result f failed: no']);
  });

  it('what the user wrote is taken out of its JSON, the program’s own stays apart', async () => {
    const packed = (type: string, text: string) =>
      message('user', { content: JSON.stringify({ type, message: text, time: 'x' }) });
    expect(
      await read(
        packed('login', 'came in'),
        packed('user_message', 'hi'),
        packed('heartbeat', 'go on'),
        message('user', { content: '{"n": 1}' }),
      ),
    ).toEqual(['context login: came in', 'user: hi', 'context heartbeat: go on', 'user: {"n": 1}']);
  });

  it('a message that was sent is the answer', async () => {
    expect(
      await read(
        asked,
        call('send_message', { message: 'so' }),
        message('tool_return', { tool_return: 'None', tool_call_id: '1' }),
      ),
    ).toEqual(['user: hi', 'assistant: so']);
    expect(await read(asked, call('send_message', { to: 'x' }))).toEqual([
      'user: hi',
      'call send_message({"to":"x"}) unanswered',
    ]);
  });

  it('several calls and returns in one message, and what was printed', async () => {
    const tool_calls = ['1', '2'].map((id) => ({ name: 'f', arguments: '{}', tool_call_id: id }));
    const tool_returns = [
      { tool_return: 'a', tool_call_id: '2', status: 'success' },
      { tool_return: 'b', tool_call_id: '1', status: 'success', stdout: ['c'] },
    ];
    expect(
      await read(asked, message('approval_request', { tool_calls }), message('tool_return', { tool_returns })),
    ).toEqual(['user: hi', 'call f({})', 'call f({})', 'result f fine: a', 'result f fine: b', 'context output: c']);
  });

  it('approvals accept or reject, a summary is a boundary, an event and an unknown part are counted', async () => {
    expect(
      await read(
        asked,
        call('f', {}),
        message('approval_response', { approve: false, denial_reason: 'no' }),
        message('summary', { summary: 'they met' }),
        message('assistant', {
          content: [
            { type: 'text', text: 'so' },
            { type: 'dream', words: 'x' },
          ],
        }),
        message('event', { event_type: 'compaction', event_data: { words: 'x' } }),
        message('hidden_reasoning', { state: 'redacted' }),
      ),
    ).toEqual([
      'user: hi',
      'call f({}) unanswered',
      'feedback reject by end_user on turn 1: no',
      'boundary compaction: they met',
      'assistant: so [unknown unknown]',
    ]);
  });

  it('a record of another kind is named', async () => {
    expect(await skippedIn([asked, { a: 1 }])).toEqual([
      [2, 'other_format', 'neither a message nor an agent of Letta'],
    ]);
  });
});

describe('Letta agent files', () => {
  const agent = (name: string, ...messages: unknown[]): Json => ({
    name,
    agent_type: 'letta_v1_agent',
    system: 'be kind',
    messages,
  });
  const stored = (role: string, text: string, more: Json = {}): Json => ({
    role,
    content: [{ type: 'text', text }],
    ...more,
  });

  it('each agent is a session; the system prompt of the settings where the history has none', async () => {
    const agents = [
      agent('a', stored('user', 'hi'), stored('assistant', 'so')),
      agent('b', stored('system', 'be short'), stored('user', 'ho')),
    ];
    const { sessions } = await readFiles({ 'x.json': JSON.stringify({ agents, tools: [] }) });
    expect(sessions.map(outline)).toEqual([
      ['system: be kind', 'user: hi', 'assistant: so'],
      ['system: be short', 'user: ho'],
    ]);
  });

  it('an older file is one agent; tools have their schemas, results their state', async () => {
    const calls = (id: string, name: string, args: Json) => ({
      tool_calls: [{ id, function: { name, arguments: JSON.stringify(args) } }],
    });
    const session = await readOne('letta', [
      {
        ...agent(
          'a',
          stored('user', 'hi'),
          stored('assistant', 'hm', calls('1', 'send_message', { message: 'so' })),
          stored('tool', '{"status":"OK","message":"None"}', { tool_call_id: '1' }),
          stored('assistant', 'I look', calls('2', 'f', {})),
          stored('tool', '{"status":"Failed","message":"gone"}', { tool_call_id: '2' }),
        ),
        tools: [{ id: 't', json_schema: { name: 'f', parameters: { type: 'object' } } }],
      },
    ]);
    expect(outline(session)).toEqual([
      'system: be kind',
      'user: hi',
      'reasoning: hm',
      'assistant: so',
      'assistant: I look',
      'call f({})',
      'result f failed: gone',
    ]);
    expect(session.tools).toMatchObject([{ name: 'f', inferred: false, parameters: '{"type":"object"}' }]);
  });
});
