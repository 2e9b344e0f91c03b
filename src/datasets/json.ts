/** JSON with raw pieces: tool arguments are spliced in unparsed, so that 1.0 stays 1.0 and long integers stay whole. */
export class RawJson {
  constructor(readonly text: string) {}

  /** The value that the text stands for; undefined when it is not JSON. */
  parsed(): unknown {
    return parseJson(this.text);
  }
}

/** Like JSON.stringify; members that are undefined are left out. `value`: plain JSON data with raw pieces in it. */
export function stringify(value: unknown): string {
  if (value instanceof RawJson) return value.text;
  if (Array.isArray(value)) return `[${value.map(stringify).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).flatMap(([k, v]) =>
    v === undefined ? [] : [`${JSON.stringify(k)}:${stringify(v)}`],
  );
  return `{${members.join(',')}}`;
}

/** Raw JSON on one line: a pretty-printed argument must not break the JSONL line. Tokens stay as they are. */
export const compactRaw = (text: string): RawJson =>
  new RawJson(text.replace(/"(?:[^"\\]|\\.)*"|\s+/g, (m) => (m[0] === '"' ? m : '')));

/** undefined when the text is not JSON: no JSON text stands for that. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
