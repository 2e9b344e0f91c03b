/**
 * What every registered format must have, by its id and without a list to keep: fixtures, a line in the documentation, and a
 * script in test/golden that counts the raw fixtures and shares no code with the reader.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { inspect } from '../../../src/ingest/inspect.ts';
import { READERS } from '../../../src/ingest/registry.ts';
import { findSources } from '../../../src/ingest/sources.ts';
import { compare, filesIn, root } from '../../support/golden.ts';
import { makeDatabase } from '../../support/sqlite.ts';

const FIXTURES = join(root, 'test/fixtures');
const temporary = mkdtempSync(join(tmpdir(), 'goldpan-formats-'));
afterAll(() => rmSync(temporary, { recursive: true }));

/** Files in a format's folder that belong to another one, or say nothing alone: both are tested with what they belong to. */
const ELSEWHERE = /^openai-messages\/gemini\.json$|\/storage\//;

const fixturesOf = (id: string): string[] => {
  const folder = join(FIXTURES, id);
  return existsSync(folder) ? filesIn(folder).filter((f) => !ELSEWHERE.test(relative(FIXTURES, f))) : [];
};

/** `NAME.sqlite.sql` is the text of a database, so that no binary lies in the repository. */
function ready(file: string): string {
  if (!file.endsWith('.sqlite.sql')) return file;
  const database = join(temporary, basename(file, '.sql'));
  if (!existsSync(database)) makeDatabase(database, readFileSync(file, 'utf8'));
  return database;
}

describe.each(READERS.map((r) => r.id))('%s', (id) => {
  const files = fixturesOf(id);

  it('has fixtures with canaries, and is documented', () => {
    expect(files, `put logs into test/fixtures/${id}`).not.toEqual([]);
    // As bytes without zeros, so that UTF-16 is seen, too.
    const text = files.map((f) => readFileSync(f, 'latin1').replaceAll('\0', '')).join('\n');
    expect(/canary\.[\w.-]+@goldpan\.example/.test(text), 'a canary in every field').toBe(true);
    expect(readFileSync(join(root, 'docs/formats.md'), 'utf8')).toContain(`\`${id}\``);
  });

  if (existsSync(join(root, `test/golden/count-${id}.mjs`))) {
    it.each(files.map((f) => [relative(root, f)]))('%s', (file) => compare(ready(join(root, file)), id));
    return;
  }
  it.each(files.map((f) => [relative(root, f)]))('without a golden script gives no session: %s', async (file) => {
    const [report] = (await inspect(findSources([ready(join(root, file))], root).sources)).files;
    expect(report?.format).toBe(id);
    expect(report?.sessions, `write test/golden/count-${id}.mjs`).toBe(0);
    expect(report?.skipped.length).toBeGreaterThan(0);
  });
});
