/** What a validator found, in words: the argument by its name, and never a value. */
import type { ErrorObject } from 'ajv';
import type { Validator } from './schemas.ts';

/** Findings of one call: the first say enough. */
const MOST_FINDINGS = 8;

/** A validator that knows which names redaction left. */
interface Named extends Validator {
  readable(name: string): boolean;
}

interface Finding {
  rule: string;
  confidence: number;
}

/** undefined: no verdict. */
export function findingsOf(validator: Named, values: Readonly<Record<string, unknown>>): Finding[] | undefined {
  const errors = validator.validate(values);
  if (errors === undefined) return undefined;
  const found = new Map<string, Finding>();
  const add = (rule: string, confidence: number): void => {
    if (found.size < MOST_FINDINGS && !found.has(rule)) found.set(rule, { rule, confidence });
  };
  // Of alternatives the outcome counts; what each of them lacks is no finding of its own.
  const alternatives = (errors ?? []).filter((e) => e.keyword === 'anyOf' || e.keyword === 'oneOf');
  for (const error of errors ?? []) {
    if (alternatives.some((a) => a !== error && error.schemaPath.startsWith(`${a.schemaPath}/`))) continue;
    if (error.keyword === 'if') continue;
    const { rule, confidence } = findingOf(error, validator, values);
    add(rule, confidence);
  }
  for (const name of validator.declared ? Object.keys(values) : [])
    if (!validator.declared?.has(name)) add(`undeclared argument: ${shownName(name, validator)}`, SOFT);
  return [...found.values()];
}

/** Not forbidden by the schema, and likely not meant by it. */
const SOFT = 0.6;

function findingOf(error: ErrorObject, validator: Named, values: Readonly<Record<string, unknown>>): Finding {
  const path = pathOf(error.instancePath, validator);
  const { keyword } = error;
  const params = error.params as Readonly<Record<string, unknown>>;
  const named = NAMING.get(keyword);
  if (named) {
    const name = shownName(String(params[named.param]), validator);
    return { rule: `${named.says}: ${path === '' ? name : `${path}.${name}`}`, confidence: 1 };
  }
  if (keyword === 'type') return wrongType(error, path, validator, values);
  if (keyword === 'format') return { rule: `wrong format: ${path} (${String(params.format)})`, confidence: 1 };
  const says = SAYS.get(keyword);
  return { rule: `${says ?? 'against the schema'}: ${path || 'arguments'}`, confidence: says === undefined ? 0.9 : 1 };
}

/** Keywords whose error names an argument, and where. */
const NAMING = new Map([
  ['required', { says: 'missing argument', param: 'missingProperty' }],
  ['dependentRequired', { says: 'missing argument', param: 'missingProperty' }],
  ['dependencies', { says: 'missing argument', param: 'missingProperty' }],
  ['additionalProperties', { says: 'unexpected argument', param: 'additionalProperty' }],
  ['unevaluatedProperties', { says: 'unexpected argument', param: 'unevaluatedProperty' }],
]);

const SAYS = new Map(
  Object.entries({
    'not an allowed value': ['enum', 'const'],
    'does not match its pattern': ['pattern'],
    'wrong length': ['minLength', 'maxLength'],
    'wrong number of items': ['minItems', 'maxItems', 'minProperties', 'maxProperties', 'contains'],
    'out of range': ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  }).flatMap(([says, keywords]) => keywords.map((keyword) => [keyword, says] as const)),
);

/** Many models write null for what they leave out, and many tools take it. */
function wrongType(
  { instancePath, params }: ErrorObject,
  path: string,
  { required }: Named,
  values: Readonly<Record<string, unknown>>,
): Finding {
  const top = instancePath.split('/')[1] ?? '';
  const left = instancePath === `/${top}` && values[top] === null && !required.has(top);
  const { type } = params as { type?: unknown };
  return {
    rule: `${left ? 'null for' : 'wrong type'}: ${path || 'arguments'} (${String(type)})`,
    confidence: left ? SOFT : 1,
  };
}

/** `/items/0/sku` is `items[].sku`. */
const pathOf = (pointer: string, validator: Named): string =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((path, part) => {
      if (/^\d+$/.test(part)) return `${path}[]`;
      const shown = shownName(part, validator);
      return path === '' ? shown : `${path}.${shown}`;
    }, '');

/**
 * A name that the model made up may be anything: it is shown when it looks like a name of code. Whatever it is, redaction has seen
 * it as well, and what it hid (a key, somebody's login, in a schema too) is not shown here.
 */
const shownName = (name: string, { names, readable }: Named): string =>
  (names.has(name) || /^[a-z][a-z0-9_]{0,30}$/i.test(name)) && readable(name) ? name : '(unnamed)';
