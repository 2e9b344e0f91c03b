/** Looks for the values that the gate was told of, known only by their digests, in a text. */
import { type Token, tokens } from '../text/tokens.ts';
import type { PiiType } from '../types.ts';
import { readingsOf } from '../view/readings.ts';
import type { Case, GateDigests } from './digest.ts';
import type { KnownValues, Salt } from './known.ts';

/** A set to look in, and under which session's salt. */
export interface Known {
  values: KnownValues;
  salt?: Salt;
  /** Keyed id of that session. */
  session?: string;
}

export interface Hit {
  /** UTF-16 range in the text, its dress included. */
  start: number;
  end: number;
  /** Without its dress. */
  text: string;
  type: PiiType;
  note: number;
  known: Known;
}

const FORMS: readonly Case[] = ['lower', 'exact'];
const inForm = (word: string, form: Case): string => (form === 'lower' ? word.toLowerCase() : word);

/** Signs between two words of one value: more is another sentence, another field, or a placeholder between them. */
const MAX_GAP = 4;

export class Search {
  constructor(private readonly digests: GateDigests) {}

  /** Occurrences at token boundaries, in the text and in its plain view; they may overlap. */
  find(text: string, known: readonly Known[]): Hit[] {
    const out: Hit[] = [];
    for (const { text: read, source } of readingsOf(text))
      this.scan(read, known, (hit) => out.push({ ...hit, ...source(hit) }));
    return out;
  }

  private scan(text: string, known: readonly Known[], hit: (hit: Hit) => void): void {
    const words = tokens(text);
    for (const form of FORMS)
      for (let i = 0; i < words.length; i++) {
        const head = this.digests.head(inForm((words[i] as Token).text, form), form);
        // Hardly ever does a value begin here.
        for (const one of known)
          for (let lengths = one.values.lengths(head, one.salt), n = 1; lengths !== 0; lengths >>>= 1, n++) {
            if ((lengths & 1) === 0) continue;
            const whole = words.slice(i, i + n);
            if (whole.length < n) break;
            if (!hangsTogether(text, whole)) break;
            const digest = this.digests.of(
              whole.map((word) => inForm(word.text, form)),
              form,
            );
            const found = one.values.get(digest, one.salt);
            const [start, end] = [whole[0]?.start ?? 0, whole[n - 1]?.end ?? 0];
            if (!found || (SOLID.has(found.type) && /\s/.test(text.slice(start, end)))) continue;
            hit({ start, end, text: text.slice(start, end), ...found, known: one });
          }
      }
  }
}

/** Whatever signs a value is written with, its words stand close; `10, 0, 0, 1` is a list and no address. */
function hangsTogether(text: string, words: readonly Token[]): boolean {
  for (let i = 1; i < words.length; i++) {
    const [a, b] = [words[i - 1] as Token, words[i] as Token];
    if (b.start - a.end > MAX_GAP) return false;
    const gap = text.slice(a.end, b.start);
    if (BREAK.test(gap) || (gap.includes(',') && isDigits(a.text) && isDigits(b.text))) return false;
  }
  return true;
}

/** Written without a blank: `flight_number` is no `flight number`. */
const SOLID: ReadonlySet<PiiType> = new Set(['USERNAME', 'ACCOUNT_ID', 'EMAIL', 'URL', 'IP_ADDRESS', 'MAC_ADDRESS']);
/** A new line or a new clause. Colons without a blank are in addresses of machines. */
const BREAK = /\n|[:;!?] /;
const isDigits = (word: string): boolean => /^\d+$/.test(word);
