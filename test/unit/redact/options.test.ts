import { writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { parseConfig } from '../../../src/model/config.ts';
import { userModels } from '../../../src/redact/detect/second/model/installed.ts';
import { redactorOptions } from '../../../src/redact/options.ts';
import { tempFolder } from '../../support/temp.ts';
import { tinyModel } from '../../support/tiny-model.ts';

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
  expect(options).toMatchObject({ policy: 'strict', actions: { EMAIL: 'keep' } });
  expect(options.names).toEqual({ folder: join(root, 'model'), all: false });
  expect(options.dictionary.map((t) => t.term)).toEqual(['Bluefin', 'Quillbrook']);
});

describe('privacy.ner', () => {
  const privacyOf = (privacy: object) => parseConfig(JSON.stringify({ privacy }), 'goldpan.json').privacy;
  afterEach(() => vi.unstubAllEnvs());

  /** A folder of models, as GOLDPAN_MODELS names it, with one that was added. */
  function added(): string {
    const home = tempFolder();
    vi.stubEnv('GOLDPAN_MODELS', home);
    return tinyModel(join(home, 'names'), {});
  }

  it('takes the model that was added where goldpan.json names none', () => {
    expect(redactorOptions(privacyOf({}), '/w').names).toBeUndefined();
    const folder = added();
    expect(redactorOptions(privacyOf({}), '/w').names).toEqual({ folder, all: false });
    expect(redactorOptions(privacyOf({ nerModel: '/models/mine' }), '/w').names?.folder).toBe('/models/mine');
  });

  it('off: none, whatever there is', () => {
    added();
    expect(redactorOptions(privacyOf({ ner: 'off', nerModel: '/models/mine' }), '/w').names).toBeUndefined();
  });

  it('required: all is read, and a run without a model is refused', () => {
    const required = privacyOf({ ner: 'required' });
    expect(() => redactorOptions(required, '/w')).toThrow(expect.objectContaining({ name: 'UserError', exitCode: 2 }));
    expect(() => redactorOptions(required, '/w')).toThrow(/"required", and there is no names model/);
    const folder = added();
    expect(redactorOptions(required, '/w').names).toEqual({ folder, all: true });
  });
});

describe('the folder of the user’s models', () => {
  it.each([
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/goldpan/models'],
    ['linux', {}, join(homedir(), '.local/share/goldpan/models')],
    ['darwin', {}, join(homedir(), 'Library/Application Support/goldpan/models')],
    ['win32', { LOCALAPPDATA: '/local' }, '/local/goldpan/models'],
    ['linux', { GOLDPAN_MODELS: '/mine', XDG_DATA_HOME: '/data' }, '/mine'],
  ] as const)('%s %j', (platform, env, expected) => {
    expect(userModels(env, platform)).toBe(expected);
  });
});
