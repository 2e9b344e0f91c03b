/** What is known of a single word, looked up once and remembered: the price of one hash look-up a token in steady state. */
import { Bloom } from '../../data/bloom.ts';
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
} as const;

const KNOWN = Bloom.parse(KNOWN_WORDS);
const BLOOMS: readonly [Bloom, number][] = [
  [Bloom.parse(GIVEN), W.GIVEN],
  [Bloom.parse(FAMILY), W.FAMILY],
  [Bloom.parse(WIDE_NAMES), W.WIDE],
  [Bloom.parse(COMMON_WORDS), W.COMMON],
  [KNOWN, W.KNOWN],
  [Bloom.parse(PLACES), W.PLACE],
  [Bloom.parse(FEMALE), W.FEMALE],
  [Bloom.parse(MALE), W.MALE],
];
const LABEL_WORDS = new Set([...PERSON_LABELS].map((label) => label.split(' ').at(-1) ?? label));
const SETS: readonly [ReadonlySet<string>, number][] = [
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
];

const JOB_ENDINGS = /.(?:ographer|ologist|ician|keeper|maker|worker|writer|grapher|iatrist|therapist)$/;

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

function lookUp(word: string): number {
  let flags = shape(word);
  if (flags & W.DIGITS || word.length > 40) return flags;
  const lower = word.toLowerCase();
  for (const [words, flag] of SETS) if (words.has(lower)) flags |= flag;
  const folded = foldName(word);
  for (const [bloom, flag] of BLOOMS) if (bloom.has(folded)) flags |= flag;
  // The common words are all in the dictionary: one filter checks the other.
  if (!(flags & W.KNOWN)) flags &= ~W.COMMON;
  // Double names count when both halves are names.
  if (folded.includes('-') && !(flags & (W.GIVEN | W.FAMILY | W.WIDE))) {
    const halves = folded.split('-').filter(Boolean);
    if (halves.length && halves.every((half) => BLOOMS[2]?.[0].has(half) || BLOOMS[0]?.[0].has(half))) flags |= W.WIDE;
  }
  if (JOB_ENDINGS.test(lower)) flags |= W.JOB;
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

function shape(word: string): number {
  let flags = 0;
  if (/\d/.test(word)) return W.DIGITS;
  flags |= W.ALPHA;
  if (/^\p{Lu}/u.test(word)) {
    flags |= W.CAP;
    if (word.length > 1 && !/\p{Ll}/u.test(word)) flags |= W.UPPER;
    // McDonald, O'Brien, Jean-Luc, DeVito and LaToya are names, parseJson and JavaScript are not.
    else if (/\p{Ll}\p{Lu}/u.test(word) && !/^(?:Ma?c|De|Di|La|Le|Van|Fitz|Du|Da)\p{Lu}\p{Ll}+$/u.test(word))
      flags |= W.CAMEL;
  } else if (/\p{Lo}/u.test(word)) flags |= W.CAP;
  else if (/\p{Lu}/u.test(word)) flags |= W.CAMEL;
  return flags;
}
