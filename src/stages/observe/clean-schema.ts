/** A JSON Schema of a log, made fit for compiling: bounded, without what could hang, with the habits of old drafts translated. */
import { COUNTED } from './counted.ts';

const MOST_NODES = 5000;
const MOST_DEPTH = 40;
const MOST_REFS = 500;
/** Properties with special meaning in JavaScript. */
const UNSAFE = new Set(['__proto__', 'constructor', 'prototype']);

/** Values under these are schemas by name; under the second kind lists of schemas; under the third one schema. */
const NAMED = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas', 'dependencies']);
const LISTS = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
const ONE = new Set([
  ...['items', 'additionalItems', 'contains', 'additionalProperties', 'propertyNames', 'unevaluatedProperties'],
  ...['unevaluatedItems', 'if', 'then', 'else', 'not'],
]);
/** They could clash with those of other schemas, take quadratic time, or say nothing of validity. */
const DROPPED = new Set([
  ...['$id', 'id', '$schema', '$comment', '$vocabulary', 'uniqueItems', 'default', 'examples', 'example', 'title'],
  ...['description', 'nullable', 'discriminator', COUNTED],
]);

const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']);
/** Python's and others' names, as data sets write them. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
  ...{
    dict: 'object',
    map: 'object',
    str: 'string',
    text: 'string',
    float: 'number',
    double: 'number',
    int: 'integer',
  },
  ...{ long: 'integer', bool: 'boolean', list: 'array', tuple: 'array' },
};

type Schema = Record<string, unknown>;

export interface Cleaned {
  schema: Schema;
  /** Names of declared arguments, at any depth. */
  names: Set<string>;
}

/** undefined: not an object, too large, or it refers to something outside itself. */
export function cleanSchema(value: unknown): Cleaned | undefined {
  if (!isObject(value)) return undefined;
  const walk = new Walk();
  try {
    const schema = walk.schema(value, 0);
    return isObject(schema) ? { schema, names: walk.names } : undefined;
  } catch (error) {
    if (error instanceof Unusable) return undefined;
    throw error;
  }
}

class Unusable extends Error {}

class Walk {
  readonly names = new Set<string>();
  private nodes = 0;
  private refs = 0;

  schema(value: unknown, depth: number): unknown {
    if (typeof value === 'boolean') return value;
    if (!isObject(value)) return true;
    if (++this.nodes > MOST_NODES || depth > MOST_DEPTH) throw new Unusable();
    const out: Schema = {};
    for (const [key, v] of Object.entries(value)) if (!DROPPED.has(key)) this.keyword(out, key, v, depth, value);
    return out;
  }

  private keyword(out: Schema, key: string, v: unknown, depth: number, whole: Schema): void {
    if (NAMED.has(key)) out[key] = this.named(key, v, depth);
    else if (LISTS.has(key)) {
      if (Array.isArray(v) && v.length > 0) out[key] = v.map((one) => this.schema(one, depth + 1));
    } else if (ONE.has(key))
      out[key] = Array.isArray(v) ? v.map((one) => this.schema(one, depth + 1)) : this.schema(v, depth + 1);
    else if (key === '$ref' || key === '$dynamicRef' || key === '$recursiveRef') {
      if (typeof v !== 'string' || !v.startsWith('#') || ++this.refs > MOST_REFS) throw new Unusable();
      out[key] = v;
      out[COUNTED] = true;
    } else if (key === 'type') {
      const types = typesOf(v, whole.nullable === true);
      if (types) out.type = types;
    } else if (key === 'required') {
      if (Array.isArray(v)) out.required = [...new Set(v.filter((r) => typeof r === 'string'))];
    } else if (key === 'enum') {
      if (Array.isArray(v) && v.length > 0) out.enum = whole.nullable === true ? [...v, null] : v;
    } else if (key === 'pattern') {
      if (typeof v === 'string' && isLinear(v)) out.pattern = v;
    } else if (typeof v === 'number' || key === 'const' || key === 'format' || key === '$anchor') out[key] = v;
    else if (v === true && (key === 'exclusiveMinimum' || key === 'exclusiveMaximum')) {
      // Draft 4: the bound stands in `minimum`.
      const bound = key === 'exclusiveMinimum' ? whole.minimum : whole.maximum;
      if (typeof bound === 'number') out[key] = bound;
    } else if (key === 'dependentRequired') out[key] = v;
  }

  private named(key: string, v: unknown, depth: number): Schema {
    const out: Schema = {};
    if (!isObject(v)) return out;
    for (const [name, one] of Object.entries(v)) {
      if (UNSAFE.has(name)) continue;
      if (key === 'patternProperties' && !isLinear(name)) throw new Unusable();
      if (key === 'properties') this.names.add(name);
      out[name] = key === 'dependencies' && Array.isArray(one) ? one : this.schema(one, depth + 1);
    }
    return out;
  }
}

const isObject = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function typesOf(v: unknown, nullable: boolean): string | string[] | undefined {
  const list = (Array.isArray(v) ? v : [v]).map((t) =>
    typeof t === 'string' ? (TYPE_NAMES[t.toLowerCase()] ?? t.toLowerCase()) : '',
  );
  // `any`, or a type of somebody's own: nothing is known of it.
  if (list.length === 0 || !list.every((t) => TYPES.has(t))) return undefined;
  const all = [...new Set(nullable ? [...list, 'null'] : list)];
  return all.length === 1 ? all[0] : all;
}

/** Anchored at the start, without groups that repeat, alternatives or more than one open repetition: one pass over any text. */
function isLinear(pattern: string): boolean {
  if (pattern.length > 300 || /[()|]|\\[1-9kpP]/.test(pattern)) return false;
  const open =
    pattern
      .replace(/\\./g, 'x')
      .replace(/\[[^\]]*\]/g, 'x')
      .match(/[*+]|\{\d+,\}/g)?.length ?? 0;
  if (open > (pattern.startsWith('^') ? 1 : 0)) return false;
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}
