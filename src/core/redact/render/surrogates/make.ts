/** The maker of surrogates: realistic fakes of the same shape, region and gender. Secrets and titles have none. */
import type { Key } from '../../../key.ts';
import { CITIES, NAMES } from '../../data/surrogates.generated.ts';
import { W, wordFlags } from '../../detect/prose/words.ts';
import type { LinkedMention } from '../../plan/mention.ts';
import { keyedDigits } from '../numbers.ts';
import type { SurrogateMaker } from '../placeholders.ts';
import { fakeLogin, fakeName } from './people.ts';
import { draw, likeCase, pick } from './pick.ts';
import { fakeAge, fakeCard, fakeCode, fakeDate, fakeIban, fakeIp, fakeMac, fakePhone } from './shapes.ts';

const FAMILIES = NAMES.english.family;
const PEOPLES = ['Norwegian', 'Portuguese', 'Canadian', 'Danish', 'Chilean', 'Kenyan', 'Irish', 'Finnish'];

export class Surrogates implements SurrogateMaker {
  constructor(private readonly key: Key) {}

  make(mention: LinkedMention): string | undefined {
    const { key } = this;
    const { text, entity } = mention;
    const words = entity.name ?? [entity.canonical.replace(/^\w+:/, '')];
    const digits = (part: string): string => keyedDigits(key, part);
    switch (entity.type) {
      case 'PERSON':
        return fakeName(key, words, text);
      case 'EMAIL': {
        const domain = ['example.com', 'example.org', 'example.net'][draw(key, 3, 'domain', text.split('@')[1] ?? '')];
        const local = (text.split('@')[0] ?? '').toLowerCase();
        return `${fakeLogin(key, entity.name ?? [local], local, digits)}@${domain}`;
      }
      case 'USERNAME':
        return fakeLogin(key, entity.name ?? [text.toLowerCase()], text, digits);
      case 'PHONE':
        return fakePhone(key, text);
      case 'CREDIT_CARD':
        return fakeCard(key, text);
      case 'IBAN':
        return fakeIban(key, text);
      case 'DATE':
      case 'DATE_OF_BIRTH':
        return fakeDate(key, text);
      case 'AGE':
        return fakeAge(key, text);
      case 'IP_ADDRESS':
        return fakeIp(key, text);
      case 'MAC_ADDRESS':
        return fakeMac(key, text);
      case 'URL':
        return `https://example.com/${key.hash('url', [text], 5)}`;
      case 'LOCATION':
        return likeCase(pick(key, CITIES, text, 'city', entity.canonical), text);
      case 'ORGANIZATION':
        return this.organisation(text, entity.canonical);
      case 'ADDRESS':
        return this.address(text);
      case 'NRP':
        return likeCase(pick(key, PEOPLES, text, 'nrp', entity.canonical), text);
      case 'GOV_ID':
      case 'PASSPORT':
      case 'DRIVER_LICENSE':
      case 'BANK_ACCOUNT':
      case 'ACCOUNT_ID':
      case 'POSTAL_CODE':
        return fakeCode(key, text, entity.canonical);
      default:
        return undefined;
    }
  }

  /** Keeps words that say what a place is (Street, Suite, Inc) and fakes the others. */
  private organisation(text: string, id: string): string {
    let n = 0;
    return text.replace(/[\p{L}'’-]+/gu, (word) => {
      const flags = wordFlags(word);
      if (flags & W.ORG || !(flags & W.CAP)) return word;
      return likeCase(pick(this.key, FAMILIES, word, 'org', id, String(n++)), word);
    });
  }

  private address(text: string): string {
    return text.replace(/\d+|[\p{L}'’-]+/gu, (part) => {
      if (/\d/.test(part)) return keyedDigits(this.key, part);
      const flags = wordFlags(part);
      if (flags & (W.STREET | W.UNIT | W.DIRECTION) || !(flags & W.CAP) || part.length < 3) return part;
      return likeCase(pick(this.key, flags & W.PLACE ? CITIES : FAMILIES, part, 'address', part.toLowerCase()), part);
    });
  }
}
