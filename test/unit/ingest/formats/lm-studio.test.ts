/** LM Studio: versions, blocks, and what becomes of those that are missing, in another order, or not known. */
import { describe, expect, it } from 'vitest';
import { outline, readOne, skippedIn } from '../outline.ts';
import { readFiles } from '../support.ts';

type Json = Record<string, unknown>;
const text = (said: string): Json => ({ type: 'text', text: said });
const asked = (said: string): Json => ({ type: 'singleStep', role: 'user', content: [text(said)] });
const block = (content: unknown[], more: Json = {}): Json => ({ type: 'contentBlock', content, ...more });
const answer = (...steps: unknown[]): Json => ({ type: 'multiStep', role: 'assistant', steps });
const message = (...versions: unknown[]): Json => ({ versions, currentlySelected: 0 });
const read = async (...messages: unknown[]): Promise<string[]> =>
  outline(await readOne('lm-studio', [{ name: 'x', messages }]));
const hi = message(asked('hi'));

describe('LM Studio', () => {
  it('optional fields are missing: selection, roles, settings', async () => {
    expect(
      await read(
        { versions: [{ role: 'user', content: [text('hi')] }] },
        { versions: [{ steps: [block([text('so')])] }] },
      ),
    ).toEqual(['user: hi', 'assistant: so']);
    expect(await read(hi, { versions: [{ role: 'assistant', type: 'singleStep', content: [text('so')] }] })).toEqual([
      'user: hi',
      'assistant: so',
    ]);
  });

  it('versions that are not on show are branches', async () => {
    expect(
      await read(
        { versions: [asked('hi'), asked('ho')], currentlySelected: 1 },
        { versions: [answer(block([text('a')])), answer(block([text('b')]))], currentlySelected: 1 },
      ),
    ).toEqual(['user: ho', 'assistant: b', '<0> edit', '  user: hi', '<1> regenerate', '  assistant: a']);
  });

  it('pieces of a block are one text; thoughts are reasoning; notes say nothing', async () => {
    expect(
      await read(
        hi,
        message(
          answer(
            { type: 'status', statusState: {} },
            block([text('h'), text('m')], { style: { type: 'thinking' } }),
            { type: 'debugInfoBlock', debugInfo: 'naming' },
            block([text('s'), text('o')]),
          ),
        ),
      ),
    ).toEqual(['user: hi', 'reasoning: hm', 'assistant: so']);
  });

  it('calls and results by either key, a result of MCP as its text', async () => {
    const call = (more: Json) =>
      block([{ type: 'toolCallRequest', callId: 1, toolCallRequestId: 'r', name: 'f', ...more }]);
    const result = (content: unknown) =>
      block([{ type: 'toolCallResult', callId: 1, toolCallRequestId: 'r', content }]);
    for (const content of ['[{"type":"text","text":"7"}]', [{ type: 'text', text: '7' }], '7'])
      expect(
        await read(hi, message(answer(call({ parameters: { n: 1 } }), result(content), block([text('so')])))),
      ).toEqual(['user: hi', 'call f({"n":1})', 'result f: 7', 'assistant: so']);
    expect(await read(hi, message(answer(call({ arguments: { n: 2 } }))))).toEqual([
      'user: hi',
      'call f({"n":2}) unanswered',
    ]);
  });

  it('unknown parts and steps are counted, files are parts', async () => {
    const file = { type: 'file', fileIdentifier: 'a', fileType: 'image' };
    const dream = { type: 'dream', words: 'x' };
    expect(
      await read(
        message({ role: 'user', content: [file, text('hi'), dream] }),
        message(answer(block([text('so'), dream]), { type: 'vision', words: 'x' })),
      ),
    ).toEqual(['user: hi [image unknown]', 'assistant: so [unknown unknown]']);
  });

  it.each([
    ['maxPredictedTokensReached', ' {truncated}'],
    ['userStopped', ' {interrupted}'],
    ['eosFound', ''],
  ])('an answer that stopped by %s', async (stopReason, flag) => {
    const stats = { genInfo: { stats: { stopReason } } };
    expect(await read(hi, message(answer(block([text('so')], stats))))).toEqual(['user: hi', `assistant: so${flag}`]);
  });

  it('the system prompt of the chat, an empty answer, a question that was made anew', async () => {
    const settings = {
      perChatPredictionConfig: { fields: [{ key: 'llm.prediction.systemPrompt', value: 'be kind' }] },
    };
    const made = { ...asked('hi'), preprocessed: { content: [text('files, then hi')] } };
    const session = await readOne('lm-studio', [{ ...settings, messages: [message(made), message(answer())] }]);
    expect(outline(session)).toEqual([
      'system: be kind',
      'context preprocessed: files, then hi',
      'user: hi',
      'assistant:  {empty}',
    ]);
  });

  it('messages without versions are not its, and a record of another kind is named', async () => {
    const { format } = await readFiles({ 'a.json': JSON.stringify({ messages: [{ role: 'user', content: 'hi' }] }) });
    expect(format).not.toBe('lm-studio');
    expect(await skippedIn([{ messages: [hi] }, { a: 1 }])).toEqual([
      [2, 'other_format', 'no conversation of LM Studio'],
    ]);
  });
});
