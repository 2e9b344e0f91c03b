/** Span attributes in one shape: a flat map of dotted keys, whatever the exporter wrote. */
import { arr, get, isObject, type JsonObject } from '../parse.ts';
import type { Place } from '../place.ts';

export type Attributes = ReadonlyMap<string, unknown>;

/** A list of `{key, value: AnyValue}` (OTLP), or an object, flat or nested. */
export function readAttributes(value: unknown): Map<string, unknown> {
  const out = new Map<string, unknown>();
  if (Array.isArray(value)) {
    for (const entry of value) {
      const key = get(entry, 'key');
      if (typeof key === 'string') out.set(key, anyValue(get(entry, 'value')));
    }
  } else if (isObject(value)) flatten(value, '', out, 0);
  return out;
}

function flatten(value: JsonObject, prefix: string, out: Map<string, unknown>, depth: number): void {
  for (const [key, member] of Object.entries(value)) {
    const path = prefix ? `${prefix}.${key}` : key;
    if (isObject(member) && depth < 32 && Object.keys(member).length > 0) flatten(member, path, out, depth + 1);
    else if (Array.isArray(member) && member.some(isObject) && depth < 32) {
      flatten(Object.fromEntries(member.map((m, i) => [String(i), m])), path, out, depth + 1);
    } else if (member !== undefined) out.set(path, member);
  }
}

/** OTLP's AnyValue as plain JSON. 64-bit integers come as strings by the specification, as numbers from some exporters. */
export function anyValue(value: unknown, depth = 0): unknown {
  if (!isObject(value) || depth > 32) return value;
  for (const [key, member] of Object.entries(value)) {
    switch (key) {
      case 'stringValue':
      case 'string_value':
      case 'boolValue':
      case 'bool_value':
      case 'doubleValue':
      case 'double_value':
      case 'bytesValue':
        return member;
      case 'intValue':
      case 'int_value':
        return typeof member === 'string' && Number.isSafeInteger(Number(member)) ? Number(member) : member;
      case 'arrayValue':
      case 'array_value':
        return (arr(get(member, 'values')) ?? []).map((v) => anyValue(v, depth + 1));
      case 'kvlistValue':
      case 'kvlist_value': {
        const out: JsonObject = Object.create(null) as JsonObject;
        for (const entry of arr(get(member, 'values')) ?? []) {
          const name = get(entry, 'key');
          if (typeof name === 'string') out[name] = anyValue(get(entry, 'value'), depth + 1);
        }
        return out;
      }
    }
  }
  return Object.keys(value).length === 0 ? undefined : value;
}

/** An attribute that may be logged whole or flattened. */
export const wholeOf = (attributes: Attributes, key: string): unknown => attributes.get(key) ?? tree(attributes, key);

/** The attributes below `prefix` as nested objects and arrays; numeric keys are sorted as numbers (10 after 9). */
export function tree(attributes: Attributes, prefix: string): unknown {
  const root: JsonObject = Object.create(null) as JsonObject;
  const start = `${prefix}.`;
  for (const [key, value] of attributes) {
    if (!key.startsWith(start)) continue;
    const steps = key.slice(start.length).split('.');
    if (steps.length > 64) continue;
    let at = root;
    for (const step of steps.slice(0, -1)) {
      const next = at[step];
      const inner: JsonObject = isObject(next) ? next : (Object.create(null) as JsonObject);
      at[step] = inner;
      at = inner;
    }
    at[steps.at(-1) as string] = value;
  }
  return Object.keys(root).length ? listed(root) : undefined;
}

/** Objects whose keys are all numbers are lists. */
function listed(value: unknown, depth = 0): unknown {
  if (!isObject(value) || depth > 64) return value;
  const keys = Object.keys(value);
  if (keys.length > 0 && keys.every((k) => /^\d+$/.test(k)))
    return keys.sort((a, b) => Number(a) - Number(b)).map((k) => listed(value[k], depth + 1));
  const out: JsonObject = Object.create(null) as JsonObject;
  for (const key of keys) out[key] = listed(value[key], depth + 1);
  return out;
}

/** The first of these attributes that holds a word, a number or a truth value. */
export const textOf = (a: Attributes, ...keys: string[]): string | undefined => {
  for (const key of keys) {
    const value = a.get(key);
    if (typeof value === 'string' && value !== '') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  }
  return undefined;
};

/** An attribute's value as a place; its pointer is the span's, since attributes are no addressable JSON. */
export const placeIn = (span: { pointer: string }, value: unknown): Place => ({
  value,
  pointer: span.pointer,
  text: '',
  path: [],
});
