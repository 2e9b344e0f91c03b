/** Files of a model's folder, as models are published: where they lie, and what is wrong with them. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import { readJson } from '../json/parse.ts';
import { explained } from '../os-error.ts';
import { Tokenizer } from './tokenizer.ts';

/** Which model it is: stands in the manifest, and keeps remembered answers apart. */
export interface ModelIdentity {
  name: string;
  /** Of the weights, in hex. */
  sha256: string;
}

/** Paths of the three files that every model needs. */
interface ModelFiles {
  weights: string;
  config: string;
  tokenizer: string;
}

/** Where publishers put the weights, best first: a small form answers as well as a large one, and faster. */
const WEIGHTS = [
  ...['onnx/model_q4.onnx', 'onnx/model_int8.onnx', 'onnx/model_quantized.onnx', 'onnx/model.onnx'],
  ...['model_q4.onnx', 'model_int8.onnx', 'model_quantized.onnx', 'model.onnx'],
];

export const PUBLISHED = 'Use the folder as the model was published: config.json, tokenizer.json and an .onnx file.';

/** @returns undefined where no file of the folder has weights that can be run */
export const weightsIn = (folder: string): string | undefined =>
  WEIGHTS.map((name) => join(folder, name)).find((file) => existsSync(file));

/**
 * @param kind of model, as a message says it: `names model`
 * @param shown the place that a message names
 * @throws UserError that names the file which is missing
 */
export function filesIn(folder: string, kind: string, shown = folder): ModelFiles {
  const [config, tokenizer] = [join(folder, 'config.json'), join(folder, 'tokenizer.json')];
  const weights = weightsIn(folder);
  const lacks = (what: string) => new UserError(`The ${kind} at ${shown} lacks ${what}.`, PUBLISHED);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UserError(`There is no folder with a ${kind} at ${shown}.`, PUBLISHED);
  if (weights === undefined) throw lacks('an .onnx file');
  if (!existsSync(config)) throw lacks('config.json');
  if (!existsSync(tokenizer)) throw lacks('tokenizer.json');
  return { weights, config, tokenizer };
}

/** @throws UserError for another kind of tokenizer */
export function tokenizerOf(file: string): Tokenizer {
  const tokenizer = Tokenizer.parse(readJson(file, PUBLISHED));
  if (!tokenizer) throw broken(file, 'only WordPiece tokenizers of BERT-like models are read');
  return tokenizer;
}

/** @throws UserError for a file that cannot be read */
export const sha256Of = (file: string): string =>
  createHash('sha256')
    .update(explained(file, () => readFileSync(file)))
    .digest('hex');

export const broken = (file: string, why: string): UserError =>
  new UserError(`${file} cannot be used: ${why}.`, PUBLISHED);
