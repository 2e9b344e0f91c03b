/**
 * Declared JSON Schemas of tools as validators. A schema comes out of a log, so it may be anything: broken, hostile, of an old
 * draft. What cannot be used safely gives no validator, and no verdict.
 */
import { createHash } from 'node:crypto';
import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { tryJson } from '../../kit/json/parse.ts';
import { COUNTED, cleanSchema } from './clean-schema.ts';

/** Largest declared schemas are a few kilobytes; those of whole APIs some dozen. */
const MOST_SCHEMA = 200_000;
/** Validators kept: tools of a run are few, and asked for again and again. */
const MOST_KEPT = 1000;
/** References followed in one validation: a schema that refers to itself twice would double with each level. */
const MOST_STEPS = 20_000;

/** Formats whose quick expressions are linear. Others are not checked. */
const FORMATS = ['date', 'time', 'date-time', 'email', 'uri', 'uuid', 'ipv4', 'ipv6'] as const;

let steps = 0;

type AnyAjv = Ajv | Ajv2019 | Ajv2020;

function configured(ajv: AnyAjv): AnyAjv {
  addFormats.default(ajv as Ajv, { mode: 'fast', formats: [...FORMATS] });
  ajv.addKeyword({
    keyword: COUNTED,
    errors: false,
    validate: () => {
      if (++steps > MOST_STEPS) throw new RangeError('too many references');
      return true;
    },
  });
  return ajv;
}

const options = {
  allErrors: true,
  strict: false,
  validateSchema: false,
  inlineRefs: false,
  ownProperties: true,
  logger: false as const,
};

const DRAFTS = { '7': () => new Ajv(options), '2019': () => new Ajv2019(options), '2020': () => new Ajv2020(options) };
type Draft = keyof typeof DRAFTS;
const engines = new Map<Draft, AnyAjv>();

function engineOf(text: string): AnyAjv {
  const draft = draftOf(text);
  const known = engines.get(draft) ?? configured(DRAFTS[draft]());
  engines.set(draft, known);
  return known;
}

/** Most tools name no draft; what only a later one has tells it. */
function draftOf(text: string): Draft {
  if (/draft\/2019-09/.test(text)) return '2019';
  if (/draft\/2020-12/.test(text)) return '2020';
  if (/"\$schema"/.test(text)) return '7';
  return /"(?:prefixItems|unevaluatedProperties|dependentRequired)"/.test(text) ? '2020' : '7';
}

export interface Validator {
  validate(value: unknown): ValidateFunction['errors'] | undefined;
  /** Names that the schema declares anywhere: they may stand in messages. */
  readonly names: ReadonlySet<string>;
  /** Declared arguments; undefined where the schema takes any (`additionalProperties`, or none declared). */
  readonly declared: ReadonlySet<string> | undefined;
  readonly required: ReadonlySet<string>;
}

const kept = new Map<string, Validator | null>();

/** null: not usable. Compiled once for each text. */
export function validatorOf(text: string): Validator | null {
  const digest = createHash('sha256').update(text).digest('base64');
  const known = kept.get(digest);
  if (known !== undefined) return known;
  const made = compile(text);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(digest, made);
  return made;
}

function compile(text: string): Validator | null {
  if (text.length > MOST_SCHEMA) return null;
  const cleaned = cleanSchema(tryJson(text));
  if (!cleaned) return null;
  const { schema, names } = cleaned;
  const ajv = engineOf(text);
  try {
    const check = ajv.compile(schema);
    return { names, ...argumentsOf(schema), validate: (value) => errorsOf(check, value) };
  } catch {
    return null;
  } finally {
    ajv.removeSchema(schema);
  }
}

/** null: valid; undefined: no verdict. */
function errorsOf(check: ValidateFunction, value: unknown): ValidateFunction['errors'] | undefined {
  steps = 0;
  try {
    return check(value) ? null : (check.errors ?? null);
  } catch {
    return undefined;
  }
}

function argumentsOf(schema: Record<string, unknown>): Pick<Validator, 'declared' | 'required'> {
  const properties = schema.properties;
  const open =
    typeof properties !== 'object' ||
    properties === null ||
    'additionalProperties' in schema ||
    ['$ref', 'allOf', 'anyOf', 'oneOf', 'patternProperties', 'unevaluatedProperties'].some((key) => key in schema);
  const required = Array.isArray(schema.required) ? schema.required.filter((r) => typeof r === 'string') : [];
  return { declared: open ? undefined : new Set(Object.keys(properties)), required: new Set(required) };
}
