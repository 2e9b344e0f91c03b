/** Normal forms of values, and their keyed hashes. */

import type { Key } from '../../kit/key.ts';
import { memo } from '../../kit/memo.ts';
import { piiFacts } from '../../model/pii.ts';
import { tokens } from '../text/tokens.ts';
import type { PiiType } from '../types.ts';

/** The form that decides whether two mentions are one value: compatible characters folded, lower case. */
export const normalTokens: (text: string) => readonly string[] = memo((text) =>
  tokens(text.normalize('NFKC').toLowerCase()).map((token) => token.text),
);

/** Two values of one type with the same identity are the same thing. Secrets are taken as they stand. */
export function identity(type: PiiType, text: string): string {
  if (piiFacts(type).linked === 'exact') return text;
  return normalTokens(text).join(piiFacts(type).compact ? '' : ' ');
}

/**
 * Keyed hash of a value whatever its type, as `digest-tokens-head`: `head` is a keyed hash of the first token and `tokens`
 * their number, so that the value can be looked for in text without hashing every stretch of it.
 */
export function valueHash(key: Key, text: string): string {
  const parts = normalTokens(text);
  return `${key.hash('value', parts.length ? parts : [text])}-${parts.length}-${headHash(key, parts[0] ?? '')}`;
}

/** Two bytes are enough to pass over 65,535 of 65,536 tokens, and too few to test a guess. */
export function headHash(key: Key, token: string): string {
  return key.hash('value-head', [token], 2);
}

/** The keyed hashes that every mention needs, remembered. */
export class Hashes {
  readonly value: (text: string) => string;
  /** Keyed id of a person or thing, from its canonical form. */
  readonly subject: (canonical: string) => string;

  constructor(key: Key) {
    this.value = memo((text) => valueHash(key, text));
    this.subject = memo((canonical) => key.hash('subject', [canonical]));
  }
}
