import { describe, expect, it } from 'vitest';
import { encodeAt, type JsonLeaf, jsonLeaves, splice, walkJson } from '../../../src/kit/json/rewrite.ts';

const leaves = (text: string) =>
  jsonLeaves(text)?.map(({ kind, text: value, path }) => `${kind} ${path.join('.')} ${value}`);

describe('walking JSON text', () => {
  it('gives values, keys and numbers with the keys above them', () => {
    expect(leaves('{"a": {"b": ["x", 1.0]}, "c": "y"}')).toEqual([
      'key  a',
      'key a b',
      'string a.b x',
      'number a.b 1.0',
      'key  c',
      'string c y',
    ]);
  });

  it('descends into JSON inside strings, at any depth', () => {
    const inner = JSON.stringify({ email: 'a@b.example' });
    expect(leaves(JSON.stringify({ body: JSON.stringify({ raw: inner }) }))).toContain(
      'string body.raw.email a@b.example',
    );
  });

  it.each(['{"a" 1}', '{"a": 1', '[1, 2,]', 'plain', '{"a": "unterminated}', '{,}', '"\\'])('refuses %s', (text) => {
    expect(jsonLeaves(text)).toBeUndefined();
  });

  it('tolerates NaN and Infinity, which Python writes', () => {
    expect(leaves('[NaN, -Infinity, 2]')).toEqual(['number  -Infinity', 'number  2']);
  });

  it('maps decoded offsets back to the source, also through two levels of escapes', () => {
    const text = JSON.stringify({ a: JSON.stringify({ b: 'né\n"x" — \u{1f600} end' }) }).replace('é', '\\\\u00e9');
    const leaf = jsonLeaves(text)?.find((one) => one.kind === 'string');
    expect(leaf?.text).toBe('né\n"x" — \u{1f600} end');
    const at = leaf?.text.indexOf('end') ?? 0;
    expect(text.slice(leaf?.at(at), leaf?.at(at + 3))).toBe('end');
    const e = leaf?.text.indexOf('é') ?? 0;
    expect(text.slice(leaf?.at(e), leaf?.at(e + 1))).toBe('\\\\u00e9');
    expect(leaf?.levels).toBe(2);
  });

  it('says how far it read when it fails, so that callers can bound their attempts', () => {
    let read = 0;
    expect(walkJson('{"a": [1, 2, oops', { onFail: (n) => (read = n) })).toBeUndefined();
    expect(read).toBeGreaterThan(10);
  });

  it('is not stopped by a hundred thousand brackets', () => {
    expect(jsonLeaves('['.repeat(100_000))).toBeUndefined();
    expect(jsonLeaves(`${'['.repeat(50_000)}1${']'.repeat(50_000)}`)).toHaveLength(1);
  });
});

/** Replaces leaves in place, as rendering does: `replace` gives the new decoded text. */
function rewritten(text: string, replace: (leaf: JsonLeaf) => string | undefined): string {
  const splices = (jsonLeaves(text) ?? []).flatMap((leaf) => {
    const value = replace(leaf) ?? leaf.text;
    if (value === leaf.text) return [];
    return [{ start: leaf.at(0), end: leaf.at(leaf.text.length), text: encodeAt(value, leaf.levels) }];
  });
  return splice(text, splices);
}

describe('rewriting JSON text', () => {
  it('leaves all else byte-identical', () => {
    const text = '{ "n" : 1.0,"big":12345678901234567890, "z":1, "a": [ NaN , true ],\n "who" : "Maria", "z": -0 }';
    const out = rewritten(text, (leaf) => (leaf.text === 'Maria' ? 'X "1"' : undefined));
    expect(out).toBe(text.replace('"Maria"', '"X \\"1\\""'));
  });

  it('encodes replacements as deep as they lie', () => {
    const text = JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ c: 'Maria' }) }) });
    const out = rewritten(text, (leaf) => (leaf.text === 'Maria' ? 'a"b\\c' : undefined));
    expect(JSON.parse(JSON.parse(JSON.parse(out).a).b).c).toBe('a"b\\c');
  });

  it('replaces keys and numbers in place', () => {
    const out = rewritten('{"id_1": 42, "id_2": 42.50}', (leaf) =>
      leaf.kind === 'key' ? leaf.text.toUpperCase() : leaf.text === '42' ? '77' : undefined,
    );
    expect(out).toBe('{"ID_1": 77, "ID_2": 42.50}');
  });
});
