/** The tokenizer gives what the published ones give: `names-tokenizer.json` was made by Python's `tokenizers`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Tokenizer } from '../../../src/kit/onnx/tokenizer.ts';

interface Golden {
  vocab: Record<string, number>;
  texts: string[];
  forms: { lowercase: boolean; strip_accents: boolean | null; cases: [number[], number[]][] }[];
}
const golden = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../golden/names-tokenizer.json'), 'utf8'),
) as Golden;
const special = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'];

function tokenizer(form: { lowercase: boolean; strip_accents: boolean | null }): Tokenizer {
  const made = Tokenizer.parse({
    added_tokens: special.map((content, id) => ({ id, content })),
    normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, ...form },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    model: { type: 'WordPiece', vocab: golden.vocab, max_input_chars_per_word: 100 },
  });
  if (!made) throw new Error('not a tokenizer');
  return made;
}

describe.each(golden.forms)('lower case $lowercase, accents taken off $strip_accents', (form) => {
  it.each(golden.texts.map((text, i) => ({ text, i })))('reads $text', ({ text, i }) => {
    const pieces = tokenizer(form).encode(text);
    const [ids, places] = form.cases[i] ?? [[], []];
    expect(pieces.map((piece) => piece.id)).toEqual(ids);
    expect(pieces.flatMap((piece) => [piece.start, piece.end])).toEqual(places);
  });
});

it('says which pieces go on with a word', () => {
  const pieces = tokenizer({ lowercase: true, strip_accents: null }).encode('Temnel met');
  expect(pieces.map((piece) => piece.inner)).toEqual([false, true, false, true, true]);
});

it('takes half of a surrogate pair for nothing', () => {
  const own = tokenizer({ lowercase: true, strip_accents: null });
  expect(own.encode('Maria\ud83d Keller').map((piece) => piece.id)).toEqual(
    own.encode('Maria Keller').map(({ id }) => id),
  );
});

it('reads a long text in linear time', () => {
  const own = tokenizer({ lowercase: true, strip_accents: null });
  const start = performance.now();
  for (const text of ['['.repeat(300_000), 'x'.repeat(300_000), 'é́'.repeat(100_000), '王'.repeat(100_000)])
    own.encode(text);
  expect(performance.now() - start).toBeLessThan(8_000);
});
