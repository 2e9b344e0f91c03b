/** Values behind a label in prose, code or a log line: `user ID is mia_li_3668`, `'order_id': 'W123'`, `DOB: 1990-04-05`. */
import type { PiiType } from '../../types.ts';
import type { Detector, Finding, TextUnit } from '../detector.ts';
import { matchesOf } from '../patterns/regions.ts';
import { wordsIn } from '../patterns/words.ts';
import { W, wordFlags } from '../prose/words.ts';
import { typeOfKey } from './keys.ts';
import { fits, isLocator, looksLikeId } from './values.ts';
import { WordEnds } from './wordends.ts';

/**
 * A telling word, then `is`, `:`, `=`, `#` or a quote, then a value without spaces. The words before it (`your user` ID) are
 * read backwards from there, and the whole is judged by the same table as JSON keys.
 */
const TELLING_WORDS = new WordEnds(
  'id ids number no nr num ref reference code locator pnr username login handle ssn dob birth passport licence license account zip zipcode postcode iban imei mrn vin'.split(
    ' ',
  ),
);
/** What stands behind a telling word. */
const VALUE =
  /["'`*\])]{0,3}\s?(?:(?:is|was|are|for you is|[:=#]{1,2}|=>|->)\s?){1,2}["'`*[(#]{0,4}\s?([A-Za-z0-9][\w@.+#-]{2,39})/iy;
/** The label up to and with its telling word. */
const WORDS_BEFORE = /(?:[A-Za-z]{1,20}['’]?s?[ _-]){0,3}[A-Za-z]{0,20}$/;
const BEFORE_LENGTH = 64;

/** `customer 48213`, `order #W2378156`, `reservation HATHAT`: a thing that has ids, then one. */
const THING =
  /(?<![A-Za-z0-9_])(user|customer|account|order|booking|reservation|member|patient|policy|invoice|ticket|case|claim|employee|certificate|gift card)(?:s? (?:id|ids|number|no\.?|numbers|#))?[ :(]{1,2}["'`*#]{0,3}((?=[A-Z0-9_-]*\d)[A-Z0-9][A-Z0-9_-]{4,24}|[A-Z][a-z]{2,12}_[a-z]{2,12}_\d{2,6})\b/iy;
/** A login made of names and a number: `mia_li_3668`, `omar.davis42`. */
const LOGIN = /(?<![\w.@/\\-])[a-z]{2,14}_[a-z]{2,14}_\d{3,6}(?![\w/@\\-]|\.\w)/g;

/** An id that says what it is: `gift_card_3481935`, `cust-48213`. */
const TELLING =
  /(?<![\w.@/\\-])(?:credit_card|debit_card|gift_card|certificate|account|acct|order|user|usr|customer|cust|payment|pay|booking|reservation|policy|invoice|inv|member|patient|employee|emp|ticket|claim|contract|subscription|sub|transaction|txn)[_-]\d{4,12}(?![\w/@\\-]|\.\w)/iy;

/** Values behind a label. */
export const labelledDetector: Detector = { name: 'labelled', detect };
/** Ids that say what they are; all of them hold digits. */
export const tellingDetector: Detector = { name: 'labelled', digits: true, detect: detectTelling };

function detect(unit: TextUnit): Finding[] {
  if (unit.kind === 'name' || unit.kind === 'key' || unit.text.length < 6) return [];
  // Every value behind these labels has digits, or is a locator. Cheap first.
  if (!/\d|[A-Z]{5}/.test(unit.text)) return [];
  const out: Finding[] = [];
  const { text } = unit;
  let at = 0;
  for (let word = TELLING_WORDS.next(text, at); word; word = TELLING_WORDS.next(text, at)) {
    at = word.end;
    VALUE.lastIndex = at;
    const value = VALUE.exec(text)?.[1];
    if (value === undefined) continue;
    at = VALUE.lastIndex;
    const before = text.slice(Math.max(0, word.start - BEFORE_LENGTH), word.start);
    const label = (WORDS_BEFORE.exec(before)?.[0] ?? '') + text.slice(word.start, word.end);
    const type = typeOf(label);
    const clean = value.replace(/[.\-+#]+$/, '');
    // `uid=1003(ines)`: the number says nothing, the login beside it does.
    if (type === 'USERNAME' && /^\d{1,5}$/.test(clean) && /uid$/i.test(label)) continue;
    if (
      !type ||
      !(type === 'ACCOUNT_ID' || type === 'USERNAME' ? looksLikeId(clean) || isLocator(clean) : fits(type, clean))
    )
      continue;
    push(out, at - value.length, clean, type, label, 0.8);
  }
  return out;
}

function detectTelling(unit: TextUnit): Finding[] {
  if (unit.kind === 'name' || unit.kind === 'key') return [];
  const out: Finding[] = [];
  for (const match of matchesAtThings(unit.text, THING)) {
    const [whole, thing = '', value = ''] = match;
    if (looksLikeId(value)) push(out, match.index + whole.length - value.length, value, 'ACCOUNT_ID', thing, 0.65);
  }
  // Cheap first: no login without this.
  if (/_\d{3}/.test(unit.text))
    for (const match of matchesOf(unit.text, LOGIN))
      if (namesSomeone(match[0])) push(out, match.index, match[0], 'USERNAME', 'names and number', 0.7);
  for (const match of matchesAtThings(unit.text, TELLING))
    push(out, match.index, match[0], 'ACCOUNT_ID', 'telling', 0.75);
  return out;
}

/** Matches of a sticky pattern where a word for a thing begins, without overlaps. */
function matchesAtThings(text: string, pattern: RegExp): RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  let free = 0;
  for (const at of wordsIn(text, 'thing')) {
    if (at < free) continue;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) continue;
    matches.push(match);
    free = pattern.lastIndex;
  }
  return matches;
}

/** One of its words is a name and nothing else: `mia_li_3668`, but not `req_edge_001`. */
function namesSomeone(login: string): boolean {
  return login.split('_').some((word) => {
    const flags = wordFlags(word);
    return Boolean(flags & (W.GIVEN | W.FAMILY)) && !(flags & (W.COMMON | W.KNOWN));
  });
}

/** Longest end of the label that the table of keys knows: `your user ID` → `user_id`. */
function typeOf(label: string): PiiType | undefined {
  const words = label
    .toLowerCase()
    .replace(/['’]s?/g, (mark) => mark.slice(1))
    .split(/[ _-]/);
  for (let from = Math.max(0, words.length - 3); from < words.length; from++) {
    const type = typeOfKey(words.slice(from).join('_'));
    if (type && type !== 'LOCATION' && type !== 'PERSON') return type;
  }
  return undefined;
}

function push(out: Finding[], start: number, value: string, type: PiiType, label: string, confidence: number): void {
  const rule = label.toLowerCase().replace(/[^a-z]+/g, '_');
  out.push({
    start,
    end: start + value.length,
    type,
    detector: 'labelled',
    rule,
    confidence,
    evidence: `label:${rule}`,
  });
}
