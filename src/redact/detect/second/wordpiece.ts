/** WordPiece, as BERT-like models read text: words and punctuation, then the longest known pieces of each. */

export interface Piece {
  id: number;
  /** UTF-16 range in the text. */
  start: number;
  end: number;
}

const WORD = /[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu;
const MAX_WORD = 100;

export class WordPiece {
  readonly cls: number;
  readonly sep: number;

  private constructor(
    private readonly vocabulary: ReadonlyMap<string, number>,
    private readonly lower: boolean,
    private readonly unknown: number,
  ) {
    this.cls = vocabulary.get('[CLS]') ?? 101;
    this.sep = vocabulary.get('[SEP]') ?? 102;
  }

  /** From the content of `tokenizer.json`; undefined when it holds another kind of tokenizer. */
  static parse(json: unknown): WordPiece | undefined {
    const { model, normalizer } = json as {
      model?: { type?: string; vocab?: Record<string, number>; unk_token?: string };
      normalizer?: { lowercase?: boolean } | null;
    };
    if (!model?.vocab || Array.isArray(model.vocab) || (model.type !== undefined && model.type !== 'WordPiece'))
      return undefined;
    const vocabulary = new Map(Object.entries(model.vocab));
    return new WordPiece(vocabulary, normalizer?.lowercase ?? false, vocabulary.get(model.unk_token ?? '[UNK]') ?? 100);
  }

  encode(text: string): Piece[] {
    const out: Piece[] = [];
    for (const match of text.matchAll(WORD)) this.word(match[0], match.index, out);
    return out;
  }

  private word(word: string, at: number, out: Piece[]): void {
    const form = this.lower ? fold(word) : word;
    if (form.length !== word.length || word.length > MAX_WORD) {
      out.push({ id: this.vocabulary.get(form) ?? this.unknown, start: at, end: at + word.length });
      return;
    }
    const pieces: Piece[] = [];
    for (let start = 0; start < form.length; ) {
      let end = form.length;
      let id: number | undefined;
      for (; end > start; end--) {
        id = this.vocabulary.get((start ? '##' : '') + form.slice(start, end));
        if (id !== undefined) break;
      }
      if (id === undefined) {
        out.push({ id: this.unknown, start: at, end: at + word.length });
        return;
      }
      pieces.push({ id, start: at + start, end: at + end });
      start = end;
    }
    out.push(...pieces);
  }
}

function fold(word: string): string {
  return word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
}
