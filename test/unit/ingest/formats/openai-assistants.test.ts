/** Assistants threads and Jan: order, steps, and what becomes of fields that are missing or not known. */
import { describe, expect, it } from 'vitest';
import { jsonl, outline, readOne, skippedIn } from '../outline.ts';
import { readFiles } from '../support.ts';

type Json = Record<string, unknown>;
const said = (role: string, value: string, created_at?: number, more: Json = {}): Json => ({
  object: 'thread.message',
  thread_id: 't',
  role,
  content: [{ type: 'text', text: { value, annotations: [] } }],
  ...(created_at === undefined ? {} : { created_at }),
  ...more,
});
const step = (created_at: number, ...tool_calls: unknown[]): Json => ({
  object: 'thread.run.step',
  thread_id: 't',
  created_at,
  step_details: { type: 'tool_calls', tool_calls },
});
const read = async (...records: unknown[]): Promise<string[]> => outline(await readOne('openai-assistants', records));

describe('Assistants threads', () => {
  it('the newest first: put in order by time, and with equal times by the order of the list', async () => {
    const list = [said('assistant', 'd', 3), said('user', 'c', 2), said('assistant', 'b', 2), said('user', 'a', 1)];
    const expected = ['user: a', 'assistant: b', 'user: c', 'assistant: d'];
    expect(await read({ object: 'list', data: list })).toEqual(expected);
    expect(await read({ object: 'list', data: list.toReversed() })).toEqual(expected);
  });

  it('optional fields are missing: times, ids, content', async () => {
    const bare = (role: string, text: string): Json => ({
      object: 'thread.message',
      role,
      content: [{ type: 'text', text: { value: text } }],
    });
    expect(
      await read(bare('user', 'hi'), bare('assistant', 'so'), { object: 'thread.message', role: 'assistant' }),
    ).toEqual(['user: hi', 'assistant: so']);
  });

  it('a step stands between the question and the answer of its second', async () => {
    const call = { id: '1', type: 'function', function: { name: 'f', arguments: '{"n":7.50}', output: '7' } };
    expect(
      await read({
        messages: [said('assistant', 'so', 2), said('user', 'hi', 1)],
        run_steps: { data: [step(2, call)] },
      }),
    ).toEqual(['user: hi', 'call f({"n":7.50})', 'result f: 7', 'assistant: so']);
  });

  it('tools that OpenAI ran, and a call that is not answered yet', async () => {
    expect(
      await read(
        said('user', 'hi', 1),
        step(
          2,
          {
            id: '1',
            type: 'code_interpreter',
            code_interpreter: {
              input: '1+1',
              outputs: [
                { type: 'logs', logs: '2' },
                { type: 'image', image: { file_id: 'f' } },
              ],
            },
          },
          {
            id: '2',
            type: 'file_search',
            file_search: { results: [{ file_name: 'x', content: [{ type: 'text', text: 'y' }] }] },
          },
          { id: '3', type: 'function', function: { name: 'f', arguments: '{}', output: null } },
        ),
      ),
    ).toEqual([
      'user: hi',
      'call code_interpreter(1+1)',
      'call file_search()',
      'call f({}) unanswered',
      'result code_interpreter: 2 [image]',
      'result file_search: [{"file_name":"x","content":[{"type":"text","text":"y"}]}]',
    ]);
  });

  it('instructions of runs once each; a failed run is an error', async () => {
    const run = (more: Json): Json => ({
      object: 'thread.run',
      thread_id: 't',
      created_at: 2,
      instructions: 'be kind',
      model: 'g',
      ...more,
    });
    const session = await readOne('openai-assistants', [
      {
        messages: [said('user', 'hi', 1)],
        runs: [run({}), run({ last_error: { code: 'server_error', message: 'no' } })],
      },
    ]);
    expect(outline(session)).toEqual(['system: be kind', 'user: hi', 'error server_error: no']);
    expect(session.model).toBe('g');
  });

  it('unknown parts and fields are counted, pictures and files are parts, cut answers are flagged', async () => {
    const more = {
      content: [
        { type: 'text', text: { value: 'so' } },
        { type: 'dream', dream: { words: 'x' } },
        { type: 'image_file', image_file: { file_id: 'f' } },
      ],
      attachments: [{ file_id: 'g' }],
      whisper: 'words that nobody knows here',
      incomplete_details: { reason: 'max_tokens' },
    };
    expect(await read(said('user', 'hi', 1), said('assistant', '', 2, more))).toEqual([
      'user: hi',
      'assistant: so [unknown image file unknown] {truncated}',
    ]);
  });

  it('threads of one list are sessions each', async () => {
    const list = [said('user', 'hi', 1), said('user', 'ho', 1, { thread_id: 'u' }), said('assistant', 'so', 2)];
    const { sessions } = await readFiles({ 'a.json': JSON.stringify({ object: 'list', data: list }) });
    expect(sessions.map(outline)).toEqual([['user: hi', 'assistant: so'], ['user: ho']]);
  });

  it('a record of another kind is named', async () => {
    expect(await skippedIn([said('user', 'hi', 1), { object: 'vector_store' }])).toEqual([
      [2, 'other_format', 'no object of the Assistants API'],
    ]);
  });
});

describe('Jan', () => {
  const asked = said('user', 'hi', 1);

  it('thread.json beside the messages gives the instructions', async () => {
    const thread = { id: 't', object: 'thread', assistants: [{ instructions: 'be kind', model: { id: 'q' } }] };
    const { sessions } = await readFiles({
      't/messages.jsonl': jsonl(asked, said('assistant', '<think>hm</think>so', 2)),
      't/thread.json': JSON.stringify(thread, undefined, 1),
    });
    expect(sessions.map(outline)).toEqual([['system: be kind', 'user: hi', 'reasoning: hm', 'assistant: so']]);
    expect(sessions[0]?.model).toBe('q');
  });

  it('calls in the metadata and as parts come before the text', async () => {
    const tool = { id: '1', function: { name: 'f', arguments: '{}' } };
    const meta = {
      metadata: { tool_calls: [{ tool, response: { content: [{ type: 'text', text: '7' }], error: '' } }] },
    };
    const expected = ['user: hi', 'call f({})', 'result f: 7', 'assistant: so'];
    expect(await read(asked, said('assistant', 'so', 2, meta))).toEqual(expected);
    const content = [
      { type: 'tool_call', tool_call_id: '1', tool_name: 'f', input: {}, output: '7' },
      { type: 'text', text: { value: 'so' } },
    ];
    expect(await read(asked, said('assistant', '', 2, { content }))).toEqual(expected);
  });

  it('a call that failed, one that waits, and one that is none', async () => {
    const tool = { id: '1', function: { name: 'f', arguments: '{}' } };
    const tool_calls = [
      { tool, response: { content: [], error: 'no' } },
      { tool: { ...tool, id: '2' }, state: 'pending' },
      { dream: 'x' },
    ];
    expect(await read(asked, said('assistant', 'so', 2, { metadata: { tool_calls } }))).toEqual([
      'user: hi',
      'call f({})',
      'result f failed: no [unknown]',
      'call f({}) unanswered',
      'assistant: so',
    ]);
  });
});
