/**
 * A second opinion on names by `compromise`, a tagger that works quite differently from the rules. It is fifty times slower
 * than all else, so it is loaded late and asked only about sentences that hold a word names have and that nothing explained.
 */
import type { Finding, TextUnit } from '../detector.ts';
import { isCodeLine } from '../prose/code.ts';
import { isDump, languageOf } from '../prose/language.ts';
import { scanWords, type Words } from '../prose/scan.ts';
import { isAgent, isThing } from '../prose/things.ts';
import { W } from '../prose/words.ts';

/** What is used of compromise's interface. */
interface Found {
  text: string;
  offset?: { start: number; length: number };
}
type Tagger = (text: string) => { people(): { json(options: { offset: boolean }): Found[] } };

const MAX_SENTENCE = 400;
const MAX_REMEMBERED = 20_000;

export class SecondOpinion {
  private tagger: Promise<Tagger> | undefined;
  private readonly answers = new Map<string, Found[]>();

  /** People in the sentences of a unit that hold an unexplained name-like word. `found`: what is explained already. */
  async find(unit: TextUnit, found: readonly Finding[]): Promise<Finding[]> {
    if (unit.kind !== 'prose' && unit.kind !== 'value') return [];
    const open = openSentences(unit.text, found);
    if (open.length === 0) return [];
    const tagger = await this.load();
    const out: Finding[] = [];
    for (const { start, text } of open)
      for (const { offset } of this.ask(tagger, text)) {
        if (!offset || offset.length < 2) continue;
        const range = clean(text, offset.start, offset.start + offset.length);
        if (!range) continue;
        const [from, to] = [start + range.start, start + range.end];
        if (found.some((one) => one.start < to && from < one.end)) continue;
        out.push({ start: from, end: to, type: 'PERSON', detector: 'compromise', rule: 'people', confidence: 0.45 });
      }
    return out;
  }

  private load(): Promise<Tagger> {
    this.tagger ??= import('compromise').then((module) => module.default as unknown as Tagger);
    return this.tagger;
  }

  private ask(tagger: Tagger, sentence: string): Found[] {
    let answer = this.answers.get(sentence);
    if (!answer) {
      answer = tagger(sentence).people().json({ offset: true });
      if (this.answers.size >= MAX_REMEMBERED) this.answers.clear();
      this.answers.set(sentence, answer);
    }
    return answer;
  }
}

interface Sentence {
  start: number;
  text: string;
}

/** Sentences of language with a capitalised word that people are called, covered by no finding. */
function openSentences(text: string, found: readonly Finding[]): Sentence[] {
  const words = scanWords(text);
  if (isDump(words) || languageOf(words) !== 'english') return [];
  const out: Sentence[] = [];
  let end = -1;
  for (let i = 0; i < words.start.length; i++) {
    const start = words.start[i] ?? 0;
    if (start < end || !isOpen(words, i) || found.some((one) => one.start <= start && start < one.end)) continue;
    const sentence = sentenceAround(text, start);
    end = sentence.start + sentence.text.length;
    if (sentence.text.length <= MAX_SENTENCE && /\s\S+\s/.test(sentence.text) && !isCodeLine(sentence.text))
      out.push(sentence);
  }
  return out;
}

function isOpen(words: Words, i: number): boolean {
  const flags = words.glued[i] ? 0 : (words.flags[i] ?? 0);
  if (!(flags & W.CAP) || flags & (W.UPPER | W.CAMEL | W.MONTH | W.WEEKDAY | W.NRP | W.ORG)) return false;
  if (isAgent(words.text.slice(words.start[i], words.end[i])) || isThing(words, i, i)) return false;
  // An ordinary word at the start of a sentence is capitalised for being there.
  const opening = i === 0 || /[.!?\n:]/.test(words.text.slice(words.end[i - 1], words.start[i]));
  return Boolean(flags & (W.GIVEN | W.FAMILY)) && !(opening && flags & (W.COMMON | W.KNOWN));
}

function sentenceAround(text: string, at: number): Sentence {
  let start = at;
  while (start > 0 && at - start < MAX_SENTENCE && !/[.!?\n]/.test(text.charAt(start - 1))) start--;
  let end = at;
  while (end < text.length && end - at < MAX_SENTENCE && !/[.!?\n]/.test(text.charAt(end))) end++;
  return { start, text: text.slice(start, end) };
}

/** Without punctuation and possessives at the ends; undefined when no capital is left. */
function clean(text: string, start: number, end: number): { start: number; end: number } | undefined {
  const found = text.slice(start, end).replace(/['’]s\b.*$/, '');
  const honorific = /^(?:mr|mrs|ms|miss|dr|sir|madam|prof)\.?\s+/i.exec(found)?.[0] ?? '';
  start += honorific.length;
  const match = /\p{Lu}[\p{L}\p{M}'’.\- ]*[\p{L}\p{M}]/u.exec(found.slice(honorific.length));
  return match ? { start: start + match.index, end: start + match.index + match[0].length } : undefined;
}
