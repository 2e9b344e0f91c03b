/**
 * WordPiece as published in `tokenizer.json`: normaliser, words and punctuation, then the longest known pieces of each word. Each
 * piece keeps its place in the text.
 */
import { z } from 'zod';
import { type NormalizerOptions, normalize } from './normalize.ts';

export interface Piece {
  id: number;
  /** UTF-16 range in the text. */
  start: number;
  end: number;
  /** It goes on with the word of the piece before it. */
  inner: boolean;
}

/** The parts of `tokenizer.json` that are read; another kind of model or of pre-tokenizer is refused. */
const Published = z.looseObject({
  added_tokens: z.array(z.looseObject({ id: z.int(), content: z.string().min(1) })).default([]),
  normalizer: z
    .looseObject({
      type: z.literal('BertNormalizer'),
      clean_text: z.boolean().default(true),
      handle_chinese_chars: z.boolean().default(true),
      strip_accents: z.boolean().nullish(),
      lowercase: z.boolean().default(true),
    })
    .nullish(),
  pre_tokenizer: z.looseObject({ type: z.literal('BertPreTokenizer') }),
  model: z.looseObject({
    type: z.literal('WordPiece').optional(),
    unk_token: z.string().default('[UNK]'),
    continuing_subword_prefix: z.string().default('##'),
    max_input_chars_per_word: z.int().default(100),
    vocab: z.record(z.string(), z.int()),
  }),
});
type Published = z.infer<typeof Published>;

/** ASCII signs count as punctuation, also those that Unicode calls symbols. */
const PUNCTUATION = /[!-/:-@[-`{-~\p{P}]/u;
const SPACE = /\s/u;

/** A word being gathered: its characters after normalisation, each with the range it came from. */
interface Word {
  chars: string[];
  starts: number[];
  ends: number[];
}

export class Tokenizer {
  readonly cls: number;
  readonly sep: number;
  /** Whether its vocabulary has the two marks by their usual names. */
  readonly marked: boolean;
  private readonly vocabulary: ReadonlyMap<string, number>;
  private readonly unknown: number;
  private readonly prefix: string;
  private readonly longest: number;
  private readonly normalizer: NormalizerOptions;
  /** `[SEP]` and the like are read as such where a text holds them. */
  private readonly added: readonly { id: number; content: string }[];

  private constructor({ added_tokens, normalizer, model }: Published) {
    this.vocabulary = new Map(Object.entries(model.vocab));
    this.cls = this.vocabulary.get('[CLS]') ?? 101;
    this.sep = this.vocabulary.get('[SEP]') ?? 102;
    this.marked = this.vocabulary.has('[CLS]') && this.vocabulary.has('[SEP]');
    this.unknown = this.vocabulary.get(model.unk_token) ?? 100;
    this.prefix = model.continuing_subword_prefix;
    this.longest = model.max_input_chars_per_word;
    this.added = added_tokens;
    this.normalizer = {
      cleanText: normalizer?.clean_text ?? false,
      chinese: normalizer?.handle_chinese_chars ?? false,
      // Without a word of its own, it follows the case.
      stripAccents: normalizer?.strip_accents ?? normalizer?.lowercase ?? false,
      lower: normalizer?.lowercase ?? false,
    };
  }

  /** @param json content of `tokenizer.json`. @returns undefined for another kind of tokenizer */
  static parse(json: unknown): Tokenizer | undefined {
    const published = Published.safeParse(json);
    return published.success ? new Tokenizer(published.data) : undefined;
  }

  /** The pieces of a text, without the marks at its ends. */
  encode(text: string): Piece[] {
    const out: Piece[] = [];
    let from = 0;
    for (let at = text.indexOf('['); this.added.length > 0 && at >= 0; at = text.indexOf('[', at + 1)) {
      const token = at < from ? undefined : this.added.find(({ content }) => text.startsWith(content, at));
      if (!token) continue;
      this.words(text, from, at, out);
      from = at + token.content.length;
      out.push({ id: token.id, start: at, end: from, inner: false });
    }
    this.words(text, from, text.length, out);
    return out;
  }

  private words(text: string, from: number, to: number, out: Piece[]): void {
    let word: Word = { chars: [], starts: [], ends: [] };
    const flush = (): void => {
      if (word.chars.length === 0) return;
      this.pieces(word, out);
      word = { chars: [], starts: [], ends: [] };
    };
    for (let at = from; at < to; ) {
      const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
      const end = at + char.length;
      // Most characters become themselves or one other; some become none, or several.
      for (const form of normalize(char, this.normalizer)) {
        const apart = PUNCTUATION.test(form);
        if (apart || SPACE.test(form)) flush();
        else {
          word.chars.push(form);
          word.starts.push(at);
          word.ends.push(end);
        }
        if (apart) this.pieces({ chars: [form], starts: [at], ends: [end] }, out);
      }
      at = end;
    }
    flush();
  }

  /** The longest known piece from each place on; a word with a part that is not known is unknown as a whole. */
  private pieces({ chars, starts, ends }: Word, out: Piece[]): void {
    const place = (first: number, last: number) => ({ start: starts[first] ?? 0, end: ends[last] ?? 0 });
    const found: Piece[] = [];
    let read = 0;
    while (read < chars.length && chars.length <= this.longest) {
      const first = read;
      const piece = this.longestFrom(chars, first);
      if (!piece) break;
      found.push({ id: piece.id, ...place(first, piece.end - 1), inner: first > 0 });
      read = piece.end;
    }
    if (read === chars.length) out.push(...found);
    else out.push({ id: this.unknown, ...place(0, chars.length - 1), inner: false });
  }

  private longestFrom(chars: readonly string[], first: number): { id: number; end: number } | undefined {
    for (let end = chars.length; end > first; end--) {
      const id = this.vocabulary.get((first > 0 ? this.prefix : '') + chars.slice(first, end).join(''));
      if (id !== undefined) return { id, end };
    }
    return undefined;
  }
}
