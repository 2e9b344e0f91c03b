/** The text of a log with the values in it replaced, in the format that it has. */
import { tryJson } from '../../kit/json/parse.ts';
import { splice } from '../../kit/json/rewrite.ts';
import { PII_TYPES, type PiiType } from '../../model/pii.ts';
import { PLACEHOLDER } from '../../model/placeholder.ts';
import type { Redaction, Redactor } from '../../redact/types.ts';
import { structureOf } from './structure.ts';

export interface Rewritten {
  text: string;
  /** Values replaced, by type. */
  hidden: Partial<Record<PiiType, number>>;
}

/**
 * Characters that are planned together: a plan takes some thirty times their size. In a larger file one value gets one
 * pseudonym all the same, but what only another piece gives away (a login, a surname) may stay.
 */
const PIECE = 1 << 24;
/** A document that is one JSON value cannot be cut. */
export const MOST_AT_ONCE = 1 << 26;

/** lines: JSON Lines. whole: one JSON value. text: all else. */
export type Shape = 'lines' | 'whole' | 'text';

export function shapeOf(text: string): Shape {
  const first = /\S[^\n]*/.exec(text);
  if (!first || !/[[{]/.test(first[0].charAt(0))) return 'text';
  const more = /\S/.test(text.slice(first.index + first[0].length));
  return more && tryJson(first[0]) !== undefined ? 'lines' : 'whole';
}

/** @param yaml Placeholders that would begin a list are put into quotes. */
export async function rewrite(text: string, redactor: Pick<Redactor, 'redactFile'>, yaml = false): Promise<Rewritten> {
  const shape = shapeOf(text);
  const counts = new Map<PiiType, number>();
  const done: string[] = [];
  for (const piece of shape === 'whole' ? [[text]] : pieces(text, shape)) {
    const { texts, redactions } = await redactor.redactFile(piece);
    const byText: Redaction[][] = piece.map(() => []);
    for (const one of redactions) byText[Number(one.field)]?.push(one);
    piece.forEach((raw, i) => void done.push(merged(raw, texts[i] ?? '', byText[i] ?? [], counts)));
  }
  const out = done.join(shape === 'lines' ? '\n' : '');
  const hidden = Object.fromEntries(PII_TYPES.flatMap((type) => (counts.has(type) ? [[type, counts.get(type)]] : [])));
  return { text: yaml ? quoted(out) : out, hidden };
}

/** Lines one by one where each is a record; else stretches of text, cut at the ends of lines. */
function* pieces(text: string, shape: 'lines' | 'text'): Generator<string[]> {
  for (let from = 0; from <= text.length; ) {
    const cut = from + PIECE < text.length ? text.indexOf('\n', from + PIECE) : -1;
    const end = cut < 0 ? text.length : cut;
    // A line loses its newline, which joining gives back; a stretch of text keeps it.
    const piece = text.slice(from, shape === 'lines' ? end : end + 1);
    yield shape === 'lines' ? piece.split('\n') : [piece];
    from = end + 1;
  }
}

/** The redacted text, with what belongs to the format as it was. */
function merged(raw: string, redacted: string, redactions: readonly Redaction[], counts: Map<PiiType, number>): string {
  const replaced = redactions.filter(({ action }) => action !== 'keep');
  if (replaced.length === 0) return raw;
  const kept = structureOf(raw);
  // Both are in order: one step each way.
  let next = 0;
  const splices = replaced.filter(({ start, end, type }) => {
    while ((kept[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next++;
    const range = kept[next];
    return !(range && range.start <= start && end <= range.end && range.from.has(type));
  });
  for (const { type } of splices) counts.set(type, (counts.get(type) ?? 0) + 1);
  return splice(
    raw,
    splices.map(({ start, end, outStart, outEnd }) => ({ start, end, text: redacted.slice(outStart, outEnd) })),
  );
}

/** `name: [PERSON_1] and more` → `name: "[PERSON_1] and more"`; a bracket would begin a list. */
const PLAIN_SCALAR = new RegExp(
  String.raw`^([ \t]*(?:- +)?(?:[^\s"'#:\[{][^:\n]{0,200}: +)?)(?=${PLACEHOLDER.source})([^\r\n]+)`,
  'gm',
);
const quoted = (text: string): string =>
  text.replace(PLAIN_SCALAR, (_, before: string, ...groups: string[]) => {
    // Between the two stand the groups of the placeholder's own pattern.
    const value = groups.at(-3) ?? '';
    return `${before}${JSON.stringify(value.trimEnd())}${value.slice(value.trimEnd().length)}`;
  });
