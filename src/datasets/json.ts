/** JSON with raw pieces: tool arguments are spliced in unparsed, so that 1.0 stays 1.0 and long integers stay whole. */
export class RawJson {
  constructor(readonly text: string) {}
}

export type Json =
  | string
  | number
  | boolean
  | null
  | RawJson
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** Like JSON.stringify; members that are undefined are left out. */
export function stringify(value: Json): string {
  if (value instanceof RawJson) return value.text;
  if (Array.isArray(value)) return `[${value.map(stringify).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value as Record<string, Json | undefined>).flatMap(([k, v]) =>
    v === undefined ? [] : [`${JSON.stringify(k)}:${stringify(v)}`],
  );
  return `{${members.join(',')}}`;
}

/** Raw JSON on one line: a pretty-printed argument must not break the JSONL line. Tokens stay as they are. */
export const compactRaw = (text: string): RawJson =>
  new RawJson(text.replace(/"(?:[^"\\]|\\.)*"|\s+/g, (m) => (m[0] === '"' ? m : '')));
