/** Reads a label that ends at a place of a text, and the value that begins at another. */
import { memo } from '../../../kit/memo.ts';
import type { Finding } from '../detector.ts';
import { labelOf, mayEndLabel, mayEndLabelAt } from './label.ts';
import { isPersonLike } from './named.ts';
import { isValue, valueEnd } from './shapes.ts';
import type { Label } from './types.ts';

/** Longer than the longest label of the table. */
const MAX_LABEL = 44;
const MAX_WORDS = 6;
const MAX_VALUE = 200;

function isWordCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45 ||
    code > 127
  );
}

/** Also what stands between the words of a label. */
const isLabelCode = (code: number): boolean => isWordCode(code) || code === 32 || code === 46 || code === 39;

/**
 * The label whose last character stands before `end`; `start` is where the stretch of label characters begins.
 * Longest first: of `the IP address`, `ip_address` and not `address`.
 */
export function labelBefore(text: string, end: number): Label | undefined {
  if (!mayEndLabelAt(text, end)) return undefined;
  let start = end;
  while (start > 0 && end - start < MAX_LABEL && isWordCode(text.charCodeAt(start - 1))) start--;
  if (start === end || !mayEndLabel(text.slice(start, end))) return undefined;
  while (start > 0 && end - start < MAX_LABEL && isLabelCode(text.charCodeAt(start - 1))) start--;
  return suffixLabel(text.slice(start, end));
}

const NONE = Symbol('none');
const remembered = memo((text: string): Label | typeof NONE => {
  const words = text.split(/[ .]+/).filter(Boolean);
  for (let from = Math.max(0, words.length - MAX_WORDS); from < words.length; from++) {
    const label = labelOf(words.slice(from).join(' '));
    if (label) return label;
  }
  return NONE;
});

/** The label that a stretch of words ends with. */
function suffixLabel(text: string): Label | undefined {
  const label = remembered(text);
  return label === NONE ? undefined : label;
}

const CLOSING: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '„': '“',
  '«': '»',
  '「': '」',
};
/** Signs of Markdown and lists between the sign and the value. */
const BETWEEN = /[ \t]{0,8}(?:\*\*|__)?[ \t]?/y;

export interface Place {
  start: number;
  /** Behind it stands nothing of the value: the closing quote, the end of the line or column. */
  limit: number;
  quoted: boolean;
}

/** Where the value lies whose sign (`:`, `=`) ended before `at`. */
export function placeOf(text: string, at: number): Place | undefined {
  BETWEEN.lastIndex = at;
  BETWEEN.test(text);
  let start = BETWEEN.lastIndex || at;
  if (text[start] === '\\') start++;
  const closing = CLOSING[text[start] ?? ''];
  if (closing) {
    const ahead = text.slice(start + 1, start + 1 + MAX_VALUE).indexOf(closing);
    if (ahead < 0) return undefined;
    const close = start + 1 + ahead;
    const limit = text[close - 1] === '\\' ? close - 1 : close;
    return limit > start + 1 && !text.slice(start, limit).includes('\n')
      ? { start: start + 1, limit, quoted: true }
      : undefined;
  }
  let limit = start;
  for (; limit < text.length && limit - start < MAX_VALUE; limit++) if (endsValue(text, limit)) break;
  while (limit > start && text.charCodeAt(limit - 1) <= 32) limit--;
  return limit > start ? { start, limit, quoted: false } : undefined;
}

/** A line end, a tab, two spaces, and signs that part columns and fields. */
function endsValue(text: string, i: number): boolean {
  const code = text.charCodeAt(i);
  if (code === 32) return text.charCodeAt(i + 1) === 32;
  return (
    code === 10 ||
    code === 13 ||
    code === 9 ||
    code === 59 ||
    code === 124 ||
    code === 60 ||
    code === 125 ||
    code === 34
  );
}

/** What follows a bare value when it is code: a call, a member, an index, more of the word. */
const CODE_BEHIND = /[\w([{@]|\.\w|::|=/y;

/** Ends the sentence: neither `Jr.` nor an initial. */
const SENTENCE_POINT = /\p{L}{3}\.$/u;

/** `datetime.date(1977, 3, 9)`, `Date.new(1977, 3, 9)`. */
const DATE_CALL = /^(?:datetime\.)?(?:date|Date\.new|LocalDate\.of)\(/;

/** What stands in the place under the label, if it can be what the label says. */
export function underLabel(text: string, label: Label, place: Place, confidence: number): Finding | undefined {
  const { type, strength } = label;
  const { limit, quoted } = place;
  const call = type === 'DATE_OF_BIRTH' && !quoted ? DATE_CALL.exec(text.slice(place.start, place.start + 24)) : null;
  const start = place.start + (call?.[0].length ?? 0);
  const value = text.slice(start, limit);
  const end =
    strength === 'role'
      ? isPersonLike(value) ? limit - (SENTENCE_POINT.test(value) ? 1 : 0) : undefined
      : type === 'ADDRESS'
        ? isValue(type, value) ? limit : undefined
        : valueEnd(type, text, start, limit, quoted); // biome-ignore format: read as a table
  if (end === undefined) return undefined;
  if (!quoted && end < text.length) {
    CODE_BEHIND.lastIndex = end;
    if (CODE_BEHIND.test(text)) return undefined;
  }
  return labelled(label, start, end, confidence);
}

export function labelled({ type, name }: Label, start: number, end: number, confidence: number): Finding {
  return { start, end, type, detector: 'labels', rule: name, confidence, evidence: `label:${name}` };
}
