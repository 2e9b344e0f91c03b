/** People in prose: by what stands before and behind a name, and by the names themselves. */
import type { Finding } from '../detector.ts';
import { HONORIFICS, PERSON_LABELS } from './lists.ts';
import {
  breaksName,
  CURATED,
  isForeign,
  isNameWord,
  isPlainWord,
  NAME,
  nameRun,
  PARTICLES,
  type Run,
} from './names.ts';
import { isPlacePhrase } from './placename.ts';
import { gap, type Words, word } from './scan.ts';
import { W } from './words.ts';

const DETECTOR = 'person';

const phrases = (text: string): string[] =>
  text
    .trim()
    .split(/\s*,\s*/)
    .map((phrase) => phrase.replace(/\s+/g, ' '));

/** What stands before a name. strong: whatever follows in capitals is one. fair: what follows must look like one. */
const BEFORE: ReadonlyMap<string, 'strong' | 'fair' | 'weak'> = new Map([
  ...phrases(`my name is, name is, name's, names are, his name is, her name is, named, named him, named her, maiden name is, goes by, nickname is,
    surname is, last name is, first name is, signed by, name was, known as, calls me, call me, called me, married to, née, nee, born as`).map(
    (phrase): [string, 'strong'] => [phrase, 'strong'],
  ),
  ...phrases(`i am, i'm, i’m, this is, it's, it is, speak to, speak with, talk to, talk with, talked to, spoke to, spoke with, ask for, asked for,
    meet, met, met with, told, asked, written by, directed by, played by, sung by, starring, follow up with, contact, call, email, message, reach, ping, cc,
    thanks to, behalf of, brother, sister, mother, father, wife, husband, son, daughter, friend, colleague, boss, partner, uncle, aunt, cousin, neighbor,
    neighbour, mom, dad, grandmother, grandfather, fiancé, fiancée, girlfriend, boyfriend, roommate, nephew, niece, passenger, passengers, customer, user, client, patient, guest, employee, manager, traveler, author,
    tell, ask, let, dear, add, remove, booked for, booking for, account for, reservation for, profile for, profile of, account of`).map(
    (phrase): [string, 'fair'] => [phrase, 'fair'],
  ),
  ...phrases(`said, says, replied, wrote, thinks, by, with, from, and, for, to, mail, under, is, are, was, were, why is, why was, when, that, if, because, as,
    but, about, see, saw, know, knows, knew, love, loves, between, like, than, influenced by, photo of, picture of, fan of`).map(
    (phrase): [string, 'weak'] => [phrase, 'weak'],
  ),
]);
const INTRODUCED = new Set(['i am', "i'm", 'i’m', 'this is', "it's", 'call me']);
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
/** Greetings that a lone name follows without a comma. */
const PLAIN_GAP = /^(?:[ \t]|[ \t]?[,!:–—-][ \t]?|[,!]?\s*\n\s*)$/;
const LABEL_GAP = /^["'*_\]]{0,3}\s?[:=]\s?["'*_[(]{0,3}$/;
const CONTEXT_GAP = /^(?:[ \t]["'“*_]{0,3}|:\s?["'*_]{0,3}|[ \t]?["'*_]{1,3})$/;

export function findPeople(words: Words, from: number, to: number, code: boolean): Finding[] {
  const out: Finding[] = [];
  let previous: Run | undefined;
  for (let i = from; i <= to; i++) {
    if (!isNameWord(words, i)) {
      const lower = code ? undefined : lowerCaseName(words, i, to);
      if (lower) {
        out.push(finding(words, lower, 0.7, 'lower case'));
        i = lower.last;
      }
      continue;
    }
    const run = nameRun(words, i);
    if (!run) continue;
    const found = judge(words, clip(run, to), previous, code);
    if (found) {
      out.push(found.finding);
      previous = found.run;
      i = found.run.last;
    } else if (run.last > i && !(flagsAt(words, i) & W.HONORIFIC)) {
      // The start of a sentence and the like: `Please Maria`, `On Monday Maria`.
    }
  }
  return out;
}

interface Judged {
  finding: Finding;
  run: Run;
}

function judge(words: Words, run: Run, previous: Run | undefined, code: boolean): Judged | undefined {
  // An honorific in front is not part of the name, and proves it.
  const honorific = isHonorific(words, run.first);
  if (honorific) {
    const name = trimmed(words, { first: run.first + 1, last: run.last });
    if (run.last > run.first && name) return accept(words, name, 0.95, 'honorific');
    const next = nameRun(words, run.first + 1);
    if (next && /^\.\s?$/.test(gap(words, run.first)))
      return accept(words, trimmed(words, next) ?? next, 0.95, 'honorific');
    return undefined;
  }
  const name = trimmed(words, run);
  if (!name || isProgram(words, name.last)) return undefined;
  // `Dear Mr Okafor`, `Danke Keziah`: what was cut off in front is what proves the name.
  const led = name.first > run.first && flagsAt(words, name.first - 1) & (W.GREETING | W.HONORIFIC);
  const start = led ? name.first : run.first;
  const evidence = contextOf(words, start);
  const flags = rangeFlags(words, name);
  const length = name.last - name.first + 1;
  const first = flagsAt(words, name.first);
  const last = flagsAt(words, name.last);

  if (evidence && name.first === start) {
    if (evidence.strength === 'strong' && (flags & NAME || isForeign(last)))
      return accept(words, name, 0.95, evidence.label);
    // `Merci! My user id …`, `Danke! Wann kommt …`: an ordinary word, and an unknown one that may begin a sentence, count as a
    // name only when the greeting ends behind them.
    const ends = /^[,.!?\n]|^$/.test(gap(words, name.last));
    const begins = /[.!?]/.test(gap(words, name.first - 1));
    const greeted =
      first & W.COMMON
        ? Boolean(first & W.GIVEN) && ends
        : (Boolean(first & NAME) || (!code && isForeign(first))) && (ends || !begins || Boolean(first & W.GIVEN));
    if (evidence.strength === 'strong' && length === 1 && !code) return accept(words, name, 0.44, evidence.label);
    if (evidence.strength === 'greeting' && greeted) return accept(words, name, 0.85, evidence.label);
    if (evidence.strength === 'label') {
      const sure = length > 1 ? Boolean(flags & NAME) : Boolean(first & NAME) && !(first & W.COMMON);
      if (sure || (!code && length > 1 && isForeign(last))) return accept(words, name, 0.9, evidence.label);
    }
  }
  if (
    previous &&
    isListed(words, previous, name.first) &&
    flags & CURATED &&
    !(first & last & W.UPPER) &&
    !isPlace(words, name)
  )
    return accept(words, name, 0.75, 'list');
  // `I'm Mei Brown, and …`: both words may be ordinary ones, but who says so is called so.
  if (
    !code &&
    evidence &&
    INTRODUCED.has(evidence.label) &&
    name.first === start &&
    length === 2 &&
    (first & NAME || isForeign(first)) &&
    (last & NAME || isForeign(last)) &&
    introduces(words, name.last) &&
    !(first & last & W.UPPER) &&
    !isPlace(words, name)
  )
    return accept(words, name, 0.8, evidence.label);
  // `The Princess Royal` is an office, `the Andrea Doria` a ship.
  const article = word(words, name.first - 1).toLowerCase() === 'the' && flags & W.KNOWN;
  if (length > 1 && !article && pairOfNames(words, name) && !(code && flags & W.COMMON)) {
    const place = isPlace(words, name);
    if (!place) return accept(words, name, code ? 0.6 : 0.8, 'given and family name');
  }
  if (code) return undefined;
  if (evidence && RELATIVES.has(evidence.label) && name.first === start && (first & NAME || isForeign(first)))
    if (!(first & (W.COMMON | W.UPPER)) && !isPlace(words, name)) return accept(words, name, 0.7, evidence.label);
  const acts = behind(words, name.last);
  const weak = evidence?.strength === 'weak' || acts;
  // `Yara is a gold member`, `Kevin's date of birth`: a name that opens a sentence and does something.
  // `I am Grace.`: an ordinary word too, but who says so is called so.
  if (
    evidence &&
    INTRODUCED.has(evidence.label) &&
    length === 1 &&
    first & W.GIVEN &&
    /^[,.!?\n]|^$| and /.test(gap(words, name.last))
  )
    return accept(words, name, 0.6, evidence.label);
  const fair = evidence?.strength === 'fair' || (acts && opensSentence(words, name.first));
  if (fair && length === 1 && first & W.GIVEN && !(first & (W.COMMON | W.UPPER)))
    return accept(words, name, first & W.PLACE ? 0.5 : 0.7, 'name in context');
  return likely(words, run, name, weak || fair);
}

/** `This is Lindiwe Dlamini from Durban`: the name ends the sentence, or a word goes on that goes on behind a person. */
const introduces = (words: Words, last: number): boolean =>
  /^[,.!?\n]|^$/.test(gap(words, last)) || (gap(words, last) === ' ' && GOES_ON.has(word(words, last + 1)));

/** `Co-Authored-By: Claude <noreply@…>`, `dependabot[bot]`: nobody reads mail there. */
function isProgram(words: Words, last: number): boolean {
  const end = words.end[last] ?? 0;
  return /^(?: ?<[\w.+-]{0,30}no-?reply@|\[bot\])/i.test(words.text.slice(end, end + 48));
}

/** Words that no dictionary has, or that names have: enough for a policy that would rather hide too much. */
function likely(words: Words, run: Run, name: Run, context: boolean): Judged | undefined {
  const first = flagsAt(words, name.first);
  const last = flagsAt(words, name.last);
  if (isPlace(words, name) && !(first & W.GIVEN)) return undefined;
  if ((words.end[name.last] ?? 0) - (words.start[name.first] ?? 0) < 3) return undefined;
  const single = name.first === name.last;
  const opening = name.first === run.first && opensSentence(words, name.first);
  if (!single) {
    const parts = (first & NAME || isForeign(first)) && (last & NAME || isForeign(last));
    const proof = sure(first) || sure(last);
    return parts && proof ? accept(words, name, 0.48, 'unknown words') : undefined;
  }
  // `IBAN` and `MIA` are abbreviations more often than names, when nothing around says otherwise.
  if (first & W.UPPER && !context) return undefined;
  if (first & CURATED && !(first & (W.COMMON | W.KNOWN))) return accept(words, name, 0.48, 'name alone');
  if (opening) {
    const speaker =
      /^:\s/.test(gap(words, name.last)) && !(first & (W.LABEL | W.UNIT)) && (first & W.GIVEN || isForeign(first));
    return speaker ||
      ((first & NAME ||
        context ||
        /^, [\p{Ll}I]/u.test(words.text.slice(words.end[name.last], (words.end[name.last] ?? 0) + 3))) &&
        isForeign(first))
      ? accept(words, name, 0.46, 'opening')
      : undefined;
  }
  if (isForeign(first)) return accept(words, name, 0.44, 'unknown word');
  // In a headline every word has one.
  if (flagsAt(words, name.first - 1) & W.CAP && flagsAt(words, name.last + 1) & W.CAP) return undefined;
  // `go to town, Roy!`: an ordinary word in capitals in the midst of a sentence, that people are called.
  return first & CURATED && (context || first & W.GIVEN) ? accept(words, name, 0.42, 'capital') : undefined;
}

/** In no dictionary of English, or first of all a name. */
const sure = (flags: number): boolean =>
  isForeign(flags) || Boolean(flags & CURATED && !(flags & (W.COMMON | W.KNOWN)));

function opensSentence(words: Words, i: number): boolean {
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

type Strength = 'strong' | 'greeting' | 'label' | 'fair' | 'weak';

function contextOf(words: Words, i: number): { strength: Strength; label: string } | undefined {
  if (i === 0) return undefined;
  const between = gap(words, i - 1);
  if (between.length > 8) return undefined;
  const one = word(words, i - 1).toLowerCase();
  const before = flagsAt(words, i - 1);
  if (LABEL_GAP.test(between)) {
    const two = `${wordBefore(words, i, 2)} ${one}`;
    if (PERSON_LABELS.has(two)) return { strength: 'label', label: two };
    if (PERSON_LABELS.has(one)) return { strength: 'label', label: one };
  }
  if (PLAIN_GAP.test(between)) {
    if (before & W.GREETING) return { strength: 'greeting', label: one };
    if (one === 'you' && wordBefore(words, i, 2) === 'thank' && between !== ' ')
      return { strength: 'greeting', label: 'thank you' };
  }
  if (before & W.HONORIFIC && /^\.?\s$/.test(between)) return { strength: 'strong', label: 'honorific' };
  if (!CONTEXT_GAP.test(between)) return undefined;
  for (const n of [3, 2, 1]) {
    const phrase = phraseBefore(words, i, n);
    const strength = phrase === undefined ? undefined : BEFORE.get(phrase);
    const quoted = /["“]/.test(between);
    // What is `named "Katy"` in quotes is a thing: a file, a branch, a puzzle.
    if (quoted && phrase === 'named') return undefined;
    if (strength && phrase) return { strength: quoted ? 'fair' : strength, label: phrase };
  }
  return undefined;
}

/** The n words before word i in lower case, when only spaces stand between them. */
function phraseBefore(words: Words, i: number, n: number): string | undefined {
  if (i < n) return undefined;
  for (let k = i - n; k < i - 1; k++) if (gap(words, k) !== ' ') return n === 2 ? contraction(words, i) : undefined;
  return words.text.slice(words.start[i - n], words.end[i - 1]).toLowerCase();
}

/** `I'm` and `name's` are two words for the scanner, with an apostrophe between. */
function contraction(words: Words, i: number): string | undefined {
  const between = gap(words, i - 2);
  return between === "'" || between === '’' ? `${word(words, i - 2)}'${word(words, i - 1)}`.toLowerCase() : undefined;
}

function wordBefore(words: Words, i: number, n: number): string {
  return i >= n ? word(words, i - n).toLowerCase() : '';
}

/** Without words at its ends that no name has: `Best Maria Keller Inc` is not one. */
function trimmed(words: Words, { first, last }: Run): Run | undefined {
  while (first <= last) {
    const flags = flagsAt(words, first);
    const bare = first === last && !(flags & CURATED) && isPlainWord(flags);
    const opening =
      first < last &&
      isPlainWord(flags) &&
      !(flags & NAME && flagsAt(words, first + 1) & CURATED && !(flags & W.GREETING));
    if (!(bare || opening || flags & (W.GREETING | W.HONORIFIC) || breaksName(words, first))) break;
    first++;
  }
  for (let k = first; k <= last; k++)
    if (breaksName(words, k)) {
      // `Maria Street` and `Keller Group` are no people.
      return undefined;
    }
  while (last > first && isPlainWord(flagsAt(words, last)) && !(flagsAt(words, last) & NAME)) last--;
  return first <= last ? { first, last } : undefined;
}

function isHonorific(words: Words, i: number): boolean {
  return Boolean(flagsAt(words, i) & W.HONORIFIC) && HONORIFICS.has(word(words, i).toLowerCase());
}

function behind(words: Words, last: number): boolean {
  const between = gap(words, last);
  if (/^['’]s\b/.test(words.text.slice(words.end[last], (words.end[last] ?? 0) + 3))) return true;
  return between === ' ' && last + 1 < words.start.length && BEHIND.has(word(words, last + 1));
}

function isListed(words: Words, previous: Run, first: number): boolean {
  if (first === previous.last + 1) return /^,\s$|^\s?&\s$|^\n\s*[-*•\d.]*\s*$/.test(gap(words, previous.last));
  return first === previous.last + 2 && /^(?:and|und|et|y|or)$/.test(word(words, previous.last + 1));
}

/** The whole run is the name of a place: `San Francisco`. */
function isPlace(words: Words, { first, last }: Run): boolean {
  if (first === last) return Boolean(flagsAt(words, first) & W.PLACE);
  return isPlacePhrase(words.text.slice(words.start[first], words.end[last]));
}

/** `follow up with patricia desrosiers`, `my name is nyberg`: words that no dictionary has. */
function lowerCaseName(words: Words, i: number, to: number): Run | undefined {
  const flags = flagsAt(words, i);
  const foreign = Boolean(flags & W.ALPHA) && isForeign(flags) && !(flags & (W.CAP | W.CAMEL));
  const context = foreign && flags & NAME ? contextOf(words, i) : undefined;
  if (context?.strength === 'strong' && (context.label !== 'honorific' || flags & CURATED)) {
    const next = flagsAt(words, i + 1);
    const family = i < to && gap(words, i) === ' ' && next & NAME && isForeign(next) && !words.glued[i + 1];
    return { first: i, last: family ? i + 1 : i };
  }
  if (i >= to || !(flags & W.GIVEN) || flags & (W.KNOWN | W.COMMON | W.CAP) || gap(words, i) !== ' ') return undefined;
  const next = flagsAt(words, i + 1);
  if (words.glued[i + 1] || !(next & NAME) || next & (W.KNOWN | W.COMMON | W.CAP)) return undefined;
  return { first: i, last: i + 1 };
}

function flagsAt(words: Words, i: number): number {
  return words.flags[i] ?? 0;
}

function rangeFlags(words: Words, { first, last }: Run): number {
  let flags = 0;
  for (let k = first; k <= last; k++) flags |= flagsAt(words, k);
  return flags;
}

function clip(run: Run, to: number): Run {
  return run.last <= to ? run : { first: run.first, last: to };
}

function accept(words: Words, run: Run, confidence: number, evidence: string): Judged {
  return { finding: finding(words, run, confidence, evidence), run };
}

function finding(words: Words, run: Run, confidence: number, evidence: string): Finding {
  return {
    start: words.start[run.first] ?? 0,
    end: words.end[run.last] ?? 0,
    type: 'PERSON',
    detector: DETECTOR,
    rule: evidence,
    confidence,
    evidence: `context:${evidence}`,
  };
}
