/** Gemini API: where bodies may lie, both spellings, and what becomes of parts that are missing or not known. */
import { describe, expect, it } from 'vitest';
import { jsonl, outline, readOne } from '../outline.ts';
import { readFiles } from '../support.ts';

type Json = Record<string, unknown>;
const user = (...parts: unknown[]): Json => ({ role: 'user', parts });
const model = (...parts: unknown[]): Json => ({ role: 'model', parts });
const reply = (...parts: unknown[]): Json => ({ candidates: [{ content: model(...parts), finishReason: 'STOP' }] });
const read = async (...rows: unknown[]): Promise<string[]> => outline(await readOne('gemini-api', rows));

describe('Gemini API', () => {
  it('optional fields are missing: roles, ids, finish reasons', async () => {
    expect(
      await read({
        request: {
          contents: [{ parts: [{ text: 'hi' }] }, { role: 'model', parts: [{ functionCall: { name: 'f' } }] }],
        },
        response: { candidates: [{ content: { parts: [{ text: 'so' }] } }] },
      }),
    ).toEqual(['user: hi', 'call f() unanswered', 'assistant: so']);
  });

  it('a role that is not known is counted; thoughts and calls without a role are the model’s', async () => {
    const contents = [user({ text: 'hi' }), { role: 'critic', parts: [{ text: 'no' }] }];
    expect(await read({ request: { contents }, response: reply({ text: 'so' }) })).toEqual([
      'user: hi',
      'user:  [unknown]',
      'assistant: so',
    ]);
    const thought = { parts: [{ text: 'hm', thought: true }, { text: 'a' }] };
    const more = [user({ text: 'hi' }), thought, user({ text: 'b' })];
    expect(await read({ request: { contents: more }, response: reply({ text: 'so' }) })).toEqual([
      'user: hi',
      'reasoning: hm',
      'assistant: a',
      'user: b',
      'assistant: so',
    ]);
  });

  it('keys in another order and in the spelling of Python', async () => {
    const row = {
      response: {
        model_version: 'g',
        candidates: [{ finish_reason: 'SAFETY', content: { parts: [{ text: 'no' }], role: 'model' } }],
      },
      request: {
        tools: [{ function_declarations: [{ name: 'f', parameters: { type: 'OBJECT', properties: {} } }] }],
        contents: [user({ function_response: { response: { error: 'gone' }, name: 'f' } })],
        system_instruction: 'be kind',
      },
    };
    const session = await readOne('gemini-api', [row]);
    expect(outline(session)).toEqual([
      'system: be kind',
      'result f failed: gone (orphan)',
      'assistant: no {content_filter}',
    ]);
    expect(session.tools[0]?.parameters).toBe('{"type":"object","properties":{}}');
  });

  it('a part that is not known is counted, an empty one is not', async () => {
    const session = await readOne('gemini-api', [
      {
        contents: [user({ text: 'hi' }, { dream: { text: 'x' } }), model({ text: 'so' }, { thoughtSignature: 'abc' })],
      },
    ]);
    expect(outline(session)).toEqual(['user: hi [unknown]', 'assistant: so']);
    expect(session.events[0]).toMatchObject({ parts: [{ name: 'dream' }] });
  });

  it('code that the model ran is a call and its result, and the text goes on behind it', async () => {
    const parts = [
      { text: 'a' },
      { executableCode: { language: 'PYTHON', code: '1/0' } },
      { codeExecutionResult: { outcome: 'OUTCOME_FAILED', output: 'oh' } },
      { text: 'b' },
    ];
    expect(await read({ request: { contents: [user({ text: 'hi' })] }, response: reply(...parts) })).toEqual([
      'user: hi',
      'assistant: a',
      'call code_execution({"language":"PYTHON","code":"1/0"})',
      'result code_execution failed: oh',
      'assistant: b',
    ]);
  });

  it('a response that is only output is it, and pictures beside it are parts', async () => {
    const response = {
      name: 'f',
      id: '1',
      response: { output: '7' },
      parts: [{ inlineData: { mimeType: 'image/png', data: 'AA' } }],
    };
    expect(
      await read({
        contents: [
          user({ text: 'hi' }),
          model({ functionCall: { id: '1', name: 'f', args: {} } }),
          user({ functionResponse: response }),
        ],
      }),
    ).toEqual(['user: hi', 'call f({})', 'result f: 7 [image]']);
  });

  it('digits of arguments and results stay as they were written', async () => {
    const text = `{"contents":[{"role":"user","parts":[{"text":"hi"}]},{"role":"model","parts":[{"functionCall":{"name":"f","args":{"n":7.50}}}]},{"role":"user","parts":[{"functionResponse":{"name":"f","response":{"t":9007199254740993}}}]}]}\n`;
    expect(outline(await readOne('gemini-api', text)).slice(1)).toEqual([
      'call f({"n":7.50})',
      'result f: {"t":9007199254740993}',
    ]);
  });

  it('pieces of a stream are one answer; thoughts and texts do not run into each other', async () => {
    const pieces = [reply({ text: 'hm', thought: true }), reply({ text: 'o' }), reply({ text: 'k' })];
    const expected = ['user: hi', 'reasoning: hm', 'assistant: ok'];
    const request = { contents: [user({ text: 'hi' })] };
    expect(await read({ request, response: pieces })).toEqual(expected);
    expect(await read({ request, response: pieces.map((p) => `data: ${JSON.stringify(p)}\n\n`).join('') })).toEqual(
      expected,
    );
  });

  it('requests that repeat the history are one session; two tuning rows with one start are two', async () => {
    const first = [user({ text: 'hi' })];
    const second = [...first, model({ text: 'so' }), user({ text: 'bye' })];
    expect(
      await read(
        { request: { contents: first }, response: reply({ text: 'so' }) },
        { request: { contents: second }, response: reply({ text: 'ciao' }) },
      ),
    ).toEqual(['user: hi', 'assistant: so', 'user: bye', 'assistant: ciao']);
    const { sessions } = await readFiles({ 'a.jsonl': jsonl({ contents: second.slice(0, 2) }, { contents: second }) });
    expect(sessions).toHaveLength(2);
  });

  it('a preference row: the better score is the main line', async () => {
    const side = (text: string, score: number) => ({ score, completion: model({ text }) });
    expect(await read({ contents: [user({ text: 'hi' })], completions: [side('bad', 0), side('good', 1)] })).toEqual([
      'user: hi',
      'assistant: good',
      'feedback accept 1 by annotator on turn 1',
      '<1> preference',
      '  assistant: bad',
      '  feedback reject 0 by annotator on turn 1',
    ]);
  });

  it('a row of the BigQuery table holds its bodies as text; a failed batch row is an error', async () => {
    expect(
      await read({
        logging_time: '2026-03-01',
        full_request: JSON.stringify({ contents: [user({ text: 'hi' })] }),
        full_response: JSON.stringify(reply({ text: 'so' })),
      }),
    ).toEqual(['user: hi', 'assistant: so']);
    expect(await read({ request: { contents: [user({ text: 'hi' })] }, status: 'no quota', response: {} })).toEqual([
      'user: hi',
      'error: no quota',
    ]);
  });

  it('lines of a batch’s input and output are joined by their key', async () => {
    const asked = (key: string, text: string) => ({ key, request: { contents: [user({ text })] } });
    const answered = (key: string, text: string) => ({ key, response: reply({ text }) });
    const { sessions } = await readFiles({
      'in.jsonl': jsonl(asked('1', 'hi'), asked('2', 'ho')),
      'out.jsonl': jsonl(answered('2', 'la'), answered('1', 'so')),
    });
    expect(sessions.map(outline)).toEqual([
      ['user: hi', 'assistant: so'],
      ['user: ho', 'assistant: la'],
    ]);
  });

  it('a text or a list of texts and parts is what the person said', async () => {
    const response = reply({ text: 'so' });
    expect(await read({ model: 'g', contents: 'hi', config: { system_instruction: 'be kind' }, response })).toEqual([
      'system: be kind',
      'user: hi',
      'assistant: so',
    ]);
    const contents = [
      'a',
      { text: 'b' },
      { inlineData: { mimeType: 'image/png', data: 'AA' } },
      model({ text: 'c' }),
      'd',
    ];
    expect(await read({ request: { model: 'g', contents }, response })).toEqual([
      'user: a\nb [image]',
      'assistant: c',
      'user: d',
      'assistant: so',
    ]);
    const { format } = await readFiles({ 'a.jsonl': jsonl({ contents: 'words of a page', title: 'x' }) });
    expect(format).toBeUndefined();
  });
});
