/** Values that a mark of their own stands before: parts of calendars and cards, links to a telephone, codes on a card's back. */

import type { PiiType } from '../../types.ts';
import type { Detector, Finding, TextUnit } from '../detector.ts';
import { isMachineAccount } from '../logins/accounts.ts';
import { type Needy, rowsFor } from './held.ts';
import { isBareName, isPersonLike } from './named.ts';

interface Mark extends Needy {
  rule: string;
  type: PiiType;
  /** Global, with indices; the groups are the values. All repetitions are bounded. */
  pattern: RegExp;
  is?: (value: string) => boolean;
  confidence?: number;
}

/** `TCP/IP MS` is no passenger. */
const MIN_TICKET = 8;
const hasVowelledLetters = (value: string): boolean => /\p{L}{2}/u.test(value);

const MARKS: readonly Mark[] = [
  { rule: 'calendar', type: 'PERSON', needs: [';cn='], pattern: /(?:^|\n)[ \t]?(?:ORGANIZER|ATTENDEE|CONTACT)[^:\n]{0,200}?;CN="?([^":;\n]{2,60})/dg, is: isBareName },
  { rule: 'vcard', type: 'PERSON', needs: ['\nfn:', '\nfn;', 'fn:'], pattern: /(?:^|\n)FN(?:;[^:\n]{0,60})?:([^\r\n;]{2,80})/dg, is: isBareName },
  { rule: 'vcard', type: 'PERSON', needs: ['\nn:', '\nn;', 'n:'], pattern: /(?:^|\n)N(?:;[^:\n]{0,60})?:([^\r\n;]{1,60});([^\r\n;]{1,60})/dg, is: isBareName },
  { rule: 'directory', type: 'PERSON', needs: ['cn='], pattern: /\bcn=([^,=\n]{2,60}),[ ]?(?:ou|o|dc|emailAddress|L)=/dgi, is: isPersonLike },
  { rule: 'directory', type: 'USERNAME', needs: ['uid='], pattern: /\buid=([A-Za-z][\w.-]{1,30}),[ ]?(?:ou|o|dc|cn)=/dgi, is: (value) => !isMachineAccount(value) },
  { rule: 'ticket', type: 'PERSON', needs: [' mr', ' ms', 'mstr', ' miss'], pattern: /(?<![\w/])([A-Z]{2,20}\/[A-Z]{2,20})(?= ?(?:MR|MRS|MS|MSTR|MISS)\b)/dg, is: (value) => value.length >= MIN_TICKET },
  { rule: 'security code', type: 'CREDIT_CARD', needs: ['cvv', 'cvc', 'cv2', 'security code', 'card verification', 'fziffer', 'enpr', 'cryptogramme', 'de seguridad', 'de seguran', 'di sicurezza'], pattern: /(?<![\p{L}\p{N}_-])(?:cvv2?|cvc2?|cv2|security code|card verification (?:code|value|number)|pr[üu]fziffer|kartenpr[üu]fnummer|cryptogramme|código de seguridad|código de segurança|codice di sicurezza)(?: ?\(?(?:cvv2?|cvc2?)\)?)?(?:[ \t]?[:=#][ \t]?| (?:is|ist|est|es|è|é) | )["']?(\d{3,4})(?![\p{L}\d]|[.,:/-]\d)/dgiu, confidence: 0.85 },
  { rule: 'device', type: 'ACCOUNT_ID', needs: ['imei'], pattern: /\bIMEI(?:[ \t]?\/?[ \t]?SV)?(?:[ \t]?\d)?(?: (?:number|no\.?|is))?[ \t:=#]{1,3}["']?(\d{2}[ -]?\d{6}[ -]?\d{6}[ -]?\d{1,2}|\d{15,16})(?!\d)/dgi, confidence: 0.9 },
  { rule: 'link', type: 'PHONE', needs: ['wa.me/', 'tel:', 'sms:', 'phone=', 't.me/+'], pattern: /(?:\bwa\.me\/|\btel:|\bsms:|\bapi\.whatsapp\.com\/send\?(?:[\w=&]{0,60}&)?phone=|\bt\.me\/)\+?(\d[\d().-]{6,18}\d)(?!\d)/dg, confidence: 0.9 },
  { rule: 'coordinates', type: 'ADDRESS', needs: ['gps', 'coord', 'koord', 'latitude', 'lat,', 'lat/', 'lat lo', 'lat, ', 'home', 'lives at', 'location', 'position', 'standort'], pattern: /(?:\b(?:gps|coordinates?|coords|lat(?:itude)?[ ,/]{1,3}(?:lon(?:g(?:itude)?)?|lng)|koordinaten|coord[eo]nn[ée]e?s|coordenadas|coordinate|home|lives at|location|position|standort)[ \t]?(?::|=|at|is|are)?[ \t]?["'([]{0,2})(-?\d{1,2}\.\d{4,8}°?[ ,;/]{1,3}-?\d{1,3}\.\d{4,8}°?)(?![\d.])/dgi, confidence: 0.75 },
  { rule: 'street', type: 'ADDRESS', needs: ['ul. ', 'al. ', 'os. '], pattern: /(?<![\p{L}\p{N}_.])(?:[Uu]l|[Aa]l|[Oo]s)\.[ ](?:(?:\p{Lu}|\d{1,2}[ ])[\p{L}.'-]{0,30}[ ]){1,4}(?=\d)\d{1,4}[A-Za-z]?(?:[ ]?\/[ ]?\d{1,4})?(?:[ ]m\.?[ ]?\d{1,4})?(?:,?[ ]\d\d-\d{3}(?:[ ]\p{Lu}\p{L}{2,30})?)?/dgu, is: hasVowelledLetters, confidence: 0.85 },
]; // biome-ignore format: a table

const marksFor = rowsFor(MARKS);

export const markDetector: Detector = {
  name: 'labels',
  detect({ text, kind }: TextUnit): Finding[] {
    if (kind === 'key' || kind === 'name' || text.length < 6) return [];
    const found: Finding[] = [];
    for (const mark of marksFor(text)) marked(text, mark, found);
    return found;
  },
};

function marked(text: string, { pattern, is, type, rule, confidence = 0.85 }: Mark, found: Finding[]): void {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [whole, ...groups] = match.indices ?? [];
    for (const range of groups.length ? groups : whole ? [whole] : []) {
      if (!range) continue;
      const [start, end] = range;
      if (is && !is(text.slice(start, end).trim())) continue;
      found.push({ start, end, type, detector: 'labels', rule, confidence, evidence: `mark:${rule}` });
    }
  }
}
