/** Places in prose: countries and states as such, cities by size, anything else by what stands before it. */
import type { Finding } from '../detector.ts';
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

function placeAt(words: Words, i: number, to: number): { last: number; rule: string; confidence: number } | undefined {
  const before = i > 0 && /^["'“(]?\s["'“(]?$|^\s\(?$/.test(gap(words, i - 1)) ? word(words, i - 1).toLowerCase() : '';
  const context = IN.has(before);
  for (let last = Math.min(i + MAX_WORDS - 1, to); last >= i; last--) {
    if (!contiguous(words, i, last)) continue;
    const text = words.text.slice(words.start[i], words.end[last]);
    const flags = words.flags[last] ?? 0;
    const single = last === i;
    if (isCountry(text) && !(single && flags & W.GIVEN && !context)) return { last, rule: 'country', confidence: 0.9 };
    if (isState(text)) return { last, rule: 'state', confidence: single ? 0.7 : 0.85 };
    if (!isPlacePhrase(text)) continue;
    if (!single) {
      if (isBigPlace(text) || context) return { last, rule: 'city', confidence: 0.75 };
      continue;
    }
    const name = Boolean(flags & W.GIVEN);
    if (isBigPlace(text) && !(flags & W.COMMON) && (!name || context)) return { last, rule: 'city', confidence: 0.7 };
    if (context && !(flags & (W.COMMON | W.KNOWN)) && (!name || FIRM.has(before)))
      return { last, rule: 'town in context', confidence: 0.6 };
  }
  const flags = words.flags[i] ?? 0;
  const foreign = isForeign(flags) && !(flags & (W.GIVEN | W.FAMILY)) && !(flags & W.DIGITS);
  const length = (words.end[i] ?? 0) - (words.start[i] ?? 0);
  const two = i > 1 ? `${word(words, i - 2).toLowerCase()} ${before}` : '';
  const firm =
    FIRM.has(before) ||
    /^(?:arriv|mov|travel|return|flew|fly|relocat|live|went|drove|born).{0,4} (?:at|to|in)$/.test(two);
  const next = words.flags[i + 1] ?? 0;
  if (
    firm &&
    flags & W.CAP &&
    !(flags & W.GIVEN) &&
    i < to &&
    gap(words, i) === ' ' &&
    next & W.CAP &&
    isForeign(next) &&
    !words.glued[i + 1]
  )
    return { last: i + 1, rule: 'foreign words in context', confidence: 0.48 };
  if (firm && foreign && length > 3) {
    let last = i;
    while (
      last < to &&
      last < i + 2 &&
      gap(words, last) === ' ' &&
      (words.flags[last + 1] ?? 0) & W.CAP &&
      isForeign(words.flags[last + 1] ?? 0)
    )
      last++;
    return { last, rule: 'foreign word in context', confidence: 0.5 };
  }
  return undefined;
}

function contiguous(words: Words, first: number, last: number): boolean {
  for (let k = first; k <= last; k++) {
    if (k > first && !/^ $|^-$|^\. $/.test(gap(words, k - 1))) return false;
    if (words.glued[k]) return false;
    if (!((words.flags[k] ?? 0) & W.CAP) && !(k > first && k < last && PARTICLE.test(word(words, k)))) return false;
  }
  return true;
}
