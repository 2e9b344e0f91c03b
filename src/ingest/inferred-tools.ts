/** Tools of a session that declares none: what was called, and with which arguments. */
import { tryJson } from '../kit/json/parse.ts';
import type { Event, EventOf, ToolDef } from '../model/index.ts';
import { joinObserved, type Observed, observe } from './observed-schema.ts';

/**
 * Tool arguments are objects in every API: an array or a string that parses is still a bad argument list.
 *
 * @param args arguments as logged
 */
export const isJsonObject = (args: string): boolean => args.trimStart().startsWith('{') && tryJson(args) !== undefined;

/**
 * Some loggers encode arguments twice: JSON of an object within a JSON string.
 *
 * @returns the object's own text, digits as they are; anything else unchanged
 */
export function onceEncoded(args: string): string {
  let text = args;
  for (let level = 0; level < 3 && text.trimStart().startsWith('"'); level++) {
    const inner = tryJson(text);
    if (typeof inner !== 'string') return args;
    text = inner;
  }
  return text !== args && isJsonObject(text) ? text : args;
}

/** @returns one tool for each name that the model called, in the order of first calls, marked as inferred */
export function inferredTools(events: readonly Event[]): ToolDef[] {
  const results = new Map(events.flatMap((e) => (e.kind === 'tool_result' && e.call !== null ? [[e.call, e]] : [])));
  /** Undefined: only arguments that the model broke off, which tell nothing of the tool. */
  const seen = new Map<string, Observed | undefined>();
  for (const event of events) {
    if (event.kind !== 'tool_call' || event.side === 'user' || isUnknown(event, results.get(event.call))) continue;
    const known = seen.get(event.name);
    const observed = event.flags?.includes('bad_arguments') ? undefined : observe(event.args);
    seen.set(event.name, known && observed ? joinObserved(known, observed) : (known ?? observed));
  }
  return [...seen].map(([name, observed]) => ({
    name,
    parameters: JSON.stringify(observed ?? observe('')),
    inferred: true,
  }));
}

/** What programs answer to a call of a tool that they do not have. */
const UNKNOWN =
  /\b(?:unknown|no such|invalid|unrecogni[sz]ed|unsupported|non-?existent) (?:tool|function)\b|\b(?:tool|function)\b.{0,80}?\b(?:not found|does(?: not|n't) exist|(?:is|was) not (?:found|available|defined|known|recogni[sz]ed|registered|supported|a valid)|is unknown)\b|\bno (?:tool|function) (?:named|called)\b|^unsupported call\b/i;
/** The message begins with it; what a real tool prints may hold anything further down. */
const HEAD = 200;

function isUnknown(call: EventOf<'tool_call'>, result: EventOf<'tool_result'> | undefined): boolean {
  if (!result) return false;
  const head = result.text.slice(0, HEAD);
  return UNKNOWN.test(head) && (result.isError === true || head.includes(call.name));
}
