/** How much the answers of a dataset repeat each other, by the usual measures of text diversity. */
import { once } from 'node:events';
import { createDeflate, type Deflate } from 'node:zlib';
import { DistinctCounter, hashText, ngrams } from './distinct.ts';
import { answerText, type Row } from './rows.ts';

export interface Diversity {
  /** Answers that are trained on (of a pair the chosen one), and their words. */
  answers: number;
  words: number;
  /** Answers that differ from all others. */
  distinctAnswers: number;
  /** Bytes of all answers by their bytes under zlib: the higher, the more repetition. Null without text. */
  compressionRatio: number | null;
  /** distinct-n: different runs of n words by all runs of n words. Null where there are none. */
  distinct: { 1: number | null; 2: number | null; 3: number | null };
  /** Share of the runs of four words that another answer holds too. Null where there are none. */
  selfRepetition: number | null;
  /** Over rows: different system prompts, and different first user messages. */
  systemPrompts: number;
  firstUserMessages: number;
}

/** Words in any script; those that are written without spaces count by the character. */
const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+/gu;

export class DiversityMeter {
  private readonly deflate: Deflate = createDeflate();
  private raw = 0;
  private packed = 0;
  private answers = 0;
  private words = 0;
  private readonly runs = { 1: new DistinctCounter(), 2: new DistinctCounter(), 3: new DistinctCounter() };
  private readonly four = new DistinctCounter();
  private readonly texts = new DistinctCounter();
  private readonly systems = new DistinctCounter();
  private readonly openings = new DistinctCounter();

  constructor() {
    this.deflate.on('data', (chunk: Buffer) => {
      this.packed += chunk.length;
    });
  }

  async add({ messages, answers }: Row): Promise<void> {
    for (const answer of answers) {
      const text = answerText(answer);
      this.answers++;
      this.texts.add(hashText(text), this.answers);
      const bytes = Buffer.from(`${text}\n`);
      this.raw += bytes.length;
      if (!this.deflate.write(bytes)) await once(this.deflate, 'drain');
      this.count(text);
    }
    const system = messages.find((m) => m.role === 'system');
    if (system) this.systems.add(hashText(system.content), 0);
    const user = messages.find((m) => m.role === 'user');
    if (user) this.openings.add(hashText(user.content), 0);
  }

  async close(): Promise<Diversity> {
    this.deflate.end();
    await once(this.deflate, 'end');
    const distinctN = ({ distinct, total }: DistinctCounter): number | null =>
      total === 0 ? null : round(Math.min(1, distinct / total));
    return {
      answers: this.answers,
      words: this.words,
      distinctAnswers: this.texts.distinct,
      compressionRatio: this.raw === 0 ? null : round(this.raw / this.packed),
      distinct: { 1: distinctN(this.runs[1]), 2: distinctN(this.runs[2]), 3: distinctN(this.runs[3]) },
      selfRepetition: this.four.total === 0 ? null : round(this.four.sharedShare),
      systemPrompts: this.systems.distinct,
      firstUserMessages: this.openings.distinct,
    };
  }

  private count(text: string): void {
    const words = (text.toLowerCase().match(WORD) ?? []).map(wordHash);
    this.words += words.length;
    for (const n of [1, 2, 3] as const) for (const run of ngrams(words, n)) this.runs[n].add(run, this.answers);
    for (const run of ngrams(words, 4)) this.four.add(run, this.answers);
  }
}

/** 53 bits of a word: FNV-1a as two 32-bit hashes, quick because there are many. */
function wordHash(word: string): number {
  let a = 0x811c9dc5;
  let b = 0x1000193;
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b) + i;
  }
  return ((b >>> 0) & 0x1fffff) * 2 ** 32 + (a >>> 0);
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4;
