/** What is known of a single word, looked up once and remembered: the price of one hash look-up a token in steady state. */
import { Bloom, hashed } from '../../data/bloom.ts';
import { foldName } from '../../data/fold.ts';
import {
  COMMON_WORDS,
  FAMILY,
  FEMALE,
  GIVEN,
  KNOWN_WORDS,
  MALE,
  PLACES,
  WIDE_NAMES,
} from '../../data/gazetteers.generated.ts';
import {
  DIRECTIONS,
  GREETINGS,
  HONORIFICS,
  JOB_HEADS,
  MONTHS,
  NRP,
  ORG_SUFFIXES,
  PERSON_LABELS,
  STREET_ENDINGS,
  STREET_WORDS,
  UNIT_WORDS,
  WEEKDAYS,
} from './lists.ts';

export const W = {
  GIVEN: 1 << 0,
  FAMILY: 1 << 1,
  WIDE: 1 << 2,
  /** Among the 38,000 most common words of English. */
  COMMON: 1 << 3,
  /** In a desk dictionary of English. */
  KNOWN: 1 << 4,
  PLACE: 1 << 5,
  /** First letter upper case. */
  CAP: 1 << 6,
  /** All letters upper case, two or more. */
  UPPER: 1 << 7,
  /** Upper case inside, as in identifiers. */
  CAMEL: 1 << 8,
  DIGITS: 1 << 9,
  HONORIFIC: 1 << 10,
  GREETING: 1 << 11,
  MONTH: 1 << 12,
  WEEKDAY: 1 << 13,
  STREET: 1 << 14,
  UNIT: 1 << 15,
  ORG: 1 << 16,
  JOB: 1 << 17,
  NRP: 1 << 18,
  DIRECTION: 1 << 19,
  FEMALE: 1 << 20,
  MALE: 1 << 21,
  /** Letters only, with apostrophes and hyphens. */
  ALPHA: 1 << 22,
  /** Street name in one word, by its ending. */
  STREET_END: 1 << 23,
  /** Last word of a field that holds a name. */
  LABEL: 1 << 24,
  /** Says that a place is where two streets meet. */
  CORNER: 1 << 25,
} as const;

const KNOWN = Bloom.parse(KNOWN_WORDS);
const COMMON = Bloom.parse(COMMON_WORDS);
const BLOOMS: readonly [Bloom, number][] = [
  [Bloom.parse(GIVEN), W.GIVEN],
  [Bloom.parse(FAMILY), W.FAMILY],
  [Bloom.parse(WIDE_NAMES), W.WIDE],
  [KNOWN, W.KNOWN],
  [Bloom.parse(PLACES), W.PLACE],
  [Bloom.parse(FEMALE), W.FEMALE],
  [Bloom.parse(MALE), W.MALE],
];
const LABEL_WORDS = new Set([...PERSON_LABELS].map((label) => label.split(' ').at(-1) ?? label));
const LISTS: readonly [Iterable<string>, number][] = [
  [HONORIFICS, W.HONORIFIC],
  [GREETINGS, W.GREETING],
  [MONTHS, W.MONTH],
  [WEEKDAYS, W.WEEKDAY],
  [STREET_WORDS, W.STREET],
  [UNIT_WORDS, W.UNIT],
  [ORG_SUFFIXES, W.ORG],
  [JOB_HEADS, W.JOB],
  [NRP, W.NRP],
  [DIRECTIONS, W.DIRECTION],
  [LABEL_WORDS, W.LABEL],
  [['corner', 'intersection'], W.CORNER],
];
/** Flags of the words of all lists: one look-up for all. */
const LISTED = new Map<string, number>();
for (const [words, flag] of LISTS) for (const word of words) LISTED.set(word, (LISTED.get(word) ?? 0) | flag);

const JOB_ENDINGS = /.(?:ographer|ologist|ician|keeper|maker|worker|writer|grapher|iatrist|therapist)$/;

/** Their last letters: n, r, t. */
const JOB_LETTERS = new Set([110, 114, 116]);

const known = new Map<string, number>();
const MAX_KNOWN = 200_000;

/** Flags of a word as it is written. */
export function wordFlags(word: string): number {
  let flags = known.get(word);
  if (flags === undefined) {
    flags = lookUp(word);
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(word, flags);
  }
  return flags;
}

/**
 * The words of the moment, in a table that is small enough to stay in the processor's cache and needs no string cut out:
 * nearly all look-ups end here. Each place holds the last word that fell on it, letter by letter.
 */
const PLACES_OF_WORDS = 1 << 13;
const LONGEST = 15;
const letters = new Uint16Array(PLACES_OF_WORDS * LONGEST);
const lengths = new Uint8Array(PLACES_OF_WORDS);
const flagsOf = new Int32Array(PLACES_OF_WORDS);

/** Flags of the word at text[start .. end). */
export function wordFlagsIn(text: string, start: number, end: number): number {
  const length = end - start;
  let hash = length;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    // Numbers and hashes are all different: not worth remembering.
    if (code >= 48 && code <= 57) return W.DIGITS;
    hash = Math.imul(hash ^ code, 0x01000193);
  }
  if (length > LONGEST) return wordFlags(text.slice(start, end));
  const place = (hash ^ (hash >>> 15)) & (PLACES_OF_WORDS - 1);
  const first = place * LONGEST;
  if (lengths[place] === length) {
    let i = 0;
    while (i < length && letters[first + i] === text.charCodeAt(start + i)) i++;
    if (i === length) return flagsOf[place] as number;
  }
  const flags = wordFlags(text.slice(start, end));
  for (let i = 0; i < length; i++) letters[first + i] = text.charCodeAt(start + i);
  lengths[place] = length;
  flagsOf[place] = flags;
  return flags;
}

function lookUp(word: string): number {
  let flags = shape(word);
  if (flags & W.DIGITS || word.length > 40) return flags;
  const lower = word.toLowerCase();
  flags |= LISTED.get(lower) ?? 0;
  const folded = foldName(word);
  const pair = hashed(folded);
  for (const [bloom, flag] of BLOOMS) if (bloom.hasHashed(pair)) flags |= flag;
  // The common words are all in the dictionary: one filter checks the other.
  if (flags & W.KNOWN && COMMON.hasHashed(pair)) flags |= W.COMMON;
  // `Decompilation`, `Tokenizers`: made of English, if in no dictionary.
  if (!(flags & (W.GIVEN | W.FAMILY | W.KNOWN)) && isDerived(lower)) flags |= W.KNOWN;
  // Double names count when both halves are names.
  if (folded.includes('-') && !(flags & (W.GIVEN | W.FAMILY | W.WIDE))) {
    const halves = folded.split('-').filter(Boolean);
    if (halves.length && halves.every((half) => BLOOMS[2]?.[0].has(half) || BLOOMS[0]?.[0].has(half))) flags |= W.WIDE;
  }
  if (JOB_LETTERS.has(lower.charCodeAt(lower.length - 1)) && JOB_ENDINGS.test(lower)) flags |= W.JOB;
  // `e-mail`, `check-in`: a compound of ordinary words is one.
  if (
    folded.includes('-') &&
    !(flags & (W.GIVEN | W.FAMILY)) &&
    folded.split('-').every((part) => part.length < 2 || KNOWN.has(part))
  )
    flags = (flags | W.COMMON | W.KNOWN) & ~W.WIDE;
  if (word.length > 5 && STREET_ENDINGS.test(lower) && !(flags & W.COMMON)) flags |= W.STREET_END;
  return flags;
}

const DERIVED =
  /^.{3,}(?:tion|tions|sion|ment|ments|ness|able|ible|ability|ization|isation|ically|izer|izers|ized|izing|ified|ifier|ware|less|ings)$/;
const INFLECTED = /^(.{3,})(?:'?s|es|ed|ing|er|ers|ly)$/;

/** An English word with an ending that makes another of it. */
function isDerived(lower: string): boolean {
  if (DERIVED.test(lower)) return true;
  const stem = INFLECTED.exec(lower)?.[1];
  return stem !== undefined && (COMMON.has(stem) || COMMON.has(`${stem}e`));
}

function shape(word: string): number {
  let lower = false;
  let upper = false;
  let hump = false;
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    if (code > 127) return wideShape(word);
    if (code >= 97 && code <= 122) lower = true;
    else if (code >= 65 && code <= 90) {
      upper = true;
      if (i > 0 && isLower(word.charCodeAt(i - 1))) hump = true;
    } else if (code >= 48 && code <= 57) return W.DIGITS;
  }
  const first = word.charCodeAt(0);
  if (!(first >= 65 && first <= 90)) return upper ? W.ALPHA | W.CAMEL : W.ALPHA;
  if (!lower && word.length > 1) return W.ALPHA | W.CAP | W.UPPER;
  return hump && !NAME_WITH_HUMP.test(word) ? W.ALPHA | W.CAP | W.CAMEL : W.ALPHA | W.CAP;
}

const isLower = (code: number): boolean => code >= 97 && code <= 122;
/** McDonald, O'Brien, Jean-Luc, DeVito and LaToya are names, parseJson and JavaScript are not. */
const NAME_WITH_HUMP = /^(?:Ma?c|De|Di|La|Le|Van|Fitz|Du|Da)\p{Lu}\p{Ll}+$/u;

/** The same for words with letters outside ASCII. */
function wideShape(word: string): number {
  let flags = 0;
  if (/\d/.test(word)) return W.DIGITS;
  flags |= W.ALPHA;
  if (/^\p{Lu}/u.test(word)) {
    flags |= W.CAP;
    if (word.length > 1 && !/\p{Ll}/u.test(word)) flags |= W.UPPER;
    else if (/\p{Ll}\p{Lu}/u.test(word) && !NAME_WITH_HUMP.test(word)) flags |= W.CAMEL;
  } else if (/\p{Lu}/u.test(word)) flags |= W.CAMEL;
  return flags;
}
