import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { formatsPage } from '../../../src/ingest/docs.ts';
import { READERS } from '../../../src/ingest/registry.ts';

it('docs/formats.md is what the readers say of themselves (npm run docs:formats)', () => {
  expect(readFileSync('docs/formats.md', 'utf8')).toBe(formatsPage());
});

it('every reader has its own id and says how it is recognised', () => {
  expect(new Set(READERS.map((r) => r.id)).size).toBe(READERS.length);
  for (const { id, doc } of READERS) {
    expect(doc.title, id).not.toBe('');
    expect(doc.detection.length, id).toBeGreaterThan(20);
    expect(doc.notes.length, id).toBeGreaterThan(0);
  }
});
