/**
 * Street addresses by grammar: an anchor (a numbered street, a numbered unit, a corner, a box), then whatever an address
 * goes on with: units, numbers, towns, codes, countries, over commas and line breaks.
 */
import type { Finding } from '../detector.ts';
import { STATE_CODES } from './lists.ts';
import { isForeign } from './names.ts';
import { isPlacePhrase } from './placename.ts';
import { gap, type Words, word } from './scan.ts';
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
const PARTICLE =
  /^(?:de|dei|degli|delle|del|della|di|da|do|dos|das|la|le|les|du|des|der|den|of|the|y|e|i|van|von|zum|zur|am|an|im|in|auf|u|na|pod|nad|st)$/;
const AT = /^(?:at|on|to|in|near|address|from|by|(?:address|it|office|home|place|location) is)$/;

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

const flagsAt = (words: Words, i: number): number => (words.glued[i] ? 0 : (words.flags[i] ?? 0));
const isNumber = (words: Words, i: number, digits: RegExp): boolean =>
  !words.glued[i] && Boolean(flagsAt(words, i) & W.DIGITS) && digits.test(word(words, i));
const HOUSE = /^\d{1,5}[A-Za-z]?$/;
const NUMBER = /^\d{1,6}[A-Za-z]?$/;
const joined = (words: Words, i: number): boolean => /^[.,]?[ \t]{1,2}$|^-$|^\/$/.test(gap(words, i));

/** True for a word that a street can be called. */
function isStreetName(words: Words, i: number): boolean {
  const flags = flagsAt(words, i);
  return (
    Boolean(flags & (W.CAP | W.STREET_END)) &&
    !(flags & (W.CAMEL | W.MONTH | W.WEEKDAY | W.HONORIFIC | W.GREETING | W.UNIT))
  );
}

/** What a word can begin is plain from its flags and its first letter: of most, nothing. */
function anchorAt(words: Words, i: number): Anchor | undefined {
  const flags = flagsAt(words, i);
  if (flags & W.DIGITS) return numberFirst(words, i);
  const letter = words.text.charCodeAt(words.start[i] ?? 0) | 32;
  const named =
    (letter === C || letter === I ? corner(words, i) : undefined) ?? (BOXES.has(letter) ? box(words, i) : undefined);
  if (named || !(flags & W.CAP)) return named;
  return streetFirst(words, i) ?? unnumbered(words, i);
}

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
      (isStreetName(words, at) || isNumber(words, at, HOUSE) || (at > from && PARTICLE.test(word(words, at)))) &&
      (at === from || joined(words, at - 1))
    )
      at++;
    return at - 1;
  };
  const one = street(k + 1);
  k = one + 1;
  if (one <= i + 1 || !/^(?:and|with|&)$/.test(word(words, k))) return undefined;
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
  if (!isNumber(words, i, NUMBER)) return undefined;
  let k = i + 1;
  if (isNumber(words, k, HOUSE) && joined(words, i)) k++;
  const name = streetRun(words, k);
  if (!name || !joined(words, k - 1)) return undefined;
  const numbered = isNumber(words, name.last + 1, HOUSE) && joined(words, name.last);
  if (name.street) return { first: i, last: numbered ? name.last + 1 : name.last, confidence: 0.8, rule: 'street' };
  const unit = flagsAt(words, name.last + 1) & W.UNIT && isNumber(words, name.last + 2, NUMBER);
  if (numbered && (k > i + 1 || /^\d{3,5}$/.test(word(words, i)) || unit))
    return { first: i, last: name.last + 1, confidence: 0.6, rule: 'two numbers' };
  if (unit) return { first: i, last: name.last, confidence: 0.7, rule: 'unit' };
  return undefined;
}

/** `Kiannonkatu 98`, `Via Roma 12`, and `at Joaquin Suarez 2906`. */
function streetFirst(words: Words, i: number): Anchor | undefined {
  const name = streetRun(words, i);
  if (!name || name.first !== i || !(flagsAt(words, i) & W.CAP)) return undefined;
  const numbered = isNumber(words, name.last + 1, HOUSE) && /^,?[ \t]$|^\.[ \t]$/.test(gap(words, name.last));
  if (!numbered) return undefined;
  const last = name.last + 1;
  const comma = gap(words, name.last).includes(',');
  // `Tilda Brook, 47` is a person: street words that are family names too prove nothing here.
  const opening = Boolean(flagsAt(words, i) & W.STREET && !(flagsAt(words, i) & W.FAMILY));
  const closing = Boolean(flagsAt(words, name.last) & W.STREET && !(flagsAt(words, name.last) & W.FAMILY) && !comma);
  if (name.street && (name.ending || (name.last > i && (opening || closing))))
    return { first: i, last, confidence: 0.75, rule: 'street' };
  const unit = flagsAt(words, last + 1) & W.UNIT && isNumber(words, last + 2, NUMBER);
  if (unit) return { first: i, last, confidence: 0.75, rule: 'unit' };
  const town =
    /^,?\s*\n?\s*$/.test(gap(words, last)) &&
    isNumber(words, last + 1, /^\d{4,6}$/) &&
    flagsAt(words, last + 2) & W.CAP;
  const known = isForeign(flagsAt(words, i)) || name.street;
  const one = word(words, i - 1).toLowerCase();
  const before = one === 'is' ? `${word(words, i - 2).toLowerCase()} is` : one;
  const at = i > 0 && !comma && AT.test(before) && /^:?\s$/.test(gap(words, i - 1));
  if (known && (town || (at && (name.street || /^\d{2,4}$/.test(word(words, last))))))
    return { first: i, last, confidence: 0.55, rule: 'in context' };
  return undefined;
}

/** A capitalised word follows, maybe behind particles: `rue de la Paix`. */
function namedBehind(words: Words, i: number): boolean {
  const abbreviated = word(words, i).length <= 4 && gap(words, i) === '. ';
  if (gap(words, i) !== ' ' && !abbreviated) return false;
  let k = i + 1;
  while (k < i + 4 && PARTICLE.test(word(words, k)) && gap(words, k) === ' ') k++;
  return Boolean(flagsAt(words, k) & W.CAP);
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

interface StreetRun {
  first: number;
  last: number;
  /** Holds a street word or a word with a street's ending. */
  street: boolean;
  /** By the ending of one of its words. */
  ending: boolean;
}

/** One to five words that a street can be called, with particles inside. */
function streetRun(words: Words, i: number): StreetRun | undefined {
  let last = -1;
  let street = false;
  let ending = false;
  for (let k = i; k < i + 5 && k < words.start.length; k++) {
    if (k > i && !joined(words, k - 1)) break;
    if (k > i && /[.]/.test(gap(words, k - 1)) && word(words, k - 1).length > 4) break;
    const flags = flagsAt(words, k);
    // `9383 ul. Chrzanowska 61`, `12 rue Lepic`
    const prefix =
      k === i &&
      Boolean(flags & W.STREET && namedBehind(words, k)) &&
      (k === 0 || Boolean(flagsAt(words, k - 1) & W.DIGITS));
    const fits =
      isStreetName(words, k) ||
      prefix ||
      // `Árpád fejedelem útja`
      (k > i && Boolean(flags & W.ALPHA && flagsAt(words, k + 1) & W.STREET) && isForeign(flags)) ||
      (k > i && Boolean(flagsAt(words, i) & W.STREET && flags & W.ALPHA) && isForeign(flags)) ||
      (k > i && Boolean(flags & W.STREET)) ||
      (k > i && PARTICLE.test(word(words, k))) ||
      (flags & W.DIGITS && /^\d{1,3}(?:st|nd|rd|th)$/i.test(word(words, k)));
    // `74678 midtvollen 130`: a foreign word between two numbers.
    const between =
      k === i &&
      i > 0 &&
      Boolean(flags & W.ALPHA) &&
      isForeign(flags) &&
      word(words, k).length > 4 &&
      isNumber(words, k - 1, NUMBER) &&
      isNumber(words, k + 1, HOUSE);
    if (!fits && !between) break;
    if (!PARTICLE.test(word(words, k))) last = k;
    if (flags & W.STREET && (k > i || prefix || flags & W.CAP)) street = true;
    if (flags & W.STREET_END) {
      street = true;
      ending = true;
    }
  }
  return last < i ? undefined : { first: i, last, street, ending };
}

/** The last word of what the address goes on with. */
function extend(words: Words, anchor: Anchor): number {
  let last = anchor.last;
  let k = last + 1;
  let towns = 0;
  while (k < words.start.length && k - anchor.first < 24) {
    const between = gap(words, k - 1);
    if (!GAP.test(between) || words.glued[k] || /^:/.test(gap(words, k))) break;
    const flags = flagsAt(words, k);
    const text = word(words, k);
    const apart = /[,\n]/.test(between);
    // A point and a space end the sentence, unless they stand behind an abbreviation.
    const ends = /\.\s/.test(between) && !(flagsAt(words, k - 1) & (W.UNIT | W.STREET | W.DIRECTION));
    // `út 13. Suite 104`: the point of a number.
    if (ends && !(flagsAt(words, k - 1) & W.DIGITS && (flags & W.UNIT || between.includes('\n')))) break;
    if (flags & W.DIGITS) {
      if (!/^\d{1,6}[A-Za-z]?$|^[A-Z]{1,2}\d[A-Z\d]?$|^\d[A-Z]{2}$|^[A-Z]\d[A-Z]$|^\d[A-Z]\d$/.test(text)) break;
      if (/^\d{1,2}$/.test(text) && apart && !(flagsAt(words, k - 1) & W.UNIT)) break;
    } else if (
      flags & W.UNIT &&
      (isNumber(words, k + 1, NUMBER) || (word(words, k + 1).length <= 2 && flagsAt(words, k + 1) & W.CAP))
    ) {
      k++;
      last = k++;
      continue;
    } else if (flags & W.UNIT && /^(?:floor|building|tower)$/i.test(text) && flagsAt(words, k - 1) & W.DIGITS) {
      // `3rd floor`
    } else if (STATE_CODES.has(text) || (/^[a-z]{2,3}$/.test(text) && apart && isNumber(words, k + 1, /^\d{4,6}$/))) {
      // A state, or a province in lower case before its code.
    } else if (flags & W.CAP && !(flags & (W.CAMEL | W.GREETING | W.HONORIFIC | W.MONTH | W.WEEKDAY))) {
      const run = townRun(words, k);
      const street = towns === 0 && between === ' ' && (anchor.rule === 'box' || Boolean(streetRun(words, k)?.street));
      if (
        !run ||
        (!apart && towns === 0 && !(flags & (W.STREET | W.DIRECTION)) && !isPlacePhrase(run.text)) ||
        towns > 3
      ) {
        // `P.O. Box 149 Monika Union`, `Whitchurch Road Street`
        if (!street && !(flags & W.STREET && between === ' ')) break;
      } else {
        towns++;
        last = run.last;
        k = run.last + 1;
        continue;
      }
    } else if (flags & W.STREET && between === ' ' && flagsAt(words, k - 1) & W.CAP) {
      // `Whitchurch Road street`
    } else break;
    last = k++;
  }
  return last;
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
    if (!(flags & W.CAP) && !(k > first && k < last && PARTICLE.test(word(words, k)))) return false;
  }
  return true;
}
