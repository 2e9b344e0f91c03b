/** Tools of a session that declares none: what was called, with the argument keys seen. */
import { tryJson } from '../kit/json/parse.ts';
import type { Event, ToolDef } from '../model/index.ts';

/**
 * Tool arguments are objects in every API: an array or a string that parses is still a bad argument list.
 *
 * @param args arguments as logged
 */
export const isJsonObject = (args: string): boolean => args.trimStart().startsWith('{') && tryJson(args) !== undefined;

/** @returns one tool for each name that the model called, in the order of first calls, marked as inferred */
export function inferredTools(events: readonly Event[]): ToolDef[] {
  const seen = new Map<string, Set<string>>();
  for (const event of events) {
    if (event.kind !== 'tool_call' || event.side === 'user') continue;
    const keys = seen.get(event.name) ?? new Set<string>();
    seen.set(event.name, keys);
    if (event.argsJson) for (const key of Object.keys(tryJson(event.args) ?? {})) keys.add(key);
  }
  return [...seen].map(([name, keys]) => ({
    name,
    parameters: JSON.stringify({ type: 'object', properties: Object.fromEntries([...keys].map((k) => [k, {}])) }),
    inferred: true,
  }));
}
