/** Places in prose: countries and states as such, cities by size, anything else by what stands before it. */
import type { Finding } from '../detector.ts';
import { isDump } from './language.ts';
import { isForeign } from './names.ts';
import { isBigPlace, isCountry, isPlacePhrase, isState } from './placename.ts';
import { gap, type Words, word } from './scan.ts';
import { W } from './words.ts';

const IN = new Set(
  'in from to at near of visit visiting visited via towards toward through across outside inside around reach leave left leaving enter into southern northern eastern western central downtown between'.split(
    ' ',
  ),
);
const FIRM = new Set('in from near visit visiting visited'.split(' '));
/** Languages and units that are written in, and stand where a place would. */
const NO_PLACE =
  /^(?:Hebrew|Arabic|Latin|Sanskrit|Hindi|Urdu|Bengali|Tamil|Mandarin|Cantonese|Esperanto|Swahili|Farsi|Yiddish|Catalan|Basque|Gaelic|Unicode|Cyrillic|Fahrenheit|Celsius|Kelvin|Markdown|LaTeX|Braille)$/i;
const MAX_WORDS = 4;
const PARTICLE = /^(?:de|del|la|le|of|and|the|du|di|da|do|dos|sur|upon|am|an|der|i|el|les|en|bei|ob|im)$/;

export function findPlaces(words: Words, from: number, to: number): Finding[] {
  const out: Finding[] = [];
  for (let i = from; i <= to; i++) {
    const flags = words.flags[i] ?? 0;
    if (words.glued[i] || !(flags & W.CAP) || flags & (W.CAMEL | W.MONTH | W.WEEKDAY)) continue;
    const found = placeAt(words, i, to);
    if (!found) continue;
    out.push({
      start: words.start[i] ?? 0,
      end: words.end[found.last] ?? 0,
      type: 'LOCATION',
      detector: 'place',
      rule: found.rule,
      confidence: found.confidence,
    });
    const code = found.last + 1;
    // `Estonia 62488`
    if (
      found.rule === 'country' &&
      code < words.start.length &&
      gap(words, found.last) === ' ' &&
      /^\d{4,6}$/.test(word(words, code))
    )
      out.push({
        start: words.start[code] ?? 0,
        end: words.end[code] ?? 0,
        type: 'POSTAL_CODE',
        detector: 'place',
        rule: 'behind a country',
        confidence: 0.6,
      });
    i = found.last;
  }
  return out;
}

interface Place {
  last: number;
  rule: string;
  confidence: number;
}

function placeAt(words: Words, i: number, to: number): Place | undefined {
  const before = i > 0 && /^["'“(]?\s["'“(]?$|^\s\(?$/.test(gap(words, i - 1)) ? word(words, i - 1).toLowerCase() : '';
  for (let last = Math.min(i + MAX_WORDS - 1, to); last >= i; last--) {
    if (!contiguous(words, i, last)) continue;
    const known = knownPlace(words, i, last, before);
    if (known) return known;
  }
  return isFirm(words, i, before) && !isDump(words) ? foreignPlace(words, i, to) : undefined;
}

/** Words i to last are the name of a country, a state, a city, or of a smaller place where one is expected. */
function knownPlace(words: Words, i: number, last: number, before: string): Place | undefined {
  const text = words.text.slice(words.start[i], words.end[last]);
  const flags = words.flags[last] ?? 0;
  const single = last === i;
  const context = IN.has(before);
  if (isCountry(text) && !(single && flags & W.GIVEN && !context)) return { last, rule: 'country', confidence: 0.9 };
  if (isState(text)) return { last, rule: 'state', confidence: single ? 0.7 : 0.85 };
  if (!isPlacePhrase(text)) return undefined;
  const big = isBigPlace(text);
  if (!single) return big || context ? { last, rule: 'city', confidence: 0.75 } : undefined;
  const name = Boolean(flags & W.GIVEN);
  if (big && !(flags & W.COMMON) && (!name || context)) return { last, rule: 'city', confidence: 0.7 };
  return context && !(flags & (W.COMMON | W.KNOWN)) && (!name || FIRM.has(before))
    ? { last, rule: 'town in context', confidence: 0.6 }
    : undefined;
}

/** `in …`, `moved to …`: only a place can follow. */
function isFirm(words: Words, i: number, before: string): boolean {
  if (FIRM.has(before)) return true;
  const two = i > 1 ? `${word(words, i - 2).toLowerCase()} ${before}` : '';
  return /^(?:arriv|mov|travel|return|flew|fly|relocat|live|went|drove|born).{0,4} (?:at|to|in)$/.test(two);
}

/** Word i + 1 goes on with a name: a capitalised word that no dictionary has. */
const goesOn = (words: Words, i: number, to: number): boolean =>
  i < to && gap(words, i) === ' ' && Boolean((words.flags[i + 1] ?? 0) & W.CAP) && isForeign(words.flags[i + 1] ?? 0);

/** Words of no dictionary where a place is expected. */
function foreignPlace(words: Words, i: number, to: number): Place | undefined {
  const flags = words.flags[i] ?? 0;
  if (flags & W.CAP && !(flags & W.GIVEN) && goesOn(words, i, to) && !words.glued[i + 1])
    return { last: i + 1, rule: 'foreign words in context', confidence: 0.48 };
  const length = (words.end[i] ?? 0) - (words.start[i] ?? 0);
  if (!isForeign(flags) || flags & (W.GIVEN | W.FAMILY | W.DIGITS | W.NRP) || length <= 3) return undefined;
  // `in Hebrew`, `in Fahrenheit`, `in Shakespeare's play`
  if (NO_PLACE.test(word(words, i)) || /^['’]s\b/.test(words.text.slice(words.end[i], (words.end[i] ?? 0) + 3)))
    return undefined;
  let last = i;
  while (last < i + 2 && goesOn(words, last, to)) last++;
  return { last, rule: 'foreign word in context', confidence: 0.5 };
}

function contiguous(words: Words, first: number, last: number): boolean {
  for (let k = first; k <= last; k++) {
    if (k > first && !/^ $|^-$|^\. $/.test(gap(words, k - 1))) return false;
    if (words.glued[k]) return false;
    if (!((words.flags[k] ?? 0) & W.CAP) && !(k > first && k < last && PARTICLE.test(word(words, k)))) return false;
  }
  return true;
}
