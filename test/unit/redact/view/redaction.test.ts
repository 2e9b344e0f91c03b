/** What only the plain view shows is hidden in the text, with its dress and nothing more. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createRedactor } from '../../../../src/redact/index.ts';
import { valueHash } from '../../../../src/redact/plan/values.ts';
import type { Redactor } from '../../../../src/redact/types.ts';
import { KEY } from '../helpers.ts';

let redactor: Redactor;
beforeAll(async () => {
  redactor = await createRedactor({ key: KEY, policy: 'standard' });
});
const redact = async (text: string): Promise<string> => (await redactor.redactTexts([text]))[0]?.text ?? '';
const E = '\x1b';
const TOKEN = 'ghp_wZ7xKq3LrYp0aJdHs6GfCeM2uNoB9iRtE4Kv';
const encode = (text: string): string => Buffer.from(text).toString('base64');

describe('values in a dress are hidden', () => {
  it.each<[string, string]>([
    [`token ${E}[32m${TOKEN}${E}[0m ok`, `token ${E}[32m[SECRET_1]${E}[0m ok`],
    [String.raw`out='ok\n${TOKEN}\nbye'`, String.raw`out='ok\n[SECRET_1]\nbye'`],
    [`gh${E}[1mp_${TOKEN.slice(4)}`, '[SECRET_1]'],
    [String.raw`b'mail\nodo.ravn@kelp.example\r\n'`, String.raw`b'mail\n[EMAIL_1]\r\n'`],
    ['?m=odo.ravn%40kelp.example&s=1', '?m=[EMAIL_1]&s=1'],
    ['odo.ravn@kelp.example_old', '[EMAIL_1]_old'],
    [`old_${TOKEN}_bak`, 'old_[SECRET_1]_bak'],
    ['_odo.ravn@kelp.example_', '_[EMAIL_1]_'],
    ['+odo.ravn@kelp.example', '+[EMAIL_1]'],
    ['+4930123456@kelp.example', '[EMAIL_1]'],
    ['to _Odo Ravnsborg Keller_ now, _x_', 'to _[PERSON_1]_ now, _x_'],
    ['call 0\u202f415\u2011555\u20110132 now', 'call [PHONE_1] now'],
    [`data: ${encode('password: kelp-Tower-77')}\nx`, 'data: [SECRET_1]\nx'],
    [`x: ${encode(encode('mail odo.ravn@kelp.example'))}`, 'x: [EMAIL_1]'],
    ['phone=%2B4930123456789&name=Odo+Ravn&n=2', 'phone=[PHONE_1]&name=[PERSON_1]&n=2'],
    ['scan_520-75-3227_old.pdf', 'scan_[GOV_ID_1]_old.pdf'],
    [`{"a":"${String.raw`x\\nodo.ravn@kelp.example\\ty`}"}`, `{"a":"${String.raw`x\\n[EMAIL_1]\\ty`}"}`],
    [`{"mail":"odo.ravn%40kelp.example"}`, `{"mail":"[EMAIL_1]"}`],
    [`{"first_name":"Odo&nbsp;R&#252;n"}`, `{"first_name":"[PERSON_1]"}`],
  ])('%j', async (text, expected) => {
    expect(await redact(text)).toBe(expected);
  });

  it('under one number with the same value in plain', async () => {
    expect(await redact('odo.ravn@kelp.example, odo.ravn%40kelp.example, \\nodo.ravn\\u0040kelp.example')).toBe(
      '[EMAIL_1], [EMAIL_1], \\n[EMAIL_1]',
    );
  });
});

describe('terms of the user', () => {
  it.each<[string, string]>([
    ['the Kelp%20Tower%20plan', 'the [CUSTOM_1]%20plan'],
    [`${E}[1mKelp${E}[0m Tower`, `${E}[1m[CUSTOM_1]`],
    ['ok\\nMo\\u00adray@kelp.example', 'ok\\nMo\\u00adray@kelp.example'],
  ])('%j', async (text, expected) => {
    const own = await createRedactor({
      key: KEY,
      policy: 'standard',
      dictionary: [
        { term: 'Kelp Tower', mode: 'mask' },
        { term: 'Moray@kelp.example', mode: 'never' },
      ],
    });
    expect((await own.redactTexts([text]))[0]?.text).toBe(expected);
  });

  it('and decisions, which are known as hashes only', async () => {
    const value = 'KT-4471-X';
    const decided = await createRedactor({
      key: KEY,
      policy: 'standard',
      decisions: [{ hash: valueHash(KEY, value), decision: 'mask' }],
    });
    expect((await decided.redactTexts(['see%20KT-4471-X%2C ok']))[0]?.text).toBe('see%20[CUSTOM_1]%2C ok');
  });
});

describe('left alone', () => {
  it.each([
    String.raw`path C:\new\temp\report and re.compile(r"\nfoo\d{3}-\d{2}-\d{4}")`,
    'see https://docs.example/search?q=percent%20encoding&page=2',
    '?q=red+shoes&name=Air+Max&sort=price',
    `${E}[32m✓${E}[0m 214 tests passed in 3.81s`,
    String.raw`'build ok\nversion 4.18.2\nsha 650ea2f40146a64c54de07eed98f2674a668cbb0\n'`,
    'integrity sha512-tdYB3WvO3Bq6C5X0kC8p1n0S5JH1Hq0pN3q1yC1b8l3oQx1m2ZkF4u8pQvE8c3sY9rT2w5xZ7aB9dE1fG3hJ5A==',
    encode('a list of a few words that name nobody at all'),
    'width=40em; a&nbsp;b &lt;div class="x"&gt;',
    'def _helper(x_1, _y): return CONST_NAME_2',
    'const x = { a: b + 1, password: process.env.PW, c: call() }',
  ])('%j', async (text) => {
    expect(await redact(text)).toBe(text);
  });
});

describe('prints of objects', () => {
  it.each<[string, string]>([
    [
      "got {'user': {'password': 'kelp tower', 'first_name': 'Odo', 'n': 3, 'ok': True, 'x': None}, 'l': ('a', b'b')}.",
      "got {'user': {'password': '[SECRET_1]', 'first_name': '[PERSON_1]', 'n': 3, 'ok': True, 'x': None}, 'l': ('a', b'b')}.",
    ],
    ["{ password: 'kestrel-99', tags: [ 'a', [Object] ] }", "{ password: '[SECRET_1]', tags: [ 'a', [Object] ] }"],
    [`p = {'d': '{"password": "kelp tower"}'}`, `p = {'d': '{"password": "[SECRET_1]"}'}`],
    [`{"o": "{'password': 'kelp tower', 'k': 'it\\\\'s'}"}`, `{"o": "{'password': '[SECRET_1]', 'k': 'it\\\\'s'}"}`],
    ["{'m': Row(first_name='Odo', id=UUID('7'))}", "{'m': Row(first_name='[PERSON_1]', id=UUID('7'))}"],
  ])('%s', async (text, expected) => {
    expect(await redact(text)).toBe(expected);
  });
});
