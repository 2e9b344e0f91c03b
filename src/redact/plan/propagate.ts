/**
 * A value found once is replaced at every token-bounded occurrence in the session: in text, arguments, results, object
 * keys and schemas. This finds those occurrences.
 */

import { memo } from '../../kit/memo.ts';
import { piiFacts } from '../../model/pii.ts';
import { isThingKey } from '../text/thingnumber.ts';
import { isBoundary, type Token, tokenEnd, tokenStart, tokens, tokensFrom } from '../text/tokens.ts';
import type { Unit } from '../text/units.ts';
import type { PiiType } from '../types.ts';
import { type Range, readingsOf } from '../view/readings.ts';
import { areOrdinaryWords, COMMON_NAME_WORDS, isSpecificName } from './commonwords.ts';
import { dateForms, isoDate } from './dates.ts';
import type { LinkedMention, Mention } from './mention.ts';
import { nameForms } from './nameforms.ts';

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
  /** What is found is one more of these. */
  like: LinkedMention;
}

const cut = memo((text) => tokens(text));
const forms = memo((day) => dateForms(day));

/** True when a value of this type, found once, is replaced wherever else the session holds it. */
export function propagates(type: PiiType, text: string, detector = ''): boolean {
  if (piiFacts(type).spreads === 'nowhere') return false;
  const own = detector === 'dictionary' || detector === 'decision';
  const as = own ? '!' : type;
  let known = spreads.get(as);
  if (!known) {
    known = memo((one) => spreadsAs(as, one));
    spreads.set(as, known);
  }
  return known(text);
}

/** By type: to put type and text together for one look-up would cost more than the look-up. `!`: the user's own terms. */
const spreads = new Map<PiiType | '!', (text: string) => boolean>();

function spreadsAs(type: PiiType | '!', text: string): boolean {
  const words = tokens(text);
  const letters = words.reduce((sum, word) => sum + word.text.length, 0);
  if (words.length === 0) return type === 'SECRET' && text.length >= 6;
  if (type === '!') return letters >= 2;
  if (piiFacts(type).spreads === 'name') {
    if (words.length > 1) return letters >= 5;
    const [word = ''] = words.map((one) => one.text);
    return word.length >= 3 && /^\p{Lu}/u.test(word) && !COMMON_NAME_WORDS.has(word.toLowerCase());
  }
  // A folder called `update`, the password `summer`, a field taken for a login: elsewhere they are words again.
  const ordinary = type === 'USERNAME' || (type === 'SECRET' && words.length === 1);
  if (ordinary && areOrdinaryWords(words.map((word) => word.text))) return false;
  if (type === 'POSTAL_CODE') return letters >= 5;
  if (/^\d+$/.test(text)) return letters >= 6;
  return letters >= 4 && (letters >= 6 || /\d/.test(text));
}

/** Letters only: a login, or a word of the language. As a login it is written in one case. */
const WORD = /^\p{L}+$/u;

/**
 * True when the value is looked for in any case. A name or login of one word is so only when it is hardly anything else, because
 * `Brooks` is a name where `brooks` are waters. The gate folds by the same rule, or it would find what redaction leaves.
 */
export function foldsCase(type: PiiType, text: string): boolean {
  const words = tokens(text);
  if (words.length === 1 && WORD.test(text)) return type !== 'PERSON' && type !== 'SECRET' && isSpecificName(text);
  return type !== 'SECRET';
}

/** A number that only digits tell, and no checksum of a card: under the key of a thing it is that thing's. */
const isBareNumber = (type: PiiType, text: string): boolean =>
  type !== 'ACCOUNT_ID' && type !== 'CREDIT_CARD' && /^\d+$/.test(text);

/** True where a value of this type and text means something else, going by the key that it stands under. */
export const isOtherNumber = (type: PiiType, text: string, key: string | undefined): boolean =>
  isThingKey(key) && isBareNumber(type, text);

/** Occurrences of found values at places that no mention covers yet. `mentions` must be sorted by unit and start. */
export function propagate(mentions: readonly LinkedMention[], units: readonly Unit[]): LinkedMention[] {
  const byHead = wantedByHead(mentions);
  if (byHead.size === 0) return [];
  HEADS.set(byHead.keys());
  let most = 0;
  for (const list of byHead.values()) for (const want of list) most = Math.max(most, want.tokens.length);
  const out: LinkedMention[] = [];
  let next = 0;
  units.forEach((unit, index) => {
    const taken: { start: number; end: number }[] = [];
    for (; next < mentions.length && (mentions[next] as Mention).unit === index; next++)
      taken.push(mentions[next] as Mention);
    if (unit.schema && unit.kind === 'key') return;
    const found: LinkedMention[] = [];
    const scan = (text: string, source: (range: Range) => Range): void => {
      for (let start = tokenStart(text, 0); start < text.length; ) {
        let end = tokenEnd(text, start);
        if (HEADS.may(text.charCodeAt(start), end - start)) {
          const head = text.slice(start, end);
          const wanted = wantedAt(byHead, head);
          const words = wanted.length > 0 ? tokensFrom(text, start, most) : [];
          for (const want of wanted) {
            const plain = matchAt(text, unit, words, want);
            const range = plain && source(plain);
            if (!range || taken.some((one) => one.start < range.end && range.start < one.end)) continue;
            taken.push(range);
            found.push(anotherOf(want.like, range, index, text.slice(plain.start, plain.end)));
            // Its own words begin no other value.
            end = words[want.tokens.length - 1]?.end ?? end;
            break;
          }
        }
        start = tokenStart(text, end);
      }
    };
    // The same values in percent signs or escapes come after what is found as it stands.
    const readings = readingsOf(unit.text);
    for (const { text, source } of readings) scan(text, source);
    if (readings.length > 1) found.sort((a, b) => a.start - b.start);
    for (const mention of found) out.push(mention);
  });
  return out;
}

const anotherOf = (
  { type, action, confidence, rule, detector, entity }: LinkedMention,
  { start, end }: Range,
  unit: number,
  text: string,
): LinkedMention => ({
  unit,
  start,
  end,
  text,
  type,
  action,
  detector: 'propagation',
  rule: rule ?? detector,
  also: [],
  confidence,
  entity,
});

const NO_WANTED: readonly Wanted[] = [];

/** Values that may begin with this word: as written, and in lower case. */
function wantedAt(byHead: ReadonlyMap<string, readonly Wanted[]>, head: string): readonly Wanted[] {
  const lower = head.toLowerCase();
  const exact = byHead.get(head) ?? NO_WANTED;
  if (lower === head) return exact;
  const folded = byHead.get(lower) ?? NO_WANTED;
  return exact.length === 0
    ? folded
    : folded.length === 0
      ? exact
      : [...exact, ...folded.filter((w) => !w.caseSensitive)];
}

/** First letters and lengths of the heads: enough to pass over most words of a text without cutting them out. */
class Heads {
  private readonly known = new Uint8Array(1 << 14);
  private readonly places: number[] = [];

  /** Forgets those of the last session: one table serves all, since most have but a few. */
  set(heads: Iterable<string>): void {
    for (const at of this.places) this.known[at] = 0;
    this.places.length = 0;
    for (const head of heads)
      this.places.push(place(head.charCodeAt(0), head.length), place(head.toUpperCase().charCodeAt(0), head.length));
    for (const at of this.places) this.known[at] = 1;
  }

  may(first: number, length: number): boolean {
    return this.known[place(first, length)] === 1;
  }
}

const HEADS = new Heads();

/** Letters beyond the table share places with others: that costs a look-up, no more. */
const place = (first: number, length: number): number => (first * 64 + Math.min(length, 63)) & 0x3fff;

function wantedByHead(mentions: readonly LinkedMention[]): Map<string, Wanted[]> {
  const byHead = new Map<string, Wanted[]>();
  const seen = { name: new Set<string>(), value: new Set<string>() };
  const want = (literal: string, mention: LinkedMention, form = false): void => {
    const { type } = mention;
    const known = type === 'PERSON' ? seen.name : seen.value;
    if (known.has(literal) || !(form || propagates(type, literal, mention.detector))) return;
    known.add(literal);
    const words = cut(literal);
    const name = piiFacts(type).spreads === 'name';
    const caseSensitive = !form && ((name && words.length === 1) || !foldsCase(type, literal));
    const head = words[0]?.text ?? '';
    if (!head) return;
    const entry: Wanted = {
      literal,
      tokens: words.map((word) => (caseSensitive ? word.text : word.text.toLowerCase())),
      lead: words[0]?.start ?? 0,
      caseSensitive,
      loose: name,
      numeric: /^\d{6,}$/.test(literal) && type !== 'POSTAL_CODE',
      like: mention,
    };
    listed(byHead, head, entry);
    const lower = head.toLowerCase();
    if (!caseSensitive && lower !== head) listed(byHead, lower, entry);
  };
  const asked = new Map<PiiType, Set<string>>();
  for (const mention of mentions) {
    const texts = asked.get(mention.type);
    if (texts?.has(mention.text)) continue;
    if (texts) texts.add(mention.text);
    else asked.set(mention.type, new Set([mention.text]));
    want(mention.text, mention);
    for (const alias of aliases(mention)) want(alias, mention);
    if (mention.type === 'PERSON') for (const form of nameForms(mention.entity.name ?? [])) want(form, mention, true);
  }
  for (const list of byHead.values()) if (list.length > 1) list.sort((a, b) => b.literal.length - a.literal.length);
  return byHead;
}

function listed(byHead: Map<string, Wanted[]>, head: string, entry: Wanted): void {
  const list = byHead.get(head);
  if (list) list.push(entry);
  else byHead.set(head, [entry]);
}

/** Other forms under which a value turns up. */
function aliases(mention: LinkedMention): readonly string[] {
  const { type, text } = mention;
  if (type === 'DATE_OF_BIRTH') {
    const day = isoDate(text);
    return day ? forms(day) : [];
  }
  // The words of a full name; the number of an id such as `credit_card_4421486` or `#W4421486`.
  if (type === 'PERSON') {
    const words = tokens(text).map((word) => word.text);
    const cased = words.length > 1 && /^\p{Lu}/u.test(text);
    return words.length > 1 ? words.filter((word) => cased && word.length >= 3) : [];
  }
  if (type === 'ACCOUNT_ID' || type === 'USERNAME')
    return /^(?:\D+_|#?[A-Z]{1,3}-?)(\d{6,})$/.exec(text)?.slice(1) ?? [];
  return [];
}

/** `words`: the tokens from the head on. */
function matchAt(text: string, unit: Unit, words: readonly Token[], want: Wanted): Range | undefined {
  const last = words[want.tokens.length - 1];
  const first = words[0];
  if (!first || !last || (unit.numeric && !want.numeric)) return undefined;
  if (want.numeric && isOtherNumber(want.like.type, want.literal, unit.key)) return undefined;
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
