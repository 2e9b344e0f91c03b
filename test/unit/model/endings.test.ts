import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CONTAINERS } from '../../../src/ingest/containers/registry.ts';
import { findSources } from '../../../src/ingest/sources.ts';
import { globMatches } from '../../../src/kit/glob.ts';
import { filesFor, hasLogEnding, LOG_FILES, MAPPED_ENDINGS, VIEWER_ENDINGS } from '../../../src/model/endings.ts';
import { tempFolder } from '../../support/temp.ts';

/** Written out once more: what users are told that Goldpan reads. */
const NAMES =
  'a.jsonl a.ndjson a.json a.log a.txt a.md a.traj a.af a.eval a.csv a.tsv a.sql a.db a.sqlite a.sqlite3 a.vscdb a.parquet a.zip a.gz a.zst'.split(
    ' ',
  );

interface Manifest {
  contributes: {
    customEditors: { selector: { filenamePattern: string }[] }[];
    menus: Record<string, { command: string; when: string }[]>;
  };
}
const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

it('what is read as a log is watched, in whatever folder', () => {
  const root = tempFolder();
  mkdirSync(join(root, 'deep'));
  for (const name of [...NAMES, 'b.png', 'jsonl']) writeFileSync(join(root, 'deep', name), 'x');
  const found = findSources(['.'], root).sources.map((s) => s.path.replace('deep/', ''));
  expect(found).toEqual([...NAMES].sort());
  for (const name of NAMES) {
    expect(globMatches([LOG_FILES], `deep/${name}`), name).toBe(true);
    expect(hasLogEnding(name.toUpperCase()), name).toBe(true);
  }
  expect(globMatches([LOG_FILES], 'deep/b.png')).toBe(false);
});

it('AI Studio names its files without an ending; pictures beside them have one', () => {
  const root = tempFolder();
  for (const folder of ['Google AI Studio', 'other']) {
    mkdirSync(join(root, folder));
    for (const name of ['Plan v1. of the garden', 'image(1).png', 'a.json'])
      writeFileSync(join(root, folder, name), 'x');
  }
  expect(findSources(['.'], root).sources.map((s) => s.path)).toEqual([
    'Google AI Studio/Plan v1. of the garden',
    'Google AI Studio/a.json',
    'other/a.json',
  ]);
});

it('the log viewer of package.json opens what the table says', () => {
  const patterns = contributes.customEditors.flatMap((e) => e.selector.map((s) => s.filenamePattern));
  expect(patterns.sort()).toEqual(VIEWER_ENDINGS.map((e) => `*.${e}`).sort());
});

it('every `when` of package.json that names endings names those that can be mapped', () => {
  const whens = Object.values(contributes.menus)
    .flat()
    .filter((entry) => entry.when.includes('resourceExtname'));
  expect(whens.map((entry) => entry.command)).toEqual(['goldpan.mapLog']);
  for (const { when } of whens) {
    const named = /resourceExtname =~ \/\^\\\.\(([\w|]+)\)\$\//.exec(when)?.[1]?.split('|') ?? [];
    expect(named.sort()).toEqual([...MAPPED_ENDINGS].sort());
  }
});

it('every container opens files of its own ending, and says which', () => {
  for (const { id, doc } of CONTAINERS) {
    expect(doc.files, id).toBe(filesFor(id as 'csv'));
    expect(doc.files, id).toMatch(/^\*\.\w/);
  }
});
