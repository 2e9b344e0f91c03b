/** Dates, dates of birth and ages. */

import { holdsAny } from '../../text/terms.ts';
import type { PiiType } from '../../types.ts';
import type { Finding } from '../detector.ts';

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
// `2.5.35` is a version: between points a short year needs two digits for day and month.
const NUMERIC = `(?:(?:19|20)\\d{2}([-/.])(?:0?[1-9]|1[0-2])\\1${DAY}|${DAY}([-/])${DAY}\\2(?:19|20)?\\d{2}|${DAY}\\.${DAY}\\.(?:19|20)\\d{2}|(?:0[1-9]|[12]\\d|3[01])\\.(?:0[1-9]|1[0-2])\\.\\d{2})`;
const WRITTEN = `(?:${MONTH}\\.?\\s${DAY}(?:st|nd|rd|th)?(?:,?\\s(?:19|20)\\d{2})?|${DAY}(?:st|nd|rd|th)?\\.?\\s(?:of\\s)?${MONTH}\\b\\.?(?:,?\\s(?:19|20)\\d{2})?|${MONTH}\\.?,?\\s(?:19|20)\\d{2})`;
const CLOCK = '(?:[T ,]\\s?\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,6})?)?(?:Z|[+-]\\d{2}:?\\d{2})?)?';
const DATE = new RegExp(`(?<![\\w./-])(?:${NUMERIC}|${WRITTEN})(?![\\d/]|\\.\\d)${CLOCK}`, 'gi');
const WEEKDAY = /(?<![\w-])(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?!s?[\w-])/g;
/** A year behind a word that a year follows. */
const YEAR =
  /(?<=\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Oo]f|[Ff]rom|[Aa]fter|[Bb]efore|[Yy]ear|[Cc]irca|[Ee]arly|[Ll]ate|[Aa])\s)(?:1[89]|20)\d{2}(?![\d.,]\d|[\w%-])/g;
const BIRTH =
  /(?:\b(?:born|birth(?:day|date)?|dob|d\.o\.b\.?|birth\s?date|geboren|geburtsdatum|née?)\b[^\n\d]{0,24})$/i;

/** Without one of these no date is one of birth. */
const speaksOfBirth = holdsAny(['born', 'birth', 'dob', 'd.o.b', 'gebor', 'geburt', 'née', 'nÉe']);

/** Each with the age in its group. */
const AGES: readonly RegExp[] = [
  /(?<!(?:next|last|past|for|in|within|about|over|every|after|of|least|than|to|least|under) )(?<![\w.,$€£-])(\d{1,3})(?:[ -](?:years?|yrs?|yo|y\.o\.)(?:[ -]old)?\b|[ -]?(?:y\/o|yo|y\.o\.)\b)/gi,
  /\b(?:age[ds]?|aged|turn(?:ed|s|ing)?|turned just|i(?:['’]| a)m|(?:he|she)(?:['’]| i)s|(?:he|she|i|who) was|when (?:he|she|i|they) (?:was|were))\s?(?::|is|of)?\s?(\d{1,3})(?![\w%$€£:/.-]\w|[\w%])/gi,
  /(?<=\p{Lu}\p{L}{1,20}, )(\d{2})(?=, \p{Ll})/gu,
];

export function findTimes(text: string, wanted: (type: PiiType) => boolean): Finding[] {
  const out: Finding[] = [];
  if (wanted('DATE') || (wanted('DATE_OF_BIRTH') && speaksOfBirth(text)))
    for (const match of text.matchAll(DATE)) {
      const birth = BIRTH.test(text.slice(Math.max(0, match.index - 40), match.index));
      if (!birth && !wanted('DATE')) continue;
      push(out, match.index, match[0], birth ? 'DATE_OF_BIRTH' : 'DATE', birth ? 'born' : 'date', birth ? 0.9 : 0.75);
    }
  if (wanted('DATE')) {
    for (const match of text.matchAll(WEEKDAY)) push(out, match.index, match[0], 'DATE', 'weekday', 0.6);
    for (const match of text.matchAll(YEAR)) push(out, match.index, match[0], 'DATE', 'year', 0.6);
  }
  if (wanted('AGE'))
    for (const pattern of AGES)
      for (const match of text.matchAll(pattern)) {
        const age = match[1] ?? '';
        if (Number(age) < 1 || Number(age) > 120) continue;
        push(out, match.index + match[0].indexOf(age), age, 'AGE', 'age', 0.7);
      }
  return out;
}

function push(out: Finding[], start: number, value: string, type: PiiType, rule: string, confidence: number): void {
  out.push({ start, end: start + value.length, type, detector: 'time', rule, confidence });
}
