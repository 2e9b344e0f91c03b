/** Amazon Bedrock: bodies of every maker, wrappers of the log, and records that hold no talk. */
import { describe, expect, it } from 'vitest';
import { outline, readOne, skippedIn } from '../outline.ts';
import { readFiles } from '../support.ts';

type Json = Record<string, unknown>;
const log = (input: unknown, output: unknown, more: Json = {}): Json => ({
  schemaType: 'ModelInvocationLog',
  input: { inputBodyJson: input },
  output: { outputBodyJson: output },
  ...more,
});
const said = (role: string, ...content: unknown[]): Json => ({ role, content });
const hi = said('user', { text: 'hi' });
const read = async (...rows: unknown[]): Promise<string[]> => outline(await readOne('bedrock', rows));

describe('Bedrock', () => {
  it('optional fields are missing, keys are in another order', async () => {
    expect(
      await read({
        output: { outputBodyJson: { output: { message: { content: [{ text: 'so' }] } } } },
        input: { inputBodyJson: { messages: [hi] } },
        schemaType: 'ModelInvocationLog',
      }),
    ).toEqual(['user: hi', 'assistant: so']);
  });

  it('a reply that does not say whose it is, one in no known shape, and a request without messages', async () => {
    const body = { messages: [hi], inferenceConfig: {} };
    expect(await read(log(body, { content: [{ type: 'text', text: 'so' }] }))).toEqual(['user: hi', 'assistant: so']);
    expect(await read(log(body, { verdict: 'this is an answer of words' }))).toEqual([
      'user: hi',
      'assistant:  [unknown]',
    ]);
    const reply = { output: { message: said('assistant', { text: 'so' }) } };
    expect(await read(log({ system: [{ text: 'be kind' }] }, reply))).toEqual(['system: be kind', 'assistant: so']);
    expect(await read(log({ system: 'be kind' }, reply))).toEqual(['system: be kind', 'assistant: so']);
  });

  it('pieces of a stream without their number go on while they are of one kind', async () => {
    const events = [
      { contentBlockDelta: { delta: { text: 'I ' } } },
      { contentBlockDelta: { delta: { text: 'look' } } },
      { contentBlockStart: { start: { toolUse: { toolUseId: 't', name: 'f' } } } },
      { contentBlockDelta: { delta: { toolUse: { input: '{}' } } } },
    ];
    expect(await read(log({ messages: [hi] }, events))).toEqual([
      'user: hi',
      'assistant: I look',
      'call f({}) unanswered',
    ]);
  });

  it('an unknown part is counted; a cache point says nothing', async () => {
    const session = await readOne('bedrock', [
      log(
        { messages: [said('user', { text: 'hi' }, { cachePoint: { type: 'default' } }, { dream: { words: 'x' } })] },
        { output: { message: said('assistant', { text: 'so' }) }, stopReason: 'guardrail_intervened' },
      ),
    ]);
    expect(outline(session)).toEqual(['user: hi [unknown]', 'assistant: so {content_filter}']);
    expect(session.events[0]).toMatchObject({ parts: [{ name: 'dream' }] });
  });

  it('what a guardrail looks at, and text with citations, are text', async () => {
    const guarded = { guardContent: { text: { text: 'hi', qualifiers: ['guard_content'] } } };
    const cited = { citationsContent: { content: [{ text: 'so' }], citations: [{ title: 'x' }] } };
    const body = { messages: [said('user', guarded)] };
    expect(await read(log(body, { output: { message: said('assistant', cited) } }))).toEqual([
      'user: hi',
      'assistant: so',
    ]);
  });

  it('pictures and documents are parts', async () => {
    const image = { image: { format: 'png', source: { bytes: 'AAAA' } } };
    const document = { document: { format: 'pdf', name: 'x', source: { s3Location: { uri: 's3://b/k' } } } };
    expect(await read(log({ messages: [said('user', image, document, { text: 'hi' })] }, undefined))).toEqual([
      'user: hi [image file]',
    ]);
  });

  it('a picture in a result is a part, and no text', async () => {
    const content = [{ text: 'a' }, { image: { format: 'png', source: { bytes: 'AAAA' } } }, { json: { t: 7 } }];
    const toolResult = { toolUseId: '1', content };
    expect(
      await read(
        log(
          {
            messages: [
              hi,
              said('assistant', { toolUse: { toolUseId: '1', name: 'f', input: {} } }),
              said('user', { toolResult }),
            ],
          },
          undefined,
        ),
      ),
    ).toEqual(['user: hi', 'call f({})', 'result f: a\n{"t":7} [image]']);
  });

  it('a failed tool, and arguments as they were written', async () => {
    const row = JSON.stringify(
      log(
        {
          messages: [
            hi,
            said('assistant', { toolUse: { toolUseId: '1', name: 'f', input: { n: 1 } } }),
            said('user', { toolResult: { toolUseId: '1', status: 'error', content: [{ text: 'gone' }] } }),
          ],
        },
        { output: { message: said('assistant', { text: 'so' }) } },
      ),
    ).replace('"n":1', '"n":7.50');
    expect(outline(await readOne('bedrock', `${row}\n`))).toEqual([
      'user: hi',
      'call f({"n":7.50})',
      'result f failed: gone',
      'assistant: so',
    ]);
  });

  it('pieces of a Converse stream: text, reasoning and the input of a call', async () => {
    const delta = (index: number, one: unknown) => ({ contentBlockDelta: { contentBlockIndex: index, delta: one } });
    const stream = [
      { messageStart: { role: 'assistant' } },
      delta(0, { reasoningContent: { text: 'h' } }),
      delta(0, { reasoningContent: { text: 'm' } }),
      delta(0, { reasoningContent: { signature: 'x' } }),
      delta(1, { text: 'a' }),
      delta(1, { text: 'b' }),
      { contentBlockStart: { contentBlockIndex: 2, start: { toolUse: { toolUseId: '1', name: 'f' } } } },
      delta(2, { toolUse: { input: '{"n":' } }),
      delta(2, { toolUse: { input: '7.50}' } }),
      { messageStop: { stopReason: 'max_tokens' } },
    ];
    expect(await read(log({ messages: [hi] }, stream))).toEqual([
      'user: hi',
      'reasoning: hm',
      'assistant: ab {truncated}',
      'call f({"n":7.50}) unanswered {truncated}',
    ]);
  });

  it.each([
    ['Llama', { prompt: 'hi' }, { generation: 'so', stop_reason: 'stop' }],
    ['Titan', { inputText: 'hi' }, { results: [{ outputText: '\nso', completionReason: 'FINISH' }] }],
    [
      'a stream of Titan',
      { inputText: 'hi' },
      [
        { outputText: 's', index: 0 },
        { outputText: 'o', completionReason: 'FINISH' },
      ],
    ],
    ['Mistral', { prompt: '<s>[INST] hi [/INST]' }, { outputs: [{ text: ' so', stop_reason: 'stop' }] }],
    [
      'Mistral’s chat',
      { messages: [{ role: 'user', content: 'hi' }] },
      { choices: [{ message: { role: 'assistant', content: 'so' } }] },
    ],
    ['Cohere', { prompt: 'hi' }, { generations: [{ text: 'so', finish_reason: 'COMPLETE' }] }],
    ['Jurassic', { prompt: 'hi' }, { completions: [{ data: { text: 'so' } }] }],
    ['old Claude', { prompt: '\n\nHuman: hi\n\nAssistant:' }, { completion: ' so', stop_reason: 'stop_sequence' }],
    [
      'Anthropic',
      { anthropic_version: 'x', messages: [{ role: 'user', content: 'hi' }] },
      { type: 'message', role: 'assistant', content: [{ type: 'text', text: 'so' }], stop_reason: 'end_turn' },
    ],
  ])('the bodies of %s', async (_, input, output) => {
    expect(await read(log(input, output))).toEqual(['user: hi', 'assistant: so']);
  });

  it('speakers in one text are turns; a single label in it is none', async () => {
    const answer = { generation: 'so' };
    expect(
      await read(log({ prompt: 'Be kind.\n\nHuman: a\n\nAssistant: b\n\nHuman: c\n\nAssistant:' }, answer)),
    ).toEqual(['system: Be kind.', 'user: a', 'assistant: b', 'user: c', 'assistant: so']);
    expect(await read(log({ prompt: 'Translate:\nUser: a' }, answer))).toEqual([
      'user: Translate:\nUser: a',
      'assistant: so',
    ]);
    expect(
      await read(
        log({ prompt: '<s>[INST] <<SYS>>\nBe kind.\n<</SYS>>\n\na [/INST] b </s><s>[INST] c [/INST]' }, answer),
      ),
    ).toEqual(['system: Be kind.', 'user: a', 'assistant: b', 'user: c', 'assistant: so']);
  });

  it('a prefill and the reply are one answer', async () => {
    const body = {
      anthropic_version: 'x',
      messages: [
        { role: 'user', content: 'hi' },
        { role: 'assistant', content: '{' },
      ],
    };
    const reply = {
      type: 'message',
      role: 'assistant',
      content: [{ type: 'text', text: '}' }],
      stop_reason: 'end_turn',
    };
    expect(await read(log(body, reply))).toEqual(['user: hi', 'assistant: {}']);
  });

  it('the log as text in an event of CloudWatch, and with the keys of Athena', async () => {
    const row = log({ messages: [hi] }, { output: { message: said('assistant', { text: 'so' }) } });
    expect(await read({ message: JSON.stringify(row), timestamp: 1 })).toEqual(['user: hi', 'assistant: so']);
    const athena = {
      schematype: 'ModelInvocationLog',
      input: { inputbodyjson: JSON.stringify({ messages: [hi] }) },
      output: { outputbodyjson: JSON.stringify({ output: { message: said('assistant', { text: 'so' }) } }) },
    };
    expect(await read(athena)).toEqual(['user: hi', 'assistant: so']);
  });

  it('records of one session id are one session, others join by their history', async () => {
    const reply = (text: string) => ({ output: { message: said('assistant', { text }) } });
    const more = [hi, said('assistant', { text: 'so' }), said('user', { text: 'bye' })];
    expect(await read(log({ messages: [hi] }, reply('so')), log({ messages: more }, reply('ciao')))).toEqual([
      'user: hi',
      'assistant: so',
      'user: bye',
      'assistant: ciao',
    ]);
    const at = { requestMetadata: { session_id: 's' } };
    expect(await read(log({ messages: [hi] }, reply('a'), at), log({ messages: [hi] }, reply('b'), at))).toContain(
      '<1> regenerate',
    );
  });

  it('records without a talk are named', async () => {
    const talk = log({ messages: [hi] }, { output: { message: said('assistant', { text: 'so' }) } });
    const s3 = { ...log(undefined, undefined), input: { inputBodyS3Path: 's3://b/k' } };
    const skipped = await skippedIn([
      talk,
      s3,
      log({ inputText: 'x' }, { embedding: [1] }),
      log({ prompt: 'x' }, { images: ['AA'] }),
      log(undefined, undefined),
      log({ texts: ['x'] }, undefined),
    ]);
    expect(skipped.map(([line, , why]) => `${line} ${why}`)).toEqual([
      '2 the request lies in an S3 object of its own (inputBodyS3Path), which is not in the log',
      '3 an embedding',
      '4 pictures that a model drew',
      '5 content is not logged (text data delivery is off)',
      '6 an embedding',
    ]);
  });

  it('a failed invocation is an error', async () => {
    expect(await read(log({ messages: [hi] }, undefined, { errorCode: 'ThrottlingException' }))).toEqual([
      'user: hi',
      'error ThrottlingException: ThrottlingException',
    ]);
  });

  it('lines of batch inference, answered and failed', async () => {
    const modelInput = { anthropic_version: 'x', messages: [{ role: 'user', content: 'hi' }] };
    const modelOutput = {
      type: 'message',
      role: 'assistant',
      content: [{ type: 'text', text: 'so' }],
      stop_reason: 'end_turn',
    };
    expect(await read({ recordId: '1', modelInput, modelOutput })).toEqual(['user: hi', 'assistant: so']);
    expect(await read({ recordId: '1', modelInput, error: { errorCode: 400, errorMessage: 'no' } })).toEqual([
      'user: hi',
      'error 400: no',
    ]);
  });

  it('rows for tuning keep their system prompt and are a session each', async () => {
    const row = (text: string) => ({
      schemaVersion: 'bedrock-conversation-2024',
      system: [{ text: 'be kind' }],
      messages: [hi, said('assistant', { text })],
    });
    expect(await read(row('so'))).toEqual(['system: be kind', 'user: hi', 'assistant: so']);
    const { sessions } = await readFiles({ 'a.jsonl': `${JSON.stringify(row('a'))}\n${JSON.stringify(row('a'))}\n` });
    expect(sessions).toHaveLength(2);
  });

  it('messages of other APIs are not its', async () => {
    for (const row of [
      { messages: [hi, said('assistant', { text: 'so' })], id: 'x' },
      { system: 'be kind', model: 'claude', messages: [said('user', { type: 'text', text: 'hi' })] },
    ]) {
      const { format } = await readFiles({ 'a.jsonl': `${JSON.stringify(row)}\n` });
      expect(format).not.toBe('bedrock');
    }
  });
});
