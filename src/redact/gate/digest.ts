/** Digests of values under the run's key, made alike by the workers that find values and by the gate that looks for them. */
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { defined } from '../../kit/defined.ts';
import { isSpecificName } from '../plan/commonwords.ts';
import type { LinkedMention } from '../plan/mention.ts';
import { foldsCase, propagates } from '../plan/propagate.ts';
import { tokens } from '../text/tokens.ts';
import type { GateValue } from '../types.ts';
import { MAX_TOKENS } from './known.ts';
import { scopeOf } from './scope.ts';

/** Values with fewer letters and digits than this turn up by chance. */
const MIN_LENGTH = 6;

/** By the rule of propagation (`foldsCase`): as written, or in lower case. */
export type Case = 'exact' | 'lower';

/** Values whose digests are kept: sessions repeat theirs. */
const MAX_KNOWN = 10_000;

/** Of FNV-1a; what follows is the end of MurmurHash3. */
const PRIME = 0x01000193;

function mixed(hash: number): number {
  const more = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (more ^ (more >>> 13)) >>> 0;
}

export class GateDigests {
  private readonly key: KeyObject;
  private readonly seeds: Readonly<Record<Case, number>>;
  private readonly known = new Map<string, string>();

  constructor(runKey: string) {
    this.key = createSecretKey(runKey, 'utf8');
    this.seeds = { exact: this.seed('exact'), lower: this.seed('lower') };
  }

  /** 16 hex digits. */
  of(words: readonly string[], form: Case): string {
    const text = `${form}\0${words.join('\0')}`;
    let digest = this.known.get(text);
    if (digest === undefined) {
      if (this.known.size > MAX_KNOWN) this.known.clear();
      digest = this.hmac(text);
      this.known.set(text, digest);
    }
    return digest;
  }

  /** 32 bits, quick: every word of every row is asked about. What it lets through by chance, the digest tells apart. */
  head(word: string, form: Case): number {
    let hash = this.seeds[form];
    for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), PRIME);
    return mixed(hash);
  }

  /**
   * `head` of the token from `start` to `end` in both forms, without cutting it out: every word of every row is asked about.
   * @param into the one in lower case, then the one as written
   */
  heads(text: string, start: number, end: number, into: Uint32Array): void {
    let [lower, exact] = [this.seeds.lower, this.seeds.exact];
    for (let i = start; i < end; i++) {
      const code = text.charCodeAt(i);
      if (code > 127) {
        // Beyond ASCII a letter may have another length in lower case.
        const word = text.slice(start, end);
        into[0] = this.head(word.toLowerCase(), 'lower');
        into[1] = this.head(word, 'exact');
        return;
      }
      exact = Math.imul(exact ^ code, PRIME);
      lower = Math.imul(lower ^ (code >= 65 && code <= 90 ? code + 32 : code), PRIME);
    }
    into[0] = mixed(lower);
    into[1] = mixed(exact);
  }

  private seed(form: Case): number {
    return Number.parseInt(this.hmac(`head ${form}`).slice(0, 8), 16) | 0;
  }

  private hmac(text: string): string {
    return createHmac('sha256', this.key).update(text).digest('hex').slice(0, 16);
  }
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
    const id = `${digest}${rest.issued ?? ''}`;
    // Found surely in one place and by a guess in another: it is known surely.
    if (out.get(id)?.scope === 'run' && rest.scope === 'session') return;
    out.set(id, { digest, head: digests.head(words[0] ?? '', form), tokens: words.length, ...rest });
  };
  for (const mention of mentions) {
    const { text, type, entity } = mention;
    const scope = scopeOf(mention);
    if (scope === 'none') continue;
    const told = { type: entity.type, scope, ...defined({ index: entity.index }) };
    if (type !== 'PERSON') {
      add(text, foldsCase(type, text) ? 'lower' : 'exact', told);
      continue;
    }
    add(text, 'exact', told);
    const words = tokens(text);
    if (words.length < 2 || !/^\p{Lu}/u.test(text)) continue;
    // The words of a full name are replaced everywhere too, specific ones in any case.
    for (const word of words) if (propagates(type, word.text)) add(word.text, 'exact', told);
    const last = words[words.length - 1]?.text ?? '';
    if (isSpecificName(last)) add(last, 'lower', told);
  }
  for (const text of issued) {
    add(text, 'lower', { type: 'CUSTOM', scope: 'run', issued: true });
    add(text, 'exact', { type: 'CUSTOM', scope: 'run', issued: true });
  }
  return [...out.values()];
}
