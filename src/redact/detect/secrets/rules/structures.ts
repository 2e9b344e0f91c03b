/** Secrets known by their structure: web tokens, credentials in URLs, headers and connection strings. */
import { openEnd, type SecretRule, token, within } from '../rule.ts';

/** Passwords of examples, variables and masks. */
const SAID =
  /^(?:passw(?:or)?d|pass|pwd|pw|secret|user|username|token|test|hidden|redacted|masked|changeme|example|admin|root|postgres|x+|\*+|\.+|-+|_+|<.*|\[.*|\{\{.*|\{[A-Za-z_]*\}|\$\w+|\$[({].*|%\w+%|#\{.*|your.*|(?:my|some|the|db|user|test|super|secret|default)*[_-]?pass(?:w(?:or)?d)?\d{0,3}|replace.*|insert.*|enter.*|\d{1,5}|(.)\1*)$/i;
const real = (value: string) =>
  value.length >= 4 && !SAID.test(value) && !/\$[{(]|\{\{|<[a-z]|process\.env/i.test(value);

/** Whether the first part of a dotted token is base64 of a JSON object. */
function hasJsonHeader(value: string): boolean {
  return value
    .split('.')
    .slice(0, 2)
    .every((part) => {
      try {
        JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
        return true;
      } catch {
        return false;
      }
    });
}

/** Values of headers: tokens, not words. */
const headerValue = (value: string) => /\d/.test(value) && !SAID.test(value) && !/^\d+$/.test(value);

const SIGNATURE = /\.(?:[\w/\\-]{10,}={0,2})?/y;
const PAYLOAD = openEnd('\\w/\\\\-');

/** Payload and signature of a web token, of which the first characters have been read: the second dot is what makes it one. */
function signedEnd(text: string, end: number): number | undefined {
  SIGNATURE.lastIndex = PAYLOAD(text, end);
  return SIGNATURE.exec(text) ? SIGNATURE.lastIndex : undefined;
}

const TAG = /\.[\w-]{16,}/y;
const CIPHERTEXT = openEnd('\\w-');

/** Cipher text and tag of an encrypted web token. */
function encryptedEnd(text: string, end: number): number | undefined {
  TAG.lastIndex = CIPHERTEXT(text, end);
  return TAG.exec(text) ? TAG.lastIndex : undefined;
}

const HEADER_VALUE = openEnd('\\w.~+/=-');
/** What looks like a value is a call or an index when a bracket follows. */
function headerEnd(text: string, end: number): number | undefined {
  const to = HEADER_VALUE(text, end);
  return /[([]/.test(text[to] ?? '') ? undefined : to;
}

const COOKIE = openEnd('\\w.~+/%:=-');
function cookieEnd(text: string, end: number): number | undefined {
  const to = COOKIE(text, end);
  return to === text.length || /[;\s"',\\]/.test(text[to] ?? '') ? to : undefined;
}

const BASE64 = openEnd('A-Za-z0-9+/');
/** Base64 that fills the rest of its line. */
function lineEnd(text: string, end: number): number | undefined {
  const to = BASE64(text, end);
  return /^["']?\r?(?:\n|$)/.test(text.slice(to, to + 3)) ? to : undefined;
}

export const STRUCTURES: readonly SecretRule[] = [
  token('jwt', ['ey'], String.raw`ey[A-Za-z0-9]{15,4096}\.ey[A-Za-z0-9/\\_-]{15,64}`, { entropy: 3, open: signedEnd }),
  token('jwt', ['eyj'], String.raw`eyJ[A-Za-z0-9_-]{15,2048}\.eyJ[A-Za-z0-9_-]{10,4096}(?:\.[A-Za-z0-9_-]{10,64})?`, {
    open: openEnd('\\w-', '.'),
    check: hasJsonHeader,
    confidence: 0.9,
  }),
  token(
    'jwe',
    ['eyj'],
    String.raw`eyJ[A-Za-z0-9_-]{15,2048}\.[A-Za-z0-9_-]{0,2048}\.[A-Za-z0-9_-]{10,64}\.[A-Za-z0-9_-]{16,64}`,
    { open: encryptedEnd },
  ),
  token('jwt-base64', ['zxlk'], 'ZXlK[A-Za-z0-9+/]{60}', { open: openEnd('A-Za-z0-9+/'), entropy: 4 }),
  // A password may hold an @: the last one of the authority parts it from the host. The same word twice is a default, no secret.
  within(
    'url-password',
    ['://'],
    /^:\/\/([^\s:/@'"<>`\\]{0,80}):(?!\1@)([^\s/'"<>`\\]{2,120})@(?=[\w.[-])/g,
    { before: 0, after: 210 },
    { check: real, confidence: 0.9 },
  ),
  // The word itself in the place of a password, as scanners of code count it. A default of `localhost` opens nothing, and
  // `username:password` at a reserved domain is documentation.
  within(
    'url-basic-auth',
    ['http://', 'https://', 'ftp://'],
    /^(?:https?|ftp):\/\/(?!username:\w+@(?:[\w-]{1,40}\.)?(?:example|test)\.)([^\s:/@'"<>`\\${}[\]]{2,80}):(?!\1@)(pass(?:w(?:or)?d)?)@(?!localhost|127\.|0\.0)(?=[\w-]+\.\w)/gi,
    { before: 0, after: 210 },
    { confidence: 0.6 },
  ),
  within(
    'url-token',
    ['://'],
    /^:\/\/([A-Za-z0-9_-]{20,120})(?::x-oauth-basic|:)?@(?=[\w-]+\.)/g,
    { before: 0, after: 140 },
    { entropy: 3, check: (v) => /\d/.test(v), confidence: 0.9 },
  ),
  within(
    'authorization-header',
    ['authorization'],
    /^authorization['"\\]{0,4}\s{0,2}[:=,]\s{0,3}[bruf]?['"\\`]{0,4}(?:[a-z][a-z-]{1,15}\s{1,3})?([\w.~+/=:-]{12,512})/gi,
    { before: 0, after: 600 },
    { check: headerValue, entropy: 2.9, confidence: 0.9, open: openEnd('\\w.~+/=:-') },
  ),
  within(
    'bearer-token',
    ['bearer '],
    /^bearer {1,2}([\w.~+/-]{16,512}={0,2})/gi,
    { before: 0, after: 530 },
    {
      check: (v) => headerValue(v) && /[a-z]/i.test(v) && !/^[a-z]+[._/-][a-z._/-]+\d*$/i.test(v),
      entropy: 3.3,
      confidence: 0.85,
      open: openEnd('\\w.~+/-'),
    },
  ),
  within(
    'basic-auth',
    ['basic '],
    /^basic {1,2}([A-Za-z0-9+/]{8,512}={0,2})/gi,
    { before: 0, after: 530 },
    {
      check: (v) => /^[\x21-\x7e]{1,200}:[\x20-\x7e]{2,300}$/.test(Buffer.from(v, 'base64').toString('latin1')),
      confidence: 0.9,
      open: openEnd('A-Za-z0-9+/'),
    },
  ),
  within(
    'token-header',
    [
      'x-api-key',
      'x-auth-token',
      'x-access-token',
      'api-key',
      'x-token',
      'private-token',
      'x-vault-token',
      'x-auth-key',
      'x-csrf-token',
      'x-xsrf-token',
      'x-jfrog-art-api',
      '"token:',
      "'token:",
      'apikey',
    ],
    /^['"]?[\w-]{5,20}['"\\]{0,4}\s{0,2}[:=]\s{0,3}['"\\`]{0,4}([\w.~+/=-]{12,512})/gi,
    { before: 0, after: 560 },
    {
      check: (v) => headerValue(v) && !/^[a-z-]+\d*$/i.test(v) && /[a-z]/i.test(v),
      entropy: 2.8,
      confidence: 0.8,
      open: headerEnd,
    },
  ),
  // What browsers and servers call the cookie that is as good as a login.
  within(
    'session-cookie',
    ['sessid=', 'sessionid=', 'session=', 'sid=', 'csrftoken=', 'xsrf-token=', 'auth_token='],
    /^[^\w-]?(?:[\w.]{0,14}sess(?:ion)?(?:id)?|sid|csrftoken|xsrf-token|auth_token)=([\w.~+/%:-]{16,512}={0,2})/gi,
    { before: 1, after: 560 },
    { check: headerValue, entropy: 3, confidence: 0.85, open: cookieEnd },
  ),
  within(
    'curl-user',
    ['curl '],
    /^curl(?:[^\n]|\\\n){0,300}?\s(?:-u|--user|--proxy-user)[ =]{0,2}(?:["']?[^\s:"']{0,64}["']?:["']?([^\s"']{3,120})|["']?([^\s:"'$<{]{12,64}):(?=["'\s]))/g,
    { before: 0, after: 600 },
    { check: (v) => real(v) && !/^(?:pass|word|yyy|test:)/i.test(v) },
  ),
  within(
    'odbc-password',
    ['password=', 'pwd='],
    /^(?:password|pwd)=([^\s;"'<>{}$&]{4,80})(?=;)/gi,
    { before: 0, after: 90 },
    { check: (v) => real(v) && /\d|[^\w]/.test(v), confidence: 0.85 },
  ),
  within(
    'dotnet-credential',
    ['networkcredential(', 'directoryentry('],
    /(?:NetworkCredential\s{0,2}\(\s{0,8}"[^"\n]{3,60}"|DirectoryEntry\s{0,2}\(\s{0,8}"[^"\n]{3,100}"\s{0,2},\s{0,60}"[^"\n]{3,60}")\s{0,2},\s{0,60}"([^"\n]{5,60})"/gi,
    { before: 0, after: 320 },
    { check: real },
  ),
  within(
    'psexec',
    ['psexec'],
    /^psexec[^\n]{0,120}?\s-p\s{1,2}([^\s%$"<]{5,60})/gi,
    { before: 0, after: 200 },
    { check: real },
  ),
  within('sshpass', ['sshpass '], /^sshpass -p\s?['"]?([^\s'"]{4,80})/g, { before: 0, after: 100 }, { check: real }),
  within(
    'password-hash',
    ['$2', '$6$', '$5$', '$argon2', '$y$', '$apr1$'],
    /(\$(?:apr1\$[./A-Za-z0-9]{1,8}\$[./A-Za-z0-9]{22}|2[abxy]\$\d\d\$[./A-Za-z0-9]{53}|[56]\$(?:rounds=\d{1,9}\$)?[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{43,86}|argon2(?:id|i|d)\$v=\d+\$[\w=,]{8,40}\$[A-Za-z0-9+/]{11,64}\$[A-Za-z0-9+/]{16,128}|y\$[./A-Za-z0-9]{1,8}\$[./A-Za-z0-9]{8,40}\$[./A-Za-z0-9]{43}))/g,
    { before: 0, after: 240 },
    { confidence: 0.7 },
  ),
  within(
    'seed-phrase',
    ['mnemonic', 'seed phrase', 'recovery phrase', 'seed_phrase', 'secret phrase'],
    /^[\w ]{8,20}['"]?\s{0,2}(?:is|[:=])\s{0,3}['"]?((?:[a-z]{3,8} ){11,23}[a-z]{3,8})/gi,
    { before: 0, after: 260 },
  ),
  within(
    'kubernetes-secret',
    ['kind: secret'],
    /\n {2,8}[\w.-]{1,60}: (?:!!\w+ )?["']?([A-Za-z0-9+/]{12,400}={0,2})/g,
    { before: 200, after: 800 },
    {
      check: (v) => /={1,2}$/.test(v) || (v.length % 4 === 0 && /\d/.test(v) && /[A-Z]/.test(v)),
      near: /kind: secret/,
      confidence: 0.75,
      open: lineEnd,
    },
  ),
];
