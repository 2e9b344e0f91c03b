/**
 * The right values of the field samples, file by file, read from the table beside them: sessions, the person's turns, answers, calls,
 * results of the main line. An extra, since the samples are no part of the project: skipped, aloud, where they are not there.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FileReport, inspect } from '../../../src/ingest/inspect.ts';
import { findSources } from '../../../src/ingest/sources.ts';
import { filesIn, root } from '../../support/golden.ts';

const SAMPLES = join(root, '../shared/data/field');
const TABLE = join(SAMPLES, 'EXPECTED.md');
const isThere = existsSync(TABLE);
if (!isThere) console.warn('SKIPPED: right values of field samples, because ../shared/data/field is not there.');

const KINDS = ['user', 'assistant', 'tool_call', 'tool_result'] as const;

interface Row {
  values: string;
  names: string;
}

/** `| values | names | notes |`; the head and its line have no slash and figure. */
const rows = (): Row[] =>
  readFileSync(TABLE, 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .flatMap(([, values, names]) => (values && names && /\d+\/\d|no row/.test(values) ? [{ values, names }] : []));

/** `a, b; parts/: c, d-*` to the files that are meant. */
function filesOf(names: string, all: readonly string[]): string[] {
  let folder = '';
  return names
    .replace(/\([^)]*\)/g, '')
    .split(/[;,]| and (?!\.)/)
    .flatMap((piece, i, pieces) => {
      // A folder holds for the names behind it, up to the next semicolon.
      if (i > 0 && names.includes(`; ${piece.trim()}`)) folder = '';
      const [head, rest] = piece.includes(':') ? piece.split(':') : ['', piece];
      if (head) folder = head.trim();
      const name = folder + (rest ?? '').trim();
      if (name === folder || pieces.length === 0) return [];
      const pattern = new RegExp(`^${name.replace(/[.+]/g, '\\$&').replace('*', '.*')}(?:$|/|\\.[a-z]+$)`);
      return all.filter((file) => pattern.test(file));
    });
}

const figures = (report: FileReport | undefined, kinds: readonly (typeof KINDS)[number][]): string =>
  [report?.sessions ?? 0, ...kinds.map((kind) => report?.events[kind] ?? 0)].join('/');

async function reportsOf(files: readonly string[]): Promise<FileReport[]> {
  return (
    await inspect(
      findSources(
        files.map((f) => join(SAMPLES, f)),
        SAMPLES,
      ).sources,
    )
  ).files;
}

describe.skipIf(!isThere)('field samples', () => {
  const all = isThere ? filesIn(SAMPLES).map((f) => relative(SAMPLES, f)) : [];
  const plain = (isThere ? rows() : []).flatMap(({ values, names }) => {
    const each = values.split(', ');
    const groups = each.length > 1 ? names.split(/[;,] /) : [names];
    if (!each.every((v) => /^\d+(?:\/\d+){2,4}$/.test(v))) return [];
    return each.flatMap((value, i) => filesOf(groups[i] ?? '', all).map((file) => ({ file, value })));
  });

  it('the table is read: it names most of the files', () => {
    expect(new Set(plain.map((p) => p.file)).size).toBeGreaterThan(100);
  });

  it.each(plain)('$file is $value', async ({ file, value }) => {
    const [report] = await reportsOf([file]);
    expect(figures(report, KINDS.slice(0, value.split('/').length - 1))).toBe(value);
  });

  it.each(
    (isThere ? rows() : []).flatMap(({ values, names }) => {
      const forks = /^\d+ files, new (\d+)\/(\d+)$/.exec(values);
      return forks ? [{ names, fresh: [Number(forks[1]), Number(forks[2])] }] : [];
    }),
  )('forks of $names add $fresh', async ({ names, fresh }) => {
    const reports = await reportsOf(filesOf(names, all));
    const sum = (kind: (typeof KINDS)[number]) => reports.reduce((n, r) => n + (r.events[kind] ?? 0), 0);
    expect([sum('user'), sum('assistant')]).toEqual(fresh);
  });

  it('every file is named, and what gives no session says why', async () => {
    const reports = await reportsOf(['.']);
    expect(new Set(reports.map((r) => r.path))).toEqual(new Set(all));
    expect(reports.filter((r) => r.sessions === 0 && r.skipped.length === 0).map((r) => r.path)).toEqual([]);
    expect(reports.filter((r) => r.unknown_parts).map((r) => r.path)).toEqual([]);
  });
});
