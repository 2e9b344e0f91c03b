/**
 * An extra with the real model, run where it lies: GOLDPAN_TEST_MODEL, or `models/names` after `npm run fetch:model`. The tokenizer's
 * ids are those of Python's `tokenizers`.
 */
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isModelFolder, readFolder } from '../../../../src/redact/detect/second/model/folder.ts';
import { createRedactor } from '../../../../src/redact/index.ts';
import { KEY } from '../helpers.ts';

const folder = process.env.GOLDPAN_TEST_MODEL ?? resolve('models/names');
const present = isModelFolder(folder);
if (!present) console.warn('skipped: no names model under GOLDPAN_TEST_MODEL or models/names (npm run fetch:model)');

describe.skipIf(!present)('Rampart', () => {
  it('is known by its hash', () => {
    expect(readFolder(folder).name).toBe('Rampart');
  });

  it.each([
    ['Temnel Okuosa met Maria Keller.', [16368, 16352, 12280, 233, 18674, 4049, 8615, 17195, 6516, 7148]],
    [
      "O'Brien, Jean-Luc: 12b William Road",
      [2192, 15214, 565, 8381, 3094, 9046, 18004, 10198, 13841, 11165, 11233, 15638],
    ],
    ['José Núñez y Íñigo Ibáñez', [5370, 7, 5302, 8467, 15266, 1046, 13241, 11866]],
    ['Jose\u0301 deco\u0301mposed e\u0301tude', [5370, 19136, 19020, 18347, 13289, 9287, 8264]],
    ['王芳 lives in 東京。', [18326, 1, 17372, 8467, 16023, 3579, 8357]],
    [
      '[SEP] in text, [MASK][PAD] and [sep] [CLS',
      [3, 8467, 7027, 8381, 4, 0, 2550, 4527, 18493, 17347, 4527, 294, 989],
    ],
  ])('reads %s as it was published', (text, ids) => {
    expect(
      readFolder(folder)
        .tokenizer.encode(text)
        .map((piece) => piece.id),
    ).toEqual(ids);
  });

  const redacted = async (text: string, policy: 'standard' | 'strict', model: boolean): Promise<string> => {
    const redactor = await createRedactor({ key: KEY, policy, ...(model ? { names: { folder, all: true } } : {}) });
    return (await redactor.redactTexts([text]))[0]?.text ?? '';
  };

  it('makes of a doubtful name one that is hidden', async () => {
    const text = 'When Olmstead left the room, nobody had said a word.';
    expect(await redacted(text, 'standard', false)).toBe(text);
    expect(await redacted(text, 'standard', true)).toBe(text.replace('Olmstead', '[PERSON_1]'));
  });

  it('leaves alone what is no name', async () => {
    for (const text of [
      'Run the Lodestar migration before the Harbor cache is warm.',
      'class Keller:\n    def Ilka(self): return Vrbata(12)',
      'Step 3 Deploy Service, then Phase 12 Review.',
    ])
      expect(await redacted(text, 'standard', true)).toBe(text);
  });

  it('takes back under strict what only looked like one', async () => {
    const text = 'Restart Grafana, then look at the board again.';
    const count = (one: string) => one.match(/\[PERSON_\d/g)?.length ?? 0;
    expect(count(await redacted(text, 'strict', false))).toBeGreaterThan(0);
    expect(count(await redacted(text, 'strict', true))).toBe(0);
  });
});
