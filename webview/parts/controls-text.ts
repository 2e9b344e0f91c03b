/** Characters that a reader must see and that would otherwise act: bidi controls, ANSI escapes, zero-width letters. */

const NAMES: Readonly<Record<string, string>> = {
  '\u001b': 'ESC',
  '\u061c': 'ALM',
  '\u200b': 'ZWSP',
  '\u200e': 'LRM',
  '\u200f': 'RLM',
  '\u202a': 'LRE',
  '\u202b': 'RLE',
  '\u202c': 'PDF',
  '\u202d': 'LRO',
  '\u202e': 'RLO',
  '\u2060': 'WJ',
  '\u2066': 'LRI',
  '\u2067': 'RLI',
  '\u2068': 'FSI',
  '\u2069': 'PDI',
  '\ufeff': 'BOM',
};

// Joiners (200c, 200d) are left alone: scripts and emoji need them.
const ACTING =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

export interface Acting {
  at: number;
  name: string;
}

export function actingIn(text: string): Acting[] {
  return [...text.matchAll(ACTING)].map((m) => ({
    at: m.index,
    name: NAMES[m[0]] ?? `U+${m[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  }));
}
