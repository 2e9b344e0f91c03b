/** Telephone numbers of the world: proposed by shape, judged by libphonenumber, supported by words of context. */
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { isThingKey, isThingNumber } from '../../text/thingnumber.ts';
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

/** `1200 - 500 - 300`, `86.62 - 195.62`, `36000 + 62426244000`: sums and ranges. Numbers of telephones that begin like that have three digits first. */
const SUM = /^(?!\d{3} - \d{3} - \d{4}$)[1-9][\d.]* [-–+/] \d/;

/** Groups as telephone numbers have them: not a table of numbers. */
function isGrouped(value: string): boolean {
  const groups = value.match(/\d+/g)!;
  return groups.length <= 6 && groups.filter((group) => group.length === 1).length <= 2;
}

/** Digits alone: under the key of a thing its number, even where a library takes it for a telephone. */
const PLAIN = /^\d+$/;

/** Under these a number without signs may be one that rings: of telephones and talks, or that say nothing. */
const MAY_RING =
  /phone|tel|mobile|cell|fax|contact|number|numero|nummer|value|text|from|to$|sender|recipient|whats|sms|caller|callee|dial|msisdn|input|answer|content|message|default|example/i;

/** Digits alone under a key of something else: `"revenue": 23329000000`, `"Bookshelf": "8600330539"`. */
const isOfThing = (key: string | undefined): boolean =>
  key !== undefined && (isThingKey(key) || !(MAY_RING.test(key) || CONTEXT_KEY.test(key)));

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

/** A stretch of digits and signs that may be a number, with what the rules ask about it. */
interface Candidate {
  text: string;
  start: number;
  end: number;
  value: string;
  /** Without the extension. */
  digits: string;
  /** Begins with a plus sign, or with two zeros and a country code. */
  plus: boolean;
  international: boolean;
  /** Groups with signs between them. */
  separated: boolean;
  /** A word of context is around. */
  near: boolean;
}

interface Verdict {
  confidence: number;
  rule: string;
  evidence: string;
}

/** Asked in order. `stop`: nothing behind it is asked, whatever it answers. */
export interface PhoneRule {
  name: string;
  applies(c: Candidate): boolean;
  ask(c: Candidate): Verdict | undefined;
  stop?: boolean;
}

const is = (confidence: number, rule: string, evidence: string): Verdict => ({ confidence, rule, evidence });

export const PHONE_RULES: readonly PhoneRule[] = [
  { name: 'country code', applies: (c) => c.plus, ask: withCountryCode, stop: true },
  {
    name: 'north american',
    applies: (c) => NANP.test(c.value),
    ask: ({ near, value }) =>
      near
        ? is(0.95, 'north-american', 'shape+context')
        : is(value.includes('.') ? 0.6 : 0.8, 'north-american', 'shape'),
  },
  { name: 'context', applies: (c) => c.near, ask: inContext, stop: true },
  {
    name: 'alone',
    applies: (c) =>
      isAlone(c.text, c.start, c.end) &&
      c.digits.length >= 9 &&
      !DECIMALS.test(c.value) &&
      !SUM.test(c.value) &&
      isValid(c.value),
    ask: ({ separated, digits }) => is(separated || digits.startsWith('0') ? 0.7 : 0.45, 'national', 'library+alone'),
  },
  { name: 'trunk zero', applies: hasTrunkZero, ask: () => is(0.65, 'national', 'library') },
  {
    name: 'two zeros',
    applies: (c) =>
      c.international && c.separated && c.digits.length >= 11 && isValid(c.value.replace(/^00/, '+'), ['US']),
    ask: () => is(0.7, 'international', 'library'),
  },
];

function withCountryCode({ value, digits, near }: Candidate): Verdict | undefined {
  if (digits.length < 8) return undefined;
  const number = parsePhoneNumberFromString(value.replace('(0)', ''), { extract: false });
  if (number?.isValid()) return is(0.97, 'international', 'library');
  if (near) return is(0.85, 'international', 'shape+context');
  return number?.isPossible() && /[ .()-]/.test(value) && value.length >= 10
    ? is(0.75, 'international', 'shape')
    : undefined;
}

/** Plain digits are a number of something else more often than not: the word must stand right before, or the library must agree. */
function inContext({ text, start, value, separated }: Candidate): Verdict | undefined {
  const before = textBefore(text, start, 24);
  const close = CONTEXT.test(before) || CONTEXT_KEY.test(before);
  if (DECIMALS.test(value) && (!close || /^\d+\.\d+$/.test(value))) return undefined;
  if (separated && close) return is(0.85, 'national', 'shape+context');
  if (isValid(value)) return is(close ? 0.85 : 0.7, 'national', 'library+context');
  return close && /(?:phone|tel\w*|mobile|cell|fax)\W{1,4}$/.test(textBefore(text, start, 14))
    ? is(0.75, 'national', 'shape+context')
    : undefined;
}

/** A trunk zero, groups and a library that agrees: `0171 123 4567`, `03.93.92.16.85`. */
function hasTrunkZero({ value, digits, separated }: Candidate): boolean {
  if (!separated || digits.length < 9 || !/^\(?0[1-9]/.test(value)) return false;
  return !value.includes('  ') && !value.includes('/') && !/^\d+[-/]\d+$/.test(value) && isValid(value);
}

function candidateOf(text: string, start: number, value: string): Candidate | undefined {
  const digits = value.replace(/[a-zA-Z].*$/, '').replace(/\D/g, '');
  if (digits.length < 7 || digits.length > 15 || /^(\d)\1+$/.test(digits) || !isGrouped(value)) return undefined;
  const international = /^(?:\+|00\d)/.test(value);
  // `36000 + 62426244000`: a sign between two numbers.
  if (/^\+ \d/.test(value) && /\d ?$/.test(textBefore(text, start, 2))) return undefined;
  if (!international && (DATE.test(value) || ADDRESS.test(value))) return undefined;
  const separated = /\d[ .()/–-]+\d/.test(value);
  // "Call about lot 8304417720": what numbers the lot rings nowhere.
  if (!international && !separated && isThingNumber(text, start)) return undefined;
  const end = start + value.length;
  return {
    text,
    start,
    end,
    value,
    digits,
    plus: value.startsWith('+'),
    international,
    separated,
    near: hasContext(text, start, end, CONTEXT),
  };
}

/** @param rules all of them, except in tests. */
export function judgePhone(
  text: string,
  start: number,
  value: string,
  rules: readonly PhoneRule[] = PHONE_RULES,
): Verdict | undefined {
  const candidate = candidateOf(text, start, value);
  if (!candidate) return undefined;
  for (const rule of rules) {
    if (!rule.applies(candidate)) continue;
    const verdict = rule.ask(candidate);
    if (verdict || rule.stop) return verdict;
  }
  return undefined;
}

export const phoneDetector: Detector = {
  name: 'phone',
  digits: true,
  detect({ text, kind, key }) {
    if (kind === 'key' || kind === 'name' || (PLAIN.test(text) && isOfThing(key))) return [];
    const found: Finding[] = [];
    for (const match of matchesIn(text, digitRegions(text, 7), CANDIDATE)) {
      if (match[0].length < 7) continue;
      let value = match[0];
      // What follows a number may be one more number: drop groups from the end until it is one.
      for (let cuts = 0; cuts < 3 && value.length >= 7; cuts++) {
        const verdict = judgePhone(text, match.index, value);
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
