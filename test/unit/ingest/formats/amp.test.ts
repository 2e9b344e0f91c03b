/** Amp: what becomes of parts that are missing, in another order, or not known. */
import { describe, expect, it } from 'vitest';
import { outline, readOne, skippedIn } from '../outline.ts';

type Json = Record<string, unknown>;
const text = (said: string): Json => ({ type: 'text', text: said });
const use = (id: string): Json => ({ type: 'tool_use', id, name: 'f', input: {} });
const result = (id: string, run: Json): Json => ({ type: 'tool_result', toolUseID: id, run });
const message = (role: string, content: Json[], more: Json = {}): Json => ({ role, content, ...more });
const thread = (messages: Json[], more: Json = {}): Json => ({ v: 1, id: 'T-1', messages, ...more });
const read = async (messages: Json[], more: Json = {}): Promise<string[]> =>
  outline(await readOne('amp', JSON.stringify(thread(messages, more)), 'T-1.json'));

describe('Amp', () => {
  it('optional fields are missing', async () => {
    const plain = { role: 'user', content: '[] hi' };
    expect(await read([plain, message('assistant', [text('so')])])).toEqual(['user: [] hi', 'assistant: so']);
  });

  it.each([
    [{ status: 'done', result: 'x' }, ' fine: x'],
    [{ status: 'done', result: { output: 'x', exitCode: 0 } }, ' fine: x'],
    [{ status: 'done', result: { content: ['x', 'y'] } }, ' fine: x\ny'],
    [{ status: 'done', result: { output: '', diff: '+x' } }, ' fine: +x'],
    [{ status: 'done', result: { success: true, n: 7 } }, ' fine: {"success":true,"n":7}'],
    [{ status: 'done', result: [{ n: 1 }] }, ' fine: [{"n":1}]'],
    [
      {
        status: 'done',
        result: [
          { type: 'text', text: 'x' },
          { type: 'image', data: 'AAAA' },
        ],
      },
      ' fine: x [image]',
    ],
    [{ status: 'done', result: { success: false, output: 'x' } }, ' failed: x'],
    [{ status: 'error', error: { message: 'no' } }, ' failed: no'],
    [{ status: 'error', error: 'no' }, ' failed: no'],
    [{ status: 'cancelled' }, ' failed: cancelled'],
    [{ result: 'x' }, ': x'],
  ])('a result of %j', async (run, said) => {
    const lines = await read([message('assistant', [use('a')]), message('user', [result('a', run)])]);
    expect(lines).toEqual(['call f({})', `result f${said}`]);
  });

  it('a tool that still runs has given nothing, one that the person refused is a rejection', async () => {
    expect(
      await read([
        message('assistant', [use('a'), use('b')]),
        message('user', [
          text('no'),
          result('a', { status: 'in-progress' }),
          result('b', { status: 'rejected-by-user' }),
        ]),
      ]),
    ).toEqual([
      'call f({}) unanswered',
      'call f({})',
      'result f failed: ',
      'feedback reject by end_user on turn 0',
      'user: no',
    ]);
  });

  it('how an answer ended, and what waited to be sent', async () => {
    const answer = (state: Json): Json => message('assistant', [text('so')], { state });
    expect(
      await read(
        [
          answer({ type: 'complete' }),
          answer({ type: 'cancelled' }),
          answer({ type: 'error', error: { message: 'busy' } }),
        ],
        { queuedMessages: [{ id: 'q', queuedMessage: message('user', [text('and')]) }] },
      ),
    ).toEqual([
      'assistant: so',
      'assistant: so',
      'feedback interrupted by end_user on turn 1',
      'assistant: so',
      'error: busy',
      'user: and',
    ]);
  });

  it('extra unknown parts, fields and roles are marked', async () => {
    const dream = { type: 'dream', payload: 'x' };
    expect(
      await read([
        message('user', [text('hi'), dream], { verdict: 'all of it is good' }),
        message('assistant', [text('so'), dream, { type: 'redacted_thinking', data: 'x' }]),
        message('critic', [text('good')]),
        message('user', [{ type: 'manual_bash_invocation', args: { cmd: 'ls' } }]),
      ]),
    ).toEqual([
      'user: hi [unknown unknown]',
      'assistant: so',
      'assistant:  [unknown]',
      'context critic: good',
      'context manual_bash_invocation: $ ls',
    ]);
  });

  it('a thread without messages is named', async () => {
    expect(await skippedIn([thread([message('user', [text('hi')])]), thread([])])).toEqual([
      [2, 'empty', 'a thread without messages'],
    ]);
  });
});
