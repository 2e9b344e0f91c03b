import { PLACES } from '../../../../../src/redact/detect/secrets/rules/places.ts';
import { type SecretRow, testRules } from './rules.ts';

const ROWS: readonly SecretRow[] = [
  ['pgpass', 'db.example.org:5432:shop:ann:~', 'Elm-<low:6>', '/usr/bin/false', 0.9],
  ['netrc-password', 'machine api.example.org\n  login ann\n  password ~\n', 'Elm-<low:6>', '$PASSWORD', 0.97],
  ['powershell-securestring', '$s = ConvertTo-SecureString -String "~" -AsPlainText', 'brambles', '$plain', 0.97],
  ['powershell-credential', "[Net.NetworkCredential]::new('ann', '~')", 'brambles', '$plain', 0.97],
  ['sql-identified-by', 'ALTER USER ann IDENTIFIED BY ~;', 'brambles', '$plain', 0.97],
  ['sql-password', "SET PASSWORD FOR ann = PASSWORD('~')", 'brambles', 'password', 0.97],
  ['jdbc-thin-password', 'url: jdbc:oracle:thin:scott/~@//db:1521/orcl', 'brambles', 'password', 0.97],
  ['auth-pair', 'get(url, auth=("ann", "~"))', 'brambles-7', 'password', 0.85],
  ['html-password-field', '<input type="password" id="p" value="~">', 'brambles', '{{ value }}', 0.97],
  ['typed-into-password-field', 'page.fill("#password", "~")', 'brambles-7', 'password', 0.9],
  ['plist-password', '<key>Password</key>\n<string>~</string>', 'brambles', '$(PASSWORD)', 0.97],
  ['login-pair', 'login: ann / ~', 'Elm7<low:6>', 'elm', 0.8],
  ['login-pair', 'creds are ann / ~', 'willow83', 'required2', 0.8],
  ['login-list', 'user:pass\nann:~\n', 'willow83', 'password', 0.8],
  ['redis-password', 'port 6379\nrequirepass ~\n', 'willow83', 'foobared', 0.85],
  ['wifi-psk', 'network={\n  psk="~"\n}', 'willow83', '$PSK', 0.85],
  ['terraform-default', 'variable "db_password" {\n  type = string\n  default = "~"\n}', 'willow83', 'changeme', 0.85],
  ['create-user', "User.objects.create_user('ann', 'a@x.example', '~')", 'willow83', 'password', 0.85],
  ['secret-set', 'gh secret set DB_PASSWORD --body "~"', 'willow83', '$PW', 0.97],
  ['magic-link', 'https://x.example/magic-link/~', '<any:24>', 'how-do-magic-links-work', 0.8],
  ['magic-link', 'https://x.example/verify?code=~', '<hex:32>', 'how-do-magic-links-work', 0.75],
  ['signed-url', 'https://x.example/a?X-Goog-Signature=~', '<hex:512>', 'signature_of_the_document', 0.8],
  ['private-key-der', 'key: ~', 'MIIEvQIBADAN<any:64>', 'MIIBIjANBgkqhkiG9w0B<any:64>', 0.97],
  [
    'private-key-base64',
    'tls.key: ~',
    '<base64:-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA7x>',
    '<base64:-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIE>',
    0.97,
  ],
];

testRules(PLACES, ROWS);
