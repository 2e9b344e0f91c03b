/**
 * Formats that vendors introduced after most lists of rules were made, and those of vendors that no list has. Prefix and alphabet
 * are what their documentation shows; lengths are open, as vendors change them without a word.
 */
import { entropy } from '../entropy.ts';
import { isTypedRow, isWordy } from '../plausible.ts';
import { openEnd, type SecretRule, token, UUID } from '../rule.ts';

const BASE62 = openEnd('A-Za-z0-9');
const URLSAFE = openEnd('\\w-');
/** A prefix of two letters is part of many a word and class name. */
const NOT_INSIDE = /[\w./-]/;
const mixed = (value: string) => /\d/.test(value) && /[A-Z]/.test(value) && /[a-z]/.test(value);

/** What follows the last prefix: hex of 128 bits and more, or random letters and digits. */
function hasRandomBody(value: string): boolean {
  const body = /[A-Za-z0-9]{20,}$/.exec(value)?.[0] ?? '';
  if (/^[0-9a-f]{32,}$|^[0-9A-F]{32,}$/.test(body)) return entropy(body) >= 3;
  if (isWordy(body) || isTypedRow(body) || (body.match(/\d/g)?.length ?? 0) < 2) return false;
  // Letters of one case need more of them to be sure; ids of records (ULID) are 26 capitals and begin with the time.
  const one = body === body.toLowerCase() || body === body.toUpperCase();
  return entropy(body) >= (one ? 3.6 : 3.7) && (!one || (body.length >= 24 && !/^0[1-9]/.test(body)));
}

/**
 * Segments that say what the rest is, in the prefixes of vendors nobody has listed: `acme_pat_…`, `sk-foo-…`, `foo_live_…`. Not behind
 * what says that it is public, nor where a rule of its own knows the format.
 */
const TELLING = [
  'sk',
  'pat',
  'key',
  'apikey',
  'tok',
  'token',
  'secret',
  'api',
  'live',
  'prod',
  'oauth',
  'auth',
  'svc',
  'sat',
  'priv',
];

export const RECENT: readonly SecretRule[] = [
  token('deepseek-key', ['sk-'], 'sk-[a-f0-9]{32}', { entropy: 3, confidence: 0.85, tail: String.raw`(?![\w-])` }),
  token('together-key', ['tgp_v1_'], String.raw`tgp_v1_[\w-]{30}`, { open: URLSAFE, entropy: 3.5 }),
  token('cerebras-key', ['csk-'], 'csk-[a-z0-9]{32}', { open: BASE62, entropy: 3.3, notAfter: NOT_INSIDE }),
  token('voyage-key', ['pa-'], String.raw`pa-[\w-]{40}`, {
    open: URLSAFE,
    entropy: 4,
    notAfter: NOT_INSIDE,
    check: (v) => mixed(v) && !isWordy(v),
  }),
  token('helicone-key', ['sk-helicone-', 'pk-helicone-'], 'sk-helicone-[a-z0-9-]{20}', { open: URLSAFE, entropy: 3.3 }),
  token('modal-token', ['ak-', 'as-'], 'a[ks]-[A-Za-z0-9]{22}', { entropy: 3.7, notAfter: NOT_INSIDE, check: mixed }),
  token('google-ai-key', ['aq.ab8'], String.raw`AQ\.Ab8[\w-]{30}`, { open: URLSAFE, entropy: 3.8 }),
  token('llamacloud-key', ['llx-'], 'llx-[A-Za-z0-9]{40}', { open: BASE62, entropy: 3.8 }),
  token('mem0-key', ['m0-'], 'm0-[A-Za-z0-9]{36}', { open: BASE62, entropy: 3.8, notAfter: NOT_INSIDE, check: mixed }),
  token('runpod-key', ['rpa_'], 'rpa_[A-Z0-9]{36}', { open: BASE62, entropy: 3.5 }),
  token('heroku-key', ['hrku-'], `HRKU-${UUID}`),
  token('datadog-token', ['ddp_', 'ddapp_', 'ddpat_'], 'dd(?:p|app|pat)_[A-Za-z0-9]{20}', {
    open: BASE62,
    entropy: 3.5,
  }),
  token('axiom-token', ['xaat-', 'xapt-'], `xa[ap]t-${UUID}`),
  token('xata-key', ['xau_'], 'xau_[A-Za-z0-9]{24}', { open: BASE62, entropy: 3.7 }),
  token('chromatic-token', ['chpt_'], 'chpt_[a-z0-9]{12}', { open: BASE62, entropy: 2.8, check: (v) => /\d/.test(v) }),
  token('honeybadger-key', ['hbp_'], 'hbp_[A-Za-z0-9]{32}', { open: BASE62, entropy: 3.7 }),
  token('paddle-key', ['pdl_'], String.raw`pdl_(?:live|sdbx)_[a-z]{3,10}_[\w]{30}`, { open: URLSAFE, entropy: 3.7 }),
  token('akamai-token', ['akab-'], 'akab-[a-z0-9]{16}-[a-z0-9]{16}', { entropy: 3.3 }),
  token('baidu-key', ['bce-v3/'], 'bce-v3/ALTAK-[A-Za-z0-9]{16,32}/[a-f0-9]{32}', { open: BASE62 }),
  token('volcengine-key', ['aklt'], 'AKLT[A-Za-z0-9]{32}', { open: BASE62, entropy: 3.8 }),
  token('vk-token', ['vk1.a.'], String.raw`vk1\.a\.[\w-]{60}`, { open: URLSAFE, entropy: 4 }),
  token('pinterest-token', ['pina_', 'pinc_', 'pinr_'], 'pin[acr]_[A-Z0-9]{40}', { open: BASE62, entropy: 3.7 }),
  // Longer ones are what providers of models encrypt for themselves (`encrypted_content`): no secret of the user's.
  token('fernet-token', ['gaaaaa'], String.raw`gAAAAA[\w-]{50,500}={0,2}`, {
    tail: String.raw`(?![\w=-])`,
    entropy: 4,
    check: mixed,
  }),
  token(
    'token-with-telling-prefix',
    TELLING.flatMap((word) => [`${word}_`, `${word}-`]),
    `(?<!(?:pk|pub|public|publishable|bedrock|bedrock-api)[_-])(?!sk-(?:proj|svcacct|admin|ant|or|lf)-)(?:${TELLING.join('|')})[_-](?:[A-Za-z0-9]{1,12}[_.-]){0,3}[A-Za-z0-9]{20,64}`,
    { open: URLSAFE, check: hasRandomBody, confidence: 0.75, notAfter: /[A-Za-z0-9/.]/ },
  ),
];
