/**
 * What a text has of which shapes of numbers are made, found in one pass: a pattern that needs what the text has not is not tried.
 * Each pattern declares its needs (`needing`); a test tries all of them on texts with and without.
 */
import { isAlnum, isDigit } from './text.ts';

/** Bits of a text with a digit in it: no shape of a number is without. Letters and digits are those of ASCII. */
export const HAS = {
  /** Four digits in a row; five. */
  RUN_OF_4: 1,
  RUN_OF_5: 2,
  /** A digit with a capital right behind it. */
  CAPITAL_BEHIND: 4,
  /** A letter, or what may be one beyond ASCII, and a digit right behind it. */
  LETTER_BEFORE: 8,
  /** Two digits with `-`, `/` or a point between them; with a point. */
  JOINED: 16,
  DOTTED: 32,
  /** So many letters and digits in a row. */
  TOKEN_OF_14: 64,
  TOKEN_OF_26: 128,
} as const;

/** A pattern, and the bits of HAS without which it cannot match. */
export interface Needing {
  readonly pattern: RegExp;
  readonly needs: number;
}

const all: Needing[] = [];
/** All patterns that declare their needs. */
export const NEEDING: readonly Needing[] = all;

export function needing(needs: number, pattern: RegExp): Needing {
  const one = { pattern, needs };
  all.push(one);
  return one;
}

/** Reads a text character by character, and tells its bits. */
export function factsOf(text: string): number {
  let facts = 0;
  let digits = 0;
  let token = 0;
  /** The character before, and the one before that. */
  let before = 0;
  let second = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isDigit(code)) {
      digits++;
      token++;
      if (digits >= 4) facts |= digits >= 5 ? HAS.RUN_OF_5 : HAS.RUN_OF_4;
      if (digits === 1) {
        if (before > 127 || (isAlnum(before) && !isDigit(before))) facts |= HAS.LETTER_BEFORE;
        if (isDigit(second) && before >= 45 && before <= 47)
          facts |= before === 46 ? HAS.JOINED | HAS.DOTTED : HAS.JOINED;
      }
    } else {
      if (digits > 0 && code >= 65 && code <= 90) facts |= HAS.CAPITAL_BEHIND;
      digits = 0;
      token = isAlnum(code) ? token + 1 : 0;
    }
    if (token >= 14) facts |= token >= 26 ? HAS.TOKEN_OF_26 : HAS.TOKEN_OF_14;
    second = before;
    before = code;
  }
  return facts;
}
