/** What of a row is Goldpan's own: nothing of a log stands there, and a replacement would break the row. */
import { PLACEHOLDER } from '../../model/placeholder.ts';
import type { Unit } from '../text/units.ts';

/** Paths of a row that hold words of the contract or keyed ids. */
const OWN_PATHS: ReadonlySet<string> = new Set(
  ['messages', 'prompt', 'chosen', 'rejected'].flatMap((list) =>
    ['role', 'weight', 'tool_call_id', 'tool_calls/id', 'tool_calls/type'].map((key) => `${list}/${key}`),
  ),
);

/** Below these, keys are the log's. */
const LOGGED: ReadonlySet<string> = new Set(['content', 'arguments', 'parameters']);

/** `meta`, roles and ids; and the keys that the contract names. */
export function isOwn({ path = [], kind }: Pick<Unit, 'path' | 'kind'>): boolean {
  if (path[0] === 'meta') return true;
  if (kind === 'key') return !path.some((key) => LOGGED.has(key));
  return OWN_PATHS.has(path.join('/'));
}

/**
 * Stands for each character of a placeholder while detectors read a row: no letter, digit, sign or blank, so that it ends a value as a
 * placeholder does. Blanks would not: behind `PASSWORD=` a detector reads over them to the next line.
 */
const FILLER = '\ufffc';

/** The text with its placeholders filled in, at the same offsets. */
export const withoutPlaceholders = (text: string): string =>
  text.includes('[') ? text.replace(PLACEHOLDER, (placeholder) => FILLER.repeat(placeholder.length)) : text;

/** The stretches of a finding outside placeholders. */
export const besidePlaceholders = (found: string): string[] => found.split(/\ufffc+/);
