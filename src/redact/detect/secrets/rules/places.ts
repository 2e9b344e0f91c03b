/** Passwords known by the place in a file, a statement or a call where they stand. */
import { isTemplate, isWordsOnly } from '../placeholder.ts';
import { isRandom } from '../plausible.ts';
import { openEnd, type SecretRule, token, within } from '../rule.ts';
import { isChosen, isPlainlyChosen } from '../sentence.ts';

/** The place is certain: only variables, templates and words that say what belongs there are none. */
const given = (value: string) =>
  value.length >= 3 && !isTemplate(value) && !isWordsOnly(value) && !/^[$@]\w+$/.test(value);
/** Two strings in parentheses are often something else: the second must look chosen, or at least not be a word. */
const chosen = (value: string) => given(value) && (isChosen(value) || /[\d\W]/.test(value));
/** The other half of a login: `ann / willow3`. */
const paired = (value: string) =>
  given(value) &&
  (isPlainlyChosen(value) ||
    (isChosen(value) && /[A-Za-z]{3}\d/.test(value) && !/^(?:sso|mfa|[a-z]\w{0,2}\d)/i.test(value)));
/** A password of /etc/passwd's kind of file is followed by nothing, and is no path or number. */
const field = (value: string) => given(value) && !/^[\d*!]+$/.test(value) && !value.includes('/bin/');
/** Ids in paths are short or in one case; what logs someone in is random, or hex of 20 and more. */
const magic = (value: string) =>
  isRandom(value) || (/^[0-9a-f-]{20,}$/i.test(value) && /\d/.test(value) && /[a-f]/i.test(value));

/** Everything printable without quotes. */
const REST_OF_WORD = openEnd('!#-&(-~');

const TWO_STRINGS =
  /^[^\n(]{1,40}\(\s{0,8}[bruf]?(["'])(?:(?!\1)[^\n\\]){1,100}\1\s{0,3},\s{0,20}[bruf]?(["'])((?:(?!\2)[^\n]){3,400})\2/gi;

export const PLACES: readonly SecretRule[] = [
  // host:port:database:user:password
  within(
    'pgpass',
    [':5432:', ':5433:', ':6432:', ':*:'],
    /(?<![^\n"'])(?:[\w.*-]{1,100}|\[[0-9a-f:]{2,40}\]):(?:\d{4,5}|\*):[\w.*$-]{1,63}:[\w.*@-]{1,63}:([^\s:"']{3,400})(?=\r?\n|["']|$)/g,
    { before: 110, after: 560 },
    { check: field, confidence: 0.9 },
  ),
  within(
    'netrc-password',
    ['default login ', 'machine '],
    /^(?:machine \S{1,120}|default)\s{1,8}(?:(?:login|account) \S{1,80}\s{1,8}){1,2}password (\S{3,80})/gi,
    { before: 0, after: 400 },
    { check: given, open: REST_OF_WORD },
  ),
  within(
    'powershell-securestring',
    ['convertto-securestring'],
    /^ConvertTo-SecureString\s{1,4}(?:-(?:AsPlainText|Force|String)\s{1,4}){0,3}(["'])((?:(?!\1)[^\n]){3,400})\1/gi,
    { before: 0, after: 480 },
    { check: given },
  ),
  within(
    'powershell-credential',
    ['networkcredential]::new(', 'pscredential]::new('],
    TWO_STRINGS,
    { before: 0, after: 480 },
    { check: given },
  ),
  within(
    'sql-identified-by',
    ['identified '],
    /identified\s{1,4}(?:with\s{1,4}\S{1,40}\s{1,4})?by\s{1,4}(?:password\s{1,4})?(?:'([^'\n]{3,400})'|"([^"\n]{3,400})"|(?<=\b(?:user|role)\s{1,4}(?!is\b|are\b|was\b|be\b|can\b|must\b)\S{1,80}\s{1,4}identified\s{1,4}by\s{1,4})([^\s;,'"()]{4,100}))/gi,
    { before: 100, after: 480 },
    { check: given },
  ),
  within(
    'sql-password',
    ["password '", "password('"],
    /(?:\b(?:with|user|role|encrypted|login)\s{1,4}|=\s{0,4})password(?:\s{1,4}|\()'([^'\n]{3,400})'/gi,
    { before: 24, after: 420 },
    { check: given },
  ),
  within(
    'jdbc-thin-password',
    [':thin:'],
    /^:thin:[^\s/@"']{1,64}\/(?:"([^"\n]{2,200})"|([^\s@"'/]{2,200}))@/gi,
    { before: 0, after: 300 },
    { check: given },
  ),
  within(
    'auth-pair',
    [
      'auth=(',
      'auth = (',
      'auth": (',
      'httpbasicauth(',
      'basic_auth(',
      'basicauth(',
      'digestauth(',
      '.login(',
      '.auth(',
      'passwordcredentials(',
      'passwordauthentication(',
    ],
    TWO_STRINGS,
    { before: 0, after: 560 },
    { check: chosen, confidence: 0.85 },
  ),
  within(
    'html-password-field',
    ['type="password"', "type='password'", 'name="passw', 'id="passw', 'name="pwd"', 'name="pass"'],
    /<input\b(?=[^<>]{0,400}(?:type|name|id)=["'](?:[\w-]{0,20}passw(?:ord|d)?|pass|pwd)["'])[^<>]{0,400}?\svalue=(["'])((?:(?!\1)[^<>\n]){3,400})\1/gi,
    { before: 400, after: 840 },
    { check: given },
  ),
  // What drives a browser says the field first: fill("#password", "…"), find_element(ID, "pwd").send_keys("…").
  within(
    'typed-into-password-field',
    ['passw', '#pwd', '"pwd"', "'pwd'"],
    /^(?:[#"']?p(?:assw(?:or)?d|asswd|wd))[\w\]'"#=-]{0,20}["'`]\s{0,2}\)?\s{0,3}(?:,\s{0,3}|\)?\s{0,20}\.(?:type|fill|send_keys|sendKeys|press_sequentially|setValue|set_value|clear_and_type)\(\s{0,4})(["'`])((?:(?!\1)[^\n]){3,400})\1(?=\s{0,4}\))/gi,
    { before: 0, after: 500 },
    { check: chosen, confidence: 0.9 },
  ),
  within(
    'plist-password',
    ['password</key>', 'passphrase</key>', 'passwd</key>', 'secret</key>', 'token</key>'],
    /^\w{5,10}<\/key>\s{0,16}<string>([^<\n]{3,80})/gi,
    { before: 0, after: 140 },
    { check: given, open: openEnd('!-;=-~ ') },
  ),
  within(
    'login-pair',
    ['login: ', 'credentials: ', 'creds: ', 'user/pass: '],
    /^(?:login|credentials|creds|user\/pass): [`"']?[\w.@-]{2,64}[`"']? ?[/|:] ?[`"']?([^\s`"']{4,100}[^\s`"'.,;)])/gi,
    { before: 0, after: 220 },
    { check: paired, confidence: 0.8 },
  ),
  within(
    'login-pair',
    [
      'creds are ',
      'credentials are ',
      'log in with ',
      'login with ',
      'logged in with ',
      'sign in with ',
      'basic auth ',
      'login is ',
      'log in as ',
    ],
    /^(?:\w+ )?\w+ (?:are|with|auth|is|as) [`"']?(?!Basic\b)[\w.@-]{2,64}[`"']?(?: ?[/|] ?| and |:)[`"']?([^\s`"']{4,100}[^\s`"'.,;)])/gi,
    { before: 0, after: 220 },
    { check: paired, confidence: 0.8 },
  ),
  within(
    'login-list',
    ['user:pass', 'username:pass', 'login:pass', 'email:pass'],
    /(?<=\n)(?<=^(?:user|username|login|email):pass(?:word)?\r?\n(?:[^\s:]{2,80}:\S{1,100}\r?\n){0,8})[\w.@+-]{2,80}:(\S{4,100})(?=\r?\n|$)/gi,
    { before: 0, after: 240 },
    { check: paired, confidence: 0.8 },
  ),
  // Redis takes it as a word: in its file, and in the commands of a session.
  within(
    'redis-password',
    ['requirepass ', 'masterauth ', 'requirepass" ', 'auth '],
    /(?:(?<![#\w])(?:requirepass|masterauth)"? "?|(?:(?<=^)|(?<=[\n>] ?))AUTH (?:[\w.-]{1,40} )?)([^\s"']{4,200})(?="?\s{0,3}(?:\r?\n|$))/g,
    { before: 3, after: 260 },
    { check: (v) => given(v) && v !== 'foobared' && /\d/.test(v), confidence: 0.85 },
  ),
  within(
    'wifi-psk',
    ['psk='],
    /(?<![\w])psk="([^"\n]{8,63})"|(?<![\w])psk="?([^\s"]{5,63})(?="?\s{0,3}(?:\r?\n|$))/gi,
    { before: 2, after: 90 },
    { check: given, confidence: 0.85 },
  ),
  within(
    'terraform-default',
    ['variable "'],
    /^variable "(?:[a-z\d_]{0,40}_)?(?:password|passwd|pwd)" \{[^{}]{0,300}?\bdefault\s{1,8}=\s{0,4}"([^"\n]{4,200})"/gi,
    { before: 0, after: 640 },
    { check: given, confidence: 0.85 },
  ),
  within(
    'create-user',
    ['create_user(', 'create_superuser('],
    /^create_(?:super)?user\(\s{0,8}(["'])[^"'\n]{1,80}\1,\s{0,8}(["'])[^"'\n]{0,100}\2,\s{0,8}(["'])((?:(?!\3)[^\n]){4,200})\3/gi,
    { before: 0, after: 480 },
    { check: chosen, confidence: 0.85 },
  ),
  within(
    'secret-set',
    ['secret set '],
    /^secret set [A-Za-z_]{0,40}(?:PASS(?:WORD|WD|PHRASE)?|SECRET|TOKEN|KEY) (?:[^\n|;]{0,80} )?(?:--body|-b)[ =](?:(["'])([^"'\n]{4,400})\1|([^\s"']{4,400}))/gi,
    { before: 0, after: 560 },
    { check: chosen },
  ),
  within(
    'magic-link',
    [
      '/reset-password/',
      '/magic-link/',
      '/magic/',
      '/verify-email/',
      '/password/reset/',
      '/activate/',
      '/invite/',
      '/accept-invite/',
      '/unsubscribe/',
    ],
    /^\/[a-z/-]{5,20}\/([\w.~=-]{16,400})/gi,
    { before: 0, after: 430 },
    { check: magic, confidence: 0.8 },
  ),
  within(
    'magic-link',
    [
      '/magic?',
      '/verify?',
      '/callback?',
      '/confirm?',
      '/reset?',
      '/reset-password?',
      '/login?',
      '/auth?',
      '/invite?',
      '/activate?',
      '/magic-link?',
      '/verify-email?',
    ],
    /^\/[a-z-]{4,16}\?(?:[^\s"'<>]{0,200}?&)?(?:code|t|k|h|oobcode|confirmation|ticket|otp|magic|m|q)=([\w.~=%-]{16,512})/gi,
    { before: 0, after: 760 },
    { check: magic, confidence: 0.75, open: openEnd('\\w.~=%-') },
  ),
  within(
    'signed-url',
    ['signature='],
    /(?<=[?&;])(?:X-(?:Amz|Goog)-)?Signature=([\w%~+/-]{20,512})/gi,
    { before: 12, after: 540 },
    { check: (v) => /\d/.test(v) && /[a-z]/i.test(v), entropy: 3, confidence: 0.8, open: openEnd('\\w%~+/-') },
  ),
  // Keys in DER without their armour: version 0 and an algorithm, which certificates and public keys do not begin with.
  token(
    'private-key-der',
    ['mii', 'mhccaqeei', 'mighageambm', 'mc4caqawbqydk2vw', 'b3blbnnzac1rzxkt'],
    '(?:MII[A-Za-z0-9+/]{3}IBA[AD][A-Za-z0-9+/]|MHcCAQEEI|MIGHAgEAMBM|MC4CAQAwBQYDK2Vw|b3BlbnNzaC1rZXkt)[A-Za-z0-9+/]{32}',
    { open: wrappedEnd },
  ),
  token('private-key-base64', ['ls0tls1crudjti'], 'LS0tLS1CRUdJTi[A-Za-z0-9+/]{32,160}', {
    check: (v) => Buffer.from(v, 'base64').toString('latin1').includes('PRIVATE KEY'),
    open: wrappedEnd,
  }),
];

const WRAPPED = /[A-Za-z0-9+/]*={0,2}/y;
const NEXT_LINE = /(?:\r?\n|\\r?\\n)[ \t]{0,24}(?=[A-Za-z0-9+/]{16,}={0,2}(?:[\s"'\\]|$))/y;

/** Base64 that may go on in the next lines, with real line ends or those of a string literal. */
function wrappedEnd(text: string, end: number): number {
  let to = end;
  for (;;) {
    WRAPPED.lastIndex = to;
    WRAPPED.exec(text);
    to = Math.max(to, WRAPPED.lastIndex);
    NEXT_LINE.lastIndex = to;
    if (!NEXT_LINE.test(text)) return to;
    to = NEXT_LINE.lastIndex;
  }
}
