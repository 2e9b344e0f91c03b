/** The rules by which a run of capitalised words is a person, in the order in which they are asked. */

import { isDump } from './language.ts';
import { CURATED, flagsAt, isForeign, NAME, PARTICLES, type Run } from './names.ts';
import { type Context, phrases } from './person-context.ts';
import { isBigPlace, isCountry, isPlacePhrase } from './placename.ts';
import { gap, type Language, type Words, word } from './scan.ts';
import { W } from './words.ts';

/** A run of words that may be a name, with what the rules ask about it. */
export interface Candidate {
  words: Words;
  /** The words in capitals; and those of them that a name can have. */
  run: Run;
  name: Run;
  /** The person found last before. */
  previous: Run | undefined;
  code: boolean;
  /** First and last word of its line. */
  from: number;
  to: number;
  language: Language;
  context: Context | undefined;
  /** The name begins right behind the context. */
  follows: boolean;
  /** Number of words of the name. */
  length: number;
  /** Flags of all words of the name together, of its first, of its last. */
  all: number;
  first: number;
  last: number;
}

export interface Verdict {
  /** Below .5: only a policy that would rather hide too much acts on it. The figures were tuned on the sets of docs/privacy.md. */
  confidence: number;
  evidence: string;
}

export interface PersonRule {
  name: string;
  /** Also asked in lines of code. */
  code: boolean;
  /** Says so in as many words: the name of a tool is a person's name then. */
  outright?: boolean;
  ask(candidate: Candidate): Verdict | undefined;
}

export const INTRODUCED = new Set([
  'i am',
  "i'm",
  'i’m',
  'this is',
  "it's",
  'call me',
  'hier ist',
  'hier spricht',
  'ich bin',
  'je suis',
  'soy',
  'sono',
  'sou',
  'ik ben',
  'jestem',
]);
/** `My wife Anneliese`: what stands behind has a name that no list needs to know. */
const RELATIVES = new Set(
  phrases(`brother, sister, mother, father, wife, husband, son, daughter, uncle, aunt, cousin, neighbor, neighbour, grandmother, grandfather,
    colleague, fiancé, fiancée, girlfriend, boyfriend, roommate, nephew, niece`),
);
const GOES_ON = new Set('and from calling speaking here writing with at'.split(' '));
/** Verbs that people do; behind a capitalised foreign word they make it a name. */
const BEHIND = new Set(
  `said says told asked replied wrote thinks thought wants wanted needs lives lived works worked has had was is went came spent gave listed
  will would can could did does loves likes called calls emailed joined left moved died born arrived sent booked ordered and`.split(
    /\s+/,
  ),
);

/** A full name in lines torn out of files, most often of a book: for `strict` alone. */
const TORN = 0.46;

export const says = (confidence: number, evidence: string): Verdict => ({ confidence, evidence });
export const isNameOrForeign = (flags: number): boolean => Boolean(flags & NAME) || isForeign(flags);
/** The sentence or clause ends behind the name. */
const endsBehind = ({ words, name }: Candidate): boolean => /^[,.!?\n]|^$/.test(gap(words, name.last));
const introduced = ({ context }: Candidate): boolean => context !== undefined && INTRODUCED.has(context.label);

/**
 * `Merci! My user id …`, `Danke! Wann kommt …`: an ordinary word, and an unknown one that may begin a sentence, count as a
 * name only when the greeting ends behind them.
 */
function isGreeted(c: Candidate): boolean {
  const given = Boolean(c.first & W.GIVEN);
  if (c.first & W.COMMON) return given && endsBehind(c);
  if (!(c.first & NAME) && (c.code || !isForeign(c.first))) return false;
  const begins = /[.!?]/.test(gap(c.words, c.name.first - 1));
  return endsBehind(c) || !begins || given;
}

/** Countries that people are called like as well. */
const CALLED_LIKE = /^(?:Chad|Jordan|Georgia|Kenya|India)$/;

/** In a list: `North Equatorial Current`, `Winter Games`, `First Name, Last Name`, and `Doonbeg, Ireland`. */
function endsAsThing({ words, name, length, last }: Candidate): boolean {
  if (last & W.COMMON && !(last & (length > 1 ? CURATED : W.GIVEN))) return true;
  const text = word(words, name.last);
  return length === 1 && isCountry(text) && !CALLED_LIKE.test(text);
}

/** `From: ATL`: three letters of an airport. */
const isCode = (c: Candidate): boolean =>
  c.length === 1 && Boolean(c.first & W.UPPER) && /^(?:from|to)$/.test(c.context?.label ?? '');

function isLabelled(c: Candidate): boolean {
  if (c.length === 1) return Boolean(c.first & NAME) && !(c.first & W.COMMON);
  return Boolean(c.all & NAME) || (!c.code && isForeign(c.last));
}

/** `I'm Mei Brown, and …`: both words may be ordinary ones, but who says so is called so. */
function introducesPair(c: Candidate): boolean {
  return (
    introduced(c) &&
    c.follows &&
    c.length === 2 &&
    isNameOrForeign(c.first) &&
    isNameOrForeign(c.last) &&
    introduces(c.words, c.name.last) &&
    !(c.first & c.last & W.UPPER) &&
    !isPlace(c.words, c.name)
  );
}

function isFullName(c: Candidate): boolean {
  if (c.length === 1 || (c.code && c.all & W.COMMON)) return false;
  // `The Princess Royal` is an office, `the Andrea Doria` a ship.
  if (c.all & W.KNOWN && word(c.words, c.name.first - 1).toLowerCase() === 'the') return false;
  // `Islamic America`, `June Fest`: of a people, a country or a month.
  const end = word(c.words, c.name.last);
  if (c.all & W.NRP || isCountry(end) || /^(?:America|Africa|Europe|Asia)$/.test(end)) return false;
  return pairOfNames(c.words, c.name) && !isPlace(c.words, c.name);
}

function isRelative(c: Candidate): boolean {
  if (!c.context || !RELATIVES.has(c.context.label) || !c.follows) return false;
  return isNameOrForeign(c.first) && !(c.first & (W.COMMON | W.UPPER)) && !isPlace(c.words, c.name);
}

/** `Yara is a gold member`, `Kevin's date of birth`: a name that opens a sentence and does something. */
const actsFirst = ({ words, name }: Candidate): boolean => behind(words, name.last) && opensSentence(words, name.first);
export const isFair = (c: Candidate): boolean => c.context?.strength === 'fair' || actsFirst(c);

const IS_SOMEBODY =
  /^ (?:is|was) (?:an?|the|our|my|your|their) (?:[\p{L}-]{1,20} ){0,3}(?:member|customer|client|user|guest|passenger|patient|employee|colleague|friend|student|teacher|nurse|manager|developer|engineer|person|woman|man|girl|boy|child|wife|husband|brother|sister)\b/u;

/** `Florence is crowded`, `Jordan has a king`: of a place as much as of a person. */
function isOnlyBeing({ words, name, context }: Candidate): boolean {
  if (context?.strength === 'fair') return false;
  const text = word(words, name.first);
  if (isCountry(text) && !CALLED_LIKE.test(text)) return true;
  if (!isBigPlace(text)) return false;
  const end = words.end[name.last] ?? 0;
  if (IS_SOMEBODY.test(words.text.slice(end, end + 60))) return false;
  return /^(?:is|was|has|had|will|would|can|could|went|came|gave|and)$/.test(word(words, name.last + 1));
}

export const PERSON_RULES: readonly PersonRule[] = [
  {
    name: 'strong context',
    code: true,
    outright: true,
    ask: (c) =>
      c.follows && c.context?.strength === 'strong' && (c.all & NAME || isForeign(c.last))
        ? says(0.95, c.context.label)
        : undefined,
  },
  {
    name: 'strong context, ordinary word',
    code: false,
    outright: true,
    ask: (c) =>
      c.follows && c.context?.strength === 'strong' && c.length === 1 ? says(0.44, c.context.label) : undefined,
  },
  {
    name: 'greeting',
    code: true,
    ask: (c) =>
      c.follows && c.context?.strength === 'greeting' && isGreeted(c) ? says(0.85, c.context.label) : undefined,
  },
  {
    name: 'label',
    code: true,
    outright: true,
    ask: (c) =>
      c.follows && c.context?.strength === 'label' && !isCode(c) && isLabelled(c)
        ? says(0.9, c.context.label)
        : undefined,
  },
  {
    name: 'list',
    code: true,
    ask: (c) =>
      c.previous &&
      isListed(c.words, c.previous, c.name.first) &&
      c.all & CURATED &&
      !(c.first & c.last & W.UPPER) &&
      !endsAsThing(c) &&
      !isPlace(c.words, c.name)
        ? says(0.75, 'list')
        : undefined,
  },
  {
    name: 'introduced pair',
    code: false,
    outright: true,
    ask: (c) => (c.context && introducesPair(c) ? says(0.8, c.context.label) : undefined),
  },
  {
    name: 'given and family name',
    code: true,
    ask: (c) =>
      isFullName(c) ? says(isDump(c.words) ? TORN : c.code ? 0.6 : 0.8, 'given and family name') : undefined,
  },
  {
    name: 'relative',
    code: false,
    ask: (c) => (c.context && isRelative(c) ? says(0.7, c.context.label) : undefined),
  },
  {
    // `I am Grace.`: an ordinary word too, but who says so is called so.
    name: 'introduced',
    code: false,
    outright: true,
    ask: (c) =>
      c.context &&
      introduced(c) &&
      c.length === 1 &&
      c.first & W.GIVEN &&
      /^[,.!?\n]|^$| and /.test(gap(c.words, c.name.last))
        ? says(0.6, c.context.label)
        : undefined,
  },
  {
    name: 'name in context',
    code: false,
    ask: (c) =>
      c.length === 1 && c.first & W.GIVEN && !(c.first & (W.COMMON | W.UPPER)) && isFair(c)
        ? says(isOnlyBeing(c) || isDump(c.words) ? 0.44 : c.first & W.PLACE ? 0.5 : 0.7, 'name in context')
        : undefined,
  },
];

/** `This is Lindiwe Dlamini from Durban`: the name ends the sentence, or a word goes on that goes on behind a person. */
const introduces = (words: Words, last: number): boolean =>
  /^[,.!?\n]|^$/.test(gap(words, last)) || (gap(words, last) === ' ' && GOES_ON.has(word(words, last + 1)));

export function opensSentence(words: Words, i: number): boolean {
  if (i === 0) return true;
  return /[.!?\n:"“(*-]/.test(gap(words, i - 1));
}

/** A given name before a family name, or words of no dictionary around one of them. */
function pairOfNames(words: Words, { first, last }: Run): boolean {
  const a = flagsAt(words, first);
  const b = flagsAt(words, last);
  if (PARTICLES.has(word(words, first).toLowerCase())) return false;
  if ((a ^ b) & W.UPPER) return false;
  if (a & b & W.UPPER) return Boolean(a & W.GIVEN && b & CURATED) && !((a | b) & W.COMMON);
  if (a & W.GIVEN && !(a & W.COMMON))
    return Boolean(b & CURATED) || (!(b & W.COMMON) && Boolean(b & W.WIDE)) || isForeign(b);
  if (a & W.GIVEN) return Boolean(b & NAME) && !(b & W.COMMON);
  // `Chen Lee`, `Daiki Thomas`: a family name, or a word of no dictionary, before a family name.
  if (a & W.FAMILY && !(a & (W.COMMON | W.KNOWN))) return Boolean(b & CURATED);
  return isForeign(a) && !(a & W.PLACE) && Boolean(b & CURATED) && !(b & W.COMMON);
}

export function behind(words: Words, last: number): boolean {
  const between = gap(words, last);
  if (/^['’]s\b/.test(words.text.slice(words.end[last], (words.end[last] ?? 0) + 3))) return true;
  return between === ' ' && last + 1 < words.start.length && BEHIND.has(word(words, last + 1));
}

function isListed(words: Words, previous: Run, first: number): boolean {
  if (first === previous.last + 1) return /^,\s$|^\s?&\s$|^\n\s*[-*•\d.]*\s*$/.test(gap(words, previous.last));
  return first === previous.last + 2 && /^(?:and|und|et|y|or)$/.test(word(words, previous.last + 1));
}

/** The whole run is the name of a place: `San Francisco`. */
export function isPlace(words: Words, { first, last }: Run): boolean {
  if (first === last) return Boolean(flagsAt(words, first) & W.PLACE);
  return isPlacePhrase(words.text.slice(words.start[first], words.end[last]));
}
