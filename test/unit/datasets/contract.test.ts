import { describe, expect, it } from 'vitest';
import { checkRow, type RowKind } from '../../../src/datasets/contract.ts';

const call = { id: 'aB3dE6gH1', type: 'function', function: { name: 'f', arguments: { x: 1 } } };
const sft = () => ({
  messages: [
    { role: 'system', content: 'S' },
    { role: 'user', content: 'U' },
    { role: 'assistant', content: '', weight: 1, tool_calls: [call] },
    { role: 'tool', tool_call_id: 'aB3dE6gH1', name: 'f', content: 'R' },
    { role: 'assistant', content: 'A', weight: 1 },
  ] as Record<string, unknown>[],
  tools: '[{"type":"function","function":{"name":"f"}}]',
  meta: '{"id":"1"}',
});
const dpo = () => ({
  prompt: [{ role: 'user', content: 'U' }] as Record<string, unknown>[],
  chosen: [{ role: 'assistant', content: 'good' }],
  rejected: [{ role: 'assistant', content: 'bad' }],
  tools: 'null',
  meta: '{"id":"1"}',
});

const messagesOf = (kind: RowKind, row: unknown): string[] =>
  checkRow(kind, row).map((v) => `${v.pointer} ${v.message}`);

describe('the SFT contract', () => {
  it('holds for a canonical row', () => expect(checkRow('sft', sft())).toEqual([]));

  it.each<[string, (row: ReturnType<typeof sft>) => void, RegExp]>([
    ['a further root key', (r) => Object.assign(r, { labels: [] }), /unrecognized key/i],
    ['null tool calls', (r) => Object.assign(r.messages[4] as object, { tool_calls: null }), /messages\/4/],
    [
      'arguments as text',
      (r) =>
        Object.assign(r.messages[2] as object, { tool_calls: [{ ...call, function: { name: 'f', arguments: '{}' } }] }),
      /arguments/,
    ],
    ['a call without its result', (r) => void r.messages.splice(3, 1), /call without its tool message/],
    ['a result without a call', (r) => void r.messages.splice(2, 1), /answers no open call/],
    [
      'two users in a row',
      (r) => void r.messages.splice(1, 0, { role: 'user', content: 'again' }),
      /two user messages/,
    ],
    [
      'a late system message',
      (r) => void r.messages.push({ role: 'system', content: 'late' }),
      /system message after the start/,
    ],
    ['a user at the end', (r) => void r.messages.push({ role: 'user', content: 'bye' }), /ends with a user message/],
    [
      'nothing to train on',
      (r) => {
        for (const m of r.messages) if ('weight' in m) m.weight = 0;
      },
      /nothing to train on/,
    ],
    ['an empty trained answer', (r) => Object.assign(r.messages[4] as object, { content: ' ' }), /empty answer/],
    ['tools that are no JSON', (r) => Object.assign(r, { tools: '' }), /\/tools not JSON/],
    ['an empty list of tools', (r) => Object.assign(r, { tools: '[]' }), /\/tools/],
    ['meta without id', (r) => Object.assign(r, { meta: '{}' }), /\/meta/],
  ])('fails on %s', (_name, spoil, message) => {
    const row = sft();
    spoil(row);
    expect(messagesOf('sft', row).join('\n')).toMatch(message);
  });
});

describe('the DPO contract', () => {
  it('holds for a canonical row', () => expect(checkRow('dpo', dpo())).toEqual([]));

  it.each<[string, (row: ReturnType<typeof dpo>) => void, RegExp]>([
    ['equal sides', (r) => Object.assign(r, { rejected: r.chosen }), /the same/],
    ['a prompt that ends with an answer', (r) => void r.prompt.push({ role: 'assistant', content: 'x' }), /\/prompt/],
    ['two messages a side', (r) => void r.chosen.push({ role: 'assistant', content: 'more' }), /\/chosen/],
    ['a side that is no answer', (r) => Object.assign(r.rejected[0] as object, { role: 'user' }), /\/rejected\/0/],
  ])('fails on %s', (_name, spoil, message) => {
    const row = dpo();
    spoil(row);
    expect(messagesOf('dpo', row).join('\n')).toMatch(message);
  });
});
