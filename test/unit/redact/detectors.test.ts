import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Detector } from '../../../src/redact/detect/detector.ts';
import { DETECTORS } from '../../../src/redact/detect/detectors.ts';
import { createRedactor } from '../../../src/redact/index.ts';
import { KEY } from './helpers.ts';

const FOLDER = fileURLToPath(new URL('../../../src/redact/detect', import.meta.url));
const isDetector = (value: unknown): value is Detector =>
  typeof value === 'object' && value !== null && 'detect' in value && typeof value.detect === 'function';

async function exported(): Promise<[name: string, detector: Detector][]> {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const modules = await Promise.all(
    files.map((file) => import(join(FOLDER, file)) as Promise<Record<string, unknown>>),
  );
  return modules.flatMap((module) =>
    Object.entries(module).filter((entry): entry is [string, Detector] => isDetector(entry[1])),
  );
}

describe('the list of detectors', () => {
  it('holds every detector that a file of the folder exports, once', async () => {
    const found = await exported();
    // Fewer would mean that the search itself is broken.
    expect(found.length).toBeGreaterThan(15);
    const listed = Object.values(DETECTORS).flat();
    expect(found.filter(([, detector]) => !listed.includes(detector)).map(([name]) => name)).toEqual([]);
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed.length).toBe(new Set(found.map(([, detector]) => detector)).size);
  });
});

describe('names from the keys above a value', () => {
  const redacted = async (value: unknown): Promise<string> => {
    const redactor = await createRedactor({ key: KEY, policy: 'standard' });
    return (await redactor.redactTexts([JSON.stringify(value)]))[0]?.text ?? '';
  };

  it.each([
    [{ password: { value: 'swordfish-77' } }, 'swordfish-77'],
    [{ password: { value: 'swordfish' } }, 'swordfish'],
    [{ login: { password: { current: 'tea-kettle-9', new: 'x' } } }, 'tea-kettle-9'],
    [{ api: { key: 'a8F3kd92LqPz71xWv0' } }, 'a8F3kd92LqPz71xWv0'],
    [{ card: { number: '5105 1051 0510 5100' } }, '5105 1051 0510 5100'],
    [{ passport: { number: 'K4920174' } }, 'K4920174'],
    [{ email: { value: 'ines@brook.example' } }, 'ines@brook.example'],
  ])('hide %j', async (value, secret) => {
    expect(await redacted(value)).not.toContain(secret);
  });

  it.each([
    // About the secret, or the text of a form.
    { password: { description: 'Users password' } },
    { password: { text: 'Password' } },
    { password: { type: 'string', label: 'Passphrase' } },
    { token: { created: '2024-05-01', name: 'deploy' } },
    { cookie: { maxAge: 1 } },
    { order: { value: 17 } },
  ])('leave %j', async (value) => {
    expect(await redacted(value)).toBe(JSON.stringify(value));
  });
});
