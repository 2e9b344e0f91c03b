/**
 * The one grammar of placeholders: `[PERSON]`, `[PERSON_12]` numbered in its session, `[PERSON_K7F3Q2X4]` the keyed pseudonym
 * of a workspace. Redaction writes it; the gate, deduplication, pairs, language detection and the studio read it.
 */
import { PII_TYPES, type PiiType } from './pii.ts';

const TYPES = PII_TYPES.join('|');

/** Groups: the type; the index or pseudonym, if any. */
export const PLACEHOLDER = new RegExp(String.raw`\[(${TYPES})(?:_(\d{1,6}|[0-9A-Z]{8}))?\]`, 'g');
/** The numbered ones alone. Groups: the type; the index. */
export const NUMBERED_PLACEHOLDER = new RegExp(String.raw`\[(${TYPES})_(\d{1,6})\]`, 'g');

/** @param id an index counted from 1, or a pseudonym; none for a bare tag. */
export const placeholder = (type: PiiType, id?: number | string): string =>
  id === undefined ? `[${type}]` : `[${type}_${id}]`;

export interface PlaceholderRange {
  /** UTF-16 range in the text, end exclusive. */
  start: number;
  end: number;
  type: PiiType;
  text: string;
  /** Index or pseudonym. */
  id: string | undefined;
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
  }));
}
