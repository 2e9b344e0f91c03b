/**
 * Tools that a system prompt declares as JSON or as Python prints it: in `<tools>` (Hermes, Qwen), as a list (ToolACE), as objects
 * one after another (Glaive). Sets that have no column of tools have them here alone.
 */
import type { ToolDef } from '../../model/session.ts';
import { readTools } from '../openai.ts';
import { get, isObject, parseJson } from '../parse.ts';
import { literalAt } from './python-literal.ts';

/** A declaration begins with one of its members. */
const OPENS = /[[{]\s*(?:\{\s*)?["'](?:name|type|description|function|parameters)["']\s*:/g;
/** Openings that turn out to be no JSON before the search ends: each may cost a scan of the rest. */
const MAX_TRIES = 5;

/** @returns the declared tools, none for a prompt that only speaks of some */
export function declaredTools(system: string): ToolDef[] {
  const text = tagged(system);
  const out: ToolDef[] = [];
  const open = new RegExp(OPENS);
  for (let tries = 0; tries < MAX_TRIES; ) {
    const at = open.exec(text)?.index;
    if (at === undefined) break;
    const found = literalAt(text, at);
    if (!found) {
      tries++;
      continue;
    }
    open.lastIndex = found.end;
    const value = parseJson(found.json);
    const list = Array.isArray(value) ? value : [value];
    if (list.every(isDeclaration)) out.push(...readTools(Array.isArray(value) ? found.json : `[${found.json}]`));
  }
  return out;
}

/** What stands in `<tools>`; the whole text where there is no such block, or nothing in it. */
function tagged(system: string): string {
  const from = system.indexOf('<tools>');
  const to = from < 0 ? -1 : system.indexOf('</tools>', from);
  const inner = to < 0 ? '' : system.slice(from, to);
  return inner.includes('{') ? inner : system;
}

/** A name alone may be anything's. */
function isDeclaration(value: unknown): boolean {
  const of = isObject(get(value, 'function')) ? get(value, 'function') : value;
  const told = typeof get(of, 'description') === 'string' || isObject(get(of, 'parameters'));
  return typeof get(of, 'name') === 'string' && told && get(of, 'arguments') === undefined;
}
