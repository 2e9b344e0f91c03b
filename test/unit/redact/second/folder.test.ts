/** A model's folder: what is missing, damaged or of another kind is the user's mistake, with the file's name. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../../src/kit/errors.ts';
import { readFolder } from '../../../../src/redact/detect/second/model/folder.ts';
import { NamesModel } from '../../../../src/redact/detect/second/model/names-model.ts';
import { createRedactor } from '../../../../src/redact/index.ts';
import { tempFolder } from '../../../support/temp.ts';
import { tinyModel } from '../../../support/tiny-model.ts';
import { KEY } from '../helpers.ts';

const model = () => tinyModel(tempFolder(), { tilde: ['given', 0.9] });

describe('a folder that cannot be used', () => {
  it('is told as the mistake it is when a redactor is made', async () => {
    const names = { folder: join(tempFolder(), 'none'), all: false };
    const failing = createRedactor({ key: KEY, policy: 'strict', names });
    await expect(failing).rejects.toBeInstanceOf(UserError);
    await expect(failing).rejects.toThrow(/no folder with a names model at .*none/);
  });

  it.each([
    ['config.json', /lacks config\.json/],
    ['tokenizer.json', /lacks tokenizer\.json/],
    ['onnx', /lacks an \.onnx file/],
  ])('says that it lacks %s', (name, message) => {
    const folder = model();
    rmSync(join(folder, name), { recursive: true });
    expect(() => readFolder(folder)).toThrow(message);
  });

  it.each([
    ['config.json', '{', /config\.json/],
    ['config.json', '{}', /config\.json cannot be used: it has no table `id2label`/],
    ['config.json', '{"id2label":{"0":"O","1":"B-MISC"}}', /none of its labels is for people/],
    ['tokenizer.json', '[]', /only WordPiece/],
    ['tokenizer.json', '{"model":{"type":"BPE","vocab":{}}}', /only WordPiece/],
    ['tokenizer.json', '{"pre_tokenizer":{"type":"Metaspace"},"model":{"vocab":{}}}', /only WordPiece/],
  ])('says what is wrong with %s that holds %s', (name, content, message) => {
    const folder = model();
    writeFileSync(join(folder, name), content);
    expect(() => readFolder(folder)).toThrow(message);
    expect(() => readFolder(folder)).toThrow(UserError);
  });

  it('is named by the place that the user gave', () => {
    expect(() => readFolder(tempFolder(), '/theirs/model.whl')).toThrow('at /theirs/model.whl');
  });

  it('says that the weights are damaged when they are first needed', async () => {
    const folder = model();
    writeFileSync(join(folder, 'onnx/model.onnx'), 'no protocol buffer');
    const failing = new NamesModel(readFolder(folder)).read('Tilde sings.');
    await expect(failing).rejects.toBeInstanceOf(UserError);
    await expect(failing).rejects.toThrow(/model\.onnx cannot be used/);
  });
});

describe('a folder of the usual shape', () => {
  it('is known by the hash of its weights, and takes the smallest form of them', () => {
    const folder = model();
    const one = readFolder(folder);
    expect(one).toMatchObject({ name: 'custom', length: 512 });
    expect(one.sha256).toMatch(/^[0-9a-f]{64}$/);
    writeFileSync(join(folder, 'onnx/model_q4.onnx'), 'smaller');
    expect(readFolder(folder).weights).toMatch(/model_q4\.onnx$/);
    expect(readFolder(folder).sha256).not.toBe(one.sha256);
  });

  it('may have its weights beside the other files', async () => {
    const [from, folder] = [model(), tempFolder()];
    mkdirSync(folder, { recursive: true });
    for (const name of ['config.json', 'tokenizer.json']) cpSync(join(from, name), join(folder, name));
    writeFileSync(join(folder, 'model.onnx'), readFileSync(join(from, 'onnx/model.onnx')));
    expect(await new NamesModel(readFolder(folder)).read('Tilde sings.')).toEqual([
      { start: 0, end: 5, person: 900, street: 0, town: 0, outside: 100 },
    ]);
  });
});
