/** The maker of surrogates: realistic fakes of the same shape, region and gender. Secrets and titles have none. */

import type { Key } from '../../../kit/key.ts';
import type { PiiType } from '../../../model/pii.ts';
import { CITIES, NAMES } from '../../data/surrogates.generated.ts';
import { W, wordFlags } from '../../detect/prose/words.ts';
import type { LinkedMention } from '../../plan/mention.ts';
import { keyedDigits } from '../numbers.ts';
import type { SurrogateMaker } from '../placeholders.ts';
import { fakeDate } from './dates.ts';
import { fakeLogin, fakeName } from './people.ts';
import { draw, likeCase, pick } from './pick.ts';
import { fakeAge, fakeCard, fakeCode, fakeIban, fakeIp, fakeMac, fakePhone } from './shapes.ts';

const FAMILIES = NAMES.english.family;
const PEOPLES = ['Norwegian', 'Portuguese', 'Canadian', 'Danish', 'Chilean', 'Kenyan', 'Irish', 'Finnish'];

type Maker = (mention: LinkedMention, key: Key) => string | undefined;

/** Names of the person that the mention belongs to; else the value itself. */
const wordsOf = ({ entity }: LinkedMention): readonly string[] =>
  entity.name ?? [entity.canonical.replace(/^\w+:/, '')];
const digitsBy =
  (key: Key) =>
  (part: string): string =>
    keyedDigits(key, part);
const code: Maker = ({ text, entity }, key) => fakeCode(key, text, entity.canonical);
const date: Maker = ({ text }, key) => fakeDate(key, text);

function email({ text, entity }: LinkedMention, key: Key): string {
  const [whole = '', host = ''] = text.split('@');
  const domain = ['example.com', 'example.org', 'example.net'][draw(key, 3, 'domain', host)];
  const local = whole.toLowerCase();
  return `${fakeLogin(key, entity.name ?? [local], local, digitsBy(key))}@${domain}`;
}

/**
 * An id that is made of its owner's name, or of anybody's, is written like a login: the fake name can be told from it as the name
 * from the real one. In other ids words are no secret: `order_4471`.
 */
function accountId(mention: LinkedMention, key: Key): string {
  const { text, entity } = mention;
  const named = /\p{L}{3}/u.test(text) && (entity.name || (text.match(/\p{L}{3,}/gu) ?? []).some(isName));
  return named
    ? fakeLogin(key, entity.name ?? [text.toLowerCase()], text, digitsBy(key))
    : fakeCode(key, text, entity.canonical);
}

const isName = (word: string): boolean =>
  (wordFlags(word.charAt(0).toUpperCase() + word.slice(1)) & (W.GIVEN | W.FAMILY)) !== 0 &&
  !(wordFlags(word) & (W.COMMON | W.KNOWN));

/** By type; null: it has no surrogate. */
const MAKERS = {
  PERSON: (mention, key) => fakeName(key, wordsOf(mention), mention.text),
  TITLE: null,
  EMAIL: email,
  PHONE: ({ text }, key) => fakePhone(key, text),
  ADDRESS: ({ text }, key) => fakeAddress(key, text),
  POSTAL_CODE: code,
  LOCATION: ({ text, entity }, key) => likeCase(pick(key, CITIES, text, 'city', entity.canonical), text),
  ORGANIZATION: ({ text, entity }, key) => fakeOrganisation(key, text, entity.canonical),
  DATE: date,
  DATE_OF_BIRTH: date,
  AGE: ({ text }, key) => fakeAge(key, text),
  NRP: ({ text, entity }, key) => likeCase(pick(key, PEOPLES, text, 'nrp', entity.canonical), text),
  GOV_ID: code,
  PASSPORT: code,
  DRIVER_LICENSE: code,
  CREDIT_CARD: ({ text }, key) => fakeCard(key, text),
  IBAN: ({ text }, key) => fakeIban(key, text),
  BANK_ACCOUNT: code,
  IP_ADDRESS: ({ text }, key) => fakeIp(key, text),
  MAC_ADDRESS: ({ text }, key) => fakeMac(key, text),
  URL: ({ text }, key) => `https://example.com/${key.hash('url', [text], 5)}`,
  USERNAME: ({ text, entity }, key) => fakeLogin(key, entity.name ?? [text.toLowerCase()], text, digitsBy(key)),
  ACCOUNT_ID: accountId,
  SECRET: null,
  CUSTOM: null,
} as const satisfies Record<PiiType, Maker | null>;

export class Surrogates implements SurrogateMaker {
  constructor(private readonly key: Key) {}

  make(mention: LinkedMention): string | undefined {
    return MAKERS[mention.entity.type]?.(mention, this.key);
  }
}

/** Keeps words that say what a place is (Street, Suite, Inc) and fakes the others. */
function fakeOrganisation(key: Key, text: string, id: string): string {
  let n = 0;
  return text.replace(/[\p{L}'’-]+/gu, (word) => {
    const flags = wordFlags(word);
    if (flags & W.ORG || !(flags & W.CAP)) return word;
    return likeCase(pick(key, FAMILIES, word, 'org', id, String(n++)), word);
  });
}

function fakeAddress(key: Key, text: string): string {
  return text.replace(/\d+|[\p{L}'’-]+/gu, (part) => {
    if (/\d/.test(part)) return keyedDigits(key, part);
    const flags = wordFlags(part);
    if (flags & (W.STREET | W.UNIT | W.DIRECTION) || !(flags & W.CAP) || part.length < 3) return part;
    return likeCase(pick(key, flags & W.PLACE ? CITIES : FAMILIES, part, 'address', part.toLowerCase()), part);
  });
}
