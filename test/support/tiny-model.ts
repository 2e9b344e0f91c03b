/**
 * Models of a few words, as ONNX files: the answer to a word hangs on nothing but the word. They are the smallest things that the
 * real runtime loads and runs, so tests need no model from outside.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const LABELS = ['O', 'B-GIVEN_NAME', 'I-SURNAME', 'B-STREET_NAME', 'B-BUILDING_NUMBER', 'B-CITY', 'B-EMAIL'];
type Label = 'given' | 'surname' | 'street' | 'building' | 'city' | 'email';
const COLUMN: Readonly<Record<Label, number>> = { given: 1, surname: 2, street: 3, building: 4, city: 5, email: 6 };

/** Per word, in lower case, how likely it is of a label; the rest is "nothing". All other words are nothing with .999. */
export type Words = Readonly<Record<string, readonly [Label, number]>>;

/** Writes `config.json`, `tokenizer.json` and `onnx/model.onnx`. @returns the folder */
export function tinyModel(folder: string, words: Words): string {
  const id2label = Object.fromEntries(LABELS.map((label, i) => [i, label]));
  const known = [...MARKS, ...Object.keys(words)];
  const table = known.map((word) => rowOf(words[word]));
  return write(folder, known, { id2label }, onnx(table, 'logits'));
}

/**
 * A sentence-embedding model: each word has its vector, all of one size. Other words, and the marks, have none of any length.
 *
 * @param config more of `config.json`
 */
export function tinyEmbeddings(
  folder: string,
  vectors: Readonly<Record<string, readonly number[]>>,
  config: object = {},
): string {
  const known = [...MARKS, ...Object.keys(vectors)];
  const size = Object.values(vectors)[0]?.length ?? 1;
  const table = known.map((word) => [...(vectors[word] ?? new Array<number>(size).fill(0))]);
  return write(folder, known, { model_type: 'tiny', ...config }, onnx(table, 'last_hidden_state'));
}

const MARKS = ['[PAD]', '[UNK]', '[CLS]', '[SEP]'];

function write(folder: string, known: readonly string[], config: object, weights: Buffer): string {
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  const vocab = Object.fromEntries(known.map((word, i) => [word, i]));
  const normalizer = { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, lowercase: true };
  const tokenizer = { normalizer, pre_tokenizer: { type: 'BertPreTokenizer' }, model: { type: 'WordPiece', vocab } };
  writeFileSync(join(folder, 'tokenizer.json'), JSON.stringify(tokenizer));
  writeFileSync(join(folder, 'onnx', 'model.onnx'), weights);
  return folder;
}

/** Logarithms of probabilities: softmax gives the probabilities back. */
function rowOf([label, share]: Words[string] = ['given', 0.0005]): number[] {
  const rest = (1 - share) / 1000;
  return LABELS.map((_, i) => Math.log(i === COLUMN[label] ? share : i === 0 ? 1 - share : rest));
}

/** A graph of one node: `output = Gather(table, input_ids)`. */
function onnx(table: readonly number[][], named: string): Buffer {
  const width = table[0]?.length ?? 1;
  const tensor = [
    ...[number(1, table.length), number(1, width), number(2, 1), text(8, 'table')],
    bytes(9, Buffer.from(Float32Array.from(table.flat()).buffer)),
  ];
  const node = [text(1, 'table'), text(1, 'input_ids'), text(2, named), text(4, 'Gather')];
  const input = value('input_ids', 7, [text(2, 'batch'), text(2, 'length')]);
  const output = value(named, 1, [text(2, 'batch'), text(2, 'length'), number(1, width)]);
  const graph = [part(1, node), text(2, 'tiny'), part(5, tensor), part(11, input), part(12, output)];
  return Buffer.concat([number(1, 8), part(7, graph), part(8, [text(1, ''), number(2, 13)])]);
}

const value = (name: string, type: number, dimensions: readonly Buffer[]): Buffer[] => {
  const shape = dimensions.map((dimension) => part(1, [dimension]));
  return [text(1, name), part(2, [part(1, [number(1, type), part(2, shape)])])];
};

// Protocol buffers, as far as they are needed: numbers, and stretches of bytes with their length.
const varint = (n: number): number[] => (n < 128 ? [n] : [(n & 127) | 128, ...varint(n >>> 7)]);
const number = (field: number, n: number): Buffer => Buffer.from([...varint(field << 3), ...varint(n)]);
const bytes = (field: number, content: Buffer): Buffer =>
  Buffer.concat([Buffer.from([...varint((field << 3) | 2), ...varint(content.length)]), content]);
const text = (field: number, content: string): Buffer => bytes(field, Buffer.from(content));
const part = (field: number, content: readonly Buffer[]): Buffer => bytes(field, Buffer.concat(content));
