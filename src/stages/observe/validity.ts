/** Calls against the schemas that the log declares: what is missing, unexpected, mistyped, out of range. Names only, never a value. */
import type { ErrorObject } from 'ajv';
import { tryJson } from '../../kit/json/parse.ts';
import type { ToolDef } from '../../model/session.ts';
import type { Step } from '../../model/step.ts';
import type { ToolCall } from './calls.ts';
import { type Validator, validatorOf } from './schemas.ts';

/** Longer arguments hold a file; checking them would cost more than it tells. */
const MOST_ARGS = 100_000;
/** Findings of one call: the first say enough. */
const MOST_FINDINGS = 8;

export interface Validity {
  steps: Step[];
  /** Calls of declared tools whose schema cannot be used: nothing is said of them. */
  unchecked: number;
}

/** @param failed calls whose result is an error, by index */
export function validityOf(
  calls: readonly ToolCall[],
  tools: readonly ToolDef[],
  failed: ReadonlyMap<number, string>,
): Validity {
  const declared = new Map(tools.flatMap((t) => (t.inferred ? [] : [[t.name, t] as const])));
  const steps: Step[] = [];
  let unchecked = 0;
  for (const [i, one] of calls.entries()) {
    const add = (flag: Step['flag'], rule: string, confidence: number): void => {
      steps.push({ message: one.message, call: one.call, flag, rule, confidence });
    };
    const tool = declared.get(one.name) ?? declared.get(one.name.replace(/^functions[.:]/, ''));
    if (failed.get(i) === 'unknown tool') add('unknown_tool', 'no such tool, by the result', 0.95);
    else if (declared.size > 0 && !tool && isRefused(one, failed.get(i)))
      add('unknown_tool', 'no such tool among the declared', 0.9);
    const schema = tool?.parameters;
    if (one.values === undefined) {
      const broken = brokenRule(one, schema);
      if (broken) add('invalid', broken, 1);
      if (one.args.trim() !== '') continue;
    }
    if (!schema || one.args.length > MOST_ARGS) continue;
    const validator = validatorOf(schema);
    const findings = validator && findingsOf(validator, one.values ?? {});
    if (!findings) unchecked++;
    for (const { rule, confidence } of findings ?? []) add('invalid', rule, confidence);
  }
  return { steps, unchecked };
}

/** A log may declare only some of its tools: one that answered was there. */
const isRefused = ({ result }: ToolCall, failed: string | undefined): boolean => failed !== undefined || !result;

/** Text alone is what a freeform tool takes; JSON that breaks off is nobody's. */
function brokenRule({ args }: ToolCall, schema: string | undefined): string | undefined {
  const text = args.trim();
  if (text === '') return undefined;
  if (text.startsWith('{') && tryJson(text) === undefined) return 'not JSON';
  const takesObject = schema !== undefined && /"properties"\s*:\s*\{\s*"/.test(schema);
  if (!takesObject) return undefined;
  return tryJson(text) === undefined ? 'not JSON' : 'no JSON object';
}

interface Finding {
  rule: string;
  confidence: number;
}

/** undefined: no verdict. */
function findingsOf(validator: Validator, values: Readonly<Record<string, unknown>>): Finding[] | undefined {
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

function findingOf(error: ErrorObject, validator: Validator, values: Readonly<Record<string, unknown>>): Finding {
  const path = pathOf(error.instancePath, validator);
  const inside = (name: unknown): string => {
    const shown = shownName(String(name), validator);
    return path === '' ? shown : `${path}.${shown}`;
  };
  const params = error.params as Readonly<Record<string, unknown>>;
  const sure = (rule: string): Finding => ({ rule, confidence: 1 });
  switch (error.keyword) {
    case 'required':
    case 'dependentRequired':
    case 'dependencies':
      return sure(`missing argument: ${inside(params.missingProperty)}`);
    case 'additionalProperties':
      return sure(`unexpected argument: ${inside(params.additionalProperty)}`);
    case 'unevaluatedProperties':
      return sure(`unexpected argument: ${inside(params.unevaluatedProperty)}`);
    case 'type': {
      const top = error.instancePath.split('/')[1] ?? '';
      // Many models write null for what they leave out, and many tools take it.
      const left = error.instancePath === `/${top}` && values[top] === null && !validator.required.has(top);
      return {
        rule: `${left ? 'null for' : 'wrong type'}: ${path || 'arguments'} (${String(params.type)})`,
        confidence: left ? SOFT : 1,
      };
    }
    case 'enum':
    case 'const':
      return sure(`not an allowed value: ${path}`);
    case 'format':
      return sure(`wrong format: ${path} (${String(params.format)})`);
    case 'pattern':
      return sure(`does not match its pattern: ${path}`);
    case 'minLength':
    case 'maxLength':
      return sure(`wrong length: ${path}`);
    case 'minItems':
    case 'maxItems':
    case 'minProperties':
    case 'maxProperties':
    case 'contains':
      return sure(`wrong number of items: ${path || 'arguments'}`);
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
    case 'multipleOf':
      return sure(`out of range: ${path}`);
    default:
      return { rule: `against the schema: ${path || 'arguments'}`, confidence: 0.9 };
  }
}

/** `/items/0/sku` is `items[].sku`. */
const pathOf = (pointer: string, validator: Validator): string =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((path, part) => {
      if (/^\d+$/.test(part)) return `${path}[]`;
      const shown = shownName(part, validator);
      return path === '' ? shown : `${path}.${shown}`;
    }, '');

/** A name that the model made up may be anything: it is shown when it looks like a name of code. */
const shownName = (name: string, { names }: Validator): string =>
  names.has(name) || /^[a-z][a-z0-9_]{0,30}$/i.test(name) ? name : '(unnamed)';
