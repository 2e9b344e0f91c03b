import { describe, expect, it } from 'vitest';
import { secretsOf } from './found.ts';

describe('plain words as passwords, for what stands around them', () => {
  it.each([
    ['user: ann\npassword: tulip\nhost: db1', 'tulip'],
    ['password = tulip\nusername = ann\n', 'tulip'],
    ['run --user ann --password tulip --verbose', 'tulip'],
    ['run --password=tulip', 'tulip'],
    ['run --password hunter2', 'hunter2'],
    ['DB_PASSWORD=tulip', 'tulip'],
    ['password=904417', '904417'],
    ['password: Kp9v.Lm2Qx7', 'Kp9v.Lm2Qx7'],
    ['PGPASSWORD=willow3 psql -h db1', 'willow3'],
    ['create secret generic db --from-literal=password=willow3 --from-literal=user=app', 'willow3'],
    ['run -e "become_pass=willow3"', 'willow3'],
    ['keystore.password=willow3\nkeystore.type=jks', 'willow3'],
    ['  admin_password = "willow3"\n', 'willow3'],
    ["os.environ['DB_PASSWORD'] = 'willow3'", 'willow3'],
    ["user.set_password('willow3')", 'willow3'],
    ['<server><password>willow3</password></server>', 'willow3'],
    ['<add key="SmtpPassword" value="willow3" />', 'willow3'],
    ['Passwort: 604417', '604417'],
  ])('%j', (text, value) => {
    expect(secretsOf(text)).toEqual([value]);
  });

  it.each([
    'vided via the --username and --password options',
    'use --password flag, or --password-file',
    'interface Login { user: string; password: string }',
    'user: string\npassword: string\n',
    'const login = {\n  user: name,\n  password: secretWord,\n};',
    'user = args.user\npassword = args.password\n',
    'password: tulip',
    'class HTTPPasswordMgrWithDefaultRealm(HTTPPasswordMgr):',
    'hex=HEX_PAT, ipv4=IPV4_PAT, colour_pat=[a-f0-9]{6}',
    ':type passphrase: :py:data:`bytes`',
    `die("cannot open: (pwd is $cwd)\\n");`,
    'const pass = !this.result.issues;',
    '{"pass": "ARIA rollen er understøttet", "fail": "nej"}',
    '{"pass": "要素のデフォルト2", "fail": "いいえ"}',
    '{"rule-no-password": "^10.2.2"}',
    '12 tests pass: 11, fail: 1',
    'password=0',
    'password=123456',
    'login(user=user, password=pass1)',
    'login(user, password=secret1, retry=False)',
    'DB_PASSWORD=password1',
    'password_encoder = bcrypt2\npassword.type=md5',
    'first_pass=stage1\nrender_pass=gbuffer2',
    '<input type="password" id="field2" name="entry1">',
    '"password": "string1"',
    'if (password === other1) return;',
    'password=attempt1 + salt',
    'user.set_password(data["password1"])',
    'password: Optional[SecretStr] = None',
  ])('%j holds none', (text) => {
    expect(secretsOf(text)).toEqual([]);
  });
});
