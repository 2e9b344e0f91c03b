/** Digests of values under the run's key, made alike by the workers that find values and by the gate that looks for them. */
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { LinkedMention } from '../plan/mention.ts';
import { propagates } from '../plan/propagate.ts';
import { RISK } from '../policy.ts';
import { tokens } from '../text/tokens.ts';
import type { GateValue, PiiType } from '../types.ts';
import { MAX_TOKENS } from './known.ts';

/** Values with fewer letters and digits than this turn up by chance. */
export const MIN_LENGTH = 6;

/** Names are compared as written, because `Brooks` is a name where `brooks` are waters; all else in lower case. */
export type Case = 'exact' | 'lower';

/** More than the words of any language that logs are written in: each digest costs as much as a hundred look-ups. */
const MAX_KNOWN = 150_000;

export class GateDigests {
  private readonly key: KeyObject;
  /** Digests by what was hashed: rows repeat their words, sessions their values. */
  private readonly known = new Map<string, string>();

  constructor(runKey: string) {
    this.key = createSecretKey(runKey, 'utf8');
  }

  of(words: readonly string[], form: Case): string {
    return this.digest(`${form}\0${words.join('\0')}`);
  }

  head(word: string, form: Case): string {
    return this.digest(`head ${form}\0${word}`);
  }

  private digest(text: string): string {
    let digest = this.known.get(text);
    if (digest === undefined) {
      if (this.known.size > MAX_KNOWN) this.known.clear();
      digest = createHmac('sha256', this.key).update(text).digest('hex').slice(0, 16);
      this.known.set(text, digest);
    }
    return digest;
  }
}

/** Types that are looked for only in the rows of the session that holds them: elsewhere the same words may be innocent. */
const SESSION_ONLY: ReadonlySet<PiiType> = new Set(['PERSON', 'DATE_OF_BIRTH']);

/** Part of an address, or a login that is a plain word (`ubuntu`): innocent elsewhere. */
function isWeak(type: PiiType, text: string): boolean {
  return (type === 'ADDRESS' && tokens(text).length < 3) || (type === 'USERNAME' && /^[A-Za-z]+$/.test(text));
}

/** What the gate is told about the hidden values of a session, and about the fakes that stand for them. */
export function gateValues(
  digests: GateDigests,
  mentions: readonly LinkedMention[],
  issued: readonly string[],
): GateValue[] {
  const out = new Map<string, GateValue>();
  const add = (text: string, form: Case, rest: Omit<GateValue, 'digest' | 'head' | 'tokens'>): void => {
    const words = tokens(form === 'lower' ? text.toLowerCase() : text)
      .slice(0, MAX_TOKENS)
      .map((token) => token.text);
    const letters = words.reduce((sum, word) => sum + word.length, 0);
    if ((letters < MIN_LENGTH && !rest.issued) || words.length === 0) return;
    const digest = digests.of(words, form);
    out.set(`${digest}${rest.issued ?? ''}`, {
      digest,
      head: digests.head(words[0] ?? '', form),
      tokens: words.length,
      ...rest,
    });
  };
  for (const { text, type, action, detector, rule } of mentions) {
    if (action === 'keep' || (RISK[type] === 'quasi' && type !== 'DATE_OF_BIRTH')) continue;
    if (!propagates(type, text, detector)) continue;
    // A plain web address is hidden by `strict` where it stands; elsewhere it may be a method call or a public site.
    if (type === 'URL' && (rule === 'plain' || !text.includes('://'))) continue;
    const words = type === 'PERSON' ? tokens(text) : [];
    // The words of a full name are replaced everywhere too.
    if (words.length > 1 && /^\p{Lu}/u.test(text))
      for (const word of words) if (propagates(type, word.text)) add(word.text, 'exact', { type, scope: 'session' });
    add(text, type === 'PERSON' ? 'exact' : 'lower', {
      type,
      scope: SESSION_ONLY.has(type) || isWeak(type, text) ? 'session' : 'run',
    });
  }
  for (const text of issued) {
    add(text, 'lower', { type: 'CUSTOM', scope: 'run', issued: true });
    add(text, 'exact', { type: 'CUSTOM', scope: 'run', issued: true });
  }
  return [...out.values()];
}
