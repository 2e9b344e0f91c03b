/** Each rule of the contracts broken once, in a row as it lies in a file. */
import { describe, expect, it } from 'vitest';
import { violationsOf } from '../../../src/datasets/dataset.ts';
import { compactRaw } from '../../../src/datasets/json.ts';
import { KINDS, kindOfRow } from '../../../src/datasets/kinds/index.ts';
import { checkRow } from '../../../src/datasets/kinds/kind.ts';
import { datasetNamed } from './support.ts';

type Loose = Record<string, unknown>;

const call = { id: 'aB3dE6gH1', type: 'function', function: { name: 'f', arguments: { x: 1 } } };
const sft = () => ({
  messages: [
    { role: 'system', content: 'S' },
    { role: 'user', content: 'U' },
    { role: 'assistant', content: '', weight: 1, tool_calls: [call] },
    { role: 'tool', tool_call_id: 'aB3dE6gH1', name: 'f', content: 'R' },
    { role: 'assistant', content: 'A', weight: 1 },
  ] as Loose[],
  tools: '[{"type":"function","function":{"name":"f"}}]',
  meta: '{"id":"1"}',
});
const dpo = () => ({
  prompt: [{ role: 'user', content: 'U' }] as Loose[],
  chosen: [{ role: 'assistant', content: 'good' }] as Loose[],
  rejected: [{ role: 'assistant', content: 'bad' }] as Loose[],
  tools: 'null',
  meta: '{"id":"1"}',
});

/** What is wrong with a row of a file, as `validate` finds it. */
function wrongs(name: 'sft' | 'dpo', value: unknown): string[] {
  const dataset = datasetNamed(name);
  const { row, violations } = dataset.target.decode(value);
  return [...violations, ...violationsOf(dataset, row)].map((v) => `${v.pointer} ${v.message}; ${v.fix}`);
}

describe('the SFT contract', () => {
  it('holds for a canonical row', () => expect(wrongs('sft', sft())).toEqual([]));

  it('holds for a row that ends on the results of a call', () => {
    const row = sft();
    row.messages.pop();
    expect(wrongs('sft', row)).toEqual([]);
  });

  it.each<[string, (row: ReturnType<typeof sft>) => void, RegExp]>([
    ['a further root key', (r) => Object.assign(r, { labels: [] }), /keys that the contract does not have/],
    ['a missing root key', (r) => Reflect.deleteProperty(r, 'tools'), /\/tools not JSON text/],
    ['one message', (r) => void r.messages.splice(1), /\/messages .*>=2/],
    [
      'a role that there is not',
      (r) => Object.assign(r.messages[1] as Loose, { role: 'human' }),
      /\/messages\/1\/role/,
    ],
    [
      'content that is no string',
      (r) => Object.assign(r.messages[1] as Loose, { content: null }),
      /\/messages\/1\/content/,
    ],
    [
      'a further key of a message',
      (r) => Object.assign(r.messages[1] as Loose, { name: 'Bo' }),
      /\/messages\/1 keys that/,
    ],
    ['null tool calls', (r) => Object.assign(r.messages[4] as Loose, { tool_calls: null }), /messages\/4/],
    ['no tool calls in a list', (r) => Object.assign(r.messages[4] as Loose, { tool_calls: [] }), /messages\/4/],
    ['a weight of two', (r) => Object.assign(r.messages[4] as Loose, { weight: 2 }), /\/messages\/4\/weight/],
    [
      'arguments as text',
      (r) =>
        Object.assign(r.messages[2] as Loose, { tool_calls: [{ ...call, function: { name: 'f', arguments: '{}' } }] }),
      /arguments no JSON object/,
    ],
    [
      'arguments as a list',
      (r) =>
        Object.assign(r.messages[2] as Loose, { tool_calls: [{ ...call, function: { name: 'f', arguments: [] } }] }),
      /arguments no JSON object/,
    ],
    [
      'a call of nothing',
      (r) =>
        Object.assign(r.messages[2] as Loose, { tool_calls: [{ ...call, function: { name: '', arguments: {} } }] }),
      /function\/name/,
    ],
    [
      'a call id that is too long for the strictest template',
      (r) => {
        Object.assign(r.messages[2] as Loose, { tool_calls: [{ ...call, id: 'call_12345678' }] });
        Object.assign(r.messages[3] as Loose, { tool_call_id: 'call_12345678' });
      },
      /\/messages\/2\/tool_calls\/0\/id a call id that is not nine letters or digits/,
    ],
    ['two calls of one id', (r) => Object.assign(r.messages[2] as Loose, { tool_calls: [call, call] }), /twice in one/],
    ['a call without its result', (r) => void r.messages.splice(3, 1), /\/messages\/2 a call without its tool message/],
    ['a call at the end', (r) => void r.messages.splice(3), /\/messages\/2 a call without its tool message/],
    [
      'a result after the talk went on',
      (r) =>
        void r.messages.splice(3, 0, { role: 'user', content: 'x' }, { role: 'assistant', content: 'y', weight: 1 }),
      /\/messages\/5 .*answers no open call/,
    ],
    ['a result without a call', (r) => void r.messages.splice(2, 1), /\/messages\/2 .*answers no open call/],
    [
      'a result given twice',
      (r) => void r.messages.splice(4, 0, r.messages[3] as Loose),
      /\/messages\/4 .*answers no open call/,
    ],
    ['two users in a row', (r) => void r.messages.splice(1, 0, { role: 'user', content: 'x' }), /two user messages/],
    [
      'two answers in a row',
      (r) => void r.messages.push({ role: 'assistant', content: 'x', weight: 1 }),
      /two assistant messages/,
    ],
    [
      'a late system message',
      (r) => void r.messages.push({ role: 'system', content: 'x' }),
      /system message after the/,
    ],
    [
      'a system message at the end',
      (r) => void r.messages.push({ role: 'system', content: 'x' }),
      /ends with a system/,
    ],
    ['a user at the end', (r) => void r.messages.push({ role: 'user', content: 'bye' }), /ends with a user message/],
    ['no user', (r) => void r.messages.splice(1, 1), /no user message/],
    [
      'nothing to train on',
      (r) => {
        for (const one of r.messages) if ('weight' in one) one.weight = 0;
      },
      /nothing to train on/,
    ],
    ['an empty trained answer', (r) => Object.assign(r.messages[4] as Loose, { content: ' ' }), /empty answer/],
    ['tools that are no JSON', (r) => Object.assign(r, { tools: '' }), /\/tools not JSON/],
    ['tools that are no string', (r) => Object.assign(r, { tools: [] }), /\/tools not JSON/],
    ['an empty list of tools', (r) => Object.assign(r, { tools: '[]' }), /\/tools no list/],
    [
      'a tool without name',
      (r) => Object.assign(r, { tools: '[{"type":"function","function":{}}]' }),
      /\/tools no list/,
    ],
    ['meta that is no JSON', (r) => Object.assign(r, { meta: '{' }), /\/meta/],
    ['meta that is no object', (r) => Object.assign(r, { meta: '"1"' }), /\/meta/],
    ['meta without id', (r) => Object.assign(r, { meta: '{}' }), /\/meta/],
    ['meta that is no string', (r) => Object.assign(r, { meta: { id: '1' } }), /\/meta/],
  ])('fails on %s', (_name, spoil, message) => {
    const row = sft();
    spoil(row);
    expect(wrongs('sft', row).join('\n')).toMatch(message);
  });

  it('allows an empty answer that is not trained on', () => {
    const row = sft();
    row.messages.splice(2, 0, { role: 'assistant', content: '', weight: 0 }, { role: 'user', content: 'Hello?' });
    expect(wrongs('sft', row)).toEqual([]);
  });

  it('says of everything how to put it right, and quotes nothing', () => {
    const row = sft();
    row.messages = [
      { role: 'user', content: 'my secret' },
      { role: 'user', content: 'my secret' },
    ];
    const found = wrongs('sft', row);
    expect(found).toHaveLength(3);
    for (const one of found) expect(one).toMatch(/; \w+/);
    expect(found.join()).not.toContain('secret');
  });
});

describe('the DPO contract', () => {
  it('holds for a canonical row, with weights and without', () => {
    expect(wrongs('dpo', dpo())).toEqual([]);
    const weighted = dpo();
    for (const one of [...weighted.prompt, ...weighted.chosen, ...weighted.rejected]) one.weight = 1;
    expect(wrongs('dpo', weighted)).toEqual([]);
  });

  it('holds for sides that make different calls, each the last word', () => {
    const row = dpo();
    const other = { ...call, id: 'aB3dE6gH2', function: { name: 'f', arguments: { x: 2 } } };
    row.chosen = [{ role: 'assistant', content: '', tool_calls: [call] }];
    row.rejected = [{ role: 'assistant', content: '', tool_calls: [other] }];
    expect(wrongs('dpo', row)).toEqual([]);
  });

  it.each<[string, (row: ReturnType<typeof dpo>) => void, RegExp]>([
    ['equal sides', (r) => Object.assign(r, { rejected: r.chosen }), /\/chosen .*the same/],
    [
      'sides whose calls differ by id only',
      (r) => {
        r.chosen = [{ role: 'assistant', content: '', tool_calls: [call] }];
        r.rejected = [{ role: 'assistant', content: '', tool_calls: [{ ...call, id: 'aB3dE6gH2' }] }];
      },
      /the same/,
    ],
    ['no prompt', (r) => void r.prompt.splice(0), /\/prompt/],
    [
      'a prompt that ends with an answer',
      (r) => void r.prompt.push({ role: 'assistant', content: 'x' }),
      /\/prompt ends with an assistant message/,
    ],
    [
      'a prompt of a system message',
      (r) => Object.assign(r, { prompt: [{ role: 'system', content: 'x' }] }),
      /\/prompt ends with a system message/,
    ],
    [
      'a prompt out of order',
      (r) => void r.prompt.push({ role: 'tool', tool_call_id: 'x', name: 'f', content: '' }),
      /\/prompt\/1 .*answers no open call/,
    ],
    ['two messages a side', (r) => void r.chosen.push({ role: 'assistant', content: 'more' }), /\/chosen/],
    ['a side without a message', (r) => void r.rejected.splice(0), /\/rejected/],
    ['a chosen side that is no answer', (r) => Object.assign(r.chosen[0] as Loose, { role: 'user' }), /\/chosen\/0 no/],
    [
      'a rejected side that is none',
      (r) => Object.assign(r.rejected[0] as Loose, { role: 'user' }),
      /\/rejected\/0 no/,
    ],
    [
      'a call id in a side',
      (r) => Object.assign(r.chosen[0] as Loose, { tool_calls: [{ ...call, id: 'c1' }] }),
      /\/chosen\/0\/tool_calls\/0\/id/,
    ],
  ])('fails on %s', (_name, spoil, message) => {
    const row = dpo();
    spoil(row);
    expect(wrongs('dpo', row).join('\n')).toMatch(message);
  });
});

describe('arguments that are still raw', () => {
  const withArguments = (args: unknown) => ({
    messages: [
      { role: 'user', content: 'U' },
      {
        role: 'assistant',
        content: '',
        weight: 1,
        tool_calls: [{ ...call, function: { name: 'f', arguments: args } }],
      },
      { role: 'tool', tool_call_id: call.id, name: 'f', content: 'R' },
    ],
    tools: [],
    meta: { id: '1' },
  });

  it('keep the contract when they are a JSON object', () => {
    expect(checkRow(KINDS.sft, withArguments(compactRaw('{ "a": 1.0 }')))).toEqual([]);
  });

  it.each(['{"a":', '[1]', '"text"', 'null', '1.0'])('break it as %s', (text) => {
    expect(checkRow(KINDS.sft, withArguments(compactRaw(text)))[0]?.message).toBe('no JSON object');
  });

  it('make two sides equal whose numbers are written otherwise, as they are in a file', () => {
    const side = (args: string) => [
      {
        role: 'assistant',
        content: '',
        tool_calls: [{ ...call, function: { name: 'f', arguments: compactRaw(args) } }],
      },
    ];
    const row = { prompt: [{ role: 'user', content: 'U' }], tools: [], meta: { id: '1' } };
    const found = checkRow(KINDS.dpo, { ...row, chosen: side('{"a": 1.0}'), rejected: side('{"a":1}') });
    expect(found.map((v) => v.message)).toEqual(['chosen and rejected are the same']);
  });
});

describe('the kind of a row', () => {
  it('is told by its keys', () => {
    expect(kindOfRow(sft())?.name).toBe('sft');
    expect(kindOfRow(dpo())?.name).toBe('dpo');
    expect(kindOfRow({ chosen: [] })?.name).toBe('dpo');
    for (const other of [{}, { text: 'x' }, [], 'messages', null, 4]) expect(kindOfRow(other)).toBeUndefined();
  });
});
