/** Every string that the schema of a session allows is redacted: a field added to it is tested here without another line. */
import { describe, expect, it } from 'vitest';
import type { ZodType } from 'zod';
import { Session } from '../../../src/model/session.ts';
import { createRedactor } from '../../../src/redact/index.ts';
import { KEY } from './helpers.ts';

/** Fields that redaction leaves as they are, each with the reason why no log text can be in it. */
const STRUCTURAL: Readonly<Record<string, string>> = {
  format: 'id of one of our readers, written by code',
  'events[]|parts[]|hash': 'keyed hash that the reader made',
  'branches[]|events[]|parts[]|hash': 'keyed hash that the reader made',
};

/** What is used of a zod schema's definition. */
interface Def {
  type: string;
  shape?: Record<string, ZodType>;
  element?: ZodType;
  innerType?: ZodType;
  options?: ZodType[];
  entries?: Record<string, string>;
  values?: unknown[];
  valueType?: ZodType;
}
const defOf = (schema: ZodType): Def => schema.def as unknown as Def;

/** A value with all optional fields, each alternative of a union in lists, and what `leaf` gives for each string. */
function generate(schema: ZodType, path: string, leaf: (path: string) => string): unknown {
  const def = defOf(schema);
  const inner = (one: ZodType | undefined, at = path): unknown => generate(one as ZodType, at, leaf);
  switch (def.type) {
    case 'string':
      return leaf(path);
    case 'object':
      return Object.fromEntries(
        Object.entries(def.shape ?? {}).map(([key, one]) => [key, inner(one, path ? `${path}|${key}` : key)]),
      );
    case 'array': {
      const { options } = defOf(def.element as ZodType);
      return (options ?? [def.element as ZodType]).map((one) => inner(one, `${path}[]`));
    }
    case 'optional':
    case 'nullable':
      return inner(def.innerType);
    case 'union':
      return inner(def.options?.[0]);
    case 'enum':
      return Object.values(def.entries ?? {})[0];
    case 'literal':
      return def.values?.[0];
    case 'number':
      return 1;
    case 'boolean':
      return true;
    default:
      // A kind of schema that this walk does not know must not pass in silence.
      throw new Error(`${path}: ${def.type}`);
  }
}

describe('the strings of a session', () => {
  it('are all redacted, dropped or keyed, except for what only code writes', async () => {
    const planted = new Map<string, string>();
    const session = Session.parse(
      generate(Session, '', (path) => {
        const canary = `canary${planted.size}@corvid-post.example`;
        planted.set(canary, path);
        return canary;
      }),
    );
    // Fewer would mean that the walk is broken.
    expect(planted.size).toBeGreaterThan(80);
    expect(session.events.map(({ kind }) => kind)).toContain('boundary');
    const redactor = await createRedactor({ key: KEY, policy: 'standard' });
    const { session: redacted } = await redactor.redactSession(session);
    const written = JSON.stringify(redacted);
    const survivors = [...planted].filter(([canary]) => written.includes(canary)).map(([, path]) => path);
    expect([...new Set(survivors)].sort()).toEqual(Object.keys(STRUCTURAL).sort());
    // What is left is a session still.
    expect(Session.safeParse(redacted).success).toBe(true);
  });
});
