/** Every request of every connection: what does not fit is refused with a reason, over the whole of each table. */
import { describe, expect, it } from 'vitest';
import { hostMethods } from '../../../src/host/api.ts';
import { check, type Methods } from '../../../src/kit/methods.ts';
import { Refused } from '../../../src/kit/rpc.ts';
import { studioMethods } from '../../../src/protocol/studio.ts';
import { viewerMethods } from '../../../src/protocol/viewer.ts';
import { sessionMethods } from '../../../src/run/session-api.ts';

const project = { root: '/w', trusted: true };
const list = { view: 'trajectories', text: '', facets: {}, offset: 0, limit: 100 };
const mapping = { name: 'm', files: ['*.jsonl'], content: '/text' };
const database = { name: 'd', url: 'postgresql://h/d' };
const file = '/w/a.jsonl';

/** Per method what fits, and things that do not. A method that is missing here does not compile. */
type Cases<T extends Methods> = { [M in keyof T]: { fits: unknown[]; not: unknown[] } };

const studio: Cases<typeof studioMethods> = {
  ready: { fits: [{}], not: [[]] },
  focus: { fits: [{ keys: true }], not: [{ keys: 1 }] },
  list: {
    fits: [{ query: list }, { query: { ...list, facets: { mark: ['failed'] }, find: 'x', text: 'x'.repeat(500) } }],
    not: [
      { query: { ...list, text: 'x'.repeat(501) } },
      { query: { ...list, facets: { path: ['/'] } } },
      { query: { ...list, limit: 1e9 } },
      { query: { ...list, offset: -1 } },
    ],
  },
  example: { fits: [{ id: 'e', raw: false }], not: [{ id: '', raw: false }, { query: list }] },
  pair: { fits: [{ id: 'p' }], not: [{ id: 'x'.repeat(201) }] },
  text: { fits: [{ id: 'e', field: 'events/1/text', raw: true }], not: [{ id: 'e', raw: true }] },
  decide: {
    fits: [{ view: 'pairs', id: 'p', decision: 'edit', message: 2, text: 'new' }],
    not: [
      { view: 'pairs', id: 'p', decision: 'delete' },
      { view: 'pairs', id: 'p', decision: 'edit', message: -1, text: 'new' },
      { view: 'pairs', id: 'p', decision: 'edit', text: 'x'.repeat(1_000_001) },
    ],
  },
  gold: {
    fits: [
      { view: 'trajectories', id: 'e', change: { labelled: true } },
      { view: 'trajectories', id: 'e', change: { field: 'outcome', value: 'failure' } },
      { view: 'pairs', id: 'p', change: { field: 'better', value: null } },
      { view: 'trajectories', id: 'e', change: { words: 'Jane Roe', type: 'PERSON' } },
      { view: 'trajectories', id: 'e', change: { note: '' } },
    ],
    not: [
      { view: 'trajectories', id: 'e', change: {} },
      { view: 'trajectories', id: 'e', change: { field: 'redaction', value: 'x' } },
      { view: 'trajectories', id: 'e', change: { words: 'Jane', type: 'NICKNAME' } },
      { view: 'trajectories', id: 'e', change: { forget: -1 } },
      { view: 'trajectories', id: 'e', change: { note: 'x'.repeat(2001) } },
    ],
  },
  undo: { fits: [{}, { id: 'e' }], not: [{ id: 4 }] },
  teach: { fits: [{ term: 'Jane', type: 'PERSON' }], not: [{ term: 'x'.repeat(1001), type: 'PERSON' }] },
  export: { fits: [{}], not: ['all'] },
  source: { fits: [{ id: 'e' }, { id: 'e', record: 2 }], not: [{ id: 'e', record: 'first' }] },
  openRow: {
    fits: [{ path: '/w/out/sft/train.jsonl', line: 3 }],
    not: [{ path: '/w/out/sft/train.jsonl', line: 1.5 }],
  },
  copy: { fits: [{ text: '' }], not: [{}] },
};

const viewer: Cases<typeof viewerMethods> = {
  open: { fits: [{}], not: [null] },
  lines: {
    fits: [{ from: 0, count: 500 }],
    not: [
      { from: -1, count: 1 },
      { from: 0, count: 501 },
      { from: 0, count: 0 },
    ],
  },
  line: { fits: [{ line: 0 }], not: [{ line: '0' }] },
  openText: { fits: [{ line: 7 }], not: [{ line: -7 }] },
};

const host: Cases<typeof hostMethods> = {
  scan: { fits: [{ project }], not: [{}, { project: { root: '/w' } }] },
  sessionsOf: { fits: [{ project, path: 'a', limit: 5 }], not: [{ project, path: 'a', limit: 0 }] },
  run: {
    fits: [{ project, workerFile: 'w.mjs', paths: ['a'], databases: { passwords: { d: 'x' } } }],
    not: [{ project }, { project, workerFile: 'w.mjs', paths: 'a' }],
  },
  results: { fits: [{ project }], not: [{ project: null }] },
  knownSessions: { fits: [{ project, path: 'a', limit: 5 }], not: [{ project, limit: 5 }] },
  droppedReasons: { fits: [{ project }], not: [undefined] },
  dropped: {
    fits: [{ project, stage: 'index', why: 'malformed', limit: 1 }],
    not: [{ project, stage: 'index', limit: 1 }],
  },
  preview: { fits: [{ project, file }], not: [{ project, file: 1 }] },
  validate: { fits: [{ root: '/w', paths: ['a'] }], not: [{ root: '/w', paths: [1] }] },
  why: { fits: [{ project, where: 'a:1' }], not: [{ project }] },
  rowSource: { fits: [{ project, row: '{}' }], not: [{ project, row: {} }] },
  teach: {
    fits: [
      { project, term: 'Jane', mode: 'mask', type: 'PERSON' },
      { project, term: 'Jane', mode: 'never', around: { text: 'Jane Roe', start: 0, end: 4 } },
    ],
    not: [
      { project, term: 'Jane', mode: 'never', around: { text: 'Jane Roe', start: 0.5, end: 4 } },
      { project, term: 'Jane', mode: 'hide' },
      { project, term: 'Jane', mode: 'mask', type: 'NICKNAME' },
    ],
  },
  settings: { fits: [{ project }], not: [{}] },
  testDatabase: { fits: [{ project, database }], not: [{ project, database: { name: 'a b' } }] },
  previewDatabase: { fits: [{ project, database, password: 'x' }], not: [{ project, database, password: 1 }] },
  saveDatabase: { fits: [{ project, database }], not: [{ project, database: { ...database, more: 1 } }] },
  proposeMapping: { fits: [{ project, file }], not: [{ project, file, picked: { name: 'm' } }] },
  saveMapping: { fits: [{ project, mapping }], not: [{ project, mapping: { ...mapping, content: 'text' } }] },
  agentStores: { fits: [{ project }], not: [{}, { project: 1 }] },
  saveSources: {
    fits: [{ project, paths: ['~/a'] }],
    not: [{ project, paths: [] }, { project, paths: [''] }, { project }],
  },
  addModel: { fits: [{ path: '/w/model.whl' }], not: [{}, { path: 1 }] },
  lines: { fits: [{ file, from: 0, count: 1, max: 1 }], not: [{ file, from: -1, count: 1, max: 1 }] },
  studioList: { fits: [{ project, query: list }], not: [{ project, query: {} }] },
  studioExample: { fits: [{ project, id: 'e', raw: true }], not: [{ project, id: 'e' }] },
  studioPair: { fits: [{ project, id: 'p' }], not: [{ id: 'p' }] },
  studioText: { fits: [{ project, id: 'e', field: 'f', raw: true }], not: [{ project, id: 'e', field: 1, raw: true }] },
  studioDecide: {
    fits: [{ project, decision: { view: 'pairs', id: 'p', decision: 'swap' } }],
    not: [{ project, decision: { view: 'pairs', id: 'p', decision: 'clear' } }],
  },
  setWeight: {
    fits: [
      { project, id: 'e', message: 3, weight: 0 },
      { project, id: 'e', message: 3, weight: null },
    ],
    not: [
      { project, id: 'e', message: 3, weight: 2 },
      { project, id: 'e', weight: 1 },
    ],
  },
  studioUndo: { fits: [{ project, id: 'e' }], not: [{ project }] },
  studioGold: {
    fits: [{ project, view: 'pairs', id: 'p', change: { field: 'better', value: 'tie' } }],
    not: [{ project, view: 'pairs', id: 'p', change: { field: 'better', value: 1 } }],
  },
  studioGoldUndo: { fits: [{ project, id: 'e' }], not: [{ project }] },
  studioSource: { fits: [{ project, id: 'e', record: 0 }], not: [{ project, id: 'e', record: 0.5 }] },
};

const sessions: Cases<typeof sessionMethods> = {
  ready: { fits: [{}], not: [null] },
  process: { fits: [{ format: 'pi', records: [] }], not: [null, { format: 'pi' }] },
};

const tables: [string, Methods, Cases<Methods>][] = [
  ['studio', studioMethods, studio],
  ['log viewer', viewerMethods, viewer],
  ['editor worker', hostMethods, host],
  ['session worker', sessionMethods, sessions],
];

describe.each(tables)('%s', (_, methods, cases) => {
  it.each(Object.keys(methods))('%s', (method) => {
    const { fits = [], not = [] } = cases[method] ?? {};
    for (const params of fits) expect(() => check(methods, method, params)).not.toThrow();
    for (const params of not) {
      let error: unknown;
      try {
        check(methods, method, params);
      } catch (thrown) {
        error = thrown;
      }
      expect(error, JSON.stringify(params)?.slice(0, 100)).toBeInstanceOf(Refused);
      expect((error as Refused).reason).toMatch(/^[\w.]+ \S/);
      expect((error as Refused).reason).not.toContain('undefined');
    }
    expect(not.length).toBeGreaterThan(0);
  });
});

it('a database is handed on as it was given: defaults of the schema are not written into goldpan.json', () => {
  expect(check(hostMethods, 'saveDatabase', { project, database })).toEqual({ project, database });
});
