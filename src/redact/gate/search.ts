/** Looks for the values that the gate was told of, known only by their digests, in a text. */
import { type Token, tokenEnd, tokenStart, tokensFrom } from '../text/tokens.ts';
import type { PiiType } from '../types.ts';
import { readingsOf } from '../view/readings.ts';
import type { Case, GateDigests } from './digest.ts';
import { type KnownValues, MAX_TOKENS, type Salt } from './known.ts';

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
  /** Of the token that is asked about, in the order of FORMS. */
  private readonly heads = new Uint32Array(FORMS.length);

  constructor(private readonly digests: GateDigests) {}

  /** Occurrences at token boundaries, in the text and in its plain view; they may overlap. */
  find(text: string, known: readonly Known[]): Hit[] {
    const out: Hit[] = [];
    for (const { text: read, source } of readingsOf(text))
      this.scan(read, known, (hit) => out.push({ ...hit, ...source(hit) }));
    return out;
  }

  private scan(text: string, known: readonly Known[], hit: (hit: Hit) => void): void {
    const found: Hit[][] = FORMS.map(() => []);
    for (let start = tokenStart(text, 0); start < text.length; ) {
      const end = tokenEnd(text, start);
      this.digests.heads(text, start, end, this.heads);
      for (let form = 0; form < FORMS.length; form++)
        for (const one of known) {
          const lengths = one.values.lengths(this.heads[form] as number, one.salt);
          // Hardly ever does a value begin here.
          if (lengths !== 0) this.at(text, start, lengths, FORMS[form] as Case, one, found[form] as Hit[]);
        }
      start = tokenStart(text, end);
    }
    for (const some of found) for (const one of some) hit(one);
  }

  /** The values of one set that begin with the token at `start`. `lengths`: bit n - 1 for n tokens. */
  private at(text: string, start: number, lengths: number, form: Case, known: Known, into: Hit[]): void {
    const words = tokensFrom(text, start, MAX_TOKENS);
    for (let rest = lengths, n = 1; rest !== 0; rest >>>= 1, n++) {
      if ((rest & 1) === 0) continue;
      const whole = words.slice(0, n);
      if (whole.length < n || !hangsTogether(text, whole)) return;
      const digest = this.digests.of(
        whole.map((word) => inForm(word.text, form)),
        form,
      );
      const found = known.values.get(digest, known.salt);
      const end = whole[n - 1]?.end ?? 0;
      if (!found || (SOLID.has(found.type) && /\s/.test(text.slice(start, end)))) continue;
      into.push({ start, end, text: text.slice(start, end), ...found, known });
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
