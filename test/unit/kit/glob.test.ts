import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findSources } from '../../../src/ingest/sources.ts';
import { UserError } from '../../../src/kit/errors.ts';
import { globMatches, globMistake } from '../../../src/kit/glob.ts';
import { parseConfig } from '../../../src/model/config.ts';
import { sourceMark } from '../../../src/stages/curate/governance.ts';
import { tempFolder } from '../../support/temp.ts';

describe('globs', () => {
  it.each([
    ['logs/**/*.jsonl', 'logs/a/b/c.jsonl', true],
    ['logs/**/*.jsonl', 'logs/c.jsonl', true],
    ['*.jsonl', 'logs/c.jsonl', false],
    ['**', 'a/.b/c', true],
    ['./a/*.json', 'a/.b.json', true],
    ['*.{json,jsonl}', 'a.jsonl', true],
    ['*.{json,jsonl}', 'a.log', false],
    ['[ab].json', 'b.json', true],
    ['[ab].json', 'c.json', false],
    ['[!ab].json', 'c.json', true],
    ['{1..3}.json', '2.json', true],
    ['a?c', 'abc', true],
    ['a?c', 'a/c', false],
    ['/var/log/*', '/var/log/x', true],
    ['a\\[b', 'a[b', true],
  ])('%s on %s: %s', (glob, path, matches) => {
    expect(globMatches([glob], path)).toBe(matches);
  });

  it.each(['a(b)+.json', 'a|b/c.log', '!a/b', 'a b/"c".log', '@(a)', 'a$b^.txt', 'ü.json', 'a{b}c', 'a}'])(
    '%s is a name like any other',
    (name) => {
      expect(globMatches([name], name)).toBe(true);
      expect(globMatches([`${name}*`], `${name}-1`)).toBe(true);
      expect(globMatches([`${name}*`], 'another')).toBe(false);
    },
  );

  it.each(['[ab', '{a,b', 'a]', '[z-a]'])('%s is a mistake', (glob) => {
    expect(globMistake(glob)).toBeTruthy();
  });

  it.each([
    [{ privacy: { allowedSources: { files: ['ok', '{a'] } } }, /privacy\.allowedSources\.files\.1: "\{a"/],
    [{ sources: { exclude: ['[ab'] } }, /sources\.exclude\.0/],
    [{ mappings: [{ name: 'm', files: ['x[', 'y'] }] }, /mappings\.0\.files\.0/],
  ])('%j is refused with its key', (config, message) => {
    expect(() => parseConfig(JSON.stringify(config), 'goldpan.json')).toThrow(UserError);
    expect(() => parseConfig(JSON.stringify(config), 'goldpan.json')).toThrow(message);
  });
});

it('sources.exclude takes paths and patterns', () => {
  const root = tempFolder();
  for (const path of ['a.json', 'b.jsonl', 'c.log', 'old/d.log', 'keep [1]/e.log', 'keep 1/f.log']) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), 'x\n');
  }
  const left = (...patterns: string[]) => findSources(['.'], root, [], patterns).sources.map((s) => s.path);
  expect(left('*.{json,jsonl}', './old/')).toEqual(['c.log', 'keep 1/f.log', 'keep [1]/e.log']);
  expect(left('**/*.log')).toEqual(['a.json', 'b.jsonl']);
  // A folder that is named like a pattern is still that folder.
  expect(left('keep [1]')).toEqual(['a.json', 'b.jsonl', 'c.log', 'old/d.log']);
  expect(findSources(['c.log'], root, [], ['*.log']).sources).toHaveLength(1);
});

it('privacy.allowedSources.files takes alternatives', () => {
  const privacy = parseConfig(
    '{"privacy":{"allowedSources":{"files":["logs/*.{json,jsonl}"]}}}',
    'goldpan.json',
  ).privacy;
  expect(sourceMark(privacy, { paths: ['logs/a.jsonl', 'logs/b.json'], format: 'x' })).toEqual([]);
  expect(sourceMark(privacy, { paths: ['logs/a.jsonl', 'logs/b.log'], format: 'x' })).toHaveLength(1);
});
