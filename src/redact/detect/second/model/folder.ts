/** A names model's folder: what is wrong with it, and which known model it is. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson } from '../../../../kit/json/parse.ts';
import {
  broken,
  filesIn,
  type ModelIdentity,
  PUBLISHED,
  sha256Of,
  tokenizerOf,
  weightsIn,
} from '../../../../kit/onnx/files.ts';
import type { Tokenizer } from '../../../../kit/onnx/tokenizer.ts';
import { KNOWN_MODELS } from '../../../../model/names-model.ts';
import { roleOf } from './labels.ts';

/** Everything of a model that is known before a runtime is needed. */
export interface ModelFolder extends ModelIdentity {
  /** File of the weights. */
  weights: string;
  tokenizer: Tokenizer;
  /** By number; gaps are labels that the table leaves out. */
  labels: readonly (string | undefined)[];
  /** Pieces that the model reads at once, with the two marks. */
  length: number;
}

const ModelConfig = z.looseObject({
  id2label: z.record(z.string().regex(/^\d{1,4}$/), z.string()),
  max_position_embeddings: z.int().min(8).default(512),
});

/** `custom`: a model whose hash is not known. @throws UserError for a file that cannot be read */
function identify(weights: string): ModelIdentity {
  const sha256 = sha256Of(weights);
  return { name: KNOWN_MODELS.find((model) => model.sha256 === sha256)?.name ?? 'custom', sha256 };
}

export const identityOf = ({ name, sha256 }: ModelIdentity): ModelIdentity => ({ name, sha256 });

/** Whether a folder looks like a model's at all. */
export const isModelFolder = (folder: string): boolean =>
  existsSync(join(folder, 'config.json')) && Boolean(weightsIn(folder));

/**
 * @param shown the place that a message names
 * @throws UserError that names the file which is missing, damaged, or of another kind
 */
export function readFolder(folder: string, shown = folder): ModelFolder {
  const { weights, config, tokenizer } = filesIn(folder, 'names model', shown);
  return { weights, ...labelsOf(config), tokenizer: tokenizerOf(tokenizer), ...identify(weights) };
}

function labelsOf(file: string): Pick<ModelFolder, 'labels' | 'length'> {
  const config = ModelConfig.safeParse(readJson(file, PUBLISHED));
  if (!config.success) throw broken(file, 'it has no table `id2label` of labels');
  const labels: (string | undefined)[] = [];
  for (const [id, label] of Object.entries(config.data.id2label)) labels[Number(id)] = label;
  if (!labels.some((label) => label !== undefined && roleOf(label) === 'person'))
    throw broken(file, 'none of its labels is for people');
  return { labels, length: config.data.max_position_embeddings };
}
