/**
 * What runs a model: onnxruntime-web, which comes with Goldpan as WebAssembly, or onnxruntime-node where it is installed and may
 * be used. Both have one interface and give the same answers; the native one is about five times as fast.
 */
import { existsSync, readFileSync } from 'node:fs';
import { explained } from '../os-error.ts';
import { broken } from './files.ts';

export interface Tensor {
  data: ArrayLike<number>;
  dims: readonly number[];
}
interface ModelSession {
  inputNames: readonly string[];
  outputNames: readonly string[];
  run(feeds: Record<string, unknown>): Promise<Record<string, Tensor>>;
}
/** What is used of either package. */
interface Onnx {
  InferenceSession: { create(model: Uint8Array, options: object): Promise<ModelSession> };
  Tensor: new (type: 'int64', data: BigInt64Array, dims: readonly number[]) => unknown;
}
interface Runtime {
  name: 'native' | 'wasm';
  open(model: Uint8Array): Promise<ModelSession>;
  tensor(values: readonly number[], dims: readonly number[]): unknown;
}

/** One thread: a run has threads of its own, and the order of additions must not depend on how many. */
const ONE_THREAD = { intraOpNumThreads: 1, interOpNumThreads: 1 };

let loaded: Promise<Runtime> | undefined;

/** Weights that can be run on one text at a time. */
export interface Opened {
  session: ModelSession;
  /** What the model takes in: the ids of one text, all of which count. */
  feed(ids: readonly number[]): Record<string, unknown>;
}

/** @throws UserError for a file that is no model, or one that the runtime cannot read */
export async function openWeights(weights: string): Promise<Opened> {
  const runtime = await loadRuntime();
  const session = await runtime.open(explained(weights, () => readFileSync(weights))).catch(() => {
    throw broken(weights, 'the runtime cannot read it');
  });
  const values = (name: string, ids: readonly number[]): readonly number[] =>
    name === 'input_ids' ? ids : ids.map(() => (name === 'attention_mask' ? 1 : 0));
  return {
    session,
    feed: (ids) =>
      Object.fromEntries(session.inputNames.map((name) => [name, runtime.tensor(values(name, ids), [1, ids.length])])),
  };
}

/** Loaded once a thread, and only when a model is to be run. */
function loadRuntime(): Promise<Runtime> {
  loaded ??= native().then((found) => found ?? wasm());
  return loaded;
}

/** Not inside Electron, whose hosts native code has brought down; GOLDPAN_ONNX=wasm leaves it out elsewhere. */
async function native(): Promise<Runtime | undefined> {
  if (process.versions.electron !== undefined || process.env.GOLDPAN_ONNX === 'wasm') return undefined;
  // A variable keeps the bundler from resolving what is not installed.
  const name = 'onnxruntime-node';
  try {
    return asRuntime('native', asOnnx(await import(name)), ['cpu']);
  } catch {
    return undefined;
  }
}

async function wasm(): Promise<Runtime> {
  const module = await import('onnxruntime-web');
  module.env.wasm.numThreads = 1;
  // Beside the bundle; run from the sources, the package finds its own.
  const [glue, code] = ['ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm'].map(
    (file) => new URL(`./${file}`, import.meta.url),
  );
  if (glue && code && existsSync(code)) module.env.wasm.wasmPaths = { mjs: glue.href, wasm: code.href };
  return asRuntime('wasm', asOnnx(module), ['wasm']);
}

/** A CommonJS package that is imported has its exports under `default`. */
function asOnnx(module: object): Onnx {
  return ('InferenceSession' in module ? module : (module as { default: unknown }).default) as Onnx;
}

function asRuntime(name: Runtime['name'], onnx: Onnx, executionProviders: readonly string[]): Runtime {
  return {
    name,
    // Warnings of the runtime would end up in the output of a command.
    open: (model) => onnx.InferenceSession.create(model, { ...ONE_THREAD, executionProviders, logSeverityLevel: 3 }),
    tensor: (values, dims) => new onnx.Tensor('int64', BigInt64Array.from(values, BigInt), dims),
  };
}
