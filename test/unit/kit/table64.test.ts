import { describe, expect, it } from 'vitest';
import { Compact } from '../../../src/kit/compact.ts';
import { memo } from '../../../src/kit/memo.ts';
import { wilson } from '../../../src/kit/stats.ts';
import { Table64 } from '../../../src/kit/table64.ts';

const hex = (n: number): string => n.toString(16).padStart(16, '0');

describe('Table64', () => {
  it('tells 0 from nothing, and keys apart by either half', () => {
    const table = new Table64();
    expect(table.get('00000000000000ff')).toBe(undefined);
    table.set('00000000000000ff', 0);
    table.set('000000ff00000000', 7);
    expect([table.get('00000000000000ff'), table.get('000000ff00000000'), table.size]).toEqual([0, 7, 2]);
    expect(table.get('000000ff000000ff')).toBe(undefined);
  });

  it('overwrites without growing', () => {
    const table = new Table64();
    table.set('0123456789abcdef', 3);
    table.set('0123456789abcdef', 4_294_967_294);
    expect([table.get('0123456789abcdef'), table.size]).toEqual([4_294_967_294, 1]);
  });

  it('keeps salted keys apart from the same keys without salt', () => {
    const table = new Table64();
    table.set('0123456789abcdef', 1);
    table.set('0123456789abcdef', 2, 'ffffffffffffffff');
    table.set('0123456789abcdef', 3, 'ffffffff00000000');
    expect(table.size).toBe(3);
    expect(table.get('0123456789abcdef')).toBe(1);
    expect(table.get('0123456789abcdef', 'ffffffffffffffff')).toBe(2);
    expect(table.get('0123456789abcdef', 'ffffffff00000000')).toBe(3);
    expect(table.read(0xfedcba98, 0x76543210)).toBe(2);
  });

  it('finds everything again when it has grown, from two slots to thousands', () => {
    const table = new Table64(2);
    for (let i = 0; i < 3000; i++) table.set(hex(i * 65536), i);
    expect(table.size).toBe(3000);
    for (let i = 0; i < 3000; i++) expect(table.get(hex(i * 65536))).toBe(i);
    expect(table.get(hex(3000 * 65536))).toBe(undefined);
  });

  it('walks on where slots collide, round its end', () => {
    const table = new Table64(8);
    // With high 0 the slot is low & 7: three keys for the last slot.
    for (const [low, value] of [
      [7, 1],
      [15, 2],
      [23, 3],
    ] as const)
      table.write(0, low, value);
    expect([7, 15, 23, 31].map((low) => table.read(0, low))).toEqual([1, 2, 3, undefined]);
  });
});

describe('Compact', () => {
  it('gives the first of equal values', () => {
    const compact = new Compact();
    const first = { tools: ['a', 'b'] };
    expect(compact.shared(first)).toBe(first);
    expect(compact.shared({ tools: ['a', 'b'] })).toBe(first);
    const other = { tools: ['b', 'a'] };
    expect(compact.shared(other)).toBe(other);
  });

  it('keeps 4096 values to compare with, and lets the rest be', () => {
    const compact = new Compact();
    const values = Array.from({ length: 4097 }, (_, i) => [i]);
    for (const value of values) compact.shared(value);
    expect(compact.shared([4095])).toBe(values[4095]);
    const again = [4096];
    expect(compact.shared(again)).toBe(again);
  });

  it('copies bytes side by side into one buffer, larger ones into their own', () => {
    const compact = new Compact();
    const source = Buffer.from('abc');
    const [one, two] = [compact.bytes(source), compact.bytes(Buffer.from('defg'))];
    source.fill(0);
    expect([one.toString(), two.toString()]).toEqual(['abc', 'defg']);
    expect(two.buffer).toBe(one.buffer);
    expect(two.byteOffset - one.byteOffset).toBe(3);
    const large = compact.bytes(Buffer.alloc(300_000, 'x'));
    expect([large.length, large.buffer.byteLength, large.at(-1)]).toEqual([300_000, 300_000, 120]);
    expect([one.toString(), two.toString()]).toEqual(['abc', 'defg']);
  });
});

describe('memo', () => {
  it('computes once for a text, and again when it has forgotten', () => {
    const asked: string[] = [];
    const length = memo((text) => {
      asked.push(text);
      return text.length;
    }, 2);
    expect(['a', 'bb', 'a', 'bb'].map(length)).toEqual([1, 2, 1, 2]);
    expect(asked).toEqual(['a', 'bb']);
    // A third forgets the two.
    expect(['ccc', 'ccc', 'a'].map(length)).toEqual([3, 3, 1]);
    expect(asked).toEqual(['a', 'bb', 'ccc', 'a']);
  });

  it('remembers false, 0 and null, which are answers too', () => {
    let asked = 0;
    const nothing = memo((text): false | 0 | null => {
      asked++;
      return text === 'f' ? false : text === '0' ? 0 : null;
    });
    expect(['f', '0', 'n', 'f', '0', 'n'].map(nothing)).toEqual([false, 0, null, false, 0, null]);
    expect(asked).toBe(3);
  });
});

describe('wilson', () => {
  it.each([
    [0, 0, 0, 1],
    [0, 10, 0, 0.2129],
    [10, 10, 0.7871, 1],
    [5, 10, 0.2693, 0.7307],
    [1, 100, 0.0022, 0.0436],
  ])('%i of %i', (hits, n, low, high) => {
    const found = wilson(hits, n);
    expect([found.low, found.high].map((value) => Math.round(value * 1e4) / 1e4)).toEqual([low, high]);
  });

  it('is wider for a larger z', () => {
    const { low, high } = wilson(5, 10, 1.959963984540054);
    expect([low, high].map((value) => Math.round(value * 1e4) / 1e4)).toEqual([0.2366, 0.7634]);
  });
});
