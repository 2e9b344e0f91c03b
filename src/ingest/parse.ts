/** JSON as logs really hold it. */

/** Parses JSON; accepts the NaN and Infinity that Python writers emit (as null). Throws SyntaxError on anything else. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!/\b(?:NaN|Infinity)\b/.test(text)) throw error;
    return JSON.parse(replaceOutsideStrings(text));
  }
}

/** NaN and ±Infinity outside strings become null; strings stay as they are. */
function replaceOutsideStrings(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (m) => (m[0] === '"' ? m : 'null'));
}

/** JSON text of a value; '' for one that is nested deeper than the engine can print. */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}

/** Deeper than this nothing is a log: functions that follow a value's nesting stop here. */
export const MAX_DEPTH = 24;

export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Own property only, so that a record cannot reach the prototype through a key such as `constructor`. */
export function get(value: unknown, ...path: (string | number)[]): unknown {
  let at: unknown = value;
  for (let i = 0; i < path.length; i++) {
    const key = path[i] as string | number;
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<string | number, unknown>)[key];
  }
  return at;
}

export const str = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
export const num = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;
export const arr = (value: unknown): unknown[] | undefined => (Array.isArray(value) ? value : undefined);
/** A string or number as string: ids come as both. */
export const idOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;
