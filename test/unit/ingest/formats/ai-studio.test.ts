/** AI Studio: chunks make turns, and what becomes of those that are missing, in another order, or not known. */
import { describe, expect, it } from 'vitest';
import { jsonl, outline, readOne, skippedIn } from '../outline.ts';
import { readFiles } from '../support.ts';

type Json = Record<string, unknown>;
const ask = (text: string, more: Json = {}): Json => ({ role: 'user', text, ...more });
const say = (text: string, more: Json = {}): Json => ({ role: 'model', text, finishReason: 'STOP', ...more });
const prompt = (...chunks: unknown[]): Json => ({ chunkedPrompt: { chunks } });
const read = async (...chunks: unknown[]): Promise<string[]> =>
  outline(await readOne('ai-studio', [prompt(...chunks)]));

describe('AI Studio', () => {
  it('optional fields are missing: settings, instruction, finish reasons', async () => {
    expect(await read({ role: 'user', text: 'hi' }, { role: 'model', text: 'so' })).toEqual([
      'user: hi',
      'assistant: so',
    ]);
  });

  it('a thought belongs to the answer behind it, and an answer ends where it says so', async () => {
    expect(
      await read(
        ask('hi'),
        say('hm', { isThought: true, finishReason: 'STOP' }),
        say('so'),
        say('or so'),
        ask('a'),
        ask('b'),
      ),
    ).toEqual(['user: hi', 'reasoning: hm', 'assistant: so', 'assistant: or so', 'user: a\nb']);
  });

  it('parts are read where there is no text, and not beside it', async () => {
    expect(await read(ask('hi'), say('ab', { parts: [{ text: 'a' }, { text: 'b' }] }))).toEqual([
      'user: hi',
      'assistant: ab',
    ]);
    const parts = [{ text: 'hm', thought: true }, { text: 'b' }];
    expect(await read({ role: 'user', parts: [{ text: 'hi' }] }, { role: 'model', parts })).toEqual([
      'user: hi',
      'reasoning: hm',
      'assistant: b',
    ]);
  });

  it.each([
    ['driveImage', 'image'],
    ['driveDocument', 'file'],
    ['driveAudio', 'audio'],
    ['youtubeVideo', 'video'],
  ])('%s is a part', async (key, kind) => {
    expect(await read({ role: 'user', [key]: { id: 'd' } }, ask('hi'))).toEqual([`user: hi [${kind}]`]);
  });

  it('a picture alone is a turn, and pictures in the document are parts', async () => {
    const inline = { mimeType: 'image/png', data: 'AAAA' };
    expect(await read({ role: 'user', inlineImage: inline }, say('so'), { role: 'user', inlineData: inline })).toEqual([
      'user:  [image]',
      'assistant: so',
      'user:  [image]',
    ]);
    expect(await read({ role: 'user', driveImage: { id: 'd' } }, say('so'))).toEqual([
      'user:  [image]',
      'assistant: so',
    ]);
  });

  it('who is neither the person nor the model is counted; a thought is the model’s', async () => {
    expect(await read(ask('hi'), { role: 'critic', text: 'not so' }, say('so'))).toEqual([
      'user: hi',
      'user:  [unknown]',
      'assistant: so',
    ]);
    expect(await read(ask('hi'), { text: 'hm', isThought: true }, say('so'))).toEqual([
      'user: hi',
      'reasoning: hm',
      'assistant: so',
    ]);
  });

  it('code in the parts, in the chunk, or in both is one call', async () => {
    const code = { executableCode: { language: 'PYTHON', code: '1' } };
    const result = { codeExecutionResult: { outcome: 'OUTCOME_OK', output: '1' } };
    const expected = [
      'user: hi',
      'assistant: so',
      'call code_execution({"language":"PYTHON","code":"1"})',
      'result code_execution fine: 1',
    ];
    expect(await read(ask('hi'), say('so', { ...code, ...result, parts: [{ text: 'so' }, code, result] }))).toEqual(
      expected,
    );
    expect(await read(ask('hi'), say('', { parts: [{ text: 'so' }, code, result] }))).toEqual(expected);
    expect(await read(ask('hi'), say('so', { parts: [code, result] }))).toEqual(expected);
  });

  it('numbers and names under unknown keys say nothing', async () => {
    expect(await read(ask('hi'), say('so', { model: 'models/g', aspectRatio: '1:1', seed: 7 }))).toEqual([
      'user: hi',
      'assistant: so',
    ]);
  });

  it('code that was run is a call and its result', async () => {
    expect(
      await read(
        ask('hi'),
        { role: 'model', executableCode: { language: 'PYTHON', code: '1' } },
        { role: 'model', codeExecutionResult: { outcome: 'OUTCOME_FAILED', output: 'oh' } },
        say('so'),
      ),
    ).toEqual([
      'user: hi',
      'call code_execution({"language":"PYTHON","code":"1"})',
      'result code_execution failed: oh',
      'assistant: so',
    ]);
  });

  it('an answer that was cut, and one that failed', async () => {
    expect(
      await read(ask('hi'), say('so', { finishReason: 'MAX_TOKENS' }), ask('a'), {
        role: 'model',
        text: '',
        errorMessage: 'no',
      }),
    ).toEqual(['user: hi', 'assistant: so {truncated}', 'user: a', 'error: no']);
  });

  it('a member that is not known is counted; ratings and flags say nothing', async () => {
    const session = await readOne('ai-studio', [
      prompt(ask('hi'), say('so', { dream: { words: 'x' }, isEdited: true, safetyRatings: [{ a: 'b' }] })),
    ]);
    expect(outline(session)).toEqual(['user: hi', 'assistant: so [unknown]']);
    expect(session.events[1]).toMatchObject({ parts: [{ name: 'dream' }] });
  });

  it('the instruction is a text or parts, the model without its folder', async () => {
    for (const systemInstruction of [{ text: 'be kind' }, { parts: [{ text: 'be kind' }] }, 'be kind']) {
      const session = await readOne('ai-studio', [
        { ...prompt(ask('hi'), say('so')), systemInstruction, runSettings: { model: 'models/g' } },
      ]);
      expect(outline(session)[0]).toBe('system: be kind');
      expect(session.model).toBe('g');
    }
  });

  it('what stands unsent is none of the talk, and a prompt without a chat is named', async () => {
    const doc = {
      chunkedPrompt: { pendingInputs: [{ role: 'user', text: 'not yet' }], chunks: [ask('hi'), say('so')] },
    };
    expect(outline(await readOne('ai-studio', [doc]))).toEqual(['user: hi', 'assistant: so']);
    expect(await skippedIn([doc, prompt()])).toEqual([[2, 'empty', 'a prompt without a chat']]);
  });

  it('bare chunks, as converters write them: a list, lines, or under `chunks`', async () => {
    const chunks = [ask('hi', { tokenCount: 1 }), say('hm', { isThought: true }), say('so', { tokenCount: 1 })];
    const expected = ['user: hi', 'reasoning: hm', 'assistant: so'];
    expect(outline(await readOne('ai-studio', chunks))).toEqual(expected);
    expect(outline(await readOne('ai-studio', JSON.stringify(chunks), 'a.json'))).toEqual(expected);
    expect(outline(await readOne('ai-studio', [{ chunks }]))).toEqual(expected);
    const { format } = await readFiles({
      'a.jsonl': jsonl({ role: 'user', text: 'hi' }, { role: 'model', text: 'so' }),
    });
    expect(format).not.toBe('ai-studio');
  });
});
