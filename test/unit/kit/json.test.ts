/** Broken JSON is told by place and never by its text, in every version of Node.js. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/kit/errors.ts';
import { jsonErrorAt } from '../../../src/kit/json/error-at.ts';
import { parseJson } from '../../../src/kit/json/parse.ts';

const accepted = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('jsonErrorAt', () => {
  it.each([
    ['', 0],
    ['  ', 2],
    ['{"a":1,}', 7],
    ['{"a" 1}', 5],
    ['{a:1}', 1],
    ['[1,2', 4],
    ['[1 2]', 3],
    ['[1,]', 3],
    ['{"a":"x\ny"}', 7],
    ['"\\x"', 1],
    ['01', 1],
    ['{} {}', 3],
    ['[1}', 2],
    ['tru', 0],
    ['{"a":"never closed', 18],
  ])('%j breaks at %i', (text, at) => {
    expect(jsonErrorAt(text)).toBe(at);
    expect(accepted(text)).toBe(false);
  });

  it('agrees with JSON.parse on every one-character change of a document', () => {
    const text = '{"a":[1,-2.5e+3,"x\\u00e9\\"",true,null,{}],"b":{"c":[]}}';
    expect(jsonErrorAt(text)).toBeUndefined();
    const changes = [
      '',
      '"',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '0',
      '-',
      '.',
      'e',
      '\\',
      't',
      ' ',
      '\n',
      '\u2028',
      '\u0001',
    ];
    for (let i = 0; i <= text.length; i++)
      for (const change of changes) {
        const changed = text.slice(0, i) + change + text.slice(i + 1);
        expect(jsonErrorAt(changed) === undefined, changed).toBe(accepted(changed));
      }
  });

  it('takes nesting of any depth', () => {
    expect(jsonErrorAt('['.repeat(100_000) + ']'.repeat(100_000))).toBeUndefined();
    expect(jsonErrorAt('['.repeat(100_000))).toBe(100_000);
  });
});

describe('parseJson', () => {
  it('gives line and column, and nothing of the text', () => {
    const text = '{\n  "a": 1,\n  "b": S3cretPw99\n}';
    const parse = () => parseJson(text, { file: 'goldpan.json' });
    expect(parse).toThrow(UserError);
    expect(parse).toThrow(/^goldpan\.json:3:8: not valid JSON$/);
    expect(() => parseJson('{]', { file: 'x.jsonl', line: 41 })).toThrow(/^x\.jsonl:41:2: /);
  });

  it('passes over a byte-order mark', () => {
    expect(parseJson('\ufeff{"a":1}', { file: 'x' })).toEqual({ a: 1 });
  });
});

/** Where JSON.parse stands because its error is caught on the spot, or its text is one that Goldpan has just made or checked. */
const ALLOWED: Readonly<Record<string, number>> = {
  'src/datasets/well-formed.ts': 1,
  'src/host/transcript.ts': 1,
  'src/host/why.ts': 2,
  'src/ingest/formats/benchmarks/tau2-message.ts': 1,
  'src/ingest/formats/coding-agents/codex-status.ts': 1,
  'src/ingest/formats/training-sets/goldpan-output.ts': 1,
  'src/ingest/openai.ts': 1,
  'src/ingest/parse.ts': 2,
  'src/ingest/rawjson.ts': 1,
  'src/ingest/shapes/loose.ts': 1,
  'src/ingest/sqlite/cursor.ts': 1,
  'src/ingest/text/calls.ts': 1,
  'src/ingest/traces/langfuse-steps.ts': 1,
  'src/kit/json/parse.ts': 2,
  'src/kit/lock.ts': 1,
  'src/model/own-files.ts': 1,
  'src/redact/detect/secrets/rules/structures.ts': 1,
  'src/run/judge/endpoint.ts': 1,
  'src/run/store/session-codec.ts': 1,
  'src/stages/judge/questions.ts': 1,
};

it('no other file calls JSON.parse: its message quotes the text', () => {
  const root = join(import.meta.dirname, '../../..');
  const found: Record<string, number> = {};
  for (const name of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue;
    const path = `src/${name.replaceAll('\\', '/')}`;
    const code = readFileSync(join(root, path), 'utf8').replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, '');
    const calls = code.match(/\bJSON\.parse\(/g)?.length ?? 0;
    if (calls > 0) found[path] = calls;
  }
  expect(found).toEqual(ALLOWED);
});
