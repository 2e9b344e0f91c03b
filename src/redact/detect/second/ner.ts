/**
 * A local ONNX token-classification model, if the user has one. Neither the runtime nor the model comes with Goldpan: both are
 * looked for when asked for, and nothing is downloaded.
 *
 * `path` is a folder as token-classification models are published: `config.json` with `id2label`, `tokenizer.json` with a
 * WordPiece vocabulary, and `model.onnx` (or `onnx/model.onnx`); or the path of the .onnx file inside such a folder.
 */
import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../../../kit/errors.ts';
import { readJson } from '../../../kit/json/parse.ts';
import type { PiiType } from '../../types.ts';
import type { Finding, TextUnit } from '../detector.ts';
import { WordPiece } from './wordpiece.ts';

/** What is used of onnxruntime-node. */
interface Tensor {
  data: ArrayLike<number>;
  dims: readonly number[];
}
interface Runtime {
  InferenceSession: {
    create(path: string): Promise<{
      inputNames: readonly string[];
      outputNames: readonly string[];
      run(feeds: Record<string, unknown>): Promise<Record<string, Tensor>>;
    }>;
  };
  Tensor: new (type: 'int64', data: BigInt64Array, dims: readonly number[]) => unknown;
}
type ModelSession = Awaited<ReturnType<Runtime['InferenceSession']['create']>>;

/** Labels of the usual models, without their B- and I-. */
const TYPES: Readonly<Record<string, PiiType>> = {
  PER: 'PERSON',
  PERSON: 'PERSON',
  NAME: 'PERSON',
  FIRSTNAME: 'PERSON',
  LASTNAME: 'PERSON',
  MIDDLENAME: 'PERSON',
  GIVENNAME: 'PERSON',
  SURNAME: 'PERSON',
  LOC: 'LOCATION',
  LOCATION: 'LOCATION',
  GPE: 'LOCATION',
  CITY: 'LOCATION',
  STATE: 'LOCATION',
  COUNTRY: 'LOCATION',
  ORG: 'ORGANIZATION',
  ORGANIZATION: 'ORGANIZATION',
  COMPANYNAME: 'ORGANIZATION',
  NORP: 'NRP',
  DATE: 'DATE',
  DOB: 'DATE_OF_BIRTH',
  DATEOFBIRTH: 'DATE_OF_BIRTH',
  STREET: 'ADDRESS',
  STREETADDRESS: 'ADDRESS',
  ADDRESS: 'ADDRESS',
  BUILDINGNUMBER: 'ADDRESS',
  ZIPCODE: 'POSTAL_CODE',
  EMAIL: 'EMAIL',
  PHONE: 'PHONE',
  PHONENUMBER: 'PHONE',
  TELEPHONENUM: 'PHONE',
  USERNAME: 'USERNAME',
  AGE: 'AGE',
  JOBTITLE: 'TITLE',
};

/** Word pieces a model reads at once, without its two marks. */
const WINDOW = 256;
const OVERLAP = 32;
const MIN_SCORE = 0.5;

export class NerModel {
  private constructor(
    private readonly runtime: Runtime,
    private readonly session: ModelSession,
    private readonly pieces: WordPiece,
    private readonly labels: readonly string[],
  ) {}

  static async load(path: string): Promise<NerModel> {
    const files = locate(path);
    const runtime = await loadRuntime();
    const config = readJson(files.config, PUBLISHED) as { id2label?: Record<string, string> };
    if (!config.id2label) throw broken(files.config, 'it has no `id2label`');
    const labels = Object.entries(config.id2label)
      .sort((a, b) => Number(a[0]) - Number(b[0]))
      .map(([, label]) => label);
    const pieces = WordPiece.parse(readJson(files.tokenizer, PUBLISHED));
    if (!pieces) throw broken(files.tokenizer, 'only WordPiece tokenizers are read');
    const session = await runtime.InferenceSession.create(files.model);
    return new NerModel(runtime, session, pieces, labels);
  }

  /** Findings of the model in prose and longer values, one list a unit. */
  async find(units: readonly TextUnit[]): Promise<Finding[][]> {
    const out: Finding[][] = [];
    for (const unit of units) {
      const readable = (unit.kind === 'prose' || unit.kind === 'value') && /\p{L}\s+\p{L}/u.test(unit.text);
      out.push(readable ? await this.read(unit.text) : []);
    }
    return out;
  }

  private async read(text: string): Promise<Finding[]> {
    const pieces = this.pieces.encode(text);
    const out: Finding[] = [];
    for (let from = 0; from < pieces.length; from += WINDOW - OVERLAP) {
      const window = pieces.slice(from, from + WINDOW);
      const ids = [this.pieces.cls, ...window.map((piece) => piece.id), this.pieces.sep];
      const dims = [1, ids.length];
      const tensor = (values: readonly number[]): unknown =>
        new this.runtime.Tensor('int64', BigInt64Array.from(values, BigInt), dims);
      const feeds: Record<string, unknown> = {};
      for (const name of this.session.inputNames)
        feeds[name] = tensor(name === 'input_ids' ? ids : ids.map(() => (name === 'attention_mask' ? 1 : 0)));
      const logits = (await this.session.run(feeds))[this.session.outputNames[0] ?? 'logits'];
      if (!logits) break;
      out.push(...this.spans(text, window, logits));
      if (from + WINDOW >= pieces.length) break;
    }
    return out;
  }

  private spans(text: string, window: readonly { start: number; end: number }[], logits: Tensor): Finding[] {
    const n = this.labels.length;
    const out: Finding[] = [];
    window.forEach(({ start, end }, i) => {
      const { label, score } = best(logits.data, (i + 1) * n, n, this.labels);
      const type =
        TYPES[
          label
            .replace(/^[BIES]-/, '')
            .replace(/[-_ ]/g, '')
            .toUpperCase()
        ];
      if (!type || score < MIN_SCORE) return;
      const last = out[out.length - 1];
      const continues =
        last && last.type === type && !/^B-/.test(label) && /^[\s.'’-]{0,2}$/.test(text.slice(last.end, start));
      // A piece inside a word belongs to the word, whatever the model says of its start.
      if (last && (continues || (last.end === start && last.type === type))) {
        last.end = end;
        last.confidence = Math.min(last.confidence, score);
      } else out.push({ start, end, type, detector: 'ner', rule: label, confidence: score });
    });
    return out;
  }
}

function best(
  data: ArrayLike<number>,
  at: number,
  n: number,
  labels: readonly string[],
): { label: string; score: number } {
  let top = 0;
  let sum = 0;
  let max = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < n; k++) {
    const value = data[at + k] ?? Number.NEGATIVE_INFINITY;
    if (value > max) {
      max = value;
      top = k;
    }
  }
  for (let k = 0; k < n; k++) sum += Math.exp((data[at + k] ?? 0) - max);
  return { label: labels[top] ?? 'O', score: 1 / sum };
}

function locate(path: string): { model: string; config: string; tokenizer: string } {
  if (!existsSync(path))
    throw new UserError(
      `There is no NER model at ${path}.`,
      'Correct `privacy.nerModel`, or remove it to redact without a model.',
    );
  const folder = statSync(path).isDirectory()
    ? path
    : basename(dirname(path)) === 'onnx'
      ? dirname(dirname(path))
      : dirname(path);
  const models = statSync(path).isDirectory()
    ? ['model.onnx', 'onnx/model.onnx', 'onnx/model_quantized.onnx'].map((name) => join(path, name))
    : [path];
  const model = models.find((one) => existsSync(one));
  const config = join(folder, 'config.json');
  const tokenizer = join(folder, 'tokenizer.json');
  for (const [name, found] of [
    ['model.onnx', model],
    ['config.json', existsSync(config)],
    ['tokenizer.json', existsSync(tokenizer)],
  ] as const)
    if (!found)
      throw new UserError(
        `The NER model at ${path} lacks ${name}.`,
        'Point `privacy.nerModel` at a folder with model.onnx, config.json and tokenizer.json.',
      );
  return { model: model as string, config, tokenizer };
}

async function loadRuntime(): Promise<Runtime> {
  // A variable keeps bundlers from resolving what is not installed.
  const name = 'onnxruntime-node';
  try {
    return (await import(name)) as Runtime;
  } catch {
    throw new UserError(
      'The NER model needs the package onnxruntime-node, which is not installed.',
      'Install it beside Goldpan (npm install onnxruntime-node), or remove `privacy.nerModel`.',
    );
  }
}

const PUBLISHED = 'Use the files as the model was published, exported for token classification.';

function broken(path: string, why: string): UserError {
  return new UserError(`${path} cannot be used: ${why}.`, PUBLISHED);
}
