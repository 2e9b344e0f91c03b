/** Private keys in armour, whole or cut off, with real line ends or the `\n` of a string literal. */
import type { Finding } from '../detector.ts';

const HEADER = /-----BEGIN[ A-Z0-9_-]{0,60}PRIVATE KEY(?: BLOCK)?-----/iy;
const FOOTER = /-----END[ A-Z0-9_-]{0,60}PRIVATE KEY(?: BLOCK)?-----/iy;
/** Fewer characters of base64 than this are no key, but a sample or a test. */
const MIN_BODY = 64;

/** Characters of base64, of armour headers (`Proc-Type: 4,ENCRYPTED`), line ends and what quotes and escapes them. */
function isBody(code: number): boolean {
  return (
    (code >= 48 && code <= 58) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    code === 43 ||
    code === 47 ||
    code === 61 ||
    code === 92 ||
    code === 10 ||
    code === 13 ||
    code === 32 ||
    code === 9 ||
    code === 44 ||
    code === 34 ||
    code === 39 ||
    code === 45 ||
    code === 46 ||
    code === 40 ||
    code === 41 ||
    code === 64
  );
}

/** Spaces are part of headers, not of base64: prose after a cut-off key must not count as its body. */
function bodyEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && isBody(text.charCodeAt(end))) {
    if (text.charCodeAt(end) === 45 && text.startsWith('-----', end)) break;
    end++;
  }
  return end;
}

/** The key that begins at `at`, if there is one. `floor` is where the last one ended: what lies before is not read again. */
export function pemAt(text: string, at: number): Finding | undefined {
  HEADER.lastIndex = at;
  const header = HEADER.exec(text);
  if (!header) return undefined;
  const from = at + header[0].length;
  let end = bodyEnd(text, from);
  FOOTER.lastIndex = end;
  const footer = FOOTER.exec(text);
  const body = text.slice(from, end);
  if (!footer) {
    // Cut off: keep only lines that are base64.
    const lines = /^(?:\\r|\\n|[\s"']){0,8}(?:[A-Za-z0-9+/=]{20,}(?:\\r|\\n|[\s"']){1,8})*[A-Za-z0-9+/=]*/.exec(body);
    end = from + (lines?.[0].length ?? 0);
  }
  const base64 =
    text
      .slice(from, end)
      .replace(/\\[nr]/g, '')
      .match(/[A-Za-z0-9+/]{16,}/g)
      ?.join('') ?? '';
  if (base64.length < MIN_BODY || new Set(base64).size < 16) return undefined;
  if (footer) end += footer[0].length;
  return {
    start: at,
    end,
    type: 'SECRET',
    detector: 'secrets',
    rule: 'private-key',
    confidence: 0.99,
    evidence: 'armour',
  };
}
