/** Calls against the schemas that the log declares: what is missing, unexpected, mistyped, out of range. Names only, never a value. */
import { tryJson } from '../../kit/json/parse.ts';
import type { ToolDef } from '../../model/session.ts';
import type { Step } from '../../model/step.ts';
import type { ToolCall } from './calls.ts';
import { validatorOf } from './schemas.ts';
import { findingsOf } from './violations.ts';

/** Longer arguments hold a file; checking them would cost more than it tells. */
const MOST_ARGS = 100_000;

export interface Validity {
  steps: Step[];
  /** Calls of declared tools whose schema cannot be used: nothing is said of them. */
  unchecked: number;
}

/**
 * @param failed calls whose result is an error, by index
 * @param readable may the name of an argument be shown?
 */
export function validityOf(
  calls: readonly ToolCall[],
  tools: readonly ToolDef[],
  failed: ReadonlyMap<number, string>,
  readable: (name: string) => boolean,
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
    const findings = validator && findingsOf({ ...validator, readable }, one.values ?? {});
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
