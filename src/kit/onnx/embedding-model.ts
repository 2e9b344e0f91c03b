/** A sentence-embedding model: texts that mean alike get vectors that point alike. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson } from '../json/parse.ts';
import { broken, filesIn, type ModelIdentity, PUBLISHED, sha256Of, tokenizerOf } from './files.ts';
import { type Opened, openWeights, type Tensor } from './runtime.ts';
import type { Tokenizer } from './tokenizer.ts';

/** Pieces that are read of a text, with the two marks: what sentence models are trained on at most, as a rule. */
const LONGEST = 256;
/** Vectors are kept to four decimals: the last bits are those of the processor. */
const DECIMALS = 10_000;

const ModelConfig = z.looseObject({
  _name_or_path: z.string().optional(),
  model_type: z.string().optional(),
  max_position_embeddings: z.int().min(8).default(512),
});
/** `1_Pooling/config.json` of sentence-transformers; a folder without it has the mean, as most have. */
const Pooling = z.looseObject({
  pooling_mode_cls_token: z.boolean().default(false),
  pooling_mode_mean_tokens: z.boolean().default(false),
});

/** Everything of a model that is known before a runtime is needed. */
interface EmbeddingFolder extends ModelIdentity {
  weights: string;
  tokenizer: Tokenizer;
  pooling: 'mean' | 'cls';
  length: number;
}

/** @throws UserError that names the file which is missing, damaged, or of another kind */
export function readEmbeddingFolder(folder: string): EmbeddingFolder {
  const files = filesIn(folder, 'sentence-embedding model');
  const config = ModelConfig.safeParse(readJson(files.config, PUBLISHED));
  if (!config.success) throw broken(files.config, 'it does not describe a model');
  const tokenizer = tokenizerOf(files.tokenizer);
  if (!tokenizer.marked) throw broken(files.tokenizer, 'its vocabulary has no [CLS] and [SEP]');
  const { max_position_embeddings: length, model_type } = config.data;
  return {
    weights: files.weights,
    tokenizer,
    pooling: poolingOf(join(folder, '1_Pooling', 'config.json')),
    length: Math.min(LONGEST, length),
    name: nameIn(config.data._name_or_path) ?? nameIn(model_type) ?? 'custom',
    sha256: sha256Of(files.weights),
  };
}

/** A publisher's name, as in `org/model`; a path of somebody's disk is nobody's business. */
const nameIn = (text = ''): string | undefined => (/^\w[\w.-]*(?:\/\w[\w.-]*)?$/.test(text) ? text : undefined);

function poolingOf(file: string): 'mean' | 'cls' {
  if (!existsSync(file)) return 'mean';
  const pooling = Pooling.safeParse(readJson(file, PUBLISHED)).data;
  if (pooling?.pooling_mode_cls_token && !pooling.pooling_mode_mean_tokens) return 'cls';
  if (pooling?.pooling_mode_mean_tokens && !pooling.pooling_mode_cls_token) return 'mean';
  throw broken(file, 'only the mean of the tokens, or the first one alone, is a vector here');
}

export class EmbeddingModel {
  private opened: Promise<Opened> | undefined;

  /** The folder is checked; weights and runtime are loaded with the first text. */
  constructor(private readonly folder: EmbeddingFolder) {}

  get identity(): ModelIdentity {
    const { name, sha256 } = this.folder;
    return { name, sha256 };
  }

  /**
   * One text at a time, so that its vector does not depend on which others were read with it.
   * @returns of unit length; undefined for a text without a piece
   * @throws UserError for weights that are those of no sentence-embedding model
   */
  async vector(text: string): Promise<Float32Array | undefined> {
    const { tokenizer, length, weights, pooling } = this.folder;
    const pieces = tokenizer.encode(text).slice(0, length - 2);
    if (pieces.length === 0) return undefined;
    this.opened ??= openWeights(weights);
    const { feed, session } = await this.opened;
    const ids = [tokenizer.cls, ...pieces.map((piece) => piece.id), tokenizer.sep];
    const out = await session.run(feed(ids));
    // An export with the pooling inside says so by this name.
    const made = out.sentence_embedding ?? out[session.outputNames[0] ?? ''];
    if (!made || !isVectors(made, ids.length)) throw broken(weights, 'it gives no vector of a text or of its tokens');
    return unit(made.dims.length === 2 ? Float32Array.from(made.data) : pooled(made, pooling));
  }
}

/** One vector, or one for each token. */
const isVectors = ({ dims: [batch, ...rest] }: Tensor, tokens: number): boolean =>
  batch === 1 && (rest.length === 1 || (rest.length === 2 && rest[0] === tokens));

/** The mask of a single text leaves nothing out: the mean is over all its tokens. */
function pooled({ data, dims }: Tensor, pooling: 'mean' | 'cls'): Float32Array {
  const [tokens, size] = [pooling === 'cls' ? 1 : (dims[1] ?? 1), dims[2] ?? 0];
  const sum = new Float64Array(size);
  for (let token = 0; token < tokens; token++)
    for (let d = 0; d < size; d++) sum[d] = (sum[d] ?? 0) + (data[token * size + d] ?? 0);
  return Float32Array.from(sum, (x) => x / tokens);
}

function unit(vector: Float32Array): Float32Array | undefined {
  const length = Math.hypot(...vector);
  return length < 1e-6 ? undefined : vector.map((x) => Math.round((DECIMALS * x) / length) / DECIMALS);
}
