/** ADK: sessions in both spellings, rewinds, branches, eval sets, and both layouts of its database. */
import { describe, expect, it } from 'vitest';
import { insert, readDatabase } from '../databases.ts';
import { jsonl, outline, readOne, skippedIn } from '../outline.ts';
import { readFiles } from '../support.ts';

type Json = Record<string, unknown>;
const event = (author: string, parts: unknown[] | undefined, more: Json = {}): Json => ({
  invocation_id: 'i1',
  author,
  ...(parts ? { content: { role: author === 'user' ? 'user' : 'model', parts } } : {}),
  ...more,
});
const session = (...events: unknown[]): Json => ({ id: 's', app_name: 'a', user_id: 'u', events });
const read = async (...events: unknown[]): Promise<string[]> =>
  outline(await readOne('google-adk', [session(...events)]));
const hi = event('user', [{ text: 'hi' }]);

describe('ADK sessions', () => {
  it('optional fields are missing: ids, times, roles, arguments', async () => {
    const events = [
      { author: 'user', invocation_id: '', content: { parts: [{ text: 'hi' }] } },
      { author: 'bot', invocation_id: '', content: { parts: [{ function_call: { name: 'f' } }] } },
      {
        author: 'bot',
        invocation_id: '',
        content: { role: 'user', parts: [{ function_response: { name: 'f', response: {} } }] },
      },
      { author: 'bot', invocation_id: '', content: { parts: [{ text: 'so' }] } },
    ];
    expect(outline(await readOne('google-adk', [{ events, app_name: 'a' }]))).toEqual([
      'user: hi',
      'call f()',
      'result f: {}',
      'assistant: so',
    ]);
  });

  it('camel case of the API server', async () => {
    const events = [
      { author: 'user', invocationId: 'i', content: { role: 'user', parts: [{ text: 'hi' }] } },
      {
        author: 'bot',
        invocationId: 'i',
        finishReason: 'MAX_TOKENS',
        content: { role: 'model', parts: [{ text: 'hm', thought: true }, { text: 'so' }] },
      },
    ];
    expect(outline(await readOne('google-adk', [{ appName: 'a', userId: 'u', id: 's', events }]))).toEqual([
      'user: hi',
      'reasoning: hm',
      'assistant: so {truncated}',
    ]);
  });

  it('an unknown part is counted', async () => {
    expect(await read(hi, event('bot', [{ text: 'so' }, { dream: { words: 'x' } }]))).toEqual([
      'user: hi',
      'assistant: so [unknown]',
    ]);
  });

  it('pieces of a stream are repeated by the event that ends them', async () => {
    expect(await read(hi, event('bot', [{ text: 's' }], { partial: true }), event('bot', [{ text: 'so' }]))).toEqual([
      'user: hi',
      'assistant: so',
    ]);
  });

  it('a rewind takes back an invocation and all behind it', async () => {
    expect(
      await read(
        hi,
        event('bot', [{ text: 'so' }]),
        event('user', [{ text: 'no' }], { invocation_id: 'i2' }),
        event('bot', [{ text: 'oh' }], { invocation_id: 'i2' }),
        event('user', undefined, { invocation_id: 'i3', actions: { rewind_before_invocation_id: 'i2' } }),
        event('user', [{ text: 'yes' }], { invocation_id: 'i4' }),
      ),
    ).toEqual(['user: hi', 'assistant: so', 'user: yes', '<2> rewind', '  user: no', '  assistant: oh']);
  });

  it('agents of one line speak in it, those of parallel branches for themselves', async () => {
    expect(
      await read(hi, event('left', [{ text: 'a' }], { branch: 'root.left' }), event('other', [{ text: 'b' }])),
    ).toEqual(['user: hi', 'assistant: a @left', 'assistant: b']);
  });

  it('errors, interruptions, compactions; a finish reason as code is a flag', async () => {
    expect(
      await read(
        hi,
        event('bot', [{ text: 'so' }], { error_code: 'MAX_TOKENS' }),
        event('bot', undefined, { error_code: '500', error_message: 'no' }),
        event('bot', [{ text: 'h' }], { interrupted: true }),
        event('bot', undefined, { actions: { compaction: { compacted_content: { parts: [{ text: 'they met' }] } } } }),
      ),
    ).toEqual([
      'user: hi',
      'assistant: so {truncated}',
      'error 500: no',
      'assistant: h',
      'feedback interrupted by end_user on turn 3',
      'boundary compaction: they met',
    ]);
  });

  it('what was heard and said in a voice session stands in transcriptions', async () => {
    expect(
      await read(
        event('user', undefined, { input_transcription: { text: 'hi', finished: true } }),
        event('bot', undefined, { output_transcription: { text: 'so' } }),
      ),
    ).toEqual(['user: hi', 'assistant: so']);
  });

  it('one id under two users is two sessions; a session without events is named', async () => {
    const of = (user_id: string) => ({ ...session(hi), user_id });
    const { sessions } = await readFiles({ 'a.jsonl': jsonl(of('u'), of('v')) });
    expect(sessions).toHaveLength(2);
    expect(await skippedIn([session(hi), session()])).toEqual([[2, 'empty', 'a session without events']]);
  });
});

describe('ADK eval sets', () => {
  const turn = { user_content: { parts: [{ text: 'hi' }] }, final_response: { parts: [{ text: 'so' }] } };
  const one = (id: string, more: Json = {}) => ({ eval_id: id, conversation: [{ ...turn, ...more }] });

  it('a case is a session with calls, results and what agents said between', async () => {
    const intermediate_data = {
      tool_uses: [{ id: '1', name: 'f', args: { n: 1 } }, { name: 'g' }],
      tool_responses: [{ id: '1', name: 'f', response: { output: 'x' } }],
      intermediate_responses: [['helper', [{ text: 'hm' }]]],
    };
    const { sessions } = await readFiles({
      'a.json': JSON.stringify({ eval_set_id: 'e', eval_cases: [one('1', { intermediate_data }), one('2')] }),
    });
    expect(sessions.map(outline)).toEqual([
      ['user: hi', 'call f({"n":1})', 'result f: x', 'call g() unanswered', 'assistant: hm', 'assistant: so'],
      ['user: hi', 'assistant: so'],
    ]);
    expect(sessions.map((s) => s.nativeId)).toEqual(['1', '2']);
  });

  it('the newer data are events; a case without a conversation is named', async () => {
    const invocation_events = [{ author: 'a', content: { role: 'model', parts: [{ text: 'hm' }] } }];
    const doc = {
      eval_cases: [one('1', { intermediate_data: { invocation_events } }), { eval_id: '2', conversation_scenario: {} }],
    };
    const { sessions, index } = await readFiles({ 'a.json': JSON.stringify(doc) });
    expect(sessions.map(outline)).toEqual([['user: hi', 'assistant: hm', 'assistant: so']]);
    expect(index.skipped.map((s) => s.reason)).toEqual(['an eval case without a conversation']);
  });
});

describe('ADK database', () => {
  const SESSIONS = 'CREATE TABLE sessions (app_name, user_id, id, state, create_time);';
  const content = (text: string) => ({ role: 'user', parts: [{ text }] });

  it('columns of before 1.22: in the order of time; a cell that is no JSON says nothing', async () => {
    const { sessions, format } = await readDatabase(
      `${SESSIONS} CREATE TABLE events (id, app_name, user_id, session_id, invocation_id, author, timestamp, content, error_code, error_message, partial);
      ${insert('sessions', ['a', 'u', 's', '{}', 1])}
      ${insert('events', ['2', 'a', 'u', 's', 'i', 'bot', '2026-03-01 10:00:02', content('so'), null, null, 0], ['1', 'a', 'u', 's', 'i', 'user', '2026-03-01 10:00:01', content('hi'), null, null, null], ['3', 'a', 'u', 's', 'i', 'bot', '2026-03-01 10:00:03', null, '500', 'no', null])}`,
    );
    expect(format).toBe('google-adk');
    expect(sessions.flatMap(outline)).toEqual(['user: hi', 'user: so', 'error 500: no']);
    expect(sessions[0]?.events[0]?.ts).toBe(Date.UTC(2026, 2, 1, 10, 0, 1));
  });

  it('events as one cell; a damaged one and the tables beside are named', async () => {
    const { sessions, index } = await readDatabase(
      `${SESSIONS} CREATE TABLE app_states (app_name); CREATE TABLE events (id, app_name, user_id, session_id, invocation_id, timestamp, event_data);
      ${insert('sessions', ['a', 'u', 's', '{}', 1])}
      ${insert('events', ['1', 'a', 'u', 's', 'i', 1, hi], ['2', 'a', 'u', 's', 'i', 2, 'torn'])}`,
    );
    expect(sessions.flatMap(outline)).toEqual(['user: hi']);
    expect(index.skipped.map((s) => [s.entry, s.reason])).toEqual([
      ['app_states', 'no table of messages'],
      ['events', 'a cell of data that is no JSON object'],
    ]);
  });
});
