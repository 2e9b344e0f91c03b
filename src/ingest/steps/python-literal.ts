/** Python's literals as JSON text: calls and dictionaries that a Python program printed. Digits stay as they are written. */

import { parseJson } from '../parse.ts';

/** One token of a literal; strings in either quotes. */
const TOKEN =
  /\s+|[[\]{}(),:]|"[^"\\]*(?:\\[\s\S][^"\\]*)*"|'[^'\\]*(?:\\[\s\S][^'\\]*)*'|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|(?:True|False|None|true|false|null)\b/y;
const WORDS: Readonly<Record<string, string>> = { True: 'true', False: 'false', None: 'null' };
const OPENS = '[{(';

/** A literal in JSON, and the offset behind it. */
export interface Literal {
  json: string;
  end: number;
}

/**
 * The literal that begins at `at`: a string, number, word, list, tuple or dictionary.
 *
 * @returns undefined when none begins there, or when it does not end
 */
export function literalAt(text: string, at: number): Literal | undefined {
  const token = new RegExp(TOKEN);
  const out: string[] = [];
  let depth = 0;
  token.lastIndex = at;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const sign = found[0];
    if (OPENS.includes(sign)) {
      depth++;
      out.push(sign === '(' ? '[' : sign);
    } else if (sign === ']' || sign === '}' || sign === ')') {
      if (--depth < 0) return undefined;
      // Python allows a comma behind the last element.
      while (out.at(-1) === ',' || out.at(-1)?.trim() === '') out.pop();
      out.push(sign === ')' ? ']' : sign);
    } else if (sign === ',' || sign === ':') {
      if (depth === 0) return undefined;
      out.push(sign);
    } else out.push(jsonOf(sign));
    if (depth === 0 && sign.trim() !== '') return checked(out.join('').trim(), token.lastIndex);
  }
  return undefined;
}

function checked(json: string, end: number): Literal | undefined {
  try {
    parseJson(json);
    return { json, end };
  } catch {
    return undefined;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

function jsonOf(sign: string): string {
  const quote = sign[0];
  if (quote !== '"' && quote !== "'") return WORDS[sign] ?? sign;
  if (quote === '"' && checked(sign, 0)) return sign;
  const body = sign.slice(1, -1).replace(/\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([\s\S]))/g, (_all, u, x, c) => {
    const hex = (u ?? x) as string | undefined;
    return hex === undefined ? (ESCAPES[c as string] ?? (c as string)) : String.fromCharCode(Number.parseInt(hex, 16));
  });
  return JSON.stringify(body);
}
