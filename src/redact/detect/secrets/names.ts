/** What the name of a variable, a key or a header promises of its value. */

import { memo } from '../../../kit/memo.ts';
import { NATIVE_PASSWORD_KEYS, PASSWORD_KEYS } from './password-words.ts';

/** password: chosen by people, so short and word-like. secret: tokens. key: only with a qualifying word, and random. */
export type AssignmentKind = 'password' | 'secret' | 'key';

const PASSWORD = new Set([
  'password',
  'passwd',
  'passphrase',
  'passcode',
  'pwd',
  'pword',
  'psw',
  'pswd',
  'pw',
  'pass',
  'pincode',
  ...PASSWORD_KEYS,
  'userpass',
  'dbpass',
  'dbpassword',
  'userpassword',
  'rootpassword',
]);
/** Keys in scripts without word boundaries. */
const NATIVE = new RegExp(`^(?:${NATIVE_PASSWORD_KEYS})$`, 'i');
/** Names that promise something random in one case of many: the value has to be random text beyond doubt. */
const WEAK = /^(?:[\w-]*\.)?(?:key|sig|session_?id|sid|[a-z][\w-]*[_-]pat)$/i;
const SECRET = new Set([
  'secret',
  'secrets',
  'token',
  'credential',
  'credentials',
  'creds',
  'cred',
  'authtoken',
  'accesstoken',
  'apitoken',
  'clientsecret',
]);
const KEY = new Set(['key', 'keys', 'apikey', 'accesskey', 'secretkey', 'privatekey', 'authkey', 'appkey']);
/** What makes a key a secret one. */
export const KEY_OF = new Set([
  'api', 'apikey', 'access', 'accesskey', 'secret', 'secretkey', 'private', 'privatekey', 'auth', 'authkey', 'authentication', 'authorization', 'encryption', 'encrypt',
  'decryption', 'signing', 'sign', 'signature', 'master', 'account', 'license', 'licence', 'service', 'client', 'session', 'hmac', 'aes', 'rsa', 'cipher', 'crypto', 'shared', 'preshared', 'pre', 'consumer',
  'app', 'application', 'admin', 'storage', 'webhook', 'deploy', 'ssh', 'jwt', 'bot', 'server', 'subscription', 'developer', 'dev', 'user', 'prod', 'production', 'integration', 'write', 'ingest',
]); // biome-ignore format: a list
/** Right after the telling word, they say that the value is about the secret and not the secret. */
const ABOUT = new Set([
  'id', 'ids', 'identifier', 'name', 'names', 'length', 'len', 'size', 'count', 'file', 'files', 'filename', 'path', 'paths', 'dir', 'folder', 'url', 'urls', 'uri', 'endpoint', 'host', 'type', 'types',
  'index', 'field', 'fields', 'column', 'label', 'title', 'text', 'msg', 'message', 'error', 'errors', 'exp', 'expiry', 'expires', 'expiration', 'expired', 'ttl', 'lifetime', 'version', 'format', 'prefix', 'suffix',
  'pattern', 'regex', 'regexp', 'char', 'chars', 'characters', 'charset', 'alphabet', 'set', 'list', 'map', 'class', 'provider', 'manager', 'service', 'handler', 'generator', 'factory', 'validator', 'validators', 'validation',
  'policy', 'reset', 'hint', 'strength', 'input', 'element', 'button', 'page', 'view', 'form', 'link', 'limit', 'max', 'min', 'usage', 'used', 'budget', 'store', 'vault', 'ring', 'chain', 'space', 'frame', 'board', 'code', 'codes',
  'down', 'up', 'press', 'event', 'selector', 'source', 'results', 'result', 'status', 'state', 'enabled', 'required', 'alias', 'location', 'scope', 'scopes', 'schema', 'table', 'tag', 'placeholder', 'algorithm', 'alg', 'method', 'mode',
  'counter', 'num', 'number', 'position', 'pos', 'ref', 'arn', 'region', 'issuer', 'audience', 'fingerprint', 'thumbprint', 'sha', 'sha1', 'sha256', 'md5', 'checksum', 'ification', 'meshing', 'idx', 'hash',
  'laenge', 'lange', 'datei', 'pfad', 'richtlinie', 'longueur', 'fichier', 'longitud', 'archivo', 'tamanho', 'arquivo', 'lunghezza', 'lengte', 'bestand', 'dlugosc', 'plik', 'primaria', 'unica', 'foranea',
]); // biome-ignore format: a list
/** Anywhere in the name, they say that it is no secret. */
const HARMLESS = new Set(['non', 'invalid', 'wrong', 'incorrect', 'malformed', 'fake', 'dummy', 'mock', 'example', 'sample', 'public', 'pub', 'primary', 'foreign', 'sort', 'partition', 'cache', 'next', 'prev', 'page', 'pagination', 'continuation', 'cursor', 'eos', 'bos', 'pad', 'unk', 'cls', 'sep', 'mask', 'csrf', 'xsrf', 'idempotency', 'translation', 'i18n', 'keyboard', 'hot', 'shortcut', 'monkey', 'author', 'row', 'routing', 'dedupe', 'object', 's3', 'etag']); // biome-ignore format: a list

/** `DB_PASSWORD`, `dbPassword`, `db-password` → db, password. */
function words(name: string): string[] {
  const plain = /[^\0-\x7f]/.test(name) ? name.normalize('NFD').replace(/\p{M}/gu, '').replace(/ł/gi, 'l') : name;
  return plain
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter(Boolean);
}

/** Also of words run together: PGPASSWORD, refreshtoken. */
function kindOfWord(word: string): AssignmentKind | undefined {
  if (PASSWORD.has(word) || /(?:password|passwd|passphrase)s?\d{0,2}$/.test(word)) return 'password';
  if (SECRET.has(word) || /(?:auth|access|refresh|api|bearer|id)token$|(?:app|client|api|shared)secret$/.test(word))
    return 'secret';
  return KEY.has(word) || /(?:api|secret|access|private)key$/.test(word) ? 'key' : undefined;
}

/** What kind of secret a name promises, if any. Names repeat: each is judged once. */
export function kindOfName(name: string): AssignmentKind | undefined {
  const kind = judged(name);
  return kind === 'none' ? undefined : kind;
}

const judged = memo((name): AssignmentKind | 'none' => judge(name) ?? 'none');

/** `key`, `sig`, `session_id`, `FOO_PAT`. */
export function isWeakName(name: string): boolean {
  return WEAK.test(name);
}

/** `MOT_DE_PASSE_SMTP`, `db_palavra_passe`, behind which nothing says that it is about the password. */
function holdsPhrase(list: readonly string[]): boolean {
  const at = list.indexOf('passe');
  if (at < 1 || list.slice(at + 1).some((next) => ABOUT.has(next))) return false;
  return list[at - 1] === 'palavra' || (list[at - 1] === 'de' && list[at - 2] === 'mot');
}

function judge(name: string): AssignmentKind | undefined {
  if (NATIVE.test(name)) return 'password';
  // npm reads it only behind a registry, and that has a rule of its own.
  if (name === '_authToken' || name.endsWith(':_authToken')) return undefined;
  const list = words(name);
  if (list.some((word) => HARMLESS.has(word))) return undefined;
  // Several words in one language, one in another: mot de passe, palavra-passe.
  if (PASSWORD.has(list.join('')) || holdsPhrase(list)) return 'password';
  for (let i = list.length - 1; i >= 0; i--) {
    const word = list[i]!;
    const kind = kindOfWord(word);
    const auth = kind === undefined && (word === 'auth' || word === 'authorization') && i === list.length - 1;
    if (!kind && !auth) continue;
    if (list.slice(i + 1).some((next) => ABOUT.has(next))) return undefined;
    if (kind === 'password') return 'password';
    if (kind === 'secret' || auth) return 'secret';
    if (word !== 'key' && word !== 'keys') return 'secret';
    if (list.slice(0, i).some((before) => KEY_OF.has(before)))
      return list.includes('secret') || list.includes('private') ? 'secret' : 'key';
    // FOO_KEY: a variable of the environment, whoever FOO is.
    return /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)*_KEYS?$/.test(name) ? 'key' : undefined;
  }
  return undefined;
}
