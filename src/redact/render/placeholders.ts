/** What stands in the place of a value: typed, and unmistakable for real text. */

import type { Key } from '../../kit/key.ts';
import { type NamePart, placeholder, placeholdersIn } from '../../model/placeholder.ts';
import type { Entity, LinkedMention } from '../plan/mention.ts';
import type { PiiType } from '../types.ts';
import { keyedDigits, keyedNumber } from './numbers.ts';

/** Without I, L, O and U, so that no pseudonym spells a word or mixes up with digits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 8 characters (40 bits), at least one of them a letter, so that a pseudonym is never read as an index. */
export function pseudonym(key: Key, canonical: string): string {
  const bytes = key.digest('pseudonym', [canonical]);
  const chars = Array.from(bytes.subarray(0, 8), (byte) => ALPHABET.charAt(byte & 31));
  if (chars.every((char) => char <= '9')) chars[0] = 'K';
  return chars.join('');
}

export interface SurrogateMaker {
  /** A realistic fake for this mention, of its shape; undefined when the type has none. */
  make(mention: LinkedMention): string | undefined;
}

/** Numbers the entities of one session and writes their placeholders. */
export class Placeholders {
  private readonly counts = new Map<PiiType, number>();

  /** `taken`: the highest index of a type that the session's own text already holds. */
  constructor(
    private readonly key: Key,
    private readonly surrogates: SurrogateMaker,
    taken: ReadonlyMap<PiiType, number> = new Map(),
  ) {
    for (const [type, count] of taken) this.counts.set(type, count);
  }

  /**
   * The decoded text that replaces a mention.
   * @param numeric it must be a JSON number literal.
   * @param part which of the person's names it is, where its place tells.
   */
  write(mention: LinkedMention, numeric: boolean, part?: NamePart): string {
    const { entity, text } = mention;
    if (numeric) return keyedNumber(this.key, text);
    if (entity.action === 'surrogate') {
      const surrogate = this.surrogates.make(mention);
      if (surrogate !== undefined) return surrogate;
    }
    if (entity.numeric && /^\D*\d[\d\s().-]*$/.test(text) && entity.action !== 'tag')
      return keyedDigits(this.key, text.replace(/\D/g, ''));
    if (entity.action === 'tag' && !entity.asKey) return placeholder(entity.type);
    if (entity.action === 'pseudonym') return placeholder(entity.type, pseudonym(this.key, entity.canonical), part);
    return placeholder(entity.type, this.number(entity), part);
  }

  private number(entity: Entity): number {
    if (entity.index === undefined) {
      entity.index = (this.counts.get(entity.type) ?? 0) + 1;
      this.counts.set(entity.type, entity.index);
    }
    return entity.index;
  }
}

/** Highest index per type among placeholders that stand in raw text (a log of redacted text, read again). */
export function takenIndices(texts: Iterable<string>): Map<PiiType, number> {
  const taken = new Map<PiiType, number>();
  for (const text of texts) {
    for (const { type, id } of placeholdersIn(text)) {
      const index = Number(id);
      if (index > (taken.get(type) ?? 0)) taken.set(type, index);
    }
  }
  return taken;
}
