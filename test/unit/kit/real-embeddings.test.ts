/**
 * An extra with a real model: GOLDPAN_EMBEDDINGS names the folder of one that knows English, such as all-MiniLM-L6-v2. Nothing is
 * downloaded.
 */
import { describe, expect, it } from 'vitest';
import { EmbeddingModel, readEmbeddingFolder } from '../../../src/kit/onnx/embedding-model.ts';

const folder = process.env.GOLDPAN_EMBEDDINGS ?? '';
if (!folder) console.warn('skipped: no sentence-embedding model under GOLDPAN_EMBEDDINGS');

describe.skipIf(!folder)('a real model', () => {
  it('finds what is meant nearer than what is worded alike', async () => {
    const model = new EmbeddingModel(readEmbeddingFolder(folder));
    const vector = async (text: string) => (await model.vector(text)) ?? expect.fail();
    const [asked, meant, worded] = [
      await vector('How can I reset my password?'),
      await vector('I forgot my login credentials'),
      await vector('How can I repaint my fence?'),
    ];
    const alike = (a: Float32Array, b: Float32Array) => a.reduce((sum, x, d) => sum + x * (b[d] ?? 0), 0);
    expect(Math.hypot(...asked)).toBeCloseTo(1, 2);
    expect(alike(asked, meant)).toBeGreaterThan(alike(asked, worded));
  });
});
