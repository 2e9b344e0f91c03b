/** Messages, calls and ends of rows. */
import { describe, expect, it } from 'vitest';
import { stringify } from '../../../src/datasets/json.ts';
import { lastAnswer } from '../../../src/datasets/kinds/last-answer.ts';
import { callId, renderMessages, renderTools } from '../../../src/datasets/kinds/messages.ts';
import { renumber } from '../../../src/datasets/kinds/renumber.ts';
import { calling, m, result } from './support.ts';

const KEEP = { system: 'keep', reasoning: 'drop' } as const;

describe('call ids', () => {
  it('are nine letters or digits, the same for the same call', () => {
    const ids = new Set(Array.from({ length: 500 }, (_, i) => callId('seed', i)));
    expect(ids.size).toBe(500);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9]{9}$/);
    expect(callId('seed', 7)).toBe(callId('seed', 7));
    expect(callId('other', 7)).not.toBe(callId('seed', 7));
  });

  it('join a call and its result', () => {
    const [call, answer] = renderMessages([calling(3), result(3)], 'seed', KEEP);
    expect(call).toMatchObject({ tool_calls: [{ id: callId('seed', 3) }] });
    expect(answer).toEqual({ role: 'tool', tool_call_id: callId('seed', 3), name: 'f', content: 'done' });
  });
});

describe('messages of a row', () => {
  const thinking = m('assistant', 'Yes.', { reasoning: 'Is it so?' });

  it('hold the system message or not', () => {
    const talk = [m('system', 'S'), m('user', 'U')];
    expect(renderMessages(talk, 's', KEEP).map((one) => one.role)).toEqual(['system', 'user']);
    expect(renderMessages(talk, 's', { ...KEEP, system: 'drop' })).toEqual([{ role: 'user', content: 'U' }]);
  });

  it('hold reasoning in front of the answer or not at all', () => {
    expect(renderMessages([thinking], 's', KEEP)[0]?.content).toBe('Yes.');
    const kept = renderMessages([thinking, m('assistant', 'No.')], 's', { ...KEEP, reasoning: 'keep' });
    expect(kept.map((one) => one.content)).toEqual(['<think>\nIs it so?\n</think>\n\nYes.', 'No.']);
  });

  it('never hold reasoning of anybody but the assistant', () => {
    const odd = m('user', 'U', { reasoning: 'hm' });
    expect(renderMessages([odd], 's', { ...KEEP, reasoning: 'keep' })).toEqual([{ role: 'user', content: 'U' }]);
  });

  it('weigh the answers only', () => {
    const rendered = renderMessages([m('user', 'U'), calling(0), result(0)], 's', KEEP, () => 0);
    expect(rendered.map((one) => one.weight)).toEqual([undefined, 0, undefined]);
  });

  it.each([
    [
      'a JSON object, digit by digit',
      '{ "a": 1.0, "b": 12345678901234567890 }',
      true,
      '{"a":1.0,"b":12345678901234567890}',
    ],
    ['nothing', '  ', false, '{}'],
    ['text', 'rm -rf {', false, '{"input":"rm -rf {"}'],
  ])('write arguments that are %s', (_, args, argsJson, expected) => {
    const [message] = renderMessages(
      [m('assistant', '', { calls: [{ call: 0, name: 'f', args, argsJson }] })],
      's',
      KEEP,
    );
    expect(stringify(message)).toContain(`"arguments":${expected}}`);
  });

  it('have no key for calls that are not there', () => {
    expect(stringify(renderMessages([m('assistant', 'A', { calls: [] })], 's', KEEP))).toBe(
      '[{"role":"assistant","content":"A"}]',
    );
  });
});

describe('tools of a row', () => {
  it('are declared whether called or not, with their schema as logged', () => {
    const tools = renderTools(
      [
        { name: 'f', description: 'F', parameters: '{ "maximum": 1.0 }', inferred: false },
        { name: 'g', inferred: true },
      ],
      [],
    );
    expect(stringify(tools)).toBe(
      '[{"type":"function","function":{"name":"f","description":"F","parameters":{"maximum":1.0}}},' +
        '{"type":"function","function":{"name":"g","description":"","parameters":{"type":"object","properties":{}}}}]',
    );
  });
});

describe('the end of a row', () => {
  it.each([
    ['the last answer', [m('user', 'q'), m('assistant', 'a'), m('user', 'bye')], 1],
    ['the results of the last call', [m('user', 'q'), calling(0), result(0), m('user', 'x')], 2],
    [
      'both results of two calls',
      [
        m('user', 'q'),
        calling(0, '{}', { calls: [0, 1].map((call) => ({ call, name: 'f', args: '{}', argsJson: true })) }),
        result(0),
        result(1),
      ],
      3,
    ],
    ['before a call without result', [m('user', 'q'), m('assistant', 'a'), m('user', 'more'), calling(0)], 1],
    ['before an empty answer', [m('user', 'q'), m('assistant', 'a'), m('user', 'more'), m('assistant', ' ')], 1],
    ['the answer behind a result', [m('user', 'q'), calling(0), result(0), m('assistant', 'a')], 3],
    ['nowhere when the model said nothing', [m('user', 'q')], -1],
    ['nowhere when its only call has no result', [m('user', 'q'), calling(0)], -1],
    [
      'nowhere when one of two results is missing',
      [
        m('user', 'q'),
        calling(0, '{}', { calls: [0, 1].map((call) => ({ call, name: 'f', args: '{}', argsJson: true })) }),
        result(0),
      ],
      -1,
    ],
  ])('is %s', (_, messages, end) => expect(lastAnswer(messages)).toBe(end));
});

describe('one numbering for a pair of two sessions', () => {
  it('maps by the prompt and gives new people new numbers', () => {
    const prompt = [m('user', 'I am [PERSON_2], order [ACCOUNT_ID_1]')];
    const target = [m('user', 'I am [PERSON_1], order [ACCOUNT_ID_3]')];
    const reply = m('assistant', 'Hello [PERSON_2], [PERSON_1] will call about [ACCOUNT_ID_1].');
    const chosen = m('assistant', 'Ask [PERSON_4].');
    expect(renumber(prompt, target, reply, [chosen])?.content).toBe(
      'Hello [PERSON_1], [PERSON_5] will call about [ACCOUNT_ID_3].',
    );
  });

  it('gives one number to a new person however often named, and renders reasoning and arguments alike', () => {
    const reply = m('assistant', '[PERSON_7], [PERSON_7]', {
      reasoning: 'who is [PERSON_7]?',
      calls: [{ call: 0, name: 'f', args: '{"who":"[PERSON_7]","other":"[EMAIL_2]"}', argsJson: true }],
    });
    expect(renumber([m('user', 'hi')], [m('user', 'hi')], reply, [])).toMatchObject({
      content: '[PERSON_1], [PERSON_1]',
      reasoning: 'who is [PERSON_1]?',
      calls: [{ args: '{"who":"[PERSON_1]","other":"[EMAIL_1]"}' }],
    });
  });

  it('keeps the parts of a name with their person', () => {
    const prompt = (n: number) => [calling(0, `{"first_name":"[PERSON_${n}_FIRST]"}`)];
    const reply = m('assistant', '[PERSON_2] [PERSON_2_LAST] [PERSON_1_FIRST] [PERSON_1]');
    expect(renumber(prompt(2), prompt(1), reply, [])?.content).toBe(
      '[PERSON_1] [PERSON_1_LAST] [PERSON_2_FIRST] [PERSON_2]',
    );
  });

  it('reads arguments of the prompt too', () => {
    const prompt = (n: number) => [calling(0, `{"who":"[PERSON_${n}]"}`)];
    expect(renumber(prompt(2), prompt(1), m('assistant', '[PERSON_2]'), [])?.content).toBe('[PERSON_1]');
  });

  const two = [m('user', '[PERSON_1] and [PERSON_2]')];
  const one = [m('user', '[PERSON_1] and [PERSON_1]')];
  it.each([
    ['two people where the other has one', two, one],
    ['one person where the other has two', one, two],
    ['fewer placeholders', two, [m('user', '[PERSON_1] and')]],
    ['fewer messages', [...two, ...two], two],
    ['another part of a name', [m('user', '[PERSON_1_FIRST]')], [m('user', '[PERSON_1_LAST]')]],
    ['other calls', [calling(0)], [m('assistant', '')]],
  ])('refuses prompts with %s', (_, prompt, target) => {
    expect(renumber(prompt, target, m('assistant', 'x'), [])).toBeUndefined();
  });
});

describe('calls that take plain text', () => {
  const bare = m('assistant', '', { calls: [{ call: 0, name: 'patch', args: '*** Begin', argsJson: false }] });
  const schemaOf = (parameters: string | undefined, messages = [bare]): string => {
    const tool = { name: 'patch', inferred: false, ...(parameters === undefined ? {} : { parameters }) };
    return stringify(renderTools([tool], messages)[0]?.function.parameters);
  };

  it.each<[string, string | undefined, string]>([
    ['no schema', undefined, '{"type":"object","properties":{"input":{"type":"string"}}}'],
    [
      'a schema without it',
      '{"type":"object","properties":{"x":{}}}',
      '{"type":"object","properties":{"x":{},"input":{"type":"string"}}}',
    ],
    [
      'a schema with it',
      '{"properties":{"input":{"type":"string","maxLength":1.0}}}',
      '{"properties":{"input":{"type":"string","maxLength":1.0}}}',
    ],
  ])('declare their argument: %s', (_name, parameters, expected) => {
    expect(schemaOf(parameters)).toBe(expected);
  });

  it('and only where a row holds such a call', () => {
    expect(schemaOf('{"a":1.0}', [])).toBe('{"a":1.0}');
  });
});
