/** Lists of messages in which calls, results and whole talks were written as text. */
import { describe, expect, it } from 'vitest';
import { SessionBuilder } from '../../../../src/ingest/builder.ts';
import type { MessageIn } from '../../../../src/ingest/message.ts';
import { inTurns } from '../../../../src/ingest/steps/turns.ts';
import { readFiles, talkOf } from '../support.ts';

const asks = (text: string): MessageIn => ({ role: 'assistant', text });
const user = (text: string): MessageIn => ({ role: 'user', text });
const CALL = '<function=bash><parameter=command>ls</parameter></function>';

describe('results in turns of the user', () => {
  it.each<[string, MessageIn[], MessageIn[]]>([
    [
      'named by a heading',
      [asks(CALL), user('EXECUTION RESULT of [bash]:\nok')],
      [{ role: 'tool', text: 'ok', name: 'bash' }],
    ],
    ['with an empty name', [asks(CALL), user('EXECUTION RESULT of []:\nok')], [{ role: 'tool', text: 'ok' }]],
    ['an observation', [asks(CALL), user('OBSERVATION:\nok')], [{ role: 'tool', text: 'ok' }]],
    [
      'in tags',
      [asks(CALL), user('<tool_response>\n{"t": 1.50}\n</tool_response>')],
      [{ role: 'tool', text: '{"t": 1.50}' }],
    ],
    [
      'two in tags, with their names, and what the user says',
      [
        asks(CALL),
        user(
          '<tool_response>{"name": "f", "content": {"t": 1.50}}</tool_response>\n<tool_response>b</tool_response>\nGo on',
        ),
      ],
      [{ role: 'tool', text: '{"t": 1.50}', name: 'f' }, { role: 'tool', text: 'b' }, user('Go on')],
    ],
    ['what a person says', [asks(CALL), user('ok')], [user('ok')]],
    [
      'before any call',
      [asks('Hi'), user('EXECUTION RESULT of [bash]:\nok')],
      [user('EXECUTION RESULT of [bash]:\nok')],
    ],
    [
      'after what the user said',
      [asks(CALL), user('stop'), user('OBSERVATION:\nok')],
      [user('stop'), user('OBSERVATION:\nok')],
    ],
    [
      'tags within a sentence',
      [asks(CALL), user('What is <tool_response>x</tool_response>?')],
      [user('What is <tool_response>x</tool_response>?')],
    ],
  ])('%s', (_name, messages, expected) => {
    expect(inTurns(messages).slice(1)).toEqual(expected);
  });
});

describe('results of tools', () => {
  const two: MessageIn = {
    role: 'assistant',
    text: '',
    calls: [
      { name: 'a', args: '{}' },
      { name: 'b', args: '{}' },
    ],
  };
  const tool = (text: string): MessageIn => ({ role: 'tool', text });
  it.each<[string, MessageIn[], string[]]>([
    ['in tags', [asks(CALL), tool('<tool_response>\nx\n</tool_response>')], ['x']],
    ['a list with one entry for each call', [two, tool('["a",{"b":1.0}]')], ['a', '{"b":1.0}']],
    ['a list for one call is one result', [asks(CALL), tool('["a"]')], ['["a"]']],
    ['a list of another length is one result', [two, tool('["a","b","c"]')], ['["a","b","c"]']],
    ['a broken list is one result', [two, tool('[a, b]')], ['[a, b]']],
    ['a list that answers one id', [two, { ...tool('["a","b"]'), callId: 'x' }], ['["a","b"]']],
  ])('%s', (_name, messages, texts) => {
    expect(
      inTurns(messages)
        .slice(1)
        .map((m) => `${m.role} ${m.text}`),
    ).toEqual(texts.map((t) => `tool ${t}`));
  });
});

describe('answers', () => {
  const text = (m: MessageIn): unknown => inTurns([m])[0];
  it('of an agent that ends its run by a call', () => {
    expect(text(asks('Done.<function=finish><parameter=message>All set.</parameter></function>'))).toEqual(
      asks('Done.\n\nAll set.'),
    );
  });
  it.each([
    ['without a message', '<function=finish></function>', ['finish']],
    [
      'beside another call',
      '<function=a></function><function=finish><parameter=message>m</parameter></function>',
      ['a', 'finish'],
    ],
  ])('are calls %s', (_name, said, names) => {
    expect((text(asks(said)) as MessageIn).calls?.map((c) => c.name)).toEqual(names);
  });
  it('keep the calls that the server took out, once', () => {
    const m: MessageIn = { ...asks(`I look.\n${CALL}`), calls: [{ id: 'x', name: 'bash', args: '{"command": "ls"}' }] };
    expect(text(m)).toEqual({ ...m, text: 'I look.' });
  });
  it('that slip a closing mark in at the end stay answers when the reasoning lies beside them', () => {
    const m: MessageIn = { ...asks('Seven.\n</think>'), reasoning: '3 + 4' };
    expect(text(m)).toEqual({ ...m, text: 'Seven.' });
    expect(text(asks('Seven.\n</think>'))).toEqual({ ...asks(''), reasoning: 'Seven.' });
  });
  it('without anything to take apart are the same object', () => {
    const list = [user('a'), asks('b'), { role: 'tool', text: 'c' } as const];
    expect(inTurns(list)).toBe(list);
  });
});

describe('templated talks', () => {
  it.each<[string, string]>([
    [
      'ChatML',
      '<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\nHello<|im_end|>\n<|im_start|>assistant\n',
    ],
    [
      'Llama 3',
      '<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nBe brief.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\nHello<|eot_id|>',
    ],
    ['Phi', '<|system|>\nBe brief.<|end|>\n<|user|>\nHi<|end|>\n<|assistant|>\nHello<|end|>\n'],
    [
      'harmony',
      '<|start|>system<|message|>Be brief.<|end|><|start|>user<|message|>Hi<|end|><|start|>assistant<|channel|>final<|message|>Hello<|return|>',
    ],
  ])('%s', (_name, text) => {
    expect(inTurns([user(text)])).toEqual([{ role: 'system', text: 'Be brief.' }, user('Hi'), asks('Hello')]);
  });

  it('of gpt-oss hold reasoning, calls and results', () => {
    const text =
      '<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>commentary to=functions.f <|constrain|>json<|message|>{"a":1}<|call|>' +
      '<|start|>functions.f to=assistant<|channel|>commentary<|message|>7<|end|><|start|>assistant<|channel|>final<|message|>Seven.<|return|>';
    expect(inTurns([asks(text)])).toEqual([
      { role: 'assistant', text: '', reasoning: 'Hm.', calls: [{ name: 'f', args: '{"a":1}' }] },
      { role: 'tool', text: '7', name: 'f' },
      asks('Seven.'),
    ]);
  });

  it('of gpt-oss, decoded without its tokens', () => {
    expect(inTurns([asks('analysisHm.assistantfinalSeven.')])).toEqual([{ ...asks('Seven.'), reasoning: 'Hm.' }]);
  });

  it.each([
    '<|im_start|> opens a turn.',
    '<b>bold</b>',
    '<start>',
    'analysis of the data',
    'assistant<',
    'It begins with <|start|>user<|message|>',
  ])('are not: %s', (text) => {
    expect(inTurns([user(text), asks(text)])).toEqual([user(text), asks(text)]);
  });
});

describe('in a session', () => {
  it('readers that add events one by one get the same', () => {
    const builder = new SessionBuilder('test');
    builder.system('Tools: [{"name": "f"}]');
    builder.user('Hi');
    builder.newTurn().assistant(`<think>Hm.</think>I look.\n${CALL}`, { model: 'm' });
    builder.user('EXECUTION RESULT of [bash]:\nok');
    builder.newTurn().assistant('[f(a=1)]');
    builder.result({ text: '<tool_response>2</tool_response>' });
    builder.newTurn().assistant('Two.');
    const session = builder.build();
    expect(talkOf(session)).toEqual([
      'system: Tools: [{"name": "f"}]',
      'user: Hi',
      'reasoning: Hm.',
      'assistant: I look.',
      'call bash({"command":"ls"})',
      'result bash: ok',
      'call f({"a":1})',
      'result f: 2',
      'assistant: Two.',
    ]);
    expect(session?.events.map((e) => e.turn)).toEqual([0, 1, 2, 2, 2, 3, 4, 5, 6]);
  });
});

describe('records of one conversation', () => {
  const messages = (...list: [string, string][]): object[] => list.map(([role, content]) => ({ role, content }));
  const line = (prompt: object[], message: object): string =>
    JSON.stringify({
      request: { model: 'm', messages: prompt },
      response: { object: 'chat.completion', choices: [{ index: 0, message: { role: 'assistant', ...message } }] },
    });
  const first = messages(['system', 'Use the tools.'], ['user', 'What lies here?']);
  const call = { id: 'c1', type: 'function', function: { name: 'sh', arguments: '{"cmd": "ls -l"}' } };

  it('join though one holds the call and the next one the same call as text', async () => {
    const { sessions } = await readFiles({
      'log.jsonl': [
        line(first, { content: '<think>Look.</think>I look.', tool_calls: [call] }),
        line(
          [
            ...first,
            ...messages(
              ['assistant', 'I look.\n<function=sh>\n<parameter=cmd>ls -l</parameter>\n</function>'],
              ['user', 'EXECUTION RESULT of [sh]:\na.txt'],
            ),
          ],
          { content: 'One file.' },
        ),
      ].join('\n'),
    });
    expect(sessions.map(talkOf)).toEqual([
      [
        'system: Use the tools.',
        'user: What lies here?',
        'reasoning: Look.',
        'assistant: I look.',
        'call sh({"cmd": "ls -l"})',
        'result sh: a.txt',
        'assistant: One file.',
      ],
    ]);
    expect(sessions[0]?.events.at(-2)?.src.pointer).toBe('/request/messages/3');
  });

  it('do not join when the calls differ', async () => {
    const { sessions } = await readFiles({
      'log.jsonl': [
        line(first, { content: 'I look.', tool_calls: [call] }),
        line(
          [
            ...first,
            ...messages(
              ['assistant', 'I look.\n<function=sh>\n<parameter=cmd>pwd</parameter>\n</function>'],
              ['user', 'OBSERVATION:\n/'],
            ),
          ],
          { content: 'The root.' },
        ),
      ].join('\n'),
    });
    expect(sessions).toHaveLength(2);
  });
});
