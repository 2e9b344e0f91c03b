/**
 * A value found once is replaced at every token-bounded occurrence in the session: in text, arguments, results, object
 * keys and schemas. This finds those occurrences.
 */

import { memo } from '../memo.ts';
import { eachToken, isBoundary, tokens } from '../text/tokens.ts';
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

/** Types whose values mean something else elsewhere: a year, an age, a job title. They are replaced where they were found. */
const LOCAL: ReadonlySet<PiiType> = new Set(['DATE', 'AGE', 'TITLE', 'NRP']);
const NAMES: ReadonlySet<PiiType> = new Set(['PERSON', 'LOCATION', 'ORGANIZATION']);

/** True when a value of this type, found once, is replaced wherever else the session holds it. */
export function propagates(type: PiiType, text: string, detector = ''): boolean {
  if (LOCAL.has(type)) return false;
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
  if (NAMES.has(type as PiiType)) {
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
  const heads = new Set<number>();
  for (const head of byHead.keys()) {
    heads.add(shape(head.charCodeAt(0), head.length));
    heads.add(shape(head.toUpperCase().charCodeAt(0), head.length));
  }
  const out: LinkedMention[] = [];
  let next = 0;
  units.forEach((unit, index) => {
    const taken: { start: number; end: number }[] = [];
    for (; next < mentions.length && (mentions[next] as Mention).unit === index; next++)
      taken.push(mentions[next] as Mention);
    if (unit.schema && unit.kind === 'key') return;
    if (!mayHold(unit.text, heads)) return;
    const words = tokens(unit.text);
    for (let i = 0; i < words.length; i++) {
      const word = words[i]?.text ?? '';
      if (!heads.has(shape(word.charCodeAt(0), word.length))) continue;
      const wanted = byHead.get(word) ?? byHead.get(word.toLowerCase());
      if (!wanted) continue;
      for (const want of wanted) {
        const range = matchAt(unit, words, i, want);
        if (!range || taken.some((one) => one.start < range.end && range.start < one.end)) continue;
        taken.push(range);
        out.push({ ...want.like, ...range, unit: index, text: unit.text.slice(range.start, range.end), also: [] });
        i += want.tokens.length - 1;
        break;
      }
    }
  });
  return out;
}

/** First letter and length of a token: enough to pass over most of a text without cutting out its words. */
const shape = (first: number, length: number): number => first * 64 + Math.min(length, 63);

function mayHold(text: string, heads: ReadonlySet<number>): boolean {
  let found = false;
  eachToken(text, (start, end) => {
    found = heads.has(shape(text.charCodeAt(start), end - start));
    return found;
  });
  return found;
}

function wantedByHead(mentions: readonly LinkedMention[]): Map<string, Wanted[]> {
  const byHead = new Map<string, Wanted[]>();
  const seen = new Set<string>();
  const want = (literal: string, mention: LinkedMention): void => {
    const { type } = mention;
    const id = `${type === 'PERSON' ? 'PERSON' : ''}\0${literal}`;
    if (seen.has(id) || !propagates(type, literal, mention.detector)) return;
    seen.add(id);
    const words = cut(literal);
    const name = NAMES.has(type);
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

function matchAt(unit: Unit, words: readonly { text: string; start: number; end: number }[], i: number, want: Wanted) {
  const { text } = unit;
  const last = words[i + want.tokens.length - 1];
  const first = words[i];
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
    const word = words[i + k];
    if (!word) return undefined;
    if ((want.caseSensitive ? word.text : word.text.toLowerCase()) !== want.tokens[k]) return undefined;
    const before = words[i + k - 1];
    if (k > 0 && before && !/^[\s.\-'’_,]{1,3}$/.test(text.slice(before.end, word.start))) return undefined;
  }
  return { start: first.start, end: last.end };
}
