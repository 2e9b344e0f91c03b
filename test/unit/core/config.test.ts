import { describe, expect, it } from 'vitest';
import { defaultConfig, parseConfig } from '../../../src/core/config.ts';
import { configSchema } from '../../../src/core/config-schema.ts';

describe('goldpan.json', () => {
  it('has a default for every key', () => {
    expect(parseConfig('{}', 'goldpan.json')).toEqual(defaultConfig());
    expect(defaultConfig().privacy.policy).toBe('standard');
  });

  it('names every wrong key', () => {
    const text = JSON.stringify({ privacy: { policy: 'lax' }, splits: {} });
    expect(() => parseConfig(text, 'goldpan.json')).toThrow(/privacy\.policy[\s\S]*splits/);
  });

  it('says where JSON is broken', () => {
    expect(() => parseConfig('{"seed": }', 'goldpan.json')).toThrow(/goldpan\.json is not valid JSON/);
  });

  it('has a published JSON Schema that is current (vitest -u writes it)', async () => {
    await expect(`${JSON.stringify(configSchema(), null, 2)}\n`).toMatchFileSnapshot(
      '../../../media/goldpan.schema.json',
    );
  });
});
