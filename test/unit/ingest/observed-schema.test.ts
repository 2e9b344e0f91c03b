/** Schemas of tools that no log declares: what was seen, joined over calls and sessions. */
import { describe, expect, it } from 'vitest';
import { SessionBuilder } from '../../../src/ingest/builder.ts';
import { onceEncoded } from '../../../src/ingest/inferred-tools.ts';
import { joinObserved, observe, observedIn } from '../../../src/ingest/observed-schema.ts';

describe('one call', () => {
  it.each<[string, string, object]>([
    [
      'types of all values',
      '{"s":"a","i":1,"f":1.5,"b":true,"n":null,"o":{"x":1},"l":["a",1]}',
      {
        type: 'object',
        properties: {
          s: { type: 'string' },
          i: { type: 'integer' },
          f: { type: 'number' },
          b: { type: 'boolean' },
          n: { type: 'null' },
          o: { type: 'object' },
          l: { type: 'array', items: { type: ['integer', 'string'] } },
        },
        required: ['s', 'i', 'f', 'b', 'n', 'o', 'l'],
      },
    ],
    ['no arguments', '{}', { type: 'object', properties: {} }],
    ['nothing', ' ', { type: 'object', properties: {} }],
    ['plain text', 'ls -F', { type: 'object', properties: { input: { type: 'string' } }, required: ['input'] }],
  ])('%s', (_name, args, schema) => {
    expect(observe(args)).toEqual(schema);
  });

  it('a table of data is no list of parameters', () => {
    const many = JSON.stringify(Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, 1])));
    const more = JSON.stringify({ other: 1 });
    expect(Object.keys(joinObserved(observe(many), observe(more)).properties)).toHaveLength(100);
  });
});

describe('two calls', () => {
  it.each<[string, string, string, object]>([
    ['required is what both have', '{"a":1,"b":1}', '{"a":2,"c":1}', { required: ['a'] }],
    ['nothing is required when one has nothing', '{"a":1}', '{}', { properties: { a: { type: 'integer' } } }],
    ['an integer is a number', '{"a":1}', '{"a":1.5}', { properties: { a: { type: 'number' } } }],
    ['two types', '{"a":"x"}', '{"a":null}', { properties: { a: { type: ['null', 'string'] } } }],
    ['items', '{"a":[]}', '{"a":["x"]}', { properties: { a: { type: 'array', items: { type: 'string' } } } }],
    [
      'a key that every object has',
      '{"a":1}',
      '{"constructor":1}',
      { properties: { constructor: { type: 'integer' } } },
    ],
  ])('%s', (_name, a, b, expected) => {
    const joined = joinObserved(observe(a), observe(b));
    expect(joined).toMatchObject(expected);
    expect(joinObserved(observe(b), observe(a)).required ?? []).toEqual(joined.required ?? []);
    expect(observedIn(JSON.stringify(joined))).toEqual(joined);
  });

  it('other JSON is no schema', () => {
    expect([observedIn('[1]'), observedIn('x'), observedIn(undefined)]).toEqual([undefined, undefined, undefined]);
  });
});

describe('a session', () => {
  const toolsOf = (fill: (b: SessionBuilder) => void): string[] => {
    const builder = new SessionBuilder('test');
    builder.user('Go.');
    fill(builder);
    return (builder.build()?.tools ?? []).map((t) => `${t.name} ${t.parameters}`);
  };

  it.each<[string, string, boolean | undefined, boolean]>([
    ['an error that names it', 'Error: No such tool available: ghost', undefined, false],
    ['an error', 'Unknown tool.', true, false],
    ['Codex', 'unsupported call: ghost', undefined, false],
    ['in words', 'The tool "ghost" does not exist.', undefined, false],
    ['a file that is not there', 'ghost: file not found', true, true],
    ['output about other tools', 'An unknown tool was used in 1999.', undefined, true],
    ['far down', `${'x '.repeat(200)} unknown tool ghost`, true, true],
  ])('a tool that the program does not know is none: %s', (_name, text, isError, known) => {
    const tools = toolsOf((b) => {
      b.newTurn().call({ id: 'a', name: 'ghost', args: '{}' });
      b.result({ id: 'a', text, ...(isError === undefined ? {} : { isError }) });
    });
    expect(tools).toHaveLength(known ? 1 : 0);
  });

  it('arguments that the model broke off say nothing of the tool', () => {
    const tools = toolsOf((b) => {
      b.newTurn().call({ name: 'f', args: '{"a": "x' });
      b.newTurn().call({ name: 'f', args: '{"a":"x"}' });
      b.newTurn().call({ name: 'g', args: '{"a": "x' });
      b.newTurn().call({ name: 'h', args: 'text', freeform: true });
    });
    expect(tools).toEqual([
      'f {"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}',
      'g {"type":"object","properties":{}}',
      'h {"type":"object","properties":{"input":{"type":"string"}},"required":["input"]}',
    ]);
  });
});

describe('arguments that were encoded twice', () => {
  it.each<[string, string, string]>([
    ['twice', JSON.stringify('{"a":1.0,"b":9007199254740993}'), '{"a":1.0,"b":9007199254740993}'],
    ['three times', JSON.stringify(JSON.stringify('{"a":1}')), '{"a":1}'],
    ['a text', '"ls"', '"ls"'],
    ['a list', '"[1]"', '"[1]"'],
    ['once', '{"a":"{}"}', '{"a":"{}"}'],
    ['broken', '"{', '"{'],
  ])('%s', (_name, args, expected) => {
    expect(onceEncoded(args)).toBe(expected);
  });

  it('are decoded in every session', () => {
    const builder = new SessionBuilder('test');
    builder.call({ name: 'f', args: '"{\\"a\\":7.50}"' });
    builder.call({ name: 'g', args: '"{\\"a\\":1}"', freeform: true });
    expect(builder.build()?.events).toMatchObject([
      { args: '{"a":7.50}', argsJson: true },
      { args: '"{\\"a\\":1}"', argsJson: false },
    ]);
  });
});
