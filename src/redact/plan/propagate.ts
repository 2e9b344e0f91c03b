/**
 * A value found once is replaced at every token-bounded occurrence in the session: in text, arguments, results, object
 * keys and schemas. This finds those occurrences.
 */

import { memo } from '../../kit/memo.ts';
import { isPiiType, piiFacts } from '../../model/pii.ts';
import { isBoundary, type Token, tokenEnd, tokenStart, tokens, tokensFrom } from '../text/tokens.ts';
import type { Unit } from '../text/units.ts';
import type { PiiType } from '../types.ts';
import { COMMON_NAME_WORDS } from './commonwords.ts';
import { dateForms, isoDate } from './dates.ts';
import type { LinkedMention, Mention } from './mention.ts';

interface Wanted {
  literal: string;
  tokens: string[];
  /** Characters of the literal before its first token. */
  lead: number;
  caseSensitive: boolean;
  /** Any short gap may stand between the words (line breaks in names). */
  loose: boolean;
  /** May also stand inside a JSON number. */
  numeric: boolean;
  like: LinkedMention;
}

const cut = memo((text) => tokens(text));
const forms = memo((day) => dateForms(day));

/** True when a value of this type, found once, is replaced wherever else the session holds it. */
export function propagates(type: PiiType, text: string, detector = ''): boolean {
  if (piiFacts(type).spreads === 'nowhere') return false;
  const own = detector === 'dictionary' || detector === 'decision';
  return spreads(`${own ? '!' : type}\0${text}`);
}

const spreads = memo((id) => {
  const at = id.indexOf('\0');
  const [type, text] = [id.slice(0, at), id.slice(at + 1)];
  const words = tokens(text);
  const letters = words.reduce((sum, word) => sum + word.text.length, 0);
  if (words.length === 0) return type === 'SECRET' && text.length >= 6;
  if (type === '!') return letters >= 2;
  if (isPiiType(type) && piiFacts(type).spreads === 'name') {
    if (words.length > 1) return letters >= 5;
    const [word = ''] = words.map((one) => one.text);
    return word.length >= 3 && /^\p{Lu}/u.test(word) && !COMMON_NAME_WORDS.has(word.toLowerCase());
  }
  if (type === 'POSTAL_CODE') return letters >= 5;
  if (/^\d+$/.test(text)) return letters >= 6;
  return letters >= 4 && (letters >= 6 || /\d/.test(text));
});

/** Occurrences of found values at places that no mention covers yet. `mentions` must be sorted by unit and start. */
export function propagate(mentions: readonly LinkedMention[], units: readonly Unit[]): LinkedMention[] {
  const byHead = wantedByHead(mentions);
  if (byHead.size === 0) return [];
  const heads = new Heads(byHead.keys());
  const most = Math.max(...[...byHead.values()].flat().map((want) => want.tokens.length));
  const out: LinkedMention[] = [];
  let next = 0;
  units.forEach((unit, index) => {
    const taken: { start: number; end: number }[] = [];
    for (; next < mentions.length && (mentions[next] as Mention).unit === index; next++)
      taken.push(mentions[next] as Mention);
    if (unit.schema && unit.kind === 'key') return;
    const { text } = unit;
    for (let start = tokenStart(text, 0); start < text.length; ) {
      let end = tokenEnd(text, start);
      if (heads.may(text.charCodeAt(start), end - start)) {
        const head = text.slice(start, end);
        const wanted = byHead.get(head) ?? byHead.get(head.toLowerCase());
        const words = wanted ? tokensFrom(text, start, most) : [];
        for (const want of wanted ?? []) {
          const range = matchAt(unit, words, want);
          if (!range || taken.some((one) => one.start < range.end && range.start < one.end)) continue;
          taken.push(range);
          out.push({ ...want.like, ...range, unit: index, text: text.slice(range.start, range.end), also: [] });
          // Its own words begin no other value.
          end = words[want.tokens.length - 1]?.end ?? end;
          break;
        }
      }
      start = tokenStart(text, end);
    }
  });
  return out;
}

/** First letters and lengths of the heads: enough to pass over most words of a text without cutting them out. */
class Heads {
  private readonly known = new Uint8Array(1 << 14);

  constructor(heads: Iterable<string>) {
    for (const head of heads) {
      this.known[place(head.charCodeAt(0), head.length)] = 1;
      this.known[place(head.toUpperCase().charCodeAt(0), head.length)] = 1;
    }
  }

  may(first: number, length: number): boolean {
    return this.known[place(first, length)] === 1;
  }
}

/** Letters beyond the table share places with others: that costs a look-up, no more. */
const place = (first: number, length: number): number => (first * 64 + Math.min(length, 63)) & 0x3fff;

function wantedByHead(mentions: readonly LinkedMention[]): Map<string, Wanted[]> {
  const byHead = new Map<string, Wanted[]>();
  const seen = new Set<string>();
  const want = (literal: string, mention: LinkedMention): void => {
    const { type } = mention;
    const id = `${type === 'PERSON' ? 'PERSON' : ''}\0${literal}`;
    if (seen.has(id) || !propagates(type, literal, mention.detector)) return;
    seen.add(id);
    const words = cut(literal);
    const name = piiFacts(type).spreads === 'name';
    const caseSensitive = (name && words.length === 1) || type === 'SECRET' || /^[A-Za-z]+$/.test(literal);
    const head = words[0]?.text ?? '';
    if (!head) return;
    const entry: Wanted = {
      literal,
      tokens: words.map((word) => (caseSensitive ? word.text : word.text.toLowerCase())),
      lead: words[0]?.start ?? 0,
      caseSensitive,
      loose: name,
      numeric: /^\d{6,}$/.test(literal) && type !== 'POSTAL_CODE',
      like: { ...mention, detector: 'propagation', rule: mention.rule ?? mention.detector },
    };
    for (const form of new Set([head, head.toLowerCase()])) {
      const list = byHead.get(form);
      if (list) list.push(entry);
      else byHead.set(form, [entry]);
      if (caseSensitive) break;
    }
  };
  const asked = new Set<string>();
  for (const mention of mentions) {
    const id = `${mention.type}\0${mention.text}`;
    if (asked.has(id)) continue;
    asked.add(id);
    want(mention.text, mention);
    for (const alias of aliases(mention)) want(alias, mention);
  }
  for (const list of byHead.values()) list.sort((a, b) => b.literal.length - a.literal.length);
  return byHead;
}

/** Other forms under which a value turns up. */
function aliases(mention: LinkedMention): readonly string[] {
  const { type, text } = mention;
  if (type === 'DATE_OF_BIRTH') {
    const day = isoDate(text);
    return day ? forms(day) : [];
  }
  // The words of a full name; the number of an id such as `credit_card_4421486`.
  if (type === 'PERSON') {
    const words = tokens(text).map((word) => word.text);
    const cased = words.length > 1 && /^\p{Lu}/u.test(text);
    return words.length > 1 ? words.filter((word) => cased && word.length >= 3) : [];
  }
  if (type === 'ACCOUNT_ID' || type === 'USERNAME') return /^\D+_(\d{6,})$/.exec(text)?.slice(1) ?? [];
  return [];
}

/** `words`: the tokens from the head on. */
function matchAt(unit: Unit, words: readonly Token[], want: Wanted) {
  const { text } = unit;
  const last = words[want.tokens.length - 1];
  const first = words[0];
  if (!first || !last || (unit.numeric && !want.numeric)) return undefined;
  if (!want.loose) {
    const start = first.start - want.lead;
    const end = start + want.literal.length;
    if (start < 0 || end > text.length) return undefined;
    const found = text.slice(start, end);
    const same = want.caseSensitive ? found === want.literal : found.toLowerCase() === want.literal.toLowerCase();
    return same && isBoundary(text, start) && isBoundary(text, end) ? { start, end } : undefined;
  }
  for (let k = 0; k < want.tokens.length; k++) {
    const word = words[k];
    if (!word) return undefined;
    if ((want.caseSensitive ? word.text : word.text.toLowerCase()) !== want.tokens[k]) return undefined;
    const before = words[k - 1];
    if (k > 0 && before && !/^[\s.\-'’_,]{1,3}$/.test(text.slice(before.end, word.start))) return undefined;
  }
  return { start: first.start, end: last.end };
}
