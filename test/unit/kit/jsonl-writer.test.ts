import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { JsonlWriter } from '../../../src/kit/jsonl-writer.ts';
import { tempFolder } from '../../support/temp.ts';

it('writes a line a value, past its buffer and in any script', () => {
  const file = join(tempFolder(), 'a.jsonl');
  const writer = new JsonlWriter(file);
  const values = Array.from({ length: 3000 }, (_, i) => ({ i, text: 'ü😀\u2028'.repeat(40) }));
  for (const value of values) writer.add(value);
  writer.text('{"as":1.0}');
  writer.close();
  const lines = readFileSync(file, 'utf8').split('\n');
  expect(lines.pop()).toBe('');
  expect(lines.pop()).toBe('{"as":1.0}');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(values);
});
