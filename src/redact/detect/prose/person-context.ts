/** What stands before a name and says that it is one. */
import { GREETING_FIRSTS, GREETING_SECONDS, PERSON_LABELS } from './lists.ts';
import { flagsAt } from './names.ts';
import { isPlacePhrase } from './placename.ts';
import { gap, type Words, word } from './scan.ts';
import { W } from './words.ts';

export const phrases = (text: string): string[] =>
  text
    .trim()
    .split(/\s*,\s*/)
    .map((phrase) => phrase.replace(/\s+/g, ' '));

/** What stands before a name. strong: whatever follows in capitals is one. fair: what follows must look like one. */
const BEFORE: ReadonlyMap<string, 'strong' | 'fair' | 'weak'> = new Map([
  ...phrases(`my name is, name is, name's, names are, his name is, her name is, named, named him, named her, maiden name is, goes by, nickname is,
    surname is, last name is, first name is, signed by, name was, calls me, call me, called me, married to, née, nee, born as,
    mein name ist, ich heiße, ich heisse, m'appelle, m’appelle, me llamo, mi nombre es, mi chiamo, mio nome è, meu nome é, me chamo, chamo-me,
    mijn naam is, ik heet, nazywam się, mam na imię, jag heter, jeg hedder, jeg heter, benim adım, nimeni on, a nevem, jmenuji se, меня зовут`).map(
    (phrase): [string, 'strong'] => [phrase, 'strong'],
  ),
  ...phrases(`i am, i'm, i’m, this is, it's, it is, speak to, speak with, talk to, talk with, talked to, spoke to, spoke with, ask for, asked for,
    meet, met, met with, told, asked, written by, directed by, played by, sung by, starring, follow up with, contact, call, email, message, reach, ping, cc,
    thanks to, behalf of, brother, sister, mother, father, wife, husband, son, daughter, friend, colleague, boss, partner, uncle, aunt, cousin, neighbor,
    neighbour, mom, dad, grandmother, grandfather, fiancé, fiancée, girlfriend, boyfriend, roommate, nephew, niece, passenger, passengers, customer, user, client, patient, guest, employee, manager, traveler, author,
    tell, ask, let, notify, remind, invite, assign, assigned to, assign to, reassign to, it to, this one to, escalate to, belongs to, loop in, looping in,
    hier ist, ich bin, hier spricht, je suis, soy, sono, sou, ik ben, jestem, dear, add, remove, known as, booked for, booking for, account for, reservation for, profile for, profile of, account of`).map(
    (phrase): [string, 'fair'] => [phrase, 'fair'],
  ),
  ...phrases(`said, says, replied, wrote, thinks, by, with, from, and, for, to, mail, under, is, are, was, were, why is, why was, when, that, if, because, as,
    cancel, send, show, book, search, find, visit, welcome, pay, refund, hire, fire, interview, pair with,
    but, about, see, saw, know, knows, knew, love, loves, between, like, than, influenced by, photo of, picture of, fan of, is, did, does, has, was, will, can, could, should, would, according to, gift for, nobody told`).map(
    (phrase): [string, 'weak'] => [phrase, 'weak'],
  ),
]);
/** Greetings that a lone name follows without a comma. */
const PLAIN_GAP = /^(?:[ \t]|[ \t]?[,!:–—-][ \t]?|[,!]?\s*\n\s*)$/;
const LABEL_GAP = /^["'*_\]]{0,3}\s?[:=]\s?["'*_[(]{0,3}$/;
const CONTEXT_GAP = /^(?:[ \t]["'“*_]{0,3}|:\s?["'*_]{0,3}|[ \t]?["'*_]{1,3})$/;

/** How much is proved: see `BEFORE`; greeting: a lone name may follow; label: what follows is a person or a word. */
type Strength = 'strong' | 'greeting' | 'label' | 'fair' | 'weak';

export interface Context {
  strength: Strength;
  /** The words themselves, in lower case. */
  label: string;
}

/** What stands before word i. */
export function contextOf(words: Words, i: number): Context | undefined {
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
    // `Buenos Aires`: the greeting is a part of the town.
    if (before & W.GREETING && between === ' ' && isPlacePhrase(words.text.slice(words.start[i - 1], words.end[i])))
      return undefined;
    if (before & W.GREETING) return { strength: 'greeting', label: one };
    if (isSecond(words, i - 1)) return { strength: 'greeting', label: 'good day' };
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

/** Word i ends a greeting of two words: `Guten Tag`. */
export function isSecond(words: Words, i: number): boolean {
  return (
    i > 0 &&
    gap(words, i - 1) === ' ' &&
    GREETING_SECONDS.has(word(words, i).toLowerCase()) &&
    GREETING_FIRSTS.has(word(words, i - 1).toLowerCase())
  );
}

/** Words that open a clause or ask for something, and are capitalised for it: they prove a name, and are no part of it. */
const LEADS = new Set(
  phrases(`ask, tell, ping, call, cancel, send, show, book, search, find, email, text, message, contact, invite, add, remove, assign, notify, remind, cc,
    meet, thank, patient, guest, passenger, customer, client, user, employee, when, if, is, does, did, has, can, for, from, to, with, by, and, but, so, the,
    please, let, help, get, give, make, change, update, check, pay, refund, hire, interview, why, where, how, what, who, was, are, my, our, your, his,
    her, their, this, that, could, would, should, as, on, in, at, dear, also, then, now, yes, no, maybe, because, while, since, after, before, like, about`),
);
export const isLead = (word: string): boolean => LEADS.has(word.toLowerCase());

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
