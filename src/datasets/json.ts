/**
 * JSON with raw pieces: tool arguments are spliced in unparsed, so that 1.0 stays 1.0 and long integers stay whole. What is written
 * can be loaded everywhere: see well-formed.ts.
 */
import { tryJson } from '../kit/json/parse.ts';
import { loadableJson } from './well-formed.ts';

export class RawJson {
  constructor(readonly text: string) {}

  /** The value that the text encodes; undefined when it is not JSON. */
  parsed(): unknown {
    return tryJson(this.text);
  }
}

/** Like JSON.stringify; members that are undefined are left out. `value`: plain JSON data with raw pieces in it. */
export function stringify(value: unknown): string {
  if (value instanceof RawJson) return value.text;
  if (Array.isArray(value)) return `[${value.map(stringify).join(',')}]`;
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).flatMap(([k, v]) => (v === undefined ? [] : [`${quoted(k)}:${stringify(v)}`]));
  return `{${members.join(',')}}`;
}

const quoted = (text: string): string => JSON.stringify(text.toWellFormed());

/** Raw JSON on one line: a pretty-printed argument must not break the JSONL line. */
export const compactRaw = (text: string): RawJson => new RawJson(loadableJson(text));
