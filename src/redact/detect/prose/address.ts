/**
 * Street addresses by grammar: an anchor (a numbered street, a numbered unit, a corner, a box), then whatever an address
 * goes on with: units, numbers, towns, codes, countries, over commas and line breaks.
 */
import type { Finding } from '../detector.ts';
import { STATE_CODES } from './lists.ts';
import { isForeign } from './names.ts';
import { isPlacePhrase } from './placename.ts';
import { gap, type Words, word } from './scan.ts';
import {
  flagsAt,
  HOUSE,
  isNamed,
  isNumber,
  isParticle,
  isShort,
  isStreetName,
  joined,
  NUMBER,
  type StreetRun,
  streetRun,
} from './street.ts';
import { isThing } from './things.ts';
import { W } from './words.ts';

interface Anchor {
  first: number;
  last: number;
  confidence: number;
  rule: string;
}

/** Between the parts: a comma, a space, a line break, with the bullet or quote mark of the next line. */
const GAP =
  /^(?:[ \t]?[,.;#/]?[ \t]{0,2}|[ \t]*[,.]?[ \t]*\n[ \t]*,?[ \t]{0,3}|[ \t]*,?[ \t]*\n[ \t>|*?#•-]{1,6}|[ \t]?-[ \t]?|[ \t]?[(#][ \t]?|\)?,?[ \t])$/;
const AT = /^(?:at|on|to|in|near|address|from|by|(?:address|it|office|home|place|location) is)$/;

const FIRM_AT = /^(?:at|near|address|(?:address|home|place|location) is)$/;
/** `lives on Birkhaug 5`, `Birkhaug 5 street` */
const LIVES_ON = /\b(?:live[sd]?|living|located|based|resid\w{1,4}|moved|stay\w{0,3}) (?:on|in|to) $/;

/** Words of a street's name before its number. */
const MAX_NAME = 6;

export function findAddresses(words: Words, isCode: (i: number) => boolean): Finding[] {
  const out: Finding[] = [];
  /** An address needs a number, but for these two. */
  const unnumbered = words.flags.some((flags) => flags & W.CORNER || (flags & W.STREET && flags & W.CAP));
  /** The next word with digits at or behind i: without one near, only a corner can be an address. */
  let digits = 0;
  for (let i = 0; i < words.start.length; i++) {
    if (words.glued[i]) continue;
    if (digits < i) digits = i;
    while (digits < words.start.length && !((words.flags[digits] ?? 0) & W.DIGITS)) digits++;
    const far = digits - i > MAX_NAME;
    if (far && !unnumbered) {
      if (digits === words.start.length) break;
      continue;
    }
    const anchor = anchorAt(words, i);
    if (!anchor || (isCode(i) && anchor.rule !== 'box')) continue;
    const last = extend(words, anchor);
    const long = last > anchor.last;
    out.push({
      start: words.start[anchor.first] ?? 0,
      end: words.end[last] ?? 0,
      type: 'ADDRESS',
      detector: 'address',
      rule: anchor.rule,
      confidence: Math.min(0.95, anchor.confidence + (long ? 0.1 : 0)),
      evidence: `grammar:${anchor.rule}`,
    });
    i = last;
  }
  return out;
}

/** What a word can begin is plain from its flags and its first letter: of most, nothing. */
function anchorAt(words: Words, i: number): Anchor | undefined {
  const flags = flagsAt(words, i);
  if (flags & W.DIGITS) return numberFirst(words, i);
  const letter = words.text.charCodeAt(words.start[i] ?? 0) | 32;
  const named =
    (letter === C || letter === I ? corner(words, i) : undefined) ?? (BOXES.has(letter) ? box(words, i) : undefined);
  if (named || !(flags & W.CAP || startsStreet(words, i))) return named;
  return streetFirst(words, i) ?? unnumbered(words, i);
}

/** `ul. Miła 61`, `rue Lepic 12`: in lower case as they are written. */
const startsStreet = (words: Words, i: number): boolean =>
  Boolean(flagsAt(words, i) & W.STREET) &&
  /^(?:ul|al|os|pl|rue|via|calle|rua|avenida|ulica|trg|piazza|viale|corso|strada)$/.test(word(words, i)) &&
  Boolean(flagsAt(words, i + 1) & W.CAP) &&
  /^\.?[ \t]$/.test(gap(words, i));

const [C, I] = [99, 105];
/** First letters of what `box` looks for. */
const BOXES = new Set([98, 99, 112, 117]);

/** `the corner of Dalbraut 99 and Frederikke Coves`, `Đoko and ul. Miła 53` only in the first form. */
function corner(words: Words, i: number): Anchor | undefined {
  const lower = word(words, i).toLowerCase();
  if (lower !== 'corner' && lower !== 'intersection') return undefined;
  let k = i + 1;
  if (!/^(?:of|between)$/.test(word(words, k))) return undefined;
  const street = (from: number): number => {
    let at = from;
    while (
      at < words.start.length &&
      (isStreetName(words, at) || isNumber(words, at, HOUSE) || (at > from && isParticle(words, at))) &&
      (at === from || joined(words, at - 1))
    )
      at++;
    // `Oak Avenue in`: a particle stands inside a name.
    while (at > from && isParticle(words, at - 1)) at--;
    return at - 1;
  };
  const one = street(k + 1);
  k = one + 1;
  // `Maple Street & Oak Lane`: the sign is no word.
  if (/^ ?& ?$/.test(gap(words, one))) k = one;
  else if (!/^(?:and|with)$/.test(word(words, k))) return undefined;
  if (one <= i + 1) return undefined;
  const two = street(k + 1);
  if (two <= k) return undefined;
  const first = word(words, i - 1).toLowerCase() === 'the' ? i - 1 : i;
  return { first, last: two, confidence: 0.8, rule: 'corner' };
}

/** `Unit 7349 Box 6067`, `PSC 1437, Box 3833`, `P.O. Box 12`. */
function box(words: Words, i: number): Anchor | undefined {
  const lower = word(words, i).toLowerCase();
  const next = word(words, i + 1).toLowerCase();
  if ((lower === 'unit' || lower === 'psc' || lower === 'cmr') && isNumber(words, i + 1, NUMBER)) {
    if (word(words, i + 2).toLowerCase() === 'box' && isNumber(words, i + 3, NUMBER))
      return { first: i, last: i + 3, confidence: 0.85, rule: 'box' };
    return undefined;
  }
  if (lower === 'box' && isNumber(words, i + 1, NUMBER) && gap(words, i) === ' ') {
    const before = words.text.slice(Math.max(0, (words.start[i] ?? 0) - 6), words.start[i]);
    const po = /p\.?\s?o\.?\s$/i.exec(before);
    if (!po) return undefined;
    let first = i;
    while (first > 0 && (words.start[first] ?? 0) > (words.start[i] ?? 0) - po[0].length) first--;
    if (isNumber(words, first - 1, NUMBER) && gap(words, first - 1) === ' ') first--;
    return { first, last: i + 1, confidence: 0.85, rule: 'box' };
  }
  if (/^(?:postfach|postbox|pobox)$/.test(lower) && isNumber(words, i + 1, NUMBER))
    return { first: i, last: i + 1, confidence: 0.8, rule: 'box' };
  return lower === 'po' && next === 'box' && isNumber(words, i + 2, NUMBER)
    ? { first: i, last: i + 2, confidence: 0.85, rule: 'box' }
    : undefined;
}

/** `90 Whitchurch Road`, `1987 74 Diakou Street`, `28030 Edeby 55`. */
function numberFirst(words: Words, i: number): Anchor | undefined {
  if (!isNumber(words, i, NUMBER) || isListNumber(words, i) || isOfDate(words, i)) return undefined;
  const two = isNumber(words, i + 1, HOUSE) && joined(words, i);
  const name = nameBehind(words, two ? i + 1 : i);
  if (!name) return undefined;
  const unit = isUnitAt(words, name.last + 1);
  const said = two || name.firm || isNamed(words, name) || isAt(words, i);
  if (!said && !(unit && name.street)) return undefined;
  const numbered =
    isNumber(words, name.last + 1, HOUSE) && joined(words, name.last) && !isCompound(words, name.last + 1);
  const last = numbered ? name.last + 1 : name.last;
  if (name.street && endsAsStreet(words, name)) return { first: i, last, confidence: 0.8, rule: 'street' };
  if (numbered && (two || unit || isLongNumber(words, i)))
    return { first: i, last, confidence: 0.6, rule: 'two numbers' };
  return unit && said ? { first: i, last: name.last, confidence: 0.7, rule: 'unit' } : undefined;
}

/** What a street can be called, right behind number i. */
function nameBehind(words: Words, i: number): StreetRun | undefined {
  const between = gap(words, i);
  // `in 1849. In 1867, …`: a point behind a number ends the sentence, or counts items.
  if (!joined(words, i) || between.startsWith('.')) return undefined;
  // `1820, Protein 132g`; but `12, rue Lepic`.
  if (between.includes(',') && !(flagsAt(words, i + 1) & W.STREET)) return undefined;
  return streetRun(words, i + 1);
}

/** `Apt 4` */
const isUnitAt = (words: Words, k: number): boolean =>
  Boolean(flagsAt(words, k) & W.UNIT) && isNumber(words, k + 1, NUMBER);

/** Three digits and more; but a year before a name with a number (`2019 Corolla 150`) is one of a model or an event. */
const isLongNumber = (words: Words, i: number): boolean =>
  /^\d{3,5}$/.test(word(words, i)) && (!/^(?:19|20)\d\d$/.test(word(words, i)) || isAt(words, i));

/** `3. Route checks`, `2) Lane markers`: a number with a point or bracket behind it counts items. */
function isListNumber(words: Words, i: number): boolean {
  if (!/^\d{1,3}$/.test(word(words, i))) return false;
  if (/^[.):]/.test(gap(words, i))) return true;
  const before = words.text.slice(Math.max(0, (words.start[i] ?? 0) - 8), words.start[i]);
  return /(?:#|step |no\. ?|item )$/i.test(before);
}

/** `2031-05-28 via BOS`: digits of a date; `the 1929 Wall Street crash`: the year of what happened there. */
function isOfDate(words: Words, i: number): boolean {
  if (/^[-/.:]$/.test(gap(words, i - 1)) && flagsAt(words, i - 1) & W.DIGITS) return true;
  return /^1[89]\d\d$|^20\d\d$/.test(word(words, i)) && /^(?:the|in|since|of)$/i.test(word(words, i - 1));
}

/** `17-year-old` */
const isCompound = (words: Words, k: number): boolean =>
  gap(words, k) === '-' && Boolean(flagsAt(words, k + 1) & W.ALPHA) && word(words, k + 1).length > 1;

/** The street's word is at an end of the name; `Salt Lake City` has it inside. */
function endsAsStreet(words: Words, { first, last, ending }: StreetRun): boolean {
  // `7 Rahasia Pengelolaan Uang Anda`: in other languages the same letters end other words.
  if (ending) return last - first < 2 || endsOneOf(words, last - 1, last) || endsOneOf(words, first, first);
  // `12 Mill Lane North`
  const behind = flagsAt(words, last) & W.DIRECTION ? last - 1 : last;
  return last > first && Boolean((flagsAt(words, first) | flagsAt(words, behind)) & W.STREET);
}

function endsOneOf(words: Words, first: number, last: number): boolean {
  for (let k = first; k <= last; k++) if (flagsAt(words, k) & W.STREET_END) return true;
  return false;
}

/** `Kiannonkatu 98`, `Via Roma 12`, and `at Joaquin Suarez 2906`. */
function streetFirst(words: Words, i: number): Anchor | undefined {
  const name = streetRun(words, i);
  if (!name || name.first !== i) return undefined;
  const between = gap(words, name.last);
  if (!isNumber(words, name.last + 1, HOUSE) || !/^,?[ \t]$|^\.[ \t]$/.test(between)) return undefined;
  const last = name.last + 1;
  const proved = provesStreet(words, name) && (name.firm || isNamed(words, name) || isAt(words, i));
  if (name.street && (name.ending || proved)) return { first: i, last, confidence: 0.75, rule: 'street' };
  if (isUnitAt(words, last + 1)) return { first: i, last, confidence: 0.75, rule: 'unit' };
  if (!(name.street || canStandAlone(words, name)) || isThing(words, i, name.last)) return undefined;
  const sure = name.street || /^\d{2,4}$/.test(word(words, last));
  return townFollows(words, last) || (sure && !between.includes(',') && isAt(words, i))
    ? { first: i, last, confidence: 0.55, rule: 'in context' }
    : undefined;
}

/** `to ISO 8601`, `from Debian 12`: a lone word and a number are a street where only one can stand. */
function canStandAlone(words: Words, { first, last }: StreetRun): boolean {
  const flags = flagsAt(words, first);
  if (!isForeign(flags) || flags & W.UPPER) return false;
  return (
    last > first || isAt(words, first, FIRM_AT) || townFollows(words, last + 1) || livesThere(words, first, last + 1)
  );
}

/** `Tilda Brook, 47` is a person: street words that are family names too prove nothing. */
function provesStreet(words: Words, { first, last }: StreetRun): boolean {
  if (last === first) return false;
  const proves = (k: number): boolean => Boolean(flagsAt(words, k) & W.STREET && !(flagsAt(words, k) & W.FAMILY));
  return proves(first) || (proves(last) && !gap(words, last).includes(','));
}

/** A code and a town behind a house number. */
const townFollows = (words: Words, last: number): boolean =>
  /^,?\s*\n?\s*$/.test(gap(words, last)) &&
  isNumber(words, last + 1, /^\d{4,6}$/) &&
  Boolean(flagsAt(words, last + 2) & W.CAP) &&
  /^[ \t]$/.test(gap(words, last + 1));

const livesThere = (words: Words, i: number, last: number): boolean =>
  LIVES_ON.test(words.text.slice(Math.max(0, (words.start[i] ?? 0) - 20), words.start[i])) ||
  (gap(words, last) === ' ' && word(words, last + 1) === 'street');

/** `at …`, `the office is …` */
function isAt(words: Words, i: number, at: RegExp = AT): boolean {
  if (i === 0) return false;
  const one = word(words, i - 1).toLowerCase();
  const before = one === 'is' ? `${word(words, i - 2).toLowerCase()} is` : one;
  return at.test(before) && /^:?\s$/.test(gap(words, i - 1));
}

const FIRM_STREET = /^(?:street|avenue|road|boulevard|lane|drive)$/i;

/** `on Marina Fort Street`: without a number, so at most a place that narrows down. */
function unnumbered(words: Words, i: number): Anchor | undefined {
  if (i === 0 || !/^(?:on|at|in|along|down|off|near|from|to)$/.test(word(words, i - 1)) || gap(words, i - 1) !== ' ')
    return undefined;
  for (let k = i; k < i + 4; k++) {
    if (!(flagsAt(words, k) & W.CAP) || (k > i && gap(words, k - 1) !== ' ')) return undefined;
    if (k > i && FIRM_STREET.test(word(words, k))) return { first: i, last: k, confidence: 0.45, rule: 'unnumbered' };
  }
  return undefined;
}

/** A part that an address goes on with. */
interface Part {
  last: number;
  town: boolean;
}

/** Words of an address from its anchor on: more are no address. */
const MAX_WORDS = 24;

/** The last word of what the address goes on with. */
function extend(words: Words, anchor: Anchor): number {
  let { last } = anchor;
  let towns = 0;
  for (let k = last + 1; k < words.start.length && k - anchor.first < MAX_WORDS; k = last + 1) {
    if (!isJoined(words, k)) break;
    const part = partAt(words, k, anchor, towns);
    if (!part) break;
    if (part.town) towns++;
    last = part.last;
  }
  return last;
}

/** Word k stands close enough to the one before it, in the same sentence. */
function isJoined(words: Words, k: number): boolean {
  const between = gap(words, k - 1);
  if (!GAP.test(between) || words.glued[k] || /^:/.test(gap(words, k))) return false;
  const before = flagsAt(words, k - 1);
  // A point and a space end the sentence, unless they stand behind an abbreviation.
  if (
    !/\.\s/.test(between) ||
    (before & (W.UNIT | W.STREET | W.DIRECTION) &&
      (isShort(words, k - 1) || flagsAt(words, k) & W.UNIT || between.includes('\n')))
  )
    return true;
  // `út 13. Suite 104`: the point of a number.
  return Boolean(before & W.DIGITS) && (Boolean(flagsAt(words, k) & W.UNIT) || between.includes('\n'));
}

const CODE = /^\d{1,6}[A-Za-z]?$|^[A-Z]{1,2}\d[A-Z\d]?$|^\d[A-Z]{2}$|^[A-Z]\d[A-Z]$|^\d[A-Z]\d$/;
const NO_TOWN = W.CAMEL | W.GREETING | W.HONORIFIC | W.MONTH | W.WEEKDAY;

function partAt(words: Words, k: number, anchor: Anchor, towns: number): Part | undefined {
  const flags = flagsAt(words, k);
  const text = word(words, k);
  const between = gap(words, k - 1);
  const apart = /[,\n]/.test(between);
  const one: Part = { last: k, town: false };
  if (flags & W.DIGITS) {
    // `3rd floor`, `00-590`
    if (/^\d{1,2}(?:st|nd|rd|th)$/i.test(text) && flagsAt(words, k + 1) & W.UNIT) return { last: k + 1, town: false };
    if (/^\d\d$/.test(text) && gap(words, k) === '-' && isNumber(words, k + 1, /^\d{3}$/))
      return { last: k + 1, town: false };
    const lone = /^\d{1,2}$/.test(text) && apart && !(flagsAt(words, k - 1) & W.UNIT);
    return CODE.test(text) && !lone ? one : undefined;
  }
  if (flags & W.UNIT) {
    if (isUnitName(words, k + 1)) return { last: k + 1, town: false };
    // `3rd floor`
    if (/^(?:floor|building|tower)$/i.test(text) && flagsAt(words, k - 1) & W.DIGITS) return one;
  }
  // A state, or a province in lower case before its code.
  if (STATE_CODES.has(text) || (apart && /^[a-z]{2,3}$/.test(text) && isNumber(words, k + 1, /^\d{4,6}$/))) return one;
  if (flags & W.CAP && !(flags & NO_TOWN)) return townPart(words, k, anchor, towns);
  // `Whitchurch Road street`
  return flags & W.STREET && between === ' ' && flagsAt(words, k - 1) & W.CAP ? one : undefined;
}

/** What stands behind Suite or Apt: a number, or a letter or two. */
const isUnitName = (words: Words, k: number): boolean =>
  isNumber(words, k, NUMBER) || (word(words, k).length <= 2 && Boolean(flagsAt(words, k) & W.CAP));

/** Most towns, regions and countries that one address names. */
const MAX_TOWNS = 4;

function townPart(words: Words, k: number, anchor: Anchor, towns: number): Part | undefined {
  const flags = flagsAt(words, k);
  const between = gap(words, k - 1);
  const run = townRun(words, k);
  const bare = !/[,\n]/.test(between) && towns === 0 && !(flags & (W.STREET | W.DIRECTION));
  if (run && towns < MAX_TOWNS && (!bare || isPlacePhrase(run.text))) return { last: run.last, town: true };
  // `P.O. Box 149 Monika Union`, `Whitchurch Road Street`
  if (between !== ' ') return undefined;
  const street = towns === 0 && (anchor.rule === 'box' || Boolean(streetRun(words, k)?.street));
  return street || flags & W.STREET ? { last: k, town: false } : undefined;
}

/** A town or country: known, all in capitals, followed by a code, or alone on its line. */
function townRun(words: Words, i: number): { last: number; text: string } | undefined {
  for (let last = Math.min(i + 4, words.start.length - 1); last >= i; last--) {
    if (!contiguous(words, i, last)) continue;
    const text = words.text.slice(words.start[i], words.end[last]);
    const behind = words.text.slice(words.end[last], (words.end[last] ?? 0) + 12);
    const upper = Boolean(flagsAt(words, i) & flagsAt(words, last) & W.UPPER);
    const coded = /^,?\s{0,3}(?:[A-Z]{2}\s)?\d{4,6}\b/.test(behind);
    const alone = /^\s*\n|^\s*$|^,/.test(behind) && /\n\s*$/.test(gap(words, i - 1));
    const listed = /,\s?$/.test(gap(words, i - 1)) && /^[,.\n]|^$/.test(behind) && isForeign(flagsAt(words, last));
    if (isPlacePhrase(text) || upper || coded || alone || listed) return { last, text };
  }
  return undefined;
}

function contiguous(words: Words, first: number, last: number): boolean {
  for (let k = first; k <= last; k++) {
    if (k > first && !/^[ \t]$|^-$|^\. $/.test(gap(words, k - 1))) return false;
    const flags = flagsAt(words, k);
    if (!(flags & W.CAP) && !(k > first && k < last && isParticle(words, k))) return false;
  }
  return true;
}
