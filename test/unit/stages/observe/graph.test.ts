/** Which result feeds which call. */
import { describe, expect, it } from 'vitest';
import type { Message } from '../../../../src/model/example.ts';
import { isSpecific, valuesIn } from '../../../../src/stages/observe/values.ts';
import { call, observed, type Part, sh, talk } from './support.ts';

const graph = (messages: readonly Message[]) => observed(messages).graph;

describe('an edge', () => {
  it.each<[string, Part[], [number, number][]]>([
    [
      'runs from the result that told an id to the call that uses it',
      ['u My orders?', call('orders', {}, '{"orders":["ord-88123"]}'), call('order', { id: 'ord-88123' }, '{}')],
      [[0, 1]],
    ],
    [
      'not where the person said it first',
      ['u Where is ord-88123?', call('orders', {}, '["ord-88123"]'), call('order', { id: 'ord-88123' }, '{}')],
      [],
    ],
    [
      'nor the system',
      ['s The desk is desk-5512.', 'u Hi', call('desks', {}, 'desk-5512'), call('desk', { id: 'desk-5512' }, '')],
      [],
    ],
    [
      'nor the model itself',
      [
        'u Hi',
        call('open', { id: 'tmp-4410' }, 'ok'),
        call('list', {}, 'tmp-4410'),
        call('shut', { id: 'tmp-4410' }, ''),
      ],
      [],
    ],
    [
      'not from a result that repeats its own call',
      [
        'u Hi',
        call('list', {}, 'ord-88123'),
        call('order', { id: 'ord-88123' }, '{"id":"ord-88123","shop":"shop-7001"}'),
        call('cancel', { id: 'ord-88123' }, ''),
      ],
      [
        [0, 1],
        [0, 2],
      ],
    ],
    [
      'from the nearest of two that told it',
      ['u Hi', call('a', {}, 'ord-88123'), call('b', {}, 'ord-88123'), call('order', { id: 'ord-88123' }, '')],
      [[1, 2]],
    ],
    [
      'one for each call that feeds it',
      [
        'u Hi',
        call('a', {}, 'ord-88123'),
        call('b', {}, 'card-4418'),
        call('pay', { o: 'ord-88123', c: ['card-4418'] }, ''),
      ],
      [
        [0, 2],
        [1, 2],
      ],
    ],
    [
      'once, however many values it carries',
      ['u Hi', call('a', {}, 'ord-88123 card-4418'), call('pay', { o: 'ord-88123', c: 'card-4418' }, '')],
      [[0, 1]],
    ],
    [
      'not between calls of one message',
      ['u Hi', [call('a', {}, 'ord-88123'), call('pay', { o: 'ord-88123' }, '')]],
      [],
    ],
    [
      'from a listing to the file, in its folder',
      ['u Hi', sh('ls src', 'billing.py\nb.py'), sh('cat src/billing.py', '')],
      [[0, 1]],
    ],
    [
      'from a long path to a part of it',
      ['u Hi', sh('find . -name "*.py"', '/srv/app/billing/tax.py'), call('open', { path: 'billing/tax.py' }, '')],
      [[0, 1]],
    ],
    ['by a number', ['u Hi', call('a', {}, '{"item":48213}'), call('b', { item: 48213 }, '')], [[0, 1]]],
    [
      'by an address',
      ['u Hi', call('a', {}, 'mail ann@firm.example'), call('b', { to: 'ANN@firm.example' }, '')],
      [[0, 1]],
    ],
    [
      'by a name of code',
      ['u Hi', sh('grep -n def a.py', '3:def total_of_year(x):'), sh('grep -rn total_of_year', '')],
      [[0, 1]],
    ],
    [
      'not by words, years, dates and versions',
      [
        'u Hi',
        call('a', {}, 'The weather of 2024-05-16 in 2024, v1.12.3, python3'),
        call('b', { q: 'weather 2024-05-16 2024 v1.12.3 python3' }, ''),
      ],
      [],
    ],
    ['not by names of keys', ['u Hi', call('a', {}, '{"order_number":1}'), call('b', { order_number: 2 }, '')], []],
  ])('%s', (_, parts, edges) => expect(graph(talk(...parts)).edges).toEqual(edges));
});

describe('depth and hops', () => {
  const chain = [
    'u Who is it?',
    call('a', {}, 'ord-88123'),
    call('b', { o: 'ord-88123' }, 'cust-5100'),
    call('c', { o: 'cust-5100' }, 'phone 5550147'),
    call('d', { weather: true }, 'mild'),
  ] as const;
  it('are those of the longest chain, and of what the answer stands on', () => {
    expect(graph(talk(...chain, 'a It is 5550147.'))).toMatchObject({ depth: 3, hops: 3 });
    expect(graph(talk(...chain, 'a It is mild.'))).toMatchObject({ depth: 3, hops: 0 });
    expect(graph(talk(...chain, 'a The customer is cust-5100.'))).toMatchObject({ depth: 3, hops: 2 });
  });
  it('are 1 and 0 where no call depends on another, and 0 without calls', () => {
    expect(graph(talk('u Hi', call('a', {}, 'x'), call('b', {}, 'y'), 'a Done.'))).toEqual({
      edges: [],
      depth: 1,
      hops: 0,
    });
    expect(graph(talk('u Hi', 'a Hi'))).toEqual({ edges: [], depth: 0, hops: 0 });
  });
});

it.each<[string, boolean]>([
  ['#w3792453', true],
  ['hat078', true],
  ['mia_li_3668', true],
  ['48213', true],
  ['src/app.py', true],
  ['billing.py', true],
  ['a@b.example', true],
  ['9f86d081884c7d65', true],
  ['total_of_year', true],
  ['weather', false],
  ['2024', false],
  ['1000', false],
  ['2024-05-16', false],
  ['3.11.2', false],
  ['1.2.3.4', false],
  ['203.0.113.77', true],
  ['python3', false],
  ['sha256', false],
  ['readme.md', false],
  ['12pm', false],
  ['a_b', false],
])('%s tells where it comes from: %s', (value, specific) => expect(isSpecific(value)).toBe(specific));

it('finds values between any punctuation, in lower case, each once', () => {
  expect([...valuesIn('{"id":"Ord-88123","of":[\'Ord-88123\'],(card-4418)}, ./src/a_file.py:12: x')]).toEqual([
    'ord-88123',
    'card-4418',
    'src/a_file.py',
    'a_file.py',
  ]);
});

it('takes a large run in time that grows with it', () => {
  const page = (n: number) => Array.from({ length: 2000 }, (_, i) => `row-${n}-${i}x`).join(' ');
  const calls = Array.from({ length: 120 }, (_, n) => call('page', { after: `row-${n - 1}-1999x` }, page(n)));
  const before = performance.now();
  const { edges } = graph(talk('u All of it.', ...calls));
  // A hundred pages hold as many values as are kept; what comes later gets no edge.
  expect(edges.length).toBeGreaterThan(90);
  expect(edges.length).toBeLessThan(110);
  expect(performance.now() - before).toBeLessThan(5000);
});
