/**
 * Words that a street can be called: with a street's word or ending among them, or not. Most street words are words of
 * menus, code and lists too (`Network Bridge`, `Enter Key`, `Table Row`): they count where the name beside them is one of
 * nothing else, or where the sentence says that an address follows.
 */
import { isForeign } from './names.ts';
import { gap, type Words, word } from './scan.ts';
import { W } from './words.ts';

const PARTICLE =
  /^(?:de|dei|degli|delle|del|della|di|da|do|dos|das|la|le|les|du|des|der|den|of|the|y|e|i|van|von|zum|zur|am|an|im|in|auf|u|na|pod|nad|st)$/;

/** None inside a path or an identifier. */
export const flagsAt = (words: Words, i: number): number => (words.glued[i] ? 0 : (words.flags[i] ?? 0));
export const isNumber = (words: Words, i: number, digits: RegExp): boolean =>
  !words.glued[i] && Boolean(flagsAt(words, i) & W.DIGITS) && digits.test(word(words, i));
export const HOUSE = /^\d{1,5}[A-Za-z]?$/;
export const NUMBER = /^\d{1,6}[A-Za-z]?$/;
export const joined = (words: Words, i: number): boolean => /^[.,]?[ \t]{1,2}$|^-$|^\/$/.test(gap(words, i));

/** Cheap first: none has a capital. */
export const isParticle = (words: Words, i: number): boolean =>
  !((words.flags[i] ?? 0) & W.CAP) && PARTICLE.test(word(words, i));

/** True for a word that a street can be called. */
export function isStreetName(words: Words, i: number): boolean {
  const flags = flagsAt(words, i);
  return (
    Boolean(flags & (W.CAP | W.STREET_END)) &&
    !(flags & (W.CAMEL | W.MONTH | W.WEEKDAY | W.HONORIFIC | W.GREETING | W.UNIT))
  );
}

/** A capitalised word follows, maybe behind particles: `rue de la Paix`. */
function namedBehind(words: Words, i: number): boolean {
  const abbreviated = word(words, i).length <= 4 && gap(words, i) === '. ';
  if (gap(words, i) !== ' ' && !abbreviated) return false;
  let k = i + 1;
  while (k < i + 4 && isParticle(words, k) && gap(words, k) === ' ') k++;
  return Boolean(flagsAt(words, k) & W.CAP);
}

/** Most words that a street's name is read from. */
const MAX_RUN = 5;

export interface StreetRun {
  first: number;
  last: number;
  /** Holds a street word or a word with a street's ending. */
  street: boolean;
  /** By the ending of one of its words. */
  ending: boolean;
  /** By a word that is hardly ever anything but a street's, at an end of the name. */
  firm: boolean;
}

/** Street words that mean a street in nearly every text. */
const FIRM = new Set(
  `street st str avenue ave av road rd lane ln boulevard blvd terrace highway hwy parkway pkwy crescent cres rue calle avenida carrera rua travessa
  straße strasse gasse allee straat gracht kade gade gata gatan vägen veien ulica ul utca u út útja köz náměstí ulice piazza viale corso vicolo strada
  chemin allée sokak caddesi bulvar bulvarı ulitsa prospekt pereulok aleja trg tänav maantee puiestee platz weg drive dr court ct`.split(
    /\s+/,
  ),
);
/** Short forms of street words and directions, behind which a point ends no sentence. */
const SHORT =
  /^(?:st|str|avda?|avd|pza|c|r|ave?|rd|dr|blvd|ln|ct|pl|sq|ter|hwy|pkwy|cir|cres|ul|al|os|no|nr|n|s|e|w|ne|nw|se|sw|apt|ste|rm|fl|bldg|dept|u|via)$/i;

/** Word i is a short form, so that the point behind it ends no sentence. */
export const isShort = (words: Words, i: number): boolean => SHORT.test(word(words, i));

/** One of the words is no street's word and no ordinary one: `Whitchurch Bridge`, but not `Network Bridge`. */
export function isNamed(words: Words, { first, last }: { first: number; last: number }): boolean {
  for (let k = first; k <= last; k++) {
    const flags = flagsAt(words, k);
    if (flags & (W.CAP | W.STREET_END) && !(flags & (W.STREET | W.COMMON | W.UPPER | W.DIGITS))) return true;
  }
  return false;
}

/** One to five words that a street can be called, with particles inside. */
export function streetRun(words: Words, i: number): StreetRun | undefined {
  const run: StreetRun = { first: i, last: -1, street: false, ending: false, firm: false };
  for (let k = i; k < i + MAX_RUN && k < words.start.length; k++) {
    if (k > i && endsName(words, i, k)) break;
    const prefix = k === i && isPrefix(words, k);
    if (!prefix && !isPart(words, i, k) && !(k === i && isBetweenNumbers(words, k))) break;
    const flags = flagsAt(words, k);
    // `Imre u. 12`: what is a particle elsewhere is a street's word before its number.
    const last = flags & W.STREET && k > i && isNumber(words, k + 1, HOUSE);
    if (last || !isParticle(words, k)) run.last = k;
    run.ending ||= Boolean(flags & W.STREET_END);
    run.street ||= run.ending || prefix || saysStreet(words, i, k);
  }
  if (run.last < i) return undefined;
  run.firm = run.ending || (run.last > i && (isFirm(words, i) || isFirm(words, run.last)));
  return run;
}

/** In lower case only the firm ones: `Parse Notes via Regex`. */
const saysStreet = (words: Words, i: number, k: number): boolean =>
  Boolean(flagsAt(words, k) & W.STREET) && (Boolean(flagsAt(words, k) & W.CAP) || (k > i && isFirm(words, k)));

/** A sentence, a part of an address or, behind the street's word, the name ends before word k: `Mill Crescent street in Fitzroy`. */
function endsName(words: Words, i: number, k: number): boolean {
  if (!goesOn(words, k) || gap(words, k - 1).includes(',')) return true;
  return k > i + 1 && Boolean(flagsAt(words, k - 1) & W.STREET) && /^(?:in|the|of|an|am|im)$/.test(word(words, k));
}

const isFirm = (words: Words, k: number): boolean => FIRM.has(word(words, k).toLowerCase());

/** No sentence ends before word k. */
const goesOn = (words: Words, k: number): boolean =>
  joined(words, k - 1) && (!gap(words, k - 1).includes('.') || isShort(words, k - 1));

/** A street's word in front: `9383 ul. Chrzanowska 61`, `12 rue Lepic`. */
const isPrefix = (words: Words, k: number): boolean =>
  Boolean(flagsAt(words, k) & W.STREET) &&
  namedBehind(words, k) &&
  (k === 0 || Boolean(flagsAt(words, k - 1) & W.DIGITS) || !(flagsAt(words, k) & W.CAP));

/** Word k can belong to a street's name that begins at word i. */
function isPart(words: Words, i: number, k: number): boolean {
  const flags = flagsAt(words, k);
  if (isStreetName(words, k)) return true;
  if (flags & W.DIGITS && /^\d{1,3}(?:st|nd|rd|th)$/i.test(word(words, k))) return true;
  if (k === i) return false;
  if (flags & W.STREET || isParticle(words, k)) return true;
  // `Árpád fejedelem útja`; or behind a street's word.
  const beside = (flagsAt(words, k + 1) | flagsAt(words, i)) & W.STREET;
  return Boolean(flags & W.ALPHA && beside) && isForeign(flags);
}

/** `74678 midtvollen 130`: a foreign word between two numbers. */
function isBetweenNumbers(words: Words, k: number): boolean {
  const flags = flagsAt(words, k);
  return (
    k > 0 &&
    Boolean(flags & W.ALPHA) &&
    !(flags & (W.MONTH | W.WEEKDAY)) &&
    isForeign(flags) &&
    word(words, k).length > 4 &&
    isNumber(words, k - 1, NUMBER) &&
    isNumber(words, k + 1, HOUSE)
  );
}
