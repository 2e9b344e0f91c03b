/** Tools in system prompts, and what only looks like them. */
import { describe, expect, it } from 'vitest';
import { declaredTools } from '../../../../src/ingest/steps/declared-tools.ts';
import { readOne } from '../outline.ts';

const F = '{"name": "f", "description": "d", "parameters": {"type": "dict", "properties": {"n": {"default": 1.50}}}}';
const names = (text: string): string[] => declaredTools(text).map((t) => t.name);

describe('tools that a prompt declares', () => {
  it.each([
    ['a list', `You can use these:\n[${F}, {"name": "g", "parameters": {}}]\nAnswer in brackets [f(n=1)].`, ['f', 'g']],
    [
      'in tags',
      `You see {a} thing. <tools>\n{"type": "function", "function": ${F}}\n</tools> Answer {"name": "x", "arguments": {}}`,
      ['f'],
    ],
    ['one after another', `Use them -\n${F}\n\n{"name": "g", "description": "e"}\n`, ['f', 'g']],
    ['as Python prints them', "Tools: [{'name': 'f', 'description': \"it's\", 'parameters': None}]", ['f']],
  ])('%s', (_name, text, found) => {
    expect(names(text)).toEqual(found);
  });

  it.each([
    ['an example of a call', 'Answer as {"name": "f", "arguments": {"n": 1}}'],
    ['a person', 'The customer is {"name": "Ann", "age": 3}'],
    ['a list of things', 'Fruit: [{"name": "apple"}, {"name": "pear"}]'],
    ['a placeholder', 'Greet {name} and [someone]'],
    ['tags without any', '<tools></tools> and no more'],
  ])('not %s', (_name, text) => {
    expect(names(text)).toEqual([]);
  });

  it('digits stay as written', () => {
    expect(declaredTools(F)[0]?.parameters).toContain('1.50');
  });

  it('a column of tools counts more than the prompt', async () => {
    const row = {
      system: F,
      conversations: [
        { from: 'human', value: 'q' },
        { from: 'gpt', value: 'a' },
      ],
    };
    expect((await readOne('sharegpt', [row])).tools.map((t) => t.name)).toEqual(['f']);
    const both = { ...row, tools: '[{"name": "h", "parameters": {}}]' };
    expect((await readOne('sharegpt', [both])).tools.map((t) => t.name)).toEqual(['h']);
  });

  it('reads hostile prompts in linear time', () => {
    const start = performance.now();
    for (const text of [
      '{'.repeat(300_000),
      '[{"name": '.repeat(30_000),
      '<tools>'.repeat(50_000),
      '{"a": "'.repeat(40_000),
    ])
      expect(names(text)).toEqual([]);
    expect(performance.now() - start).toBeLessThan(4000);
  });
});
