/** A JSON Schema of a log, made fit for compiling: bounded, without what could hang, with the habits of old drafts translated. */
/** Keyword that stands beside each `$ref` of a cleaned schema: the validator counts with it. */
export const COUNTED = 'goldpanCounted';

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
const REFS = new Set(['$ref', '$dynamicRef', '$recursiveRef']);
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
    else if (REFS.has(key)) {
      if (typeof v !== 'string' || !v.startsWith('#') || ++this.refs > MOST_REFS) throw new Unusable();
      out[key] = v;
      out[COUNTED] = true;
    } else {
      const plain = PLAIN.get(key);
      const value = plain ? plain(v, whole) : typeof v === 'number' ? v : undefined;
      if (value !== undefined) out[key] = value;
    }
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

/** Draft 4 writes `true`, and the bound stands in `minimum`. */
const exclusive =
  (bound: string) =>
  (v: unknown, whole: Schema): unknown => {
    const value = v === true ? whole[bound] : v;
    return typeof value === 'number' ? value : undefined;
  };

/** Keywords without schemas inside, as they are taken over; numbers are as they stand. undefined: left out. */
const PLAIN = new Map<string, (v: unknown, whole: Schema) => unknown>(
  Object.entries({
    type: (v: unknown, whole: Schema) => typesOf(v, whole.nullable === true),
    required: (v: unknown) => (Array.isArray(v) ? [...new Set(v.filter((r) => typeof r === 'string'))] : undefined),
    enum: (v: unknown, whole: Schema) => {
      if (!Array.isArray(v) || v.length === 0) return undefined;
      return whole.nullable === true ? [...v, null] : v;
    },
    pattern: (v: unknown) => (typeof v === 'string' && isLinear(v) ? v : undefined),
    exclusiveMinimum: exclusive('minimum'),
    exclusiveMaximum: exclusive('maximum'),
    const: (v: unknown) => v,
    format: (v: unknown) => (typeof v === 'string' ? v : undefined),
    $anchor: (v: unknown) => (typeof v === 'string' ? v : undefined),
    dependentRequired: (v: unknown) => (isObject(v) ? v : undefined),
  }),
);

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
