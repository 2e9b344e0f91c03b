/** Server-sent events that a log holds as one string. */
import { parseJson } from './parse.ts';

/** Looks like the text of a stream: `data:` or `event:` at the start of a line near the beginning. */
export const isSse = (text: string): boolean =>
  /^\s*(?::[^\n]*\n\s*)*(?:data|event|id|retry):/.test(text.slice(0, 2000));

/** The JSON of each `data:` block in order; `[DONE]`, comments and broken blocks (a stream that was cut) are left out. */
export function sseData(text: string): unknown[] {
  const found: unknown[] = [];
  for (const block of text.split(/\r?\n[ \t]*\r?\n/)) {
    const data = block
      .split(/\r?\n/)
      .flatMap((line) => (/^\s*data:/.test(line) ? [line.replace(/^\s*data: ?/, '')] : []));
    // Some loggers join the events with single newlines: then each line is a block of its own.
    const whole = tryParse(data.join('\n'));
    if (whole !== undefined) found.push(whole);
    else for (const line of data) found.push(...[tryParse(line)].filter((v) => v !== undefined));
  }
  return found;
}

function tryParse(text: string): unknown {
  const first = text.trimStart()[0];
  if (first !== '{' && first !== '[') return undefined;
  try {
    const value = parseJson(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
