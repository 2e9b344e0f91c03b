/** A model's folder: which files it needs, what is wrong with it, and which known model it is. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../../../../kit/errors.ts';
import { readJson } from '../../../../kit/json/parse.ts';
import { explained } from '../../../../kit/os-error.ts';
import { KNOWN_MODELS } from '../../../../model/names-model.ts';
import { roleOf } from './labels.ts';
import { Tokenizer } from './tokenizer.ts';

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

/** Which model it is: stands in the manifest, and keeps remembered answers apart. */
export interface ModelIdentity {
  /** `Rampart`, or `custom` for one whose hash is not known. */
  name: string;
  /** Of the weights, in hex. */
  sha256: string;
}

/** Where publishers put the weights, best first: a small form answers as well as a large one, and faster. */
const WEIGHTS = [
  ...['onnx/model_q4.onnx', 'onnx/model_int8.onnx', 'onnx/model_quantized.onnx', 'onnx/model.onnx'],
  ...['model_q4.onnx', 'model_int8.onnx', 'model_quantized.onnx', 'model.onnx'],
];

const ModelConfig = z.looseObject({
  id2label: z.record(z.string().regex(/^\d{1,4}$/), z.string()),
  max_position_embeddings: z.int().min(8).default(512),
});

const PUBLISHED = 'Use the folder as the model was published: config.json, tokenizer.json and an .onnx file.';

/** @throws UserError for a file that cannot be read */
function identify(weights: string): ModelIdentity {
  const sha256 = createHash('sha256')
    .update(explained(weights, () => readFileSync(weights)))
    .digest('hex');
  return { name: KNOWN_MODELS.find((model) => model.sha256 === sha256)?.name ?? 'custom', sha256 };
}

export const identityOf = ({ name, sha256 }: ModelIdentity): ModelIdentity => ({ name, sha256 });

/** Whether a folder looks like a model's at all. */
export const isModelFolder = (folder: string): boolean =>
  existsSync(join(folder, 'config.json')) && Boolean(weightsIn(folder));

const weightsIn = (folder: string): string | undefined =>
  WEIGHTS.map((name) => join(folder, name)).find((file) => existsSync(file));

/**
 * @param shown the place that a message names
 * @throws UserError that names the file which is missing, damaged, or of another kind
 */
export function readFolder(folder: string, shown = folder): ModelFolder {
  const [config, tokenizer] = [join(folder, 'config.json'), join(folder, 'tokenizer.json')];
  const weights = weightsIn(folder);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UserError(`There is no folder with a names model at ${shown}.`, PUBLISHED);
  if (weights === undefined) throw lacks(shown, 'an .onnx file');
  if (!existsSync(config)) throw lacks(shown, 'config.json');
  if (!existsSync(tokenizer)) throw lacks(shown, 'tokenizer.json');
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

function tokenizerOf(file: string): Tokenizer {
  const tokenizer = Tokenizer.parse(readJson(file, PUBLISHED));
  if (!tokenizer) throw broken(file, 'only WordPiece tokenizers of BERT-like models are read');
  return tokenizer;
}

const lacks = (folder: string, what: string): UserError =>
  new UserError(`The names model at ${folder} lacks ${what}.`, PUBLISHED);

export const broken = (file: string, why: string): UserError =>
  new UserError(`${file} cannot be used: ${why}.`, PUBLISHED);
