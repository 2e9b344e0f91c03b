/**
 * Nothing is lost without a word: the texts of every fixture are counted by code that knows no format, and each must be found
 * again in an event, be counted as unknown, lie on a skipped line, or stand under a key that is known to be context.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../../src/ingest/build-index.ts';
import { readAll } from '../../../src/ingest/inspect.ts';
import { findSources } from '../../../src/ingest/sources.ts';
import { filesIn, heldIn, isElsewhere, leavesIn, mapJson } from './leaves.ts';
import { readFiles } from './support.ts';

const ROOT = join(import.meta.dirname, '../../fixtures');

describe('every text of the fixtures is somewhere', () => {
  it.each(readdirSync(ROOT))('%s', async (name) => {
    const folder = join(ROOT, name);
    const index = await buildIndex(findSources(['.'], folder).sources, {});
    const held = heldIn([...readAll(index)]);
    const skipped = new Set(index.skipped.map((s) => `${resolve(folder, s.path)}:${s.line}`));
    const lost = filesIn(folder).flatMap((path) =>
      leavesIn(readFileSync(path, 'utf8'))
        .filter(
          (leaf) =>
            !held(leaf) &&
            !isElsewhere(name, leaf) &&
            !skipped.has(`${path}:${leaf.line}`) &&
            !skipped.has(`${path}:0`),
        )
        .map(({ at, text, line }) => `${at}: ${text} (${path.slice(ROOT.length)}:${line})`),
    );
    index.dispose();
    expect(lost).toEqual([]);
  });
});

/** Lists that no model saw, or that repeat others: marks and errors that the program wrote, events beside their items. */
const UNSEEN =
  /Request interrupted by user|API Error: 500|No response requested|Review the change of|canary\.(?:prompt|replacement|ask)@|You solve tasks by code/;

/** A part that no format knows, put into every list of typed parts; equal lists get equal parts, since histories repeat them. */
function withNovelty(value: unknown, names: Set<string>): unknown {
  if (Array.isArray(value)) {
    const list = value.map((v) => withNovelty(v, names));
    const typed = value.some((v) => typeof v === 'object' && v !== null && typeof v.type === 'string' && 'text' in v);
    if (!typed || UNSEEN.test(JSON.stringify(value))) return list;
    const name = `novel_${createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12)}`;
    names.add(name);
    return [...list, { type: name, payload: { note: 'words of nobody at all' } }];
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, withNovelty(v, names)]));
}
describe('a part that no format knows is counted', () => {
  it.each(readdirSync(ROOT))('%s', async (name) => {
    const names = new Set<string>();
    const mutated: Record<string, string> = {};
    for (const path of filesIn(join(ROOT, name)))
      mutated[path.slice(join(ROOT, name).length + 1)] = mapJson(readFileSync(path, 'utf8'), (value) =>
        withNovelty(value, names),
      );
    const { sessions, index } = await readFiles(mutated);
    const all = JSON.stringify(sessions) + JSON.stringify(index.skipped);
    expect([...names].filter((n) => !all.includes(n))).toEqual([]);
  });
});
