/**
 * JSON Schemas of what tools were called with, where no log declares them: the properties that were seen, of which types, and which
 * of them every call had. Two of them join to one, so that a run's sessions can be read one after the other.
 */
import { tryJson } from '../kit/json/parse.ts';

/** A property of arguments; `type` is a list when several were seen. */
interface Property {
  type?: string | string[];
  items?: Property;
}

export interface Observed {
  type: 'object';
  properties: Record<string, Property>;
  required?: string[];
}

/** Arguments with more keys than this are a table of data, and no list of parameters. */
const MOST = 100;

/** @param args JSON text of an object; anything else is the one argument of a tool that takes text */
export function observe(args: string): Observed {
  const value = args.trimStart().startsWith('{') ? tryJson(args) : undefined;
  if (typeof value !== 'object' || value === null)
    return args.trim() === ''
      ? { type: 'object', properties: {} }
      : { type: 'object', properties: { input: { type: 'string' } }, required: ['input'] };
  const entries = Object.entries(value).slice(0, MOST);
  const properties = Object.fromEntries(entries.map(([key, v]) => [key, propertyOf(v)]));
  return { type: 'object', properties, ...(entries.length > 0 ? { required: entries.map(([key]) => key) } : {}) };
}

function propertyOf(value: unknown): Property {
  if (!Array.isArray(value)) return { type: typeOf(value) };
  const types = value.slice(0, MOST).map((v): Property => ({ type: typeOf(v) }));
  const [first, ...more] = types;
  return { type: 'array', ...(first ? { items: more.reduce(joinProperties, first) } : {}) };
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/** Of one tool: all properties of both, and those required that both require. */
export function joinObserved(a: Observed, b: Observed): Observed {
  const properties: Record<string, Property> = { ...a.properties };
  for (const [key, property] of Object.entries(b.properties)) {
    const known = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (known) properties[key] = joinProperties(known, property);
    else if (Object.keys(properties).length < MOST) properties[key] = property;
  }
  const needed = new Set(b.required ?? []);
  const required = (a.required ?? []).filter((key) => needed.has(key));
  return { type: 'object', properties, ...(required.length > 0 ? { required } : {}) };
}

function joinProperties(a: Property, b: Property): Property {
  const types = new Set([a.type ?? [], b.type ?? []].flat());
  // Every integer is a number.
  if (types.has('number')) types.delete('integer');
  const list = [...types].sort();
  const items = a.items && b.items ? joinProperties(a.items, b.items) : (a.items ?? b.items);
  const [only] = list;
  return { ...(only === undefined ? {} : { type: list.length === 1 ? only : list }), ...(items ? { items } : {}) };
}

/** One that was written before; `undefined` for any other JSON. */
export function observedIn(schema: string | undefined): Observed | undefined {
  const value = tryJson(schema ?? '');
  const fits = typeof value === 'object' && value !== null && 'properties' in value;
  return fits ? (value as Observed) : undefined;
}
