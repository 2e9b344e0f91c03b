/**
 * Whether a user's turn begins another topic: none of its words stands in the talk before it, the answer to it shares hardly a word
 * with the exchanges before, and nothing at its start points back. After TextTiling (Hearst 1997), with whole exchanges as blocks.
 *
 * Only sets and counts of hashed words are kept. Without a dictionary: what is short, and the commonest words of a few languages,
 * are left out; in other languages common words make neighbours look alike, which speaks against a cut.
 */

import { pointsBack } from './references.ts';

/** What was said in one exchange: the user's turn, and what the model said until the next one. */
export interface Exchange {
  asked: string;
  answered: string;
}

export interface Bounds {
  /** Content words that the turn must have at least. */
  words: number;
  /** Most of them, as a share, that may stand in the talk before. */
  known: number;
  /** Highest cosine of the exchange and the ones before it. */
  cosine: number;
}

/** Without any other sign of a break. Figures in docs/trajectories.md. */
export const BY_WORDS: Bounds = { words: 4, known: 0.13, cosine: 0.1 };
/** After a long pause less is asked for. */
export const AFTER_PAUSE: Bounds = { words: 3, known: 0.25, cosine: 0.15 };

/** Exchanges that a turn is compared with: what lies farther back is seldom meant. */
const WINDOW = 6;
/** Characters of a text that are read: what it is about shows at its beginning. */
const MOST = 3000;
/** Content words that the model's answers must have for their silence on others to mean something: an `Ok.` follows a preamble. */
const LEAST_ANSWERED = 6;

type Words = Map<number, number>;

/** Fed with exchanges in order; keeps the window of the present topic. */
export class Topic {
  private window: Words[] = [];
  /** Most content words of one answer in the present topic. */
  private answered = 0;

  /** True when the exchange begins another topic. Most turns are known by a few look-ups; only what is left is compared as a whole. */
  shifts({ asked, answered }: Exchange, bounds: Bounds): boolean {
    if (answered === '' || this.answered < LEAST_ANSWERED || pointsBack(asked)) return false;
    const turn = wordsOf(asked);
    if (turn.size < bounds.words) return false;
    let known = 0;
    for (const word of turn.keys()) if (this.window.some((words) => words.has(word))) known++;
    if (known > bounds.known * turn.size) return false;
    return cosine(wordsOf(answered, turn), sum(this.window)) <= bounds.cosine;
  }

  add({ asked, answered }: Exchange): void {
    const words = wordsOf(answered);
    this.answered = Math.max(this.answered, words.size);
    this.window.push(wordsOf(asked, words));
    if (this.window.length > WINDOW) this.window.shift();
  }

  restart(): void {
    this.window = [];
    this.answered = 0;
  }
}

function sum(list: readonly Words[]): Words {
  const all: Words = new Map();
  for (const words of list) for (const [word, n] of words) all.set(word, (all.get(word) ?? 0) + n);
  return all;
}

/** Of logarithms: a word that is said twenty times is not twenty times the topic. */
function cosine(a: Words, b: Words): number {
  let product = 0;
  let [x, y] = [0, 0];
  for (const [word, n] of a) {
    const weight = 1 + Math.log(n);
    x += weight * weight;
    const other = b.get(word);
    if (other !== undefined) product += weight * (1 + Math.log(other));
  }
  for (const n of b.values()) y += (1 + Math.log(n)) ** 2;
  return x === 0 || y === 0 ? 0 : product / Math.sqrt(x * y);
}

/** Runs of letters and digits; characters of scripts without spaces two by two. */
function wordsOf(text: string, into: Words = new Map()): Words {
  const end = Math.min(text.length, MOST);
  for (let i = 0; i < end; ) {
    const c = text.charCodeAt(i);
    if (isWide(c)) {
      if (i + 1 < end && isWide(text.charCodeAt(i + 1))) count(into, (c << 16) ^ text.charCodeAt(i + 1));
      i++;
    } else if (isWord(c)) {
      const start = i;
      for (; i < end && isWord(text.charCodeAt(i)); i++);
      if (i - start >= 4) addWord(into, text.slice(start, Math.min(i, start + 12)).toLowerCase());
    } else i++;
  }
  return into;
}

const count = (words: Words, hash: number): void => void words.set(hash, (words.get(hash) ?? 0) + 1);

/** Words by their first six letters: forms of one word begin alike. */
function addWord(words: Words, word: string): void {
  if (COMMON.has(word)) return;
  let hash = 0x811c9dc5;
  const stem = Math.min(word.length, 6);
  for (let i = 0; i < stem; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  count(words, hash);
}

const isWord = (c: number): boolean =>
  c < 0x80 ? (c >= 0x61 && c <= 0x7a) || (c >= 0x41 && c <= 0x5a) || (c >= 0x30 && c <= 0x39) : c >= 0xc0 && c < 0x2000;
/** Kana, Han, Hangul, Thai stand without spaces, or with other ones. */
const isWide = (c: number): boolean => (c >= 0x3040 && c < 0xd800) || (c >= 0xe00 && c < 0xe80);

/** Words of four letters and more that say nothing of a topic: function words, and what people ask a model with. */
const COMMON: ReadonlySet<string> = new Set(
  `that this with from have your what which when where will would could should there their they them then than these those about into
more most some such only also very just like make made does done been being were here over after before because while other each
many much want need know give tell show write please help using used user want answer question example following based list create
explain describe provide different between first second people time good best well even still same both every between without within
dass eine einer einem einen nicht auch sich wird sind oder aber wenn kann haben mein ihre ihnen wie können bitte über noch nach
pour dans avec vous nous plus cette sont mais comme être fait leur tout para como esta este pero porque cuando donde tiene puede`.split(
    /\s+/,
  ),
);
