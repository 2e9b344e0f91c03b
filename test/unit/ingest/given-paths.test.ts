/** What may stand under `sources.include`: a path, a path from the home folder, a pattern. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placesAt } from '../../../src/ingest/given-paths.ts';
import { findSources } from '../../../src/ingest/sources.ts';

const root = mkdtempSync(join(tmpdir(), 'goldpan-places-'));
afterAll(() => rmSync(root, { recursive: true }));
beforeAll(() => {
  for (const file of [
    'p/a/chats/1.jsonl',
    'p/b/chats/2.jsonl',
    'p/b/notes/3.jsonl',
    'p/c.jsonl',
    'odd [x]/4.jsonl',
    'odd x/5.jsonl',
  ]) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '{}\n');
  }
  symlinkSync(join(root, 'p/a'), join(root, 'p/link'));
});

describe('a path', () => {
  it.each([
    ['p', ['p']],
    ['missing', ['missing']],
    ['p/*/chats', ['p/a/chats', 'p/b/chats']],
    ['p/*/chats/*.jsonl', ['p/a/chats/1.jsonl', 'p/b/chats/2.jsonl']],
    ['p/**/*.jsonl', ['p/c.jsonl', 'p/a/chats/1.jsonl', 'p/b/chats/2.jsonl', 'p/b/notes/3.jsonl']],
    ['p/{a,b}/chats', ['p/a/chats', 'p/b/chats']],
    ['p/?/notes', ['p/b/notes']],
    ['p/*/nothing', []],
    // A name that is there is a name, whatever its characters.
    ['odd [x]', ['odd [x]']],
    ['odd [y]', []],
  ])('%s', (given, want) => expect(placesAt(given, root)).toEqual(want.map((path) => join(root, path))));

  it('that is absolute, or begins at home', () => {
    expect(placesAt(join(root, 'p/?/notes'), '/elsewhere')).toEqual([join(root, 'p/b/notes')]);
    expect(placesAt('~/x.jsonl', root)).toEqual([join(homedir(), 'x.jsonl')]);
  });
});

it('the files of a pattern are found, each once; a pattern without any is a mistake', () => {
  const { sources } = findSources(['p/*/chats', 'p/a'], root);
  expect(sources.map((s) => s.path)).toEqual(['p/a/chats/1.jsonl', 'p/b/chats/2.jsonl']);
  expect(() => findSources(['p/*/nothing'], root)).toThrow(/no file or folder fits this pattern/);
});
