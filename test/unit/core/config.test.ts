import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultConfig, parseConfig } from '../../../src/model/config.ts';
import { configSchema } from '../../../src/model/config-schema.ts';
import { MARK_NAMES, MARKS, refusedByAll } from '../../../src/model/marks.ts';

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
    expect(() => parseConfig('{"seed": }', 'goldpan.json')).toThrow(/^goldpan\.json:1:10: not valid JSON$/);
  });

  it('has a published JSON Schema that is current (vitest -u writes it)', async () => {
    await expect(`${JSON.stringify(configSchema(), null, 2)}\n`).toMatchFileSnapshot(
      '../../../media/goldpan.schema.json',
    );
  });

  it('has a row in docs/configuration.md for every key, with its default, and no row for a key that is gone', () => {
    const rows = docRows();
    const keys = schemaKeys(configSchema() as Schema);
    expect([...rows.keys()].sort()).toEqual([...keys.keys()].sort());
    for (const [key, told] of rows) {
      const own = keys.get(key)?.default;
      // In words: no default, or one that is too long for a cell.
      const value = /^`(.*)`$/.exec(told)?.[1];
      if (own === undefined || (value === undefined && typeof own === 'object')) continue;
      expect(value, key).toBe(typeof own === 'string' ? own : JSON.stringify(own));
    }
  });
  it('has a row in docs/exports.md for every mark, with the exports that refuse it by default', () => {
    const text = readFileSync(new URL('../../../docs/exports.md', import.meta.url), 'utf8');
    const { sft, dpo } = defaultConfig().exports;
    for (const mark of MARK_NAMES) {
      const dot = (refused: readonly string[]): string => (refused.includes(mark) ? ' ● ' : ' ');
      const row = refusedByAll(mark) ? `| \`${mark}\` | ` : `| \`${mark}\` |${dot(sft.exclude)}|${dot(dpo.exclude)}|`;
      expect(text, mark).toContain(`${row.trimEnd()} ${MARKS[mark].doc} |`);
    }
  });
});

interface Schema {
  default?: unknown;
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
}

/** Keys that hold a value, by their path; entries of a list have `[]`. */
function schemaKeys(schema: Schema, path = ''): Map<string, Schema> {
  const { properties } = schema;
  if (properties)
    return new Map(Object.entries(properties).flatMap(([k, v]) => [...schemaKeys(v, path ? `${path}.${k}` : k)]));
  const entries = schema.items?.properties ? [...schemaKeys(schema.items, `${path}[]`)] : [];
  return new Map([[path, schema], ...entries]);
}

/** First cell by key, and what the second says. */
function docRows(): Map<string, string> {
  const text = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');
  return new Map(
    [...text.matchAll(/^\| (`[^|]*`) \| ([^|]*) \|/gm)].flatMap(([, keys = '', told = '']) =>
      keys.split(', ').map((key) => [key.slice(1, -1), told] as const),
    ),
  );
}
