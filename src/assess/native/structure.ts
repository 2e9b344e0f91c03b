/** Which stretches of a log belong to its format: what says what a record is, and when it was. They stay as they are. */
import { jsonLeaves } from '../../kit/json/rewrite.ts';
import type { PiiType } from '../../model/pii.ts';
import { keyName } from '../../redact/text/keyname.ts';

export interface Kept {
  start: number;
  end: number;
  /** Findings of these types are none here; of any other they are hidden all the same. */
  from: ReadonlySet<PiiType>;
}

/** Types whose detectors go by looks, which words of a format share. */
export const VAGUE: ReadonlySet<PiiType> = new Set(['TITLE', 'LOCATION', 'ORGANIZATION', 'DATE', 'AGE', 'NRP', 'URL']);
const VAGUE_OR_NAME: ReadonlySet<PiiType> = new Set([...VAGUE, 'PERSON', 'USERNAME', 'ACCOUNT_ID']);
/** A number of digits may look like any of them; a date of birth is none of a format. */
const OF_TIME: ReadonlySet<PiiType> = new Set(['DATE', 'PHONE', 'ACCOUNT_ID', 'POSTAL_CODE', 'GOV_ID', 'BANK_ACCOUNT']);

/** Keys whose value says what a record is: readers tell records apart by them. */
const KINDS = new Set(
  'type object role kind event event_type event_name event_kind subtype status state phase action_type'.split(' '),
);
/** Keys whose value describes the record: a name or login may stand there as well. */
const NOTES = new Set(
  'format schema version source model provider level operation observation media_type mime'.split(' '),
);
const WORD = /^[a-zA-Z][\w./:+-]{0,60}$/;
/** Attributes of a trace: `{"key": "session.id", "value": …}`. */
const ATTRIBUTE = /^[a-z][a-z_\d]*(?:\.[a-z_\d]+){1,8}$/;

/** Keys of times, whole or by their ending: `created_at`, `startTimeUnixNano`, `ts`. */
const TIME_KEY = /(?:^|_)(?:time|timestamp|ts|date|created|updated|started|ended|at|nano|ms)$/;
const CLOCK = String.raw`\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?\s?(?:Z|UTC|[+-]\d\d:?\d\d)?)?`;
/** Also seconds, milliseconds, microseconds and nanoseconds since 1970. */
const TIME = new RegExp(String.raw`^(?:${CLOCK}|\d{9,10}(?:\.\d{1,9})?|\d{13}|\d{16}|\d{19})$`);
/** In front of a line of a transcript or console log. */
const LINE_TIME = new RegExp(String.raw`^[[(]?(?:${CLOCK})[\])]?`, 'gm');

export function structureOf(text: string): Kept[] {
  const leaves = jsonLeaves(text);
  if (!leaves)
    return Array.from(text.matchAll(LINE_TIME), ({ index, 0: time }) => ({
      start: index,
      end: index + time.length,
      from: OF_TIME,
    }));
  return leaves.flatMap((leaf) => {
    const from = leaf.kind === 'key' ? undefined : keptFrom(leaf.path.at(-1), leaf.text);
    return from ? [{ start: leaf.at(0), end: leaf.at(leaf.text.length), from }] : [];
  });
}

function keptFrom(key: string | undefined, text: string): ReadonlySet<PiiType> | undefined {
  const name = keyName(key);
  if (KINDS.has(name)) return WORD.test(text) ? VAGUE_OR_NAME : undefined;
  if (NOTES.has(name)) return WORD.test(text) ? VAGUE : undefined;
  if (name === 'key') return ATTRIBUTE.test(text) ? VAGUE : undefined;
  return TIME_KEY.test(name) && TIME.test(text) ? OF_TIME : undefined;
}
