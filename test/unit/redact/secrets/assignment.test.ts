import { describe, expect, it } from 'vitest';
import { secretDetector } from '../../../../src/redact/detect/secrets/index.ts';
import { kindOfName } from '../../../../src/redact/detect/secrets/names.ts';
import { ALNUM, HEX, of, uuid } from './samples.ts';

function secrets(text: string): string[] {
  return secretDetector.detect({ text, kind: 'prose' }).map((f) => text.slice(f.start, f.end));
}

const token = of(ALNUM, 32);
const password = `Tr0ub!${of(ALNUM, 6)}`;

describe('values assigned to telling names', () => {
  it.each([
    [`DB_PASSWORD='${password}'`, password],
    [`password: ${password}`, password],
    [`"dbPassword": "${password}"`, password],
    [`--password ${password} --host db`, password],
    [`my password is ${password}.`, `${password}.`],
    [`PGPASSWORD=${password} psql -h db`, password],
    [`Server=db;Uid=app;Pwd=${password};`, password],
    [`api_key = "${token}"`, token],
    [`some.api.token=${token}`, token],
    [`client_secret: '${token}',`, token],
    [`session_secret => "${of(HEX, 64)}"`, undefined],
    [`const apiToken: string = "${token}";`, token],
    [`{\\"secret\\": \\"${token}\\"}`, token],
    [`https://x.example.org/cb?access_token=${token}&state=1`, token],
  ])('%s', (text, value) => {
    const found = secrets(text);
    expect(found).toHaveLength(1);
    if (value !== undefined) expect(found).toEqual([value]);
  });
});

describe('passwords as people choose them', () => {
  it.each([
    [':password       => "4ian1234",', ['4ian1234']],
    ["user = 'ann'\npassword = 'goodspec'", ['goodspec']],
    ["the password is 'centipede'", ['centipede']],
    ['REDIS_PASSWORD=centipede', ['centipede']],
    ["password = 'qHtaoNKhMIUPjqPOA'", ['qHtaoNKhMIUPjqPOA']],
    ["password = 'newPasswordField'", []],
    ['\'vm_password\': "Pass123!@#",', ['Pass123!@#']],
    ['sender.Credentials = new NetworkCredential("ann@example.com", "vzihlaquknriqlht");', ['vzihlaquknriqlht']],
    [
      "SECRET_KEY = 'u9e^cmago!%(^+=gr@cu@v9-v7ulhbk2s3!w&39w4+n3*k*$'",
      ['u9e^cmago!%(^+=gr@cu@v9-v7ulhbk2s3!w&39w4+n3*k*$'],
    ],
    ['usernameLabel:"Username:",passwordLabel:"Password:",x:"y1y2y3y4"', []],
    ['f($user,$password="",$timeout="0",$verbose=false)', []],
    ['usernamePassword = "application:" + appKey', []],
    ["password = 'required'", []],
    ["as: 'edit_password'\nput '/forgot-password' => 'cms/sites/passwords#update'", []],
    ['password.encode("utf-8")', []],
  ])('%s', (text, found) => {
    expect(secrets(text)).toEqual(found);
  });
});

describe('values said in prose', () => {
  it.each([
    [`the API key we were given is ${token}, rotate it`, [token]],
    [`Here is the access token: ${token}`, [token]],
    [`your new secret key (keep it safe) is "${token}"`, [token]],
    [`the token of the lexer, see parseExpressionStatementOrDeclaration2`, []],
    [`secret history of commit ${of(HEX, 40)}`, []],
    [`The secret is out.`, []],
  ])('%s', (text, found) => {
    expect(secrets(text)).toEqual(found);
  });

  it('names the rule, and is less sure', () => {
    const [found] = secretDetector.detect({ text: `the API key we were given is ${token}`, kind: 'prose' });
    expect(found).toMatchObject({ rule: 'mentioned-key', confidence: 0.6 });
  });
});

describe('values that are no secrets', () => {
  it.each([
    'password = request.form["password"]',
    'password: str = Field(...)',
    "password='password'",
    'password: <your password>',
    'DB_PASSWORD=$DB_PASSWORD',
    'DB_PASSWORD=$' + '{DB_PASSWORD:-}',
    'api_key = os.environ["API_KEY"]',
    'token = tokens[0]',
    'token: xxxxxxxxxxxxxxxx',
    'API_KEY=your_api_key_here',
    'token = tokenizer.convert_ids_to_tokens(17)',
    'max_tokens: 4096',
    'pad_token_id=50256',
    'key = "user_name_1"',
    'primary_key=True',
    'public_key = "9Cnzj4p4WGeKLs1Pt8QuKUpRKfFLfRYC9AIKjbJTWit"',
    'secret_name: prod-db-17',
    'credentialsId: "ff083f76-7804-4ef1-80e4-fe975bb9141b"',
    'nextPageToken: "CAUQAA7f9d8s7f9d8s7"',
    'commit 9a038989604e8da62ecddbe2094b16ce1b778be1',
    'token_file = "/var/run/secrets/token-17.txt"',
    'invalid_token = "9a7b6c5d4e3f2a1b"',
    'secret = "1password-17-example"',
    'OP_TOKEN=abc123def456ghi...',
  ])('%s', (text) => {
    expect(secrets(text)).toEqual([]);
  });

  it('are ids, hashes and pictures', () => {
    for (const text of [
      `id: ${uuid()}`,
      `sha256:${of(HEX, 64)}`,
      `"integrity": "sha512-${of(ALNUM, 86)}=="`,
      `data:image/png;base64,${of(ALNUM, 400)}`,
      `index ${of(HEX, 7)}..${of(HEX, 7)} 100644`,
    ])
      expect([text, secrets(text)]).toEqual([text, []]);
  });
});

describe('values of JSON keys', () => {
  const detect = (key: string, text: string) =>
    secretDetector.detect({ text, kind: 'value', key }).map((f) => text.slice(f.start, f.end));

  it('are judged by the key alone when it says password', () => {
    expect(detect('password', 'swordfish')).toEqual(['swordfish']);
    expect(detect('userPassword', ' open sesame ')).toEqual(['open sesame']);
    expect(detect('password', '********')).toEqual([]);
    expect(detect('password_hint', 'swordfish')).toEqual([]);
  });

  it('must look like tokens when it says token', () => {
    expect(detect('access_token', token)).toEqual([token]);
    expect(detect('token', 'the')).toEqual([]);
    expect(detect('token_count', '123456789012')).toEqual([]);
  });
});

describe('names', () => {
  it.each([
    ['DB_PASSWORD', 'password'],
    ['clientSecret', 'secret'],
    ['api-key', 'key'],
    ['privateKey', 'secret'],
    ['key', undefined],
    ['publicKey', undefined],
    ['secretName', undefined],
    ['author', undefined],
    ['keyboard', undefined],
  ])('%s', (name, kind) => {
    expect(kindOfName(name)).toBe(kind);
  });
});
