/** Calls against declared schemas: every planted kind of wrong argument is named, and no schema of a log hangs or throws. */
import { describe, expect, it } from 'vitest';
import { call, declared, type Made, observed, talk } from './support.ts';

const BOOK = {
  type: 'object',
  properties: {
    city: { type: 'string', minLength: 2 },
    nights: { type: 'integer', minimum: 1, maximum: 30 },
    class: { type: 'string', enum: ['plain', 'fine'] },
    day: { type: 'string', format: 'date' },
    mail: { type: 'string', format: 'email' },
    code: { type: 'string', pattern: '^[A-Z]{2}[0-9]+$' },
    guests: {
      type: 'array',
      maxItems: 2,
      items: {
        type: 'object',
        properties: { name: { type: 'string' }, age: { type: 'number' } },
        required: ['name'],
        additionalProperties: false,
      },
    },
    pay: {
      oneOf: [{ type: 'object', properties: { card: { type: 'string' } }, required: ['card'] }, { type: 'null' }],
    },
  },
  required: ['city', 'nights'],
  additionalProperties: false,
};
const right = { city: 'Rome', nights: 2 };

function findings(made: Made, schema: object | string | undefined = BOOK): string[] {
  const { steps } = observed(talk('u Book.', made), [declared('book', schema)]);
  return steps.filter((s) => s.flag === 'invalid' || s.flag === 'unknown_tool').map((s) => s.rule);
}

describe('a planted fault', () => {
  it.each<[string, object | string, string[]]>([
    ['nothing', right, []],
    [
      'everything right',
      { ...right, class: 'fine', day: '2026-03-01', code: 'AB12', guests: [{ name: 'A' }], pay: null },
      [],
    ],
    ['a missing argument', { city: 'Rome' }, ['missing argument: nights']],
    ['all missing', {}, ['missing argument: city', 'missing argument: nights']],
    ['no arguments at all', '', ['missing argument: city', 'missing argument: nights']],
    ['one missing inside', { ...right, guests: [{ age: 3 }] }, ['missing argument: guests[].name']],
    ['an unexpected one', { ...right, pets: 1 }, ['unexpected argument: pets']],
    ['an unexpected one inside', { ...right, guests: [{ name: 'A', pet: 1 }] }, ['unexpected argument: guests[].pet']],
    ['an unexpected one with words for a name', { ...right, 'Mr John Smith': 1 }, ['unexpected argument: (unnamed)']],
    ['text for a number', { city: 'Rome', nights: '2' }, ['wrong type: nights (integer)']],
    ['half a number for a whole', { city: 'Rome', nights: 2.5 }, ['wrong type: nights (integer)']],
    ['a number for text', { city: 7, nights: 2 }, ['wrong type: city (string)']],
    ['text for a list', { ...right, guests: 'A' }, ['wrong type: guests (array)']],
    ['a wrong type inside', { ...right, guests: [{ name: 'A', age: '3' }] }, ['wrong type: guests[].age (number)']],
    [
      'null for what may be left out',
      { ...right, class: null },
      ['null for: class (string)', 'not an allowed value: class'],
    ],
    ['null for what must be given', { city: null, nights: 2 }, ['wrong type: city (string)']],
    ['a value that is not allowed', { ...right, class: 'best' }, ['not an allowed value: class']],
    ['too small', { city: 'Rome', nights: 0 }, ['out of range: nights']],
    ['too large', { city: 'Rome', nights: 31 }, ['out of range: nights']],
    ['too short', { city: 'R', nights: 2 }, ['wrong length: city']],
    [
      'too many',
      { ...right, guests: [{ name: 'A' }, { name: 'B' }, { name: 'C' }] },
      ['wrong number of items: guests'],
    ],
    ['no day of the calendar', { ...right, day: 'tomorrow' }, ['wrong format: day (date)']],
    ['no address', { ...right, mail: 'ann' }, ['wrong format: mail (email)']],
    ['not by its pattern', { ...right, code: '12AB' }, ['does not match its pattern: code']],
    ['none of the alternatives', { ...right, pay: { cash: 1 } }, ['against the schema: pay']],
    ['broken JSON', '{"city": "Rome", "nights"', ['not JSON']],
    ['no object', 'Rome', ['not JSON']],
    ['a list', '[1]', ['no JSON object']],
    [
      'two faults',
      { city: 'Rome', nights: '2', pets: 1 },
      ['unexpected argument: pets', 'wrong type: nights (integer)'],
    ],
  ])('%s', (_, args, rules) => expect(findings(call('book', args, 'ok'))).toEqual(rules));

  it('is said of its call, with less confidence where the schema does not forbid it', () => {
    const open = { type: 'object', properties: { city: { type: 'string' } } };
    const { steps } = observed(
      talk('u Book.', [call('book', { city: 'A' }, 'ok'), call('book', { city: 'A', pets: 1 }, 'ok')]),
      [declared('book', open)],
    );
    expect(steps).toEqual([
      { message: 1, call: 1, flag: 'invalid', rule: 'undeclared argument: pets', confidence: 0.6 },
    ]);
    expect(findings(call('book', { pets: 1 }, 'ok'), { ...open, additionalProperties: true })).toEqual([]);
    expect(findings(call('book', { pets: 1 }, 'ok'), {})).toEqual([]);
  });
});

describe('a tool that was not offered', () => {
  const flags = (made: Made, tools = [declared('book', BOOK)]) =>
    observed(talk('u Book.', made), tools)
      .steps.filter((s) => s.flag === 'unknown_tool')
      .map((s) => s.rule);
  it('is named when it failed, or the result says so', () => {
    expect(flags(call('bok', right, 'Error: what?'))).toEqual(['no such tool among the declared']);
    expect(flags(call('bok', right))).toEqual(['no such tool among the declared']);
    expect(flags(call('bok', right, 'unsupported call: bok'), [])).toEqual(['no such tool, by the result']);
  });
  it('is none where it answered, where no tool is declared, or where they were only inferred', () => {
    expect(flags(call('bok', right, 'booked'))).toEqual([]);
    expect(flags(call('bok', right, 'Error: what?'), [])).toEqual([]);
    expect(flags(call('bok', right, 'Error: x'), [{ ...declared('book', BOOK), inferred: true }])).toEqual([]);
    expect(flags(call('functions.book', right, 'Error: x'))).toEqual([]);
  });
});

describe('text alone', () => {
  it('is what a tool without a schema takes', () => {
    const freeform = observed(talk('u Go.', call('book', '*** Begin Patch', 'ok')), [declared('book')]);
    expect(freeform.steps).toEqual([]);
    expect(findings(call('book', '*** Begin Patch', 'ok'), { type: 'object', properties: {} })).toEqual([]);
  });
});

it('inferred schemas judge nothing', () => {
  const tools = [{ ...declared('book', BOOK), inferred: true }];
  expect(observed(talk('u Book.', call('book', { pets: 1 }, 'ok')), tools).steps).toEqual([]);
});

describe('drafts and habits', () => {
  const made = (value: unknown) => call('book', { x: value }, 'ok');
  const of = (x: object, more: object = {}) => ({ type: 'object', properties: { x }, ...more });
  it.each<[string, object | string, unknown, string[]]>([
    [
      'references to $defs',
      of({ $ref: '#/$defs/n' }, { $defs: { n: { type: 'number' } } }),
      'a',
      ['wrong type: x (number)'],
    ],
    [
      '… to definitions',
      of({ $ref: '#/definitions/n' }, { definitions: { n: { type: 'number' } } }),
      'a',
      ['wrong type: x (number)'],
    ],
    [
      '2020-12',
      of({ prefixItems: [{ type: 'number' }] }, { $schema: 'https://json-schema.org/draft/2020-12/schema' }),
      ['a'],
      ['wrong type: x[] (number)'],
    ],
    [
      '2019-09',
      of({}, { $schema: 'https://json-schema.org/draft/2019-09/schema', unevaluatedProperties: false, properties: {} }),
      1,
      ['unexpected argument: x'],
    ],
    [
      'draft 7 with lists of items',
      of({ items: [{ type: 'number' }] }, { $schema: 'http://json-schema.org/draft-07/schema#' }),
      ['a'],
      ['wrong type: x[] (number)'],
    ],
    [
      'draft 4 with a bound that excludes',
      of({ type: 'number', minimum: 3, exclusiveMinimum: true }),
      3,
      ['out of range: x'],
    ],
    ['draft 3 with required on the argument', of({ type: 'number', required: true }), 'a', ['wrong type: x (number)']],
    ['types by their names in Python', of({ type: 'float' }), 'a', ['wrong type: x (number)']],
    ['a type of its own', of({ type: 'Money' }), 'a', []],
    ['any', of({ type: 'any' }), 'a', []],
    ['nullable', of({ type: 'string', nullable: true }), null, []],
    [
      'conditions',
      '{"properties":{"x":{}},"if":{"required":["x"]},"then":{"required":["y"]}}',
      1,
      ['missing argument: y'],
    ],
  ])('%s', (_, schema, value, rules) => expect(findings(made(value), schema)).toEqual(rules));
});

describe('a schema that cannot be used gives no verdict, and is counted', () => {
  const deep = (n: number): object => (n === 0 ? {} : { type: 'object', properties: { a: deep(n - 1) } });
  const doubled = Object.fromEntries(
    Array.from({ length: 40 }, (_, i) => [
      `d${i}`,
      { allOf: [{ $ref: `#/$defs/d${i + 1}` }, { $ref: `#/$defs/d${i + 1}` }] },
    ]),
  );
  it.each<[string, object | string]>([
    ['broken JSON', '{"type":"object"'],
    ['no object', '[1]'],
    ['a reference to elsewhere', { properties: { x: { $ref: 'https://example.org/a.json' } } }],
    ['a reference to a file', { properties: { x: { $ref: 'a.json#/x' } } }],
    ['a reference to nothing', { properties: { x: { $ref: '#/$defs/none' } } }],
    ['one that is deeper than any tool', deep(60)],
    [
      'one that is larger than any tool',
      { properties: Object.fromEntries(Array.from({ length: 6000 }, (_, i) => [`p${i}`, { type: 'string' }])) },
    ],
    ['one that refers to itself alone', { $ref: '#' }],
    ['one that doubles with each reference', { $ref: '#/$defs/d0', $defs: { ...doubled, d40: {} } }],
    ['patterns of names that may hang', { patternProperties: { '^(a+)+$': { type: 'string' } } }],
  ])('%s', (_, schema) => {
    const before = performance.now();
    const seen = observed(talk('u Go.', call('book', { x: 1 }, 'ok')), [declared('book', schema)]);
    expect(seen.steps).toEqual([]);
    expect(seen.counts.unchecked).toBe(1);
    expect(performance.now() - before).toBeLessThan(2000);
  });
});

describe('a hostile schema', () => {
  it('cannot hang by a pattern: what is not linear is not asked', () => {
    const schema = {
      type: 'object',
      properties: { x: { type: 'string', pattern: '^(a+)+$' }, y: { type: 'string', pattern: 'a*b*c*' } },
    };
    const before = performance.now();
    expect(findings(call('book', { x: `${'a'.repeat(5000)}!`, y: 'a'.repeat(50_000) }, 'ok'), schema)).toEqual([]);
    expect(performance.now() - before).toBeLessThan(1000);
  });
  it('cannot reach the prototype', () => {
    const schema =
      '{"type":"object","properties":{"__proto__":{"type":"string"},"constructor":{"type":"number"},"toString":{"type":"number"}},"required":["toString"]}';
    expect(findings(call('book', '{"constructor":"a"}', 'ok'), schema)).toEqual([
      'missing argument: toString',
      'undeclared argument: constructor',
    ]);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
  it('may be recursive, as trees are', () => {
    const schema = {
      type: 'object',
      properties: { n: { type: 'number' }, of: { type: 'array', items: { $ref: '#' } } },
    };
    expect(findings(call('book', { n: 1, of: [{ n: 2, of: [{ n: 'a' }] }] }, 'ok'), schema)).toEqual([
      'wrong type: of[].of[].n (number)',
    ]);
  });
  it('may double at each level of the arguments without end: then there is no verdict', () => {
    const two = { allOf: [{ $ref: '#' }, { $ref: '#' }, { $ref: '#' }, { $ref: '#' }] };
    const nested = Array.from({ length: 30 }).reduce<object>((inside) => ({ a: inside }), {});
    const seen = observed(talk('u Go.', call('book', nested, 'ok')), [declared('book', { properties: { a: two } })]);
    expect([seen.steps, seen.counts.unchecked]).toEqual([[], 1]);
  });
  it('leaves nothing behind: names of one do not reach another', () => {
    const named = (type: string) => ({
      $id: 'same',
      type: 'object',
      properties: { x: { $ref: '#/$defs/a' } },
      $defs: { a: { $anchor: 'a', type } },
    });
    expect(findings(call('book', { x: 1 }, 'ok'), named('string'))).toEqual(['wrong type: x (string)']);
    expect(findings(call('book', { x: 1 }, 'ok'), named('number'))).toEqual([]);
  });
});
