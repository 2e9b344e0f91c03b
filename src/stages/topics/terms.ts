/** Terms of what a user asks for: words and pairs of neighbouring words, as topics are made of them. */
import { type Message, saidIn } from '../../model/example.ts';
import { PLACEHOLDER } from '../../model/placeholder.ts';
import { isFunctionWord } from './function-words.ts';

/** What somebody wants shows at the beginning; the rest is data that they bring. */
const READ = 600;
/** A first turn with fewer words is a greeting as a rule: the next one is read as well. */
const GREETING = 4;
/** Terms of one request: 600 characters hold some 60 words that say something, with repetitions. */
const MOST = 48;

/** Placeholders are nobody's words, and code and addresses are data. */
const NOBODYS = new RegExp(
  String.raw`\`\`\`[\s\S]*?(?:\`\`\`|$)|${PLACEHOLDER.source}|https?:\S+|[\w.-]*[/\\_][\w./\\-]*`,
  'g',
);
const WORD = /\p{Script=Han}+|[\p{Script=Hiragana}\p{Script=Katakana}]+|\p{L}[\p{L}\p{M}'’-]+/gu;
const DENSE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** The request of a talk: its first user turn, and the next where that one only greets. */
export function requestOf(messages: readonly Message[]): string {
  let text = '';
  for (const m of messages) {
    if (m.role !== 'user') continue;
    text = text ? `${text}\n${saidIn(m)}` : saidIn(m);
    if (text.length >= READ || (text.match(WORD)?.length ?? 0) > GREETING) break;
  }
  return text.slice(0, READ);
}

/** Distinct terms in the order of the text: words that say something, and pairs of them without another word between. */
export function termsOf(text: string): string[] {
  const terms = new Set<string>();
  let before: string | undefined;
  for (const [raw] of text.replace(NOBODYS, ' . ').toLowerCase().matchAll(WORD)) {
    if (terms.size >= MOST) break;
    if (DENSE.test(raw)) {
      // Scripts without spaces: two characters are a word more often than not.
      for (let i = 0; i + 1 < raw.length && terms.size < MOST; i++) terms.add(raw.slice(i, i + 2));
      before = undefined;
      continue;
    }
    const word = stem(raw);
    if (word.length < 3 || isFunctionWord(raw)) {
      before = undefined;
      continue;
    }
    terms.add(word);
    if (before !== undefined && before !== word) terms.add(`${before} ${word}`);
    before = word;
  }
  return [...terms];
}

/** Plural and possessive of English, which do no harm elsewhere: both forms of a word are shortened alike. */
const stem = (word: string): string => word.replace(/['’]s?$/, '').replace(/(?<=\p{L}{3})(?<!s|u|i)s$/u, '');

/** FNV-1a of the UTF-16 units: 32 bits for a vocabulary of some ten thousand terms collide once in a hundred runs. */
export function hashOf(term: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < term.length; i++) h = Math.imul(h ^ term.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** The terms of a request as a card keeps them: 4 bytes each. */
export function termBytes(messages: readonly Message[]): Uint8Array {
  const hashes = Uint32Array.from(termsOf(requestOf(messages)), hashOf);
  return new Uint8Array(hashes.buffer);
}

export const hashesIn = (bytes: Uint8Array): Uint32Array =>
  // A card's bytes lie anywhere within a slab, numbers of 4 bytes must not: a copy, which `slice` of a Buffer is not.
  new Uint32Array(new Uint8Array(bytes).buffer);
