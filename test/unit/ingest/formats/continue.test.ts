/** Continue: what becomes of parts that are missing, in another order, or not known. */
import { describe, expect, it } from 'vitest';
import { outline, readOne, skippedIn } from '../outline.ts';

type Json = Record<string, unknown>;
const item = (role: string, content: unknown, more: Json = {}, message: Json = {}): Json => ({
  message: { role, content, ...message },
  ...more,
});
const session = (...history: Json[]): Json => ({ sessionId: 's', history });
const read = async (...history: Json[]): Promise<string[]> =>
  outline(await readOne('continue', JSON.stringify(session(...history)), 's.json'));
const call = (id: string, args = '{}'): Json => ({ id, type: 'function', function: { name: 'f', arguments: args } });

describe('Continue', () => {
  it('optional fields are missing', async () => {
    expect(await read(item('user', 'hi'), item('assistant', 'so'))).toEqual(['user: hi', 'assistant: so']);
  });

  it('a result stands in its message or in the state of its call, and is told once', async () => {
    const states = [
      { toolCallId: 'b', status: 'done', output: [{ content: 'x' }, { content: 'y' }] },
      { toolCallId: 'a', status: 'errored', output: [{ content: 'no' }] },
    ];
    expect(
      await read(
        item('user', 'hi'),
        item('assistant', '', { toolCallStates: states }, { toolCalls: [call('a'), call('b')] }),
        item('tool', 'no', {}, { toolCallId: 'a' }),
      ),
    ).toEqual(['user: hi', 'call f({})', 'call f({})', 'result f: x\ny', 'result f failed: no']);
  });

  it('the command line keeps calls in their states alone; an output may be a text', async () => {
    const state = (id: string | undefined, output: unknown): Json => ({
      toolCallId: id,
      toolCall: { function: { name: 'f', arguments: `{"n":"${id}"}` } },
      status: 'done',
      output,
    });
    expect(
      await read(
        item('user', 'hi'),
        item('assistant', 'so', { toolCallStates: [state('a', [{ content: 'x' }]), state('b', '[] y')] }),
        item('assistant', '', { reasoning: { text: 'hm' }, toolCallStates: [state(undefined, [])] }),
      ),
    ).toEqual([
      'user: hi',
      'assistant: so',
      'call f({"n":"a"})',
      'call f({"n":"b"})',
      'result f: x',
      'result f: [] y',
      'reasoning: hm',
      'call f({"n":"undefined"}) unanswered',
    ]);
  });

  it('a state of before there could be several, a call that still waits, and one that was cancelled', async () => {
    const state = (status: string, more: Json = {}): Json => ({ toolCallState: { toolCallId: 'a', status, ...more } });
    const turn = (more: Json): Json => item('assistant', '', more, { toolCalls: [call('a')] });
    expect(
      await read(
        item('user', 'hi'),
        turn(state('generated')),
        item('user', 'ho'),
        turn(state('canceled')),
        item('user', 'again'),
        turn(state('done', { output: [{ content: 'x' }] })),
      ),
    ).toEqual([
      'user: hi',
      'call f({}) unanswered',
      'user: ho',
      'call f({})',
      'result f failed: ',
      'feedback reject by end_user on turn 3',
      'user: again',
      'call f({})',
      'result f: x',
    ]);
  });

  it('reasoning as a message, beside the answer, and without any answer', async () => {
    expect(
      await read(
        item('user', 'hi'),
        item('thinking', 'hm'),
        item('assistant', 'so', { reasoning: { text: 'ah' } }),
        item('thinking', 'well'),
      ),
    ).toEqual(['user: hi', 'reasoning: hm\nah', 'assistant: so', 'reasoning: well']);
  });

  it('what was attached is context, rules only once', async () => {
    const rules = { appliedRules: [{ name: 'r', rule: 'be short' }] };
    expect(
      await read(
        item('user', 'hi', { ...rules, contextItems: [{ name: 'a.py', content: 'x = 1' }, { content: '' }] }),
        item('user', 'ho', rules),
      ),
    ).toEqual(['context r: be short', 'context a.py: x = 1', 'user: hi', 'user: ho']);
  });

  it('extra unknown parts and fields are marked; the page’s own state is not', async () => {
    const dream = { type: 'dream', payload: 'x' };
    expect(
      await read(
        item('user', [{ type: 'text', text: 'hi' }, dream], { editorState: { a: 'one two three four' } }),
        item('assistant', 'so', { verdict: 'all of it is good' }),
      ),
    ).toEqual(['user: hi [unknown]', 'assistant: so [unknown]']);
  });

  it('a summary of what came before is a boundary, and a session without messages is named', async () => {
    expect(await read(item('user', 'hi', { conversationSummary: 'all of it' }))).toEqual([
      'user: hi',
      'boundary compaction: all of it',
    ]);
    expect(await skippedIn([session(item('user', 'hi')), session()])).toEqual([
      [2, 'empty', 'a session without messages'],
    ]);
  });
});
