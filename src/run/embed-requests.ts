/** The step of a run that has a sentence-embedding model read what users ask for, where goldpan.json names one. */
import { Cancelled } from '../kit/errors.ts';
import { Key } from '../kit/key.ts';
import type { EmbeddingModel } from '../kit/onnx/embedding-model.ts';
import { randomOf } from '../kit/random.ts';
import type { Card } from '../stages/card.ts';
import type { ExampleSource } from '../stages/example-source.ts';
import type { Embedded } from '../stages/topics/by-model.ts';
import { textsDealtAnew } from '../stages/topics/dealt.ts';
import { drawRequests, requestKey, SAMPLE } from '../stages/topics/sample.ts';
import { requestOf } from '../stages/topics/terms.ts';
import type { RunOptions } from './options.ts';

/** Different requests that are read at most, the sample first: five minutes with the noise, at 64 ms each (a small model, as WebAssembly). */
const MOST = 4000;

/**
 * The texts are the store's, which are redacted; the model runs in this process.
 *
 * @returns undefined without a model
 * @throws UserError when the weights cannot be used; Cancelled
 */
export async function embedRequests(
  model: EmbeddingModel | undefined,
  { config, signal, onProgress }: Pick<RunOptions, 'config' | 'signal' | 'onProgress'>,
  cards: readonly Card[],
  store: ExampleSource,
  most = MOST,
): Promise<Embedded | undefined> {
  if (!model || !config.topics.enabled) return undefined;
  const all = drawRequests(cards, config.seed, Number.POSITIVE_INFINITY);
  const read = all.slice(0, most);
  const steps = read.length + Math.min(SAMPLE, read.length);
  let done = 0;
  const vectorOf = async (text: string): Promise<Float32Array | undefined> => {
    if (signal?.aborted) throw new Cancelled();
    const vector = await model.vector(text);
    onProgress?.('topics', ++done, steps);
    return vector;
  };
  const vectors = new Map<string, Float32Array>();
  const sample: string[] = [];
  for (const card of read) {
    const text = requestOf(store.read(card).messages);
    if (sample.length < SAMPLE) sample.push(text);
    const vector = await vectorOf(text);
    if (vector) vectors.set(requestKey(card), vector);
  }
  const next = randomOf(new Key(Buffer.from(config.seed)).digest('topics-noise', []).readUInt32BE(0));
  const noise: Float32Array[] = [];
  for (const text of textsDealtAnew(sample, next)) {
    const vector = await vectorOf(text);
    if (vector) noise.push(vector);
  }
  return { by: model.identity, vectors, noise, unread: all.length - read.length };
}
