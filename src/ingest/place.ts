/** A value inside a record, with the way back to it: its JSON pointer, and where its raw text lies. */
import { parseJson } from './parse.ts';
import { rawJson } from './rawjson.ts';
import type { InRecord } from './reader.ts';

export interface Place {
  readonly value: unknown;
  /** JSON pointer inside the record. JSON inside a string keeps the pointer of the string. */
  readonly pointer: string;
  /** Raw JSON text that holds the value, and its path in it. */
  readonly text: string;
  readonly path: readonly (string | number)[];
}

export const placeOf = (record: Pick<InRecord, 'value' | 'text'>): Place => ({
  value: record.value,
  pointer: '',
  text: record.text,
  path: [],
});

const escapeKey = (key: string | number): string | number =>
  typeof key === 'number' || (key.indexOf('~') < 0 && key.indexOf('/') < 0)
    ? key
    : key.replace(/~/g, '~0').replace(/\//g, '~1');

/** The member at `keys` (own properties only); its value is undefined when there is none. Strings that hold JSON are entered. */
export function into(place: Place, ...keys: (string | number)[]): Place {
  let at = place;
  for (const key of keys) {
    at = decoded(at);
    const { value } = at;
    const has = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
    at = {
      value: has ? (value as Record<string | number, unknown>)[key] : undefined,
      pointer: `${at.pointer}/${escapeKey(key)}`,
      text: at.text,
      path: [...at.path, key],
    };
  }
  return at;
}

/** When the value is a string that holds a JSON object or array: that one. Some loggers encode twice, hence the loop. */
export function decoded(place: Place): Place {
  let at = place;
  for (let depth = 0; depth < 3 && typeof at.value === 'string'; depth++) {
    const text = at.value;
    if (!/^\s*(?:[{[]|"\s*\\?[{["])/.test(text)) return depth === 0 ? place : at;
    try {
      const value = parseJson(text);
      at = { value, pointer: at.pointer, text, path: [] };
    } catch {
      return depth === 0 ? place : at;
    }
  }
  return typeof at.value === 'object' && at.value !== null ? at : place;
}

/** The elements of an array, else none. */
export function items(place: Place): Place[] {
  const at = decoded(place);
  return Array.isArray(at.value) ? at.value.map((_, i) => into(at, i)) : [];
}

/** Arguments of a call as raw text: a string unchanged, anything else as its JSON text. */
export function rawArgs(place: Place): string {
  if (typeof place.value === 'string') return place.value;
  return place.value === undefined || place.value === null ? '' : rawJson(place.text, place.path, place.value);
}
