/**
 * What consumers cannot load never gets into a file, and is found in one. By real `datasets` 5.2.0: one lone low surrogate makes the whole
 * file unloadable, and a number beyond the range of a double becomes null or inf.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Violation } from '../../../src/datasets/contract.ts';
import { compactRaw, stringify } from '../../../src/datasets/json.ts';
import { readRows } from '../../../src/datasets/read.ts';
import { validatePaths } from '../../../src/datasets/validate.ts';
import { loadableJson, unloadableAt } from '../../../src/datasets/well-formed.ts';
import { writeLog } from '../../support/logs.ts';
import { run } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';

describe('what is written', () => {
  it('has no half of a surrogate pair, in text, keys and raw arguments', () => {
    const made = stringify({
      'k\ude00': 'cut \ude00 here',
      whole: '😀',
      high: 'cut here \ud83d',
      args: compactRaw('{"a":"\\ude00 x","b\\uD83D":1,"c":"\\ud83d\\ude00","d":"\\\\ude00"}'),
    });
    expect(made).toBe(
      '{"k\ufffd":"cut \ufffd here","whole":"😀","high":"cut here \ufffd",' +
        '"args":{"a":"\ufffd x","b\ufffd":1,"c":"\\ud83d\\ude00","d":"\\\\ude00"}}',
    );
    expect(unloadableAt(JSON.parse(made))).toEqual([]);
  });

  it.each(['1e999', '-1e999', '1E+400', `1${'0'.repeat(400)}`, '1.7976931348623159e308'])(
    'has %s as a string of its digits',
    (number) => {
      expect(loadableJson(`{"x":[${number}, 1]}`)).toBe(`{"x":["${number}",1]}`);
    },
  );

  it('keeps every other token as it was logged', () => {
    const tokens =
      '[1.0,-0,1e5,1E-999,123456789012345678901234567890,1.7976931348623157e308,"1e999 and 1.0 \\u00e9",true,null]';
    expect(loadableJson(tokens)).toBe(tokens);
    expect(loadableJson('{ "a" : [ 1 ,\n 2 ] }')).toBe('{"a":[1,2]}');
  });
});

/** What the reader of datasets says of a row. */
async function violations(line: string): Promise<Violation[]> {
  const file = join(tempFolder(), 'train.jsonl');
  writeFileSync(file, `${line}\n`);
  for await (const row of readRows({ file })) return row.violations;
  throw new Error('no row');
}

describe('validate', () => {
  const row = (content: string, args: string): string =>
    `{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"","weight":1,"tool_calls":[{"id":"aB3dE6gH1","type":"function","function":{"name":"f","arguments":${args}}}]},{"role":"tool","tool_call_id":"aB3dE6gH1","name":"f","content":${content}}],"tools":"null","meta":"{\\"id\\":\\"x\\"}"}`;

  it('names the place of each', async () => {
    const bad = row('"\\ude00"', '{"a/b":[1,1e999],"\\ud800":1}');
    expect((await violations(bad)).map((v) => `${v.pointer} ${v.message}`).sort()).toEqual([
      '/messages/1/tool_calls/0/function/arguments/a~1b/1 a number beyond the range of a double',
      '/messages/1/tool_calls/0/function/arguments/\ufffd half of a surrogate pair, which is not valid Unicode',
      '/messages/2/content half of a surrogate pair, which is not valid Unicode',
    ]);
    expect(await violations(row('"😀"', '{"a":1e308}'))).toEqual([]);
  });

  it('looks into the declared tools', async () => {
    const tools = JSON.stringify('[{"type":"function","function":{"name":"f","description":"\\ude00"}}]');
    const bad = row('"x"', '{}').replace('"tools":"null"', `"tools":${tools}`);
    expect((await violations(bad)).map((v) => v.pointer)).toEqual(['/tools/0/function/description']);
  });

  it('takes arguments of any depth', () => {
    const deep = JSON.parse(row('"x"', `{"a":${'['.repeat(20_000)}1e999${']'.repeat(20_000)}}`)) as unknown;
    expect(unloadableAt(deep)).toHaveLength(1);
  });

  it('counts rows by newlines alone, and wants UTF-8', async () => {
    const root = tempFolder();
    const file = join(root, 'rows.jsonl');
    writeFileSync(file, `${row('"a\u2028b\u2029c"', '{}')}\r\n\n${row('"d\u0085e"', '{}')}`);
    const report = await validatePaths([file], root);
    expect(report).toMatchObject({ files: [{ rows: 2 }], findings: [] });
    writeFileSync(
      file,
      Buffer.concat([Buffer.from(`${row('"x"', '{}')}\n\n`), Buffer.from(row('"\xe9"', '{}'), 'latin1')]),
    );
    expect((await validatePaths([file], root)).findings).toMatchObject([{ line: 3, message: 'not valid UTF-8' }]);
  });

  it('says where a line breaks, and none of its text', async () => {
    const root = tempFolder();
    writeFileSync(join(root, 'rows.jsonl'), '{"messages": S3cretPw99}\n');
    const { findings } = await validatePaths([join(root, 'rows.jsonl')], root);
    expect(findings).toMatchObject([{ line: 1, message: 'not valid JSON at column 14' }]);
  });
});

it('a log with all of it gives a dataset without', async () => {
  const root = tempFolder();
  const talk = (id: string, answer: string): string =>
    `{"id":"${id}","messages":[{"role":"user","content":"Question ${id} about the garden and the river"},{"role":"assistant","content":"${answer}"}]}`;
  const call =
    '{"id":"c","messages":[{"role":"user","content":"Please look up how far away the moon is"},{"role":"assistant","content":null,"tool_calls":[{"id":"t1","type":"function","function":{"name":"f","arguments":"{\\"far\\":1e999,\\"cut\\":\\"\\\\ude00\\"}"}}]},{"role":"tool","tool_call_id":"t1","content":"\\ude00 is what it says"},{"role":"assistant","content":"It is very far away indeed."}]}';
  writeLog(
    root,
    'logs/a.jsonl',
    `${talk('a', '\\ude00 rest of a text that was cut')}\n${talk('b', 'A whole answer with enough text.')}\n${call}\n`,
  );
  const result = await run({ root, config: { split: { validation: 0 } } });
  expect(result.outputs).toMatchObject([{ rows: 3 }]);
  expect(result.quarantined).toBe(0);
  const text = readFileSync(join(root, 'out/sft/train.jsonl'), 'utf8');
  expect(text).toContain('"content":"\ufffd rest of a text');
  expect(text).toContain('"arguments":{"far":"1e999","cut":"\ufffd"}');
  expect(text).not.toMatch(/\\+u[dD][89a-fA-F]/);
  expect((await validatePaths([join(root, 'out')], root)).findings).toEqual([]);
});
