/** Dify: order, trees, agents' steps, ratings, and what becomes of fields that are missing or not known. */
import { describe, expect, it } from 'vitest';
import { outline, readOne, skippedIn } from '../outline.ts';
import { readFiles } from '../support.ts';

type Json = Record<string, unknown>;
const NIL = '00000000-0000-0000-0000-000000000000';
const message = (id: string, query: string, answer: string, created_at: number, more: Json = {}): Json => ({
  id,
  conversation_id: 'c',
  inputs: {},
  message_files: [],
  query,
  answer,
  created_at: created_at * 1_000_000_000,
  ...more,
});
const read = async (...rows: unknown[]): Promise<string[]> => outline(await readOne('dify', rows));
const step = (position: number, tool: string, tool_input: unknown, observation: unknown, thought = ''): Json => ({
  position,
  tool,
  tool_input,
  observation,
  thought,
});

describe('Dify', () => {
  it('optional fields are missing: times, ids, lists', async () => {
    expect(await read({ conversation_id: 'c', query: 'hi', answer: 'so', inputs: {}, agent_thoughts: [] })).toEqual([
      'user: hi',
      'assistant: so',
    ]);
  });

  it.each([
    ['a prompt of an unknown role', { message: [{ role: 'critic', text: 'say this and that' }] }],
    ['a rating without a rating', { feedbacks: [{ content: 'so it is' }] }],
    ['an observation without a tool', { agent_thoughts: [step(1, '', '', 'seven feet')] }],
  ])('%s is counted', async (_, more) => {
    const lines = await read(message('a', 'hi', 'so', 1, more));
    expect(lines.filter((line) => line.includes('[unknown]'))).toHaveLength(1);
  });

  it('the newest first: put in the order of time', async () => {
    expect(
      await read({ data: [message('2', 'bye', 'ciao', 2), message('1', 'hi', 'so', 1)], has_more: false }),
    ).toEqual(['user: hi', 'assistant: so', 'user: bye', 'assistant: ciao']);
  });

  it('an answer that was given again is a branch, another question too', async () => {
    expect(
      await read(
        message('1', 'hi', 'so', 1, { parent_message_id: null }),
        message('2', 'a', 'x', 2, { parent_message_id: '1' }),
        message('3', 'a', 'y', 3, { parent_message_id: '1' }),
        message('4', 'b', 'z', 4, { parent_message_id: '1' }),
      ),
    ).toEqual([
      'user: hi',
      'assistant: so',
      'user: b',
      'assistant: z',
      '<2> edit',
      '  user: a',
      '  assistant: x',
      '<2> edit',
      '  user: a',
      '  assistant: y',
    ]);
    expect(
      await read(
        message('1', 'hi', 'x', 1, { parent_message_id: NIL }),
        message('2', 'hi', 'y', 2),
        message('3', 'b', 'z', 3, { parent_message_id: '2' }),
      ),
    ).toEqual(['user: hi', 'assistant: y', 'user: b', 'assistant: z', '<1> regenerate', '  assistant: x']);
  });

  it('zeroes for a parent mean the message before', async () => {
    const old = { parent_message_id: NIL };
    expect(
      await read(
        message('1', 'hi', 'so', 1, old),
        message('2', 'a', 'b', 2, old),
        message('3', 'c', 'd', 3, { parent_message_id: '2' }),
      ),
    ).toHaveLength(6);
  });

  it('steps of an agent in the order of their position, two tools in one step', async () => {
    const agent_thoughts = [
      step(2, '', '', '', 'so it is'),
      step(1, 'f;g', '{"f":{"n":7.50},"g":{}}', '{"f":"7","g":{"t":1.0}}', 'hm'),
    ];
    expect(await read(message('1', 'hi', 'so it is', 1, { agent_thoughts }))).toEqual([
      'user: hi',
      'reasoning: hm',
      'call f({"n":7.50})',
      'call g({})',
      'result f: 7',
      'result g: {"t":1.0}',
      'assistant: so it is',
    ]);
  });

  it('a step with plain input, and one that is not answered', async () => {
    const agent_thoughts = [step(1, 'f', 'seven', 'ok'), step(2, 'g', '{"n":1}', null)];
    expect(await read(message('1', 'hi', 'so', 1, { agent_thoughts }))).toEqual([
      'user: hi',
      'call f(seven) {bad_arguments}',
      'result f: ok',
      'call g({"n":1}) unanswered',
      'assistant: so',
    ]);
  });

  it('ratings by the user and by an administrator, annotations as edits', async () => {
    expect(await read(message('1', 'hi', 'so', 1, { feedback: { rating: 'dislike' } })).then((l) => l.at(-1))).toBe(
      'feedback thumbs_down by end_user on turn 1',
    );
    const more = {
      feedbacks: [{ rating: 'like', content: 'yes', from_source: 'admin' }],
      annotation: { content: 'better' },
    };
    expect((await read(message('1', 'hi', 'so', 1, more))).slice(2)).toEqual([
      'feedback thumbs_up by annotator on turn 1: yes',
      'feedback edit by annotator on turn 1: better',
    ]);
  });

  it('inputs and segments are context; without a question the inputs are it', async () => {
    const more = {
      inputs: { tone: 'short', text: 'a text of four words' },
      retriever_resources: [{ document_name: 'd', content: 'beans' }],
    };
    expect(await read(message('1', 'hi', 'so', 1, more))).toEqual([
      'context text: a text of four words',
      'user: hi',
      'context d: beans',
      'assistant: so',
    ]);
    expect(await read(message('1', '', 'so', 1, { inputs: { topic: 'kites' } }))).toEqual([
      'user: kites',
      'assistant: so',
    ]);
    expect(await read(message('1', '', 'so', 1, { inputs: { a: 'x', b: 'y' } }))).toEqual([
      'user: {"a":"x","b":"y"}',
      'assistant: so',
    ]);
  });

  it('files belong to who gave them; unknown prose is counted; an error is an error', async () => {
    const message_files = [
      { type: 'image', url: 'u', belongs_to: 'user' },
      { type: 'audio', url: 'v', belongs_to: 'assistant' },
    ];
    expect(await read(message('1', 'hi', 'so', 1, { message_files, whisper: 'words that nobody knows' }))).toEqual([
      'user: hi [image]',
      'assistant: so [audio unknown]',
    ]);
    expect(await read(message('1', 'hi', '', 1, { status: 'error', error: 'no' }))).toEqual(['user: hi', 'error: no']);
  });

  it('the system prompt of the console, once', async () => {
    const prompt = {
      message: [
        { role: 'system', text: 'be kind' },
        { role: 'user', text: 'hi' },
      ],
    };
    expect(await read(message('1', 'hi', 'so', 1, prompt), message('2', 'a', 'b', 2, prompt))).toEqual([
      'system: be kind',
      'user: hi',
      'assistant: so',
      'user: a',
      'assistant: b',
    ]);
  });

  it('conversations of one list are sessions each; another record is named', async () => {
    const doc = { data: [message('1', 'hi', 'so', 1), message('2', 'ho', 'la', 2, { conversation_id: 'd' })] };
    const { sessions } = await readFiles({ 'a.json': JSON.stringify(doc) });
    expect(sessions.map(outline)).toEqual([
      ['user: hi', 'assistant: so'],
      ['user: ho', 'assistant: la'],
    ]);
    expect(await skippedIn([message('1', 'hi', 'so', 1), { a: 1 }])).toEqual([
      [2, 'other_format', 'no message of Dify'],
    ]);
  });
});
