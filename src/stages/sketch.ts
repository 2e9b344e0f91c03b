/**
 * Sketches: what near-duplicates are told by, in a few bytes of each example. Made of redacted text with placeholders by type
 * only. System prompts and what a harness added are out: many talks share them, and they make no two talks alike.
 *
 * Three parts: what the person said (prompt), what the model said (answer), names and arguments of its calls in order (calls).
 * Of a short part all words are kept, 2 bytes each; of a longer one its signature (kit/minhash.ts).
 */
import { exactSimilarity, SIGNATURE, signatureOf, similarityOf } from '../kit/minhash.ts';
import { mixed, Tokens } from '../kit/word-hashes.ts';
import { type Example, type Message, saidIn } from '../model/example.ts';
import { PLACEHOLDER } from '../model/placeholder.ts';
import type { Redacted } from '../redact/brand.ts';

/**
 * Words of an n-gram. 5 as in datatrove and the papers on web text. 3 for calls: many are no longer than a name, an argument and
 * a value, and the value must tell.
 */
export const NGRAM = { prompt: 5, answer: 5, calls: 3 } as const;
export type SketchPart = keyof typeof NGRAM;
export const PARTS = Object.keys(NGRAM) as SketchPart[];

/** A part of up to so many words is kept word by word: 128 bytes. Signatures tell short texts apart badly. */
export const MOST_WORDS = 64;
/** Behind a signature: a digest of all words. */
const DIGEST = 4;
const MEDIA = 1;

export interface PartSketch {
  /** Number of its words; 65,535 stands for more. */
  length: number;
  /** All words of a short part. */
  words?: Uint16Array;
  /** Of a longer one. */
  signature?: Uint8Array;
  digest?: number;
}

export type Sketch = Readonly<Record<SketchPart, PartSketch>> & {
  /** A picture, sound or file is part of what the person said: words do not tell whether two are alike. */
  readonly media: boolean;
};

const tokens: Readonly<Record<SketchPart, Tokens>> = {
  prompt: new Tokens(),
  answer: new Tokens(),
  calls: new Tokens(),
};

/** Placeholders by type only: two talks that differ in who is speaking are the same talk. */
export const typeOnly = (text: string): string => (text.includes('[') ? text.replace(PLACEHOLDER, '[$1]') : text);

export function sketchOf({ messages }: Redacted<Example>): Buffer {
  for (const part of PARTS) tokens[part].clear();
  let media = 0;
  for (const message of messages) {
    if (message.role === 'user') tokens.prompt.add(typeOnly(saidIn(message)));
    if (message.role === 'user' && message.stubs) media = MEDIA;
    if (message.role === 'assistant') addAnswer(message);
  }
  return Buffer.concat([Buffer.of(media), ...PARTS.map((part) => encoded(tokens[part].words(), NGRAM[part]))]);
}

function addAnswer(message: Message): void {
  // What a fork repeats of its parent is its prompt, and no answer of its own.
  if (message.flags?.includes('inherited')) return;
  if (message.content !== '') tokens.answer.add(typeOnly(saidIn(message)));
  for (const { name, args } of message.calls ?? []) {
    tokens.calls.add(name);
    tokens.calls.add(typeOnly(args));
  }
}

function encoded(words: Uint16Array, n: number): Buffer {
  const long = words.length > MOST_WORDS;
  const out = Buffer.alloc(2 + (long ? SIGNATURE + DIGEST : words.length * 2));
  out.writeUInt16LE(Math.min(words.length, 0xffff), 0);
  if (long) {
    out.set(signatureOf(words, n), 2);
    out.writeInt32LE(digestOf(words), 2 + SIGNATURE);
  } else for (const [i, word] of words.entries()) out.writeUInt16LE(word, 2 + i * 2);
  return out;
}

function digestOf(words: Uint16Array): number {
  let h = words.length;
  for (const word of words) h = mixed(Math.imul(h, 31) ^ word);
  return h;
}

export function readSketch(bytes: Buffer): Sketch {
  let at = 1;
  const next = (): PartSketch => {
    const length = bytes.readUInt16LE(at);
    at += 2;
    if (length > MOST_WORDS) {
      const signature = bytes.subarray(at, at + SIGNATURE);
      at += SIGNATURE + DIGEST;
      return { length, signature, digest: bytes.readInt32LE(at - DIGEST) };
    }
    const words = new Uint16Array(length);
    for (let i = 0; i < length; i++, at += 2) words[i] = bytes.readUInt16LE(at);
    return { length, words };
  };
  return { media: bytes[0] === MEDIA, prompt: next(), answer: next(), calls: next() };
}

/** Comparable whatever the lengths of two parts. */
export const signatureIn = ({ words, signature }: PartSketch, n: number): Uint8Array =>
  signature ?? signatureOf(words as Uint16Array, n);

/** Jaccard similarity of the n-grams of two parts, from 0 to 1: exact where both are short. Two that are empty are equal. */
export function likeness(a: PartSketch, b: PartSketch, n: number): number {
  if (a.length === 0 || b.length === 0) return a.length === b.length ? 1 : 0;
  if (a.words && b.words) return exactSimilarity(a.words, b.words, n);
  return similarityOf(signatureIn(a, n), signatureIn(b, n));
}

/** Of all words in their order. */
export const wordsDigest = ({ words, digest = 0 }: PartSketch): number => (words ? digestOf(words) : digest);

/** Same words in the same order. */
export const sameWords = (a: PartSketch, b: PartSketch): boolean =>
  a.length === b.length && wordsDigest(a) === wordsDigest(b);
