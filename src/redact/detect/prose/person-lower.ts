/** Names typed in lower case: words of no dictionary where a name is expected. */
import { languageOf } from './language.ts';
import { CURATED, flagsAt, isForeign, NAME, PARTICLES, type Run } from './names.ts';
import { contextOf } from './person-context.ts';
import { INTRODUCED } from './person-rules.ts';
import { gap, type Words, word } from './scan.ts';
import { isThing } from './things.ts';
import { W } from './words.ts';

/** Behind these a second word of no dictionary is the family name, listed or not. */
const CALLED = /name is$|name's$|^named$/;
/** Behind `i'm` a family name has more letters than the words of chat. */
const SHORTEST = 4;

/** `follow up with patricia desrosiers`, `my name is nyberg`. */
export function lowerCaseName(words: Words, i: number, to: number): Run | undefined {
  const flags = flagsAt(words, i);
  if (!(flags & NAME) || flags & (W.CAP | W.CAMEL) || !(flags & W.ALPHA)) return undefined;
  // Neither of the rules below takes a word of English. Cheap first: most words are.
  if (flags & (W.KNOWN | W.COMMON)) return undefined;
  // In another language every word is one that no dictionary of English has.
  if (languageOf(words) !== 'english') return undefined;
  if (isAmongForeign(words, i) && contextOf(words, i)?.strength !== 'strong') return undefined;
  return (isForeign(flags) ? inContext(words, i, to) : undefined) ?? listedPair(words, i, to);
}

/**
 * Small words of other languages that English has not, nor names in English texts: a short text has too few words to tell its
 * language by their number.
 */
const FOREIGN = new Set(
  `der und ist nicht ein eine einen einem einer ich wir sie von für auf zu dem des im bei nach mein wird sein lang kann zeile
  le la les est et une dans pour avec sur qui je il elle nous vous sont pas aux ce cette ligne
  el los las un una es con por para que su lo más está soy fue
  os na nas nos é um uma com ao não seu sua sou aqui
  gli di della dei nel alla allo alle ai dal sono è che non
  het een voor met naar niet te zijn ik bel wij
  się nie jest od dla przez jestem ze`.split(/\s+/),
);
const NEAR = 2;
/** Those that stand in names too, and tell only as the word itself or right before it. */
const OPENING = new Set('de en van du da do des del al das den te po fin mot'.split(' '));

function isAmongForeign(words: Words, i: number): boolean {
  if (OPENING.has(word(words, i)) || OPENING.has(word(words, i - 1))) return true;
  for (let k = Math.max(0, i - NEAR); k <= i + NEAR + 1 && k < words.start.length; k++)
    if (FOREIGN.has(word(words, k).toLowerCase())) return true;
  return false;
}

function inContext(words: Words, i: number, to: number): Run | undefined {
  const context = contextOf(words, i);
  if (!context) return undefined;
  const second = isSecondWord(words, i, to);
  const next = flagsAt(words, i + 1);
  if (context.strength === 'strong' && (context.label !== 'honorific' || flagsAt(words, i) & CURATED)) {
    const family = second && (next & NAME || CALLED.test(context.label));
    return { first: i, last: family ? i + 1 : i };
  }
  const length = (words.end[i + 1] ?? 0) - (words.start[i + 1] ?? 0);
  return second && length >= SHORTEST && INTRODUCED.has(context.label) ? { first: i, last: i + 1 } : undefined;
}

/** Word i + 1 is in lower case and no word of English: `ilka vrbata`. */
function isSecondWord(words: Words, i: number, to: number): boolean {
  const next = flagsAt(words, i + 1);
  if (i >= to || gap(words, i) !== ' ' || words.glued[i + 1]) return false;
  return Boolean(next & W.ALPHA) && isForeign(next) && !(next & (W.CAP | W.CAMEL));
}

/** A quotation in another language (`mangiano da una foglia di banana`): no word of English near. */
function isQuotation(words: Words, i: number): boolean {
  let foreign = 0;
  for (const k of [i - 2, i - 1, i + 2, i + 3]) {
    const flags = flagsAt(words, k);
    if (flags & W.COMMON) return false;
    if (flags & W.ALPHA && !(flags & W.CAP)) foreign++;
  }
  return foreign >= 2;
}

/** A first name and a family name of the lists, neither an ordinary word. */
function listedPair(words: Words, i: number, to: number): Run | undefined {
  const flags = flagsAt(words, i);
  if (i >= to || !(flags & W.GIVEN) || flags & (W.KNOWN | W.COMMON) || gap(words, i) !== ' ') return undefined;
  // `de facto`, `le chat`, `yoga mats`
  if (PARTICLES.has(word(words, i)) || isThing(words, i, i)) return undefined;
  const next = flagsAt(words, i + 1);
  if (words.glued[i + 1] || !(next & NAME) || next & (W.KNOWN | W.COMMON | W.CAP)) return undefined;
  if (isQuotation(words, i)) return undefined;
  return { first: i, last: i + 1 };
}
