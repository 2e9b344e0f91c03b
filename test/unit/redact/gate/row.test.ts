/** The parts of the gate that read a row: places, Goldpan's own words, placeholders, known values. */
import { describe, expect, it } from 'vitest';
import { placeholder } from '../../../../src/model/placeholder.ts';
import { GateDigests } from '../../../../src/redact/gate/digest.ts';
import { KnownValues } from '../../../../src/redact/gate/known.ts';
import { besidePlaceholders, isOwn, withoutPlaceholders } from '../../../../src/redact/gate/own.ts';
import { pointersAt } from '../../../../src/redact/gate/pointer.ts';
import { Search } from '../../../../src/redact/gate/search.ts';
import { tokens } from '../../../../src/redact/text/tokens.ts';
import type { PiiType } from '../../../../src/redact/types.ts';

describe('places in a row', () => {
  const row =
    '{"messages":[{"content":"a"},{"x":1,"content":"b \\"c\\" d","n":[7,{"Ilka O":"e"}]}],"tools":"f","g":[]}';
  it.each([
    ['"a"', '/messages/0/content'],
    ['1', '/messages/1/x'],
    ['c', '/messages/1/content'],
    ['d', '/messages/1/content'],
    ['7', '/messages/1/n/0'],
    // A key that could be a value itself.
    ['"e"', '/messages/1/n/1/*'],
    ['f', '/tools'],
  ])('%s is at %s', (text, pointer) => {
    const at = text === 'c' || text === 'd' ? row.indexOf('b \\"') + (text === 'c' ? 4 : 8) : row.indexOf(text);
    expect(pointersAt(row, [at])).toEqual([pointer]);
  });
  it('are told in one pass, also several in one string', () => {
    const at = row.indexOf('b \\"');
    expect(pointersAt(row, [at, at + 4, row.indexOf('"f"') + 1])).toEqual([
      '/messages/1/content',
      '/messages/1/content',
      '/tools',
    ]);
  });
});

describe('Goldpan’s own words', () => {
  it.each<[string[], 'value' | 'key', boolean]>([
    [['meta', 'format'], 'value', true],
    [['messages', 'role'], 'value', true],
    [['chosen', 'tool_calls', 'id'], 'value', true],
    [['messages', 'content', 'role'], 'value', false],
    [['messages', 'name'], 'value', false],
    [['messages'], 'key', true],
    [['messages', 'content'], 'key', false],
    [['messages', 'tool_calls', 'function', 'arguments'], 'key', false],
    [['tools', 'function', 'parameters', 'properties'], 'key', false],
  ])('%j as a %s: %s', (path, kind, own) => {
    expect(isOwn({ path, kind })).toBe(own);
  });
});

describe('placeholders', () => {
  it('are filled at the same offsets, with what no detector reads over', () => {
    const text = `a=${placeholder('SECRET', 1)}\nb`;
    const filled = withoutPlaceholders(text);
    expect([filled.length, filled.indexOf('\nb')]).toEqual([text.length, text.indexOf('\nb')]);
    expect(filled.slice(2, -2)).toMatch(/^[^\s\w\p{P}]+$/u);
    expect(withoutPlaceholders('a [b] c')).toBe('a [b] c');
  });
  it('leave the stretches beside them', () => {
    expect(besidePlaceholders(withoutPlaceholders(`x${placeholder('SECRET', 1)}y`))).toEqual(['x', 'y']);
    expect(besidePlaceholders('xy')).toEqual(['xy']);
  });
});

describe('known values in a text', () => {
  const digests = new GateDigests('5f5f');
  const search = new Search(digests);
  const hits = (value: string, text: string, type: PiiType = 'CUSTOM'): string[] => {
    const known = new KnownValues();
    const words = tokens(value.toLowerCase()).map((token) => token.text);
    const head = digests.head(words[0] ?? '', 'lower');
    known.add({ digest: digests.of(words, 'lower'), head, tokens: words.length, type, scope: 'run' }, 0);
    return search.find(text, [{ values: known }]).map(({ start, end }) => text.slice(start, end));
  };
  it.each([
    ['mk-40', 'see MK-40 and mk_40, mk 40', ['MK-40', 'mk_40', 'mk 40']],
    ['mk-40', 'xmk-40 mk-401', []],
    // Words of one value stand close, in one line and one clause.
    ['mk-40', 'mk      40', []],
    ['mk-40', 'mk\n40', []],
    ['mk-40', 'mk: 40', []],
    ['aa:bb', 'aa:bb', ['aa:bb']],
    ['10.20.30.40', '10.20.30.40', ['10.20.30.40']],
    ['10.20.30.40', '10, 20, 30, 40', []],
  ])('%s in %j', (value, text, expected) => {
    expect(hits(value, text)).toEqual(expected);
  });
  it.each<[PiiType, number]>([
    ['USERNAME', 0],
    ['EMAIL', 0],
    ['PHONE', 1],
    ['SECRET', 1],
  ])('of the type %s may hold a blank: %i', (type, count) => {
    expect(hits('mk-40', 'mk 40', type)).toHaveLength(count);
    expect(hits('mk-40', 'mk_40', type)).toHaveLength(1);
  });
  it('are never read across a placeholder', () => {
    expect(hits('mk-40', withoutPlaceholders('mk[AGE]40'))).toEqual([]);
  });
});
