import { beforeAll, describe, expect, it } from 'vitest';
import { rewrite, shapeOf } from '../../../../src/assess/native/rewrite.ts';
import { linkable } from '../../../../src/cli/redact-native.ts';
import { Key } from '../../../../src/kit/key.ts';
import { createRedactor, type Redactor } from '../../../../src/redact/index.ts';

const key = Key.parse('ab'.repeat(32)) as Key;
let standard: Redactor;
let strict: Redactor;
beforeAll(async () => {
  standard = await createRedactor({ key, policy: 'standard', actions: linkable('standard') });
  strict = await createRedactor({ key, policy: 'strict', actions: linkable('strict') });
});

const MAIL = 'ines.holm@kelp.example';

describe('the shape of a log', () => {
  it.each([
    ['{"a":1}\n{"a":2}\n', 'lines'],
    ['{"a":1}\n', 'whole'],
    ['{\n  "a": 1\n}\n', 'whole'],
    ['[{"a":1},\n{"a":2}]', 'whole'],
    ['User: hello\n{"a":1}', 'text'],
    ['', 'text'],
  ])('%j is %s', (text, shape) => expect(shapeOf(text)).toBe(shape));
});

describe('rewriting in place', () => {
  it('touches values alone: spacing, order, escapes, long integers and line ends stay', async () => {
    const text = `{ "b":1.0,"a" : "caf\\u00e9 ${MAIL}" }\r\n\n{"n":12345678901234567890}\n`;
    const { text: out, hidden } = await rewrite(text, standard);
    expect(out).toMatch(
      /^\{ "b":1\.0,"a" : "caf\\u00e9 \[EMAIL_[0-9A-Z]{8}\]" \}\r\n\n\{"n":12345678901234567890\}\n$/,
    );
    expect(hidden).toEqual({ EMAIL: 1 });
  });

  it('gives one value one pseudonym in all lines, files and as an object key', async () => {
    const a = await rewrite(`{"from":"${MAIL}"}\n{"by":{"${MAIL}":1}}`, standard);
    const b = await rewrite(`Mail from ${MAIL}`, standard);
    const names = `${a.text}${b.text}`.match(/\[EMAIL_\w+\]/g) ?? [];
    expect(names).toHaveLength(3);
    expect(new Set(names).size).toBe(1);
  });

  it('leaves what a reader goes by, and hides the same word elsewhere', async () => {
    const record = {
      type: 'session.id',
      timestamp: '2031-05-06T07:08:09Z',
      ts: 1936000000,
      key: 'user.id',
      note: 'see www.kelp.com',
    };
    const { text } = await rewrite(JSON.stringify(record), strict);
    expect(JSON.parse(text)).toEqual({ ...record, note: expect.stringMatching(/^see \[URL_/) });
  });

  it('hides an address and a token under such a key all the same', async () => {
    const token = `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`;
    const { text } = await rewrite(JSON.stringify({ type: MAIL, source: token, birth_date: '1971-02-03' }), standard);
    expect(text).not.toMatch(/kelp|ghp_|1971/);
  });

  it('leaves the time in front of a line of text', async () => {
    const { text } = await rewrite('[2031-05-06 07:08:09] Agent: It is due on 2031-05-06.\n', strict);
    expect(text).toMatch(/^\[2031-05-06 07:08:09\] Agent: It is due on \[DATE_\w+\]\.\n$/);
  });

  it('keeps YAML: no value begins with a bracket', async () => {
    const yaml = `to: ${MAIL}\ncc:\n  - ${MAIL} # copy\nnote: "for ${MAIL}"\nlist: [1, 2]\n`;
    const { text } = await rewrite(yaml, standard, true);
    expect(text.replace(/_[0-9A-Z]{8}/g, '')).toBe(
      'to: "[EMAIL]"\ncc:\n  - "[EMAIL] # copy"\nnote: "for [EMAIL]"\nlist: [1, 2]\n',
    );
  });

  it('cuts a long text at the ends of lines, and loses none', async () => {
    const line = `${'x'.repeat(99)}\n`;
    const log = line.repeat(200_000);
    expect(
      (await rewrite(log, { redactFile: async (texts) => ({ texts: texts as never, redactions: [] }) })).text,
    ).toBe(log);
  });
});
