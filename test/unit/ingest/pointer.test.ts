/** JSON Pointers there and back, and values at a place with the pointer that leads to them. */
import { describe, expect, it } from 'vitest';
import { pointerOf } from '../../../src/ingest/blocks.ts';
import { decoded, into, items, placeOf, rawArgs } from '../../../src/ingest/place.ts';
import { pointerKeys, toPointer } from '../../../src/ingest/pointer.ts';

const CASES: [string, (string | number)[]][] = [
  ['', []],
  ['/', ['']],
  ['/a', ['a']],
  ['/a/0/b', ['a', '0', 'b']],
  ['/a~1b', ['a/b']],
  ['/m~0n', ['m~n']],
  ['/~01', ['~1']],
  ['/~1~0', ['/~']],
  ['//x', ['', 'x']],
  ['/a~1b~1c', ['a/b/c']],
];

describe('JSON Pointer', () => {
  it.each(CASES)('"%s" has the keys %j', (pointer, keys) => {
    expect(pointerKeys(pointer)).toEqual(keys);
  });
  it.each(CASES)('"%s" is written from %j, in both places that write pointers', (pointer, keys) => {
    expect(toPointer(keys)).toBe(pointer);
    expect(pointerOf(keys)).toBe(pointer);
  });
  it('writes numbers as they are', () => {
    expect(toPointer(['a', 12])).toBe('/a/12');
    expect(pointerOf([3, 'b'])).toBe('/3/b');
  });
});

const place = (text: string) => placeOf({ value: JSON.parse(text) as unknown, text });

describe('the way into a record', () => {
  it('keeps pointer and path', () => {
    const at = into(place('{"a/b":[{"m~n":7}]}'), 'a/b', 0, 'm~n');
    expect([at.value, at.pointer, at.path]).toEqual([7, '/a~1b/0/m~0n', ['a/b', 0, 'm~n']]);
  });
  it('leads to undefined where there is nothing, with the pointer that would be', () => {
    const at = into(place('{"a":1}'), 'a', 'b');
    expect([at.value, at.pointer]).toEqual([undefined, '/a/b']);
  });
  it('sees own properties only', () => {
    expect(into(place('{}'), 'constructor').value).toBeUndefined();
    expect(into(place('[]'), 'length').value).toBe(0);
  });
  it('enters JSON inside a string, whose raw text is then the inner one', () => {
    const at = into(place('{"body":"{\\"n\\":1.0}"}'), 'body', 'n');
    expect([at.value, at.pointer, at.text, at.path]).toEqual([1, '/body/n', '{"n":1.0}', ['n']]);
    expect(rawArgs(at)).toBe('1.0');
  });
});

describe('JSON inside a string', () => {
  const text = (value: string) => ({ value, pointer: '/p', text: 'outer', path: ['p'] });
  it.each([
    ['an object', '{"a":1}', { a: 1 }],
    ['a list, after space', ' \n[1]', [1]],
    ['encoded twice', '"{\\"a\\":1}"', { a: 1 }],
    ['a plain text stays', 'hello', 'hello'],
    ['a quoted text stays quoted', '"hello"', '"hello"'],
    ['broken JSON stays', '{"a":', '{"a":'],
    ['a number stays', '12', '12'],
  ])('%s', (_name, given, value) => {
    expect(decoded(text(given)).value).toEqual(value);
    expect(decoded(text(given)).pointer).toBe('/p');
  });
  it('a text that stays keeps its own place', () => {
    expect(decoded(text('hello'))).toEqual({ value: 'hello', pointer: '/p', text: 'outer', path: ['p'] });
  });
});

describe('elements and arguments', () => {
  it('lists the elements of an array, also of one in a string', () => {
    expect(items(place('["x","y"]')).map((p) => [p.value, p.pointer])).toEqual([
      ['x', '/0'],
      ['y', '/1'],
    ]);
    expect(items(into(place('{"l":"[5]"}'), 'l')).map((p) => [p.value, p.pointer])).toEqual([[5, '/l/0']]);
  });
  it('has none for anything else', () => {
    expect(items(place('{"0":1}'))).toEqual([]);
    expect(items(place('"text"'))).toEqual([]);
  });
  it.each([
    ['a string as it stands', '{"a":"{ \\"x\\": 1 }"}', '{ "x": 1 }'],
    ['an object as its text', '{"a":{"x":1}}', '{"x":1}'],
    ['numbers to the letter', '{"a":{"x":1.50,"y":12345678901234567890}}', '{"x":1.50,"y":12345678901234567890}'],
    ['null as nothing', '{"a":null}', ''],
    ['nothing as nothing', '{}', ''],
    ['a boolean', '{"a":false}', 'false'],
  ])('arguments: %s', (_name, given, args) => {
    expect(rawArgs(into(place(given), 'a'))).toBe(args);
  });
});
