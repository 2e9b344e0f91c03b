/** A sentence-embedding model by the real runtime: what its vectors are, and what is said of a folder that cannot be used. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/kit/errors.ts';
import { EmbeddingModel, readEmbeddingFolder } from '../../../src/kit/onnx/embedding-model.ts';
import { tempFolder } from '../../support/temp.ts';
import { tinyEmbeddings } from '../../support/tiny-model.ts';

const made = (config: object = {}): string => tinyEmbeddings(tempFolder(), { red: [3, 0], blue: [0, 4] }, config);
const vector = async (folder: string, text: string) =>
  Array.from((await new EmbeddingModel(readEmbeddingFolder(folder)).vector(text)) ?? []);

/** As sentence-transformers write it beside the model. */
function pooling(folder: string, mode: string): string {
  mkdirSync(join(folder, '1_Pooling'));
  writeFileSync(join(folder, '1_Pooling', 'config.json'), JSON.stringify({ [`pooling_mode_${mode}`]: true }));
  return folder;
}

describe('a vector', () => {
  it('is the mean of the tokens, of unit length, to four decimals', async () => {
    const [x, y] = await vector(made(), 'red blue');
    expect([x, y].map((n) => n?.toFixed(6))).toEqual(['0.600000', '0.800000']);
    expect((await vector(made(), 'Red red blue')).map((n) => n.toFixed(6))).toEqual(['0.832100', '0.554700']);
  });
  it('is that of the first token where the model was trained so, and the mean where it says that', async () => {
    // The mark at the beginning has no vector of any length in this model.
    expect(await vector(pooling(made(), 'cls_token'), 'red')).toEqual([]);
    expect(await vector(pooling(made(), 'mean_tokens'), 'red')).toEqual([1, 0]);
  });
  it('is of 254 pieces at most, or of what the model reads', async () => {
    const text = (words: number): string => `${'red '.repeat(words)}blue`;
    expect(await vector(made(), text(254))).toEqual([1, 0]);
    expect((await vector(made(), text(253)))[1]).toBeGreaterThan(0);
    expect(await vector(made({ max_position_embeddings: 12 }), text(10))).toEqual([1, 0]);
  });
  it('is none for a text of which the model says nothing', async () => {
    expect(await vector(made(), '')).toEqual([]);
    expect(await vector(made(), 'green')).toEqual([]);
  });
});

describe('the name of a model', () => {
  it.each([
    [{ _name_or_path: 'org/small-model' }, 'org/small-model'],
    [{ _name_or_path: '/home/ada/models/small' }, 'tiny'],
    [{ _name_or_path: '../mine', model_type: 'a b' }, 'custom'],
    [{}, 'tiny'],
  ])('of %j is %s, and never a path', (config, name) => {
    expect(new EmbeddingModel(readEmbeddingFolder(made(config))).identity).toEqual({
      name,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });
});

describe('a folder that cannot be used', () => {
  it.each([
    ['config.json', /sentence-embedding model at .* lacks config\.json/],
    ['tokenizer.json', /lacks tokenizer\.json/],
    ['onnx', /lacks an \.onnx file/],
    ['', /There is no folder with a sentence-embedding model/],
  ])('is told by what it lacks: %s', (name, message) => {
    const folder = made();
    rmSync(join(folder, name), { recursive: true });
    expect(() => readEmbeddingFolder(folder)).toThrow(message);
    expect(() => readEmbeddingFolder(folder)).toThrow(UserError);
  });
  it('is one whose vectors are made in a way that is not known', () => {
    expect(() => readEmbeddingFolder(pooling(made(), 'max_tokens'))).toThrow(/1_Pooling.config\.json cannot be used/);
  });
  it('is one with another kind of tokenizer, or without its marks', () => {
    const folder = made();
    const write = (json: object): void => writeFileSync(join(folder, 'tokenizer.json'), JSON.stringify(json));
    write({ model: { type: 'Unigram', vocab: [] } });
    expect(() => readEmbeddingFolder(folder)).toThrow(/tokenizer\.json cannot be used: only WordPiece/);
    write({ pre_tokenizer: { type: 'BertPreTokenizer' }, model: { vocab: { red: 1 } } });
    expect(() => readEmbeddingFolder(folder)).toThrow(/no \[CLS\] and \[SEP\]/);
  });
  it('is one with damaged weights, as soon as they are needed', async () => {
    const folder = made();
    writeFileSync(join(folder, 'onnx/model.onnx'), 'no protocol buffer');
    await expect(vector(folder, 'red')).rejects.toThrow(/model\.onnx cannot be used/);
  });
});
