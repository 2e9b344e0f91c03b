/** Organisations: by legal form, by partners' names, by what stands around. */
import type { Finding } from '../detector.ts';
import { ORG_LEGAL } from './lists.ts';
import { isForeign } from './names.ts';
import { gap, type Words, word } from './scan.ts';
import { W } from './words.ts';

const BEFORE =
  /(?:\b(?:work(?:s|ed|ing)? (?:for|at|with)|employed (?:by|at)|job (?:at|with|offer from)|career at|hired by|fired (?:by|from)|interview (?:at|with)|intern(?:ed|ing|ship)? (?:at|with)|company(?: is)?(?: called| named)?|employer(?: is)?|firm|startup|ceo of|cto of|cfo of|founders? of|co-?founders? of|head of|director (?:of|at)|manager (?:of|at)|engineer at|president of|chairman of|customers? (?:of|at)|acquired by|bought by|merged with|owned by|subsidiary of|shares (?:of|in)|stock of|offices? (?:of|at)|on behalf of|represent(?:ing|s)?|bank with|account (?:at|with)|year at|years at|months at|department at|contract with|partnership with|invested in|joined|left) (?:the )?["“']?|(?:^|\n)\s*(?:company|employer|organi[sz]ation|org|business|firm|vendor|merchant)\s?[:=]\s?["']?)$/i;
const BEHIND =
  /^["”']?(?: is an? (?:\w+[ -]){0,3}(?:company|firm|agency|startup|business|organi[sz]ation|corporation|bank|provider|manufacturer|retailer|brand|studio|charity|non-?profit)| (?:offices?|headquarters|hq|employees?|staff|shares?|stock|ceo|cfo|cto|founders?|spokes\w+|website|customers|app|campus|board|executives?|shareholders|resignation|orchestra|store|branch)\b|['’]s (?:ceo|cto|cfo|offices?|headquarters|shares?|board|website|founders?|employees|staff|products?|customer|stock)\b| (?:was founded|was acquired|announced|has announced|hired|employs|is hiring|is based|is located|is headquartered|is the brainchild|raised|launched|acquired)\b)/i;
const LOOK = 48;
const JOINER = /^(?:and|&|of|de|und|et|y|e|for|the|in)$/;

export function findOrganisations(words: Words, from: number, to: number): Finding[] {
  const out: Finding[] = [];
  for (let i = from; i <= to; i++) {
    if (!isOrgWord(words, i)) continue;
    const found = partners(words, i, to) ?? legal(words, i, to) ?? inContext(words, i, to);
    if (!found) continue;
    out.push({
      start: words.start[found.first] ?? 0,
      end: words.end[found.last] ?? 0,
      type: 'ORGANIZATION',
      detector: 'organisation',
      rule: found.rule,
      confidence: found.confidence,
    });
    i = found.last;
  }
  return out;
}

interface Found {
  first: number;
  last: number;
  rule: string;
  confidence: number;
}

const flagsAt = (words: Words, i: number): number => (words.glued[i] ? 0 : (words.flags[i] ?? 0));
const isOrgWord = (words: Words, i: number): boolean =>
  Boolean(flagsAt(words, i) & W.CAP) && !(flagsAt(words, i) & (W.MONTH | W.WEEKDAY | W.HONORIFIC));
const near = (words: Words, i: number): boolean => /^ $|^, $|^ & $|^&$|^-$|^\. $/.test(gap(words, i));

/** `Hawkins, Richardson and Santana`, `Weeks-Rivas`. */
function partners(words: Words, i: number, to: number): Found | undefined {
  const first = flagsAt(words, i);
  const text = word(words, i);
  if (/^\p{Lu}\p{L}+-\p{Lu}\p{L}+$/u.test(text) && first & (W.FAMILY | W.WIDE) && !(first & W.GIVEN)) {
    const named = i > from0(words, i) && flagsAt(words, i - 1) & W.GIVEN && gap(words, i - 1) === ' ';
    if (!named) return { first: i, last: i, rule: 'partners', confidence: 0.6 };
  }
  if (!(first & (W.FAMILY | W.WIDE) || isForeign(first)) || gap(words, i) !== ', ' || i + 3 > to) return undefined;
  const second = flagsAt(words, i + 1);
  const third = flagsAt(words, i + 3);
  if (
    !(
      second & W.CAP &&
      second & (W.FAMILY | W.WIDE) &&
      word(words, i + 2) === 'and' &&
      third & W.CAP &&
      third & (W.FAMILY | W.WIDE)
    )
  )
    return undefined;
  if (
    gap(words, i + 1) !== ' ' ||
    gap(words, i + 2) !== ' ' ||
    /^,? [A-Z]/.test(gap(words, i + 3) + words.text.charAt(words.start[i + 4] ?? 0))
  )
    return undefined;
  // Three given names are three people.
  if (first & W.GIVEN && second & W.GIVEN && third & W.GIVEN) return undefined;
  return { first: i, last: i + 3, rule: 'partners', confidence: 0.6 };
}

/** The first word of the line is good enough as a bound here. */
const from0 = (_words: Words, _i: number): number => 0;

/** Capitalised words up to a legal form or a kind of institution. */
function legal(words: Words, i: number, to: number): Found | undefined {
  let found: Found | undefined;
  for (let k = i; k <= to && k < i + 7; k++) {
    if (k > i && !near(words, k - 1)) break;
    // `against Serbia. As such`: the point ends the sentence, unless it shortens a word.
    if (k > i && gap(words, k - 1) === '. ' && word(words, k - 1).length > 4) break;
    const text = word(words, k).toLowerCase();
    const flags = flagsAt(words, k);
    if (!(flags & W.CAP) && !(k > i && JOINER.test(text))) break;
    if (k > i && flags & W.ORG && flags & W.CAP) {
      const sure = ORG_LEGAL.has(text);
      if (sure || named(words, i, k))
        found = { first: numbered(words, i), last: k, rule: 'form', confidence: sure ? 0.8 : 0.6 };
    }
    if (
      k === i &&
      flags & W.ORG &&
      flags & W.CAP &&
      word(words, k + 1) === 'of' &&
      flagsAt(words, k + 2) & W.CAP &&
      flagsAt(words, k + 2) & W.PLACE
    )
      return { first: i, last: k + 2, rule: 'institution', confidence: 0.7 };
  }
  return found;
}

/** `48 Factoring Inc` */
function numbered(words: Words, i: number): number {
  return i > 0 && (words.flags[i - 1] ?? 0) & W.DIGITS && gap(words, i - 1) === ' ' ? i - 1 : i;
}

/** One of the words is a name or of no dictionary: `Kroll Bond Ratings Agency`, but not `Customer Service Department`. */
function named(words: Words, first: number, end: number): boolean {
  for (let k = first; k < end; k++) {
    const flags = flagsAt(words, k);
    if (isForeign(flags) || (flags & (W.FAMILY | W.GIVEN | W.PLACE) && !(flags & W.COMMON))) return true;
  }
  return false;
}

function inContext(words: Words, i: number, to: number): Found | undefined {
  let last = i;
  while (last < to && last < i + 4 && gap(words, last) === ' ' && isOrgWord(words, last + 1)) last++;
  const start = words.start[i] ?? 0;
  const end = words.end[last] ?? 0;
  const pronoun = last === i && Boolean(flagsAt(words, i) & W.COMMON) && word(words, i).length < 5;
  if (pronoun) return undefined;
  if (BEFORE.test(words.text.slice(Math.max(0, start - LOOK), start)))
    return { first: i, last, rule: 'context before', confidence: 0.6 };
  const plain = last === i && Boolean(flagsAt(words, i) & (W.COMMON | W.NRP));
  if (!plain && BEHIND.test(words.text.slice(end, end + LOOK)))
    return { first: i, last, rule: 'context behind', confidence: 0.55 };
  return undefined;
}
