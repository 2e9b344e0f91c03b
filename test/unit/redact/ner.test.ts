import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../src/kit/errors.ts';
import { WordPiece } from '../../../src/redact/detect/second/wordpiece.ts';
import { createRedactor } from '../../../src/redact/index.ts';
import { KEY } from './helpers.ts';

const folder = mkdtempSync(join(tmpdir(), 'goldpan-ner-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a local NER model', () => {
  it('that is not there is the user’s mistake, with a way to fix it', async () => {
    const failing = createRedactor({ key: KEY, policy: 'strict', nerModel: join(folder, 'none') });
    await expect(failing).rejects.toBeInstanceOf(UserError);
    await expect(failing).rejects.toThrow(/no NER model/);
  });

  it('that lacks a file says which', async () => {
    writeFileSync(join(folder, 'model.onnx'), '');
    await expect(createRedactor({ key: KEY, policy: 'strict', nerModel: folder })).rejects.toThrow(
      /lacks config\.json/,
    );
  });

  it('without its runtime says what to install', async () => {
    for (const name of ['config.json', 'tokenizer.json']) writeFileSync(join(folder, name), '{}');
    const installed = await import('onnxruntime-node' as string).then(
      () => true,
      () => false,
    );
    await expect(createRedactor({ key: KEY, policy: 'strict', nerModel: folder })).rejects.toThrow(
      installed ? /id2label/ : /onnxruntime-node, which is not installed/,
    );
  });
});

describe('WordPiece', () => {
  const vocab = { '[UNK]': 0, '[CLS]': 1, '[SEP]': 2, kell: 3, '##er': 4, maria: 5, ',': 6 };
  it('splits words into the longest known pieces, with offsets', () => {
    const pieces = WordPiece.parse({ model: { type: 'WordPiece', vocab }, normalizer: { lowercase: true } })?.encode(
      'Keller, Maria xyz',
    );
    expect(pieces).toEqual([
      { id: 3, start: 0, end: 4 },
      { id: 4, start: 4, end: 6 },
      { id: 6, start: 6, end: 7 },
      { id: 5, start: 8, end: 13 },
      { id: 0, start: 14, end: 17 },
    ]);
  });
  it('does not take another tokenizer for one of its own', () => {
    expect(WordPiece.parse({ model: { type: 'BPE', vocab } })).toBeUndefined();
  });
});
