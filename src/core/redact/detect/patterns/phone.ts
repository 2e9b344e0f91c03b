/** Telephone numbers of the world: proposed by shape, judged by libphonenumber, supported by words of context. */
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Detector, Finding } from '../detector.ts';
import { digitRegions, matchesIn } from './regions.ts';
import { hasContext, isAlone, textBefore } from './text.ts';

/** One to seven groups of digits; every quantifier is bounded and the separators are no digits, so it is linear. */
const CANDIDATE =
  /(?<![A-Za-z0-9_$#%@\\\u00aa-\u024f\u0370-\u1fff]|[A-Za-z0-9][./-]|\d[:,]|\/|\.)(?:\+ ?\d{1,3}[ .-]?|00\d{1,3}[ .-])?(?:\(\+?\d{1,5}\)[ .-]?)?\d{1,14}(?:[ ]?[ .\-/–][ ]?\(?\d{1,10}\)?){0,6}(?:,? ?(?:[xX]|[eE]xt\.?|[eE]xtension|Durchwahl|DW|poste) ?\.?:? ?\d{1,6})?(?![A-Za-z0-9_@%\u00aa-\u024f\u0370-\u1fff]|[.:,]\d|-\w|\/\d)/g;
const CONTEXT =
  /\b(?:phone|tele?phone|tel|telefon[eo]?|t[ée]l[ée]phone|tlf|mobile?|mob|cell(?:ular)?|cell ?phone|fax|whats ?app|signal|sms|text(?:ed|s)?|call(?:ed|s|ing|er)?|dial(?:ed)?|ring (?:me|us|up|him|her|them)|reach(?: me| us)? (?:at|on)|hotline|landline|desk|voicemail|messages? (?:on|to|at)(?: my)?(?: registered)?|my (?:\w+ )?number is|telepono|cep no|answer(?:ing|s)? at|contact(?: me| us)?(?: at| on| number)?|handy|festnetz|rufnummer|m[óo]vil|celular|portable|cellulare|gsm|us number|(?:japanese|indian|british|uk|german|international|home|work|office|emergency|registered) (?:number|one))\b|☎|📞|📱|电话|電話|手机|전화/;
const CONTEXT_KEY = /phone|tel(?:ephone)?\b|mobile|fax|\bcell\b/;
/** Where a number without country code may be from, when it is written as people there write it. */
const COUNTRIES: readonly CountryCode[] = [
  'US',
  'GB',
  'DE',
  'FR',
  'IN',
  'ES',
  'IT',
  'BR',
  'AU',
  'JP',
  'NL',
  'PH',
  'TR',
  'KR',
  'MX',
  'SE',
  'CH',
  'ZA',
  'PL',
  'BE',
];
/** North America: `(415) 555-0132`, `415-555-0132`, `1-800-555-0132`, with the extension of a switchboard. */
const NANP =
  /^(?:(?:\+?1|001)[ .-]?)?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[.-])[2-9]\d{2}[-. ]\d{4}(?:,? ?(?:x|ext).{0,10})?$/i;
const DATE = /^(?:(?:19|20)\d\d[-/. ][01]?\d[-/. ][0-3]?\d|[0-3]?\d[-/. ][0-3]?\d[-/. ](?:19|20)\d\d)(?!\d)/;
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const DECIMALS = /^\d{1,3}(?:[. ]\d{3})+$|^\d+\.\d+$|^\d+ ?[-–/] ?\d+$/;

/** Groups as telephone numbers have them: not a table of numbers. */
function isGrouped(value: string): boolean {
  const groups = value.match(/\d+/g)!;
  return groups.length <= 6 && groups.filter((group) => group.length === 1).length <= 2;
}

const MAX_CACHE = 2048;
/** The library is slow and logs repeat themselves: answers by number, bounded. */
const valid = new Map<string, boolean>();

/** Whether it is a number in use in one of the countries. */
function isValid(value: string, countries: readonly CountryCode[] = COUNTRIES): boolean {
  const known = valid.get(value);
  if (known !== undefined) return known;
  const answer = countries.some(
    (country) => parsePhoneNumberFromString(value, { defaultCountry: country, extract: false })?.isValid() ?? false,
  );
  if (valid.size >= MAX_CACHE) valid.clear();
  valid.set(value, answer);
  return answer;
}

interface Verdict {
  confidence: number;
  rule: string;
  evidence: string;
}

function judge(text: string, start: number, value: string): Verdict | undefined {
  const end = start + value.length;
  const digits = value.replace(/[a-zA-Z].*$/, '').replace(/\D/g, '');
  if (digits.length < 7 || digits.length > 15 || /^(\d)\1+$/.test(digits) || !isGrouped(value)) return undefined;
  const international = /^(?:\+|00\d)/.test(value);
  if (!international && (DATE.test(value) || ADDRESS.test(value))) return undefined;
  const near = hasContext(text, start, end, CONTEXT);
  if (international && value.startsWith('+')) {
    if (digits.length < 8) return undefined;
    const number = parsePhoneNumberFromString(value.replace('(0)', ''), { extract: false });
    if (number?.isValid()) return { confidence: 0.97, rule: 'international', evidence: 'library' };
    const separated = /[ .()-]/.test(value);
    if (near) return { confidence: 0.85, rule: 'international', evidence: 'shape+context' };
    return number?.isPossible() && separated && value.length >= 10
      ? { confidence: 0.75, rule: 'international', evidence: 'shape' }
      : undefined;
  }
  if (NANP.test(value))
    return {
      confidence: near ? 0.95 : value.includes('.') ? 0.6 : 0.8,
      rule: 'north-american',
      evidence: near ? 'shape+context' : 'shape',
    };
  const separated = /\d[ .()/–-]+\d/.test(value);
  if (near) {
    // Plain digits are a number of something else more often than not: the word must stand right before, or the library must agree.
    const close = CONTEXT.test(textBefore(text, start, 24)) || CONTEXT_KEY.test(textBefore(text, start, 24));
    if (DECIMALS.test(value) && !(close && digits.length >= 7 && !/^\d+\.\d+$/.test(value))) return undefined;
    if (separated && digits.length >= 7 && close)
      return { confidence: 0.85, rule: 'national', evidence: 'shape+context' };
    if (digits.length >= 7 && isValid(value))
      return { confidence: close ? 0.85 : 0.7, rule: 'national', evidence: 'library+context' };
    if (close && digits.length >= 7 && /(?:phone|tel\w*|mobile|cell|fax)\W{1,4}$/.test(textBefore(text, start, 14)))
      return { confidence: 0.75, rule: 'national', evidence: 'shape+context' };
    return undefined;
  }
  if (isAlone(text, start, end) && digits.length >= 9 && !DECIMALS.test(value) && isValid(value))
    return {
      confidence: separated || digits.startsWith('0') ? 0.7 : 0.45,
      rule: 'national',
      evidence: 'library+alone',
    };
  // A trunk zero, groups and a library that agrees: `0171 123 4567`, `03.93.92.16.85`.
  if (
    separated &&
    !value.includes('  ') &&
    /^\(?0[1-9]/.test(value) &&
    digits.length >= 9 &&
    !/^\d+[-/]\d+$/.test(value) &&
    !value.includes('/') &&
    isValid(value)
  )
    return { confidence: 0.65, rule: 'national', evidence: 'library' };
  if (international && separated && digits.length >= 11 && isValid(value.replace(/^00/, '+'), ['US']))
    return { confidence: 0.7, rule: 'international', evidence: 'library' };
  return undefined;
}

export const phoneDetector: Detector = {
  name: 'phone',
  digits: true,
  detect({ text, kind }) {
    if (kind === 'key' || kind === 'name') return [];
    const found: Finding[] = [];
    for (const match of matchesIn(text, digitRegions(text, 7), CANDIDATE)) {
      if (match[0].length < 7) continue;
      let value = match[0];
      // What follows a number may be one more number: drop groups from the end until it is one.
      for (let cuts = 0; cuts < 3 && value.length >= 7; cuts++) {
        const verdict = judge(text, match.index, value);
        if (verdict) {
          found.push({
            start: match.index,
            end: match.index + value.length,
            type: 'PHONE',
            detector: 'phone',
            ...verdict,
          });
          break;
        }
        const shorter = /^(.*\d\)?)[ ,]+\(?[^ ]*$/.exec(value);
        if (!shorter) break;
        value = shorter[1]!;
      }
    }
    return found;
  },
};
