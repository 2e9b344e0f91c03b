import { writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { expect, it } from 'vitest';
import { parseConfig } from '../../../src/model/config.ts';
import { redactorOptions } from '../../../src/redact/options.ts';
import { tempFolder } from '../../support/temp.ts';

it('paths of goldpan.json are relative to its folder, and what it says reaches the redactor', () => {
  const root = tempFolder();
  writeFileSync(join(root, 'terms.csv'), 'term\nQuillbrook\n');
  const { privacy } = parseConfig(
    JSON.stringify({
      privacy: {
        policy: 'strict',
        actions: { EMAIL: 'keep' },
        dictionary: [{ term: 'Bluefin' }],
        dictionaryFiles: ['terms.csv'],
        nerModel: './model',
      },
    }),
    'goldpan.json',
  );
  const options = redactorOptions(privacy, root);
  expect(options).toMatchObject({ policy: 'strict', actions: { EMAIL: 'keep' }, nerModel: join(root, 'model') });
  expect(options.dictionary.map((t) => t.term)).toEqual(['Bluefin', 'Quillbrook']);
  expect(isAbsolute(redactorOptions({ ...privacy, nerModel: '/models/ner' }, root).nerModel ?? '')).toBe(true);
  expect(redactorOptions({ ...privacy, nerModel: undefined }, root).nerModel).toBeUndefined();
});
