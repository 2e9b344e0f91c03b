/**
 * The one grammar of placeholders: `[PERSON]`, `[PERSON_12]` numbered in its session, `[PERSON_K7F3Q2X4]` the keyed pseudonym
 * of a workspace; with `_FIRST` or `_LAST` behind, the given or family name of that person alone. Redaction writes it; the gate,
 * deduplication, pairs, language detection and the studio read it.
 */
import { PII_TYPES, type PiiType } from './pii.ts';

const TYPES = PII_TYPES.join('|');

/** Which of a person's names a placeholder stands for; none: the whole of it, or a mention that nothing tells it of. */
export type NamePart = 'FIRST' | 'LAST';

/** Groups: the type; the index or pseudonym, and the part of the name, if any. */
export const PLACEHOLDER = new RegExp(String.raw`\[(${TYPES})(?:_(\d{1,6}|[0-9A-Z]{8})(?:_(FIRST|LAST))?)?\]`, 'g');
/** The numbered ones alone. Groups: the type; the index; the part of the name, if any. */
export const NUMBERED_PLACEHOLDER = new RegExp(String.raw`\[(${TYPES})_(\d{1,6})(?:_(FIRST|LAST))?\]`, 'g');

/** @param id an index counted from 1, or a pseudonym; none for a bare tag, which has no parts. */
export const placeholder = (type: PiiType, id?: number | string, part?: NamePart): string =>
  id === undefined ? `[${type}]` : `[${type}_${id}${part ? `_${part}` : ''}]`;

export interface PlaceholderRange {
  /** UTF-16 range in the text, end exclusive. */
  start: number;
  end: number;
  type: PiiType;
  text: string;
  /** Index or pseudonym. */
  id: string | undefined;
  part: NamePart | undefined;
}

/** All placeholders of a text, in order. */
export function placeholdersIn(text: string): PlaceholderRange[] {
  // Most texts have none: cheap first.
  if (!text.includes('[')) return [];
  return Array.from(text.matchAll(PLACEHOLDER), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    type: match[1] as PiiType,
    text: match[0],
    id: match[2],
    part: match[3] as NamePart | undefined,
  }));
}
