/** Golden rows of each kind for TRL, read back as TRL reads them; and the weights that keep columns JSON. */

import { describe, expect, it } from 'vitest';
import { violationsOf } from '../../../src/datasets/dataset.ts';
import { stringify } from '../../../src/datasets/json.ts';
import { dpo, dpoCandidate } from '../../../src/datasets/kinds/dpo.ts';
import { sft, sftCandidate } from '../../../src/datasets/kinds/sft.ts';
import type { Row, RowMessage } from '../../../src/datasets/row.ts';
import { isWitness, trl } from '../../../src/datasets/targets/trl.ts';
import { lineOf } from '../../../src/datasets/write.ts';
import { tryJson } from '../../../src/kit/json/parse.ts';
import type { CuratedCard } from '../../../src/stages/curated.ts';
import { calling, datasetNamed, example, m, pairOf, result, weights, world } from './support.ts';

/** As the consumer reads a line: JSON, then the two columns that are JSON text. */
function consumed(line: string) {
  const row = JSON.parse(line) as { messages: RowMessage[]; tools: string; meta: string };
  return { ...row, tools: JSON.parse(row.tools) as unknown, meta: JSON.parse(row.meta) as Record<string, unknown> };
}

const order = [
  m('system', 'Sell.'),
  m('user', 'Order 7, "quick"\u2028please'),
  calling(0, '{ "order": 7.0, "big": 12345678901234567890 }'),
  result(0, '{"ok":true}'),
  m('assistant', 'Done.'),
];
const tools = [{ name: 'f', description: 'Orders', parameters: '{"type": "object", "maximum": 1.0}', inferred: false }];

function sftLine(): string {
  const { cards, context } = world({ examples: [example('a', { messages: order, tools })] });
  const row = sft.row(sftCandidate([...cards][0] as CuratedCard, context), context);
  if ('why' in row) throw new Error(row.why);
  return lineOf(datasetNamed('sft'), row);
}

function dpoLine(id: string): string {
  const prompt = [m('user', 'Which?'), calling(0), result(0, 'two')];
  const examples = [
    example('good', { messages: [...prompt, m('assistant', 'Two.')] }),
    example('bad', { messages: [...prompt, calling(1)] }),
  ];
  const { context } = world({ examples });
  const row = dpo.row(dpoCandidate(pairOf('good', 'bad', { id, at: 3, margin: 1 }), context), context);
  if ('why' in row) throw new Error(row.why);
  return lineOf(datasetNamed('dpo'), row);
}

describe('a golden SFT row', () => {
  it('has these bytes', () => {
    expect(sftLine()).toBe(
      '{"messages":[{"role":"system","content":"Sell."},{"role":"user","content":"Order 7, \\"quick\\"\u2028please"},' +
        '{"role":"assistant","content":"","weight":1,"tool_calls":[{"id":"OZtzU2TjM","type":"function",' +
        '"function":{"name":"f","arguments":{"order":7.0,"big":12345678901234567890}}}]},' +
        '{"role":"tool","tool_call_id":"OZtzU2TjM","name":"f","content":"{\\"ok\\":true}"},' +
        '{"role":"assistant","content":"Done.","weight":1}],' +
        '"tools":"[{\\"type\\":\\"function\\",\\"function\\":{\\"name\\":\\"f\\",\\"description\\":\\"Orders\\",\\"parameters\\":{\\"type\\":\\"object\\",\\"maximum\\":1.0}}}]",' +
        '"meta":"{\\"id\\":\\"a\\",\\"kind\\":\\"trajectory\\",\\"format\\":\\"openai-chat\\",\\"complexity\\":1,\\"task\\":\\"question\\",\\"domain\\":\\"general\\",\\"language\\":\\"eng\\",\\"outcome\\":\\"unknown\\",\\"topic\\":\\"unknown\\",\\"tokens\\":12}"}',
    );
  });

  it('is read back by the consumer, and keeps its contract', () => {
    const row = consumed(sftLine());
    expect(row.tools).toMatchObject([{ type: 'function', function: { name: 'f', parameters: { maximum: 1 } } }]);
    expect(row.messages[2]).toMatchObject({ tool_calls: [{ function: { arguments: { order: 7 } } }] });
    const decoded = trl.decode(tryJson(sftLine()));
    expect([...decoded.violations, ...violationsOf(datasetNamed('sft'), decoded.row)]).toEqual([]);
  });

  it('is one line', () => expect(sftLine()).not.toMatch(/[\n\r]/));
});

describe('a golden DPO row', () => {
  it('has these bytes with weights', () => {
    expect(dpoLine('pair-7')).toBe(
      '{"prompt":[{"role":"user","content":"Which?"},{"role":"assistant","content":"","tool_calls":[{"id":"z80Dh71FI",' +
        '"type":"function","function":{"name":"f","arguments":{}}}]},{"role":"tool","tool_call_id":"z80Dh71FI","name":"f","content":"two","weight":1}],' +
        '"chosen":[{"role":"assistant","content":"Two.","weight":1}],' +
        '"rejected":[{"role":"assistant","content":"","weight":1,"tool_calls":[{"id":"RW1qncWnw","type":"function","function":{"name":"f","arguments":{}}}]}],' +
        '"tools":"null","meta":"{\\"id\\":\\"pair-7\\",\\"source\\":\\"feedback\\",\\"margin\\":1}"}',
    );
  });

  it('has these bytes without', () => {
    expect(dpoLine('pair-1')).toBe(
      '{"prompt":[{"role":"user","content":"Which?"},{"role":"assistant","content":"","tool_calls":[{"id":"6gPi0OCTx",' +
        '"type":"function","function":{"name":"f","arguments":{}}}]},{"role":"tool","tool_call_id":"6gPi0OCTx","name":"f","content":"two"}],' +
        '"chosen":[{"role":"assistant","content":"Two."}],' +
        '"rejected":[{"role":"assistant","content":"","tool_calls":[{"id":"SY4Ilsc5o","type":"function","function":{"name":"f","arguments":{}}}]}],' +
        '"tools":"null","meta":"{\\"id\\":\\"pair-1\\",\\"source\\":\\"feedback\\",\\"margin\\":1}"}',
    );
  });

  it('is read back by the consumer, and keeps its contract', () => {
    for (const id of ['pair-1', 'pair-2']) {
      expect(consumed(dpoLine(id))).toMatchObject({ tools: null, meta: { id, source: 'feedback', margin: 1 } });
      const decoded = trl.decode(tryJson(dpoLine(id)));
      expect([...decoded.violations, ...violationsOf(datasetNamed('dpo'), decoded.row)]).toEqual([]);
    }
  });
});

describe('the weights of pairs', () => {
  const pair = (id: string): Row & Record<'prompt' | 'chosen' | 'rejected', RowMessage[]> => ({
    prompt: [
      { role: 'system', content: 'S' },
      { role: 'user', content: 'U' },
    ],
    chosen: [{ role: 'assistant', content: 'A' }],
    rejected: [{ role: 'assistant', content: 'B' }],
    tools: [],
    meta: { id },
  });
  it('come to about every second pair', () => {
    const share = Array.from({ length: 2000 }, (_, i) => isWitness(`pair-${i}`)).filter(Boolean).length / 2000;
    expect(Math.abs(share - 0.5)).toBeLessThan(0.05);
  });

  it('are carried by both answers and the last prompt message', () => {
    const id = Array.from({ length: 40 }, (_, i) => `pair-${i}`).find(isWitness) as string;
    const { prompt, chosen, rejected } = trl.encode(pair(id)) as ReturnType<typeof pair>;
    expect([prompt, chosen, rejected].map(weights)).toEqual([[undefined, 1], [1], [1]]);
  });

  it('leave the canonical row as it is', () => {
    for (let i = 0; i < 10; i++) {
      const row = pair(`pair-${i}`);
      trl.encode(row);
      expect(row).toEqual(pair(`pair-${i}`));
    }
  });

  it('are no matter of SFT rows', () => {
    const row = { messages: [{ role: 'user', content: 'U' }], tools: [], meta: { id: 'a' } };
    for (let i = 0; i < 10; i++)
      expect(stringify(trl.encode({ ...row, meta: { id: `a-${i}` } }))).not.toContain('weight');
  });
});

describe('decoding', () => {
  it.each<[string, unknown]>([
    ['a number', 7],
    ['null', null],
    ['text', 'row'],
  ])('leaves %s to the contract', (_, value) => expect(trl.decode(value)).toEqual({ row: value, violations: [] }));

  it('gives what was encoded', () => {
    const row = {
      messages: [],
      tools: [{ type: 'function' as const, function: { name: 'f' } }],
      meta: { id: 'a', n: 1 },
    };
    expect(trl.decode(tryJson(stringify(trl.encode(row))))).toEqual({ row, violations: [] });
    const bare = { messages: [], tools: [], meta: { id: 'a' } };
    expect(trl.decode(tryJson(stringify(trl.encode(bare))))).toEqual({ row: bare, violations: [] });
  });
});
