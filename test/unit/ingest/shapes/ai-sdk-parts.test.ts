/** Parts of the AI SDK's pages: the states of a tool in versions 4 and 5. */
import { describe, expect, it } from 'vitest';
import { outline, readOne } from '../outline.ts';

type Json = Record<string, unknown>;
const read = async (...parts: Json[]): Promise<string[]> =>
  outline(
    await readOne('openai-messages', [
      {
        id: 'x',
        messages: [
          { role: 'user', parts: [{ type: 'text', text: 'hi' }] },
          { role: 'assistant', parts },
        ],
      },
    ]),
  );
const so = { type: 'text', text: 'so' };

describe('AI SDK tool parts', () => {
  it('an invocation of version 4 is a call and its result', async () => {
    const toolInvocation = { state: 'result', toolCallId: '1', toolName: 'f', args: { n: 1 }, result: { t: 7 } };
    expect(await read({ type: 'tool-invocation', toolInvocation }, so)).toEqual([
      'user: hi',
      'call f({"n":1})',
      'result f: {"t":7}',
      'assistant: so',
    ]);
  });

  it('a call whose input could not be parsed keeps what the model wrote', async () => {
    const part = { type: 'tool-f', toolCallId: '1', state: 'output-error', rawInput: '{bad', errorText: 'no' };
    expect(await read(part, so)).toEqual([
      'user: hi',
      'call f({bad) {bad_arguments}',
      'result f failed: no',
      'assistant: so',
    ]);
  });

  it('a call that waits or was denied has no result', async () => {
    const part = (state: string): Json => ({ type: 'tool-f', toolCallId: state, state, input: {} });
    expect(await read(part('input-available'), part('output-denied'), so)).toEqual([
      'user: hi',
      'assistant: so',
      'call f({}) unanswered',
      'call f({}) unanswered',
    ]);
  });
});
