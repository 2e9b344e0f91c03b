/**
 * MinHash: how much two sets have in common (their Jaccard similarity), told from two short signatures. Sets are the n-grams
 * of a text's words. One permutation serves all places of a signature (one-permutation hashing: a hash's upper bits say which
 * place it competes for), so a word is hashed once and not once a place; places that no hash fell into take the value of
 * another, chosen by the place and the number of the try alone (optimal densification, Shrivastava 2017), so that estimates
 * for small sets stay unbiased. Eight bits of each value are kept (b-bit MinHash, Li and König 2010): two unequal sets agree
 * in one place of 256 by chance, which the estimate takes off. The seed is fixed: equal texts have equal signatures anywhere.
 */
import { mixed } from './word-hashes.ts';

/** Places of a signature, a byte each. At a similarity of 0.8 the estimate's standard error is 0.05, at 0.5 it is 0.06. */
export const SIGNATURE = 64;
/** Upper bits of a hash that name its place. */
const PLACE_SHIFT = 26;
const EMPTY = 0xffffffff;
/** Shares of places that agree by chance. */
const CHANCE = 1 / 256;

/** Odd multipliers by position in an n-gram: the golden ratio's, and those of xxHash. */
const BY_POSITION = new Int32Array([0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f, 0x165667b1]);

const least = new Uint32Array(SIGNATURE);

/**
 * @param words hashed, see tokens.ts
 * @param n words in an n-gram, 1 to 5; shorter texts are one n-gram as a whole. Of several all n-grams are members
 * @returns `SIGNATURE` bytes
 */
export function signatureOf(words: Uint16Array, ...n: number[]): Uint8Array {
  least.fill(EMPTY);
  for (const width of n) {
    for (const hash of ngramsOf(words, width)) {
      const at = hash >>> PLACE_SHIFT;
      if (hash < (least[at] as number)) least[at] = hash;
    }
  }
  return densified();
}

/** Hashes of the n-grams in order; a text of fewer words is one. */
function ngramsOf(words: Uint16Array, n: number): Uint32Array {
  const width = Math.min(n, BY_POSITION.length, words.length);
  if (width === 0) return new Uint32Array();
  const out = new Uint32Array(words.length - width + 1);
  for (let i = 0; i < out.length; i++) {
    let h = width;
    for (let k = 0; k < width; k++) h = (h + Math.imul((words[i + k] as number) + 1, BY_POSITION[k] as number)) | 0;
    out[i] = mixed(h);
  }
  return out;
}

/** Signature of the set whose least hashes lie in `least`; of an empty set: zeros. */
function densified(): Uint8Array {
  const out = new Uint8Array(SIGNATURE);
  if (least.every((value) => value === EMPTY)) return out;
  for (let at = 0; at < SIGNATURE; at++) {
    let from = at;
    for (let turn = 1; least[from] === EMPTY; turn++) from = mixed(at * 0x10001 + turn * 0x9e3779b1) >>> PLACE_SHIFT;
    // The upper bits of a least value say how large the set is; its lowest are evenly distributed.
    out[at] = least[from] as number;
  }
  return out;
}

/** Estimated Jaccard similarity of the sets behind two signatures, from 0 to 1. */
export function similarityOf(a: Uint8Array, b: Uint8Array): number {
  let equal = 0;
  for (let i = 0; i < SIGNATURE; i++) if (a[i] === b[i]) equal++;
  return Math.max(0, (equal / SIGNATURE - CHANCE) / (1 - CHANCE));
}

/** Exact Jaccard similarity of the n-grams of two short texts. */
export function exactSimilarity(a: Uint16Array, b: Uint16Array, n: number): number {
  const [left, right] = [new Set(ngramsOf(a, n)), new Set(ngramsOf(b, n))];
  if (left.size === 0 && right.size === 0) return 1;
  let both = 0;
  for (const hash of left) if (right.has(hash)) both++;
  return both / (left.size + right.size - both);
}

/**
 * Key of one band: places `from` to `from + rows`. Two signatures of similarity s have a band of equal keys with the probability
 * 1 - (1 - s^rows)^bands.
 */
export function bandKey(signature: Uint8Array, from: number, rows: number, salt: number): number {
  let h = salt;
  for (let i = from; i < from + rows; i++) h = Math.imul(h ^ (signature[i] as number), 0x01000193) + 0x9e3779b1;
  return mixed(h);
}
