/**
 * Where a dataset may be written to: situations of an output folder. In each, what was there before is there afterwards to the
 * byte, whether the folder is refused or taken; only what a manifest of ours names may go.
 */
import { execFileSync } from 'node:child_process';
import { accessSync, chmodSync, cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkOutput, DATASET, removeDataset } from '../../../src/datasets/output.ts';
import { UserError } from '../../../src/kit/errors.ts';
import { DATASET_MARK } from '../../../src/model/own-files.ts';
import { tempFolder } from '../../support/temp.ts';
import { treeOf } from '../../support/tree.ts';

function put(root: string, path: string, text = `mine: ${path}`): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const manifest = (more: object = {}): string =>
  JSON.stringify({
    manifest: 1,
    goldpan: '0.1.0',
    stages: [],
    outputs: [{ path: 'sft/train.jsonl', rows: 1 }],
    ...more,
  });

const OWN = ['sft/train.jsonl', 'README.md', 'audit/redactions.jsonl', 'audit/dropped.jsonl', 'audit/rows.jsonl'];

/** As a run leaves it. */
function dataset(root: string, at: string, text = manifest()): void {
  for (const file of OWN) put(root, `${at}/${file}`, 'ours');
  put(root, `${at}/${DATASET_MARK}`, text);
}

interface Situation {
  name: string;
  fill?: (root: string) => void;
  /** Relative to the workspace folder `root/work`; 'work/out' when left out. */
  out?: string;
  sources?: string[];
  /** What the refusal says; undefined: the folder is taken. */
  refused?: RegExp;
}

const FOREIGN = /holds what Goldpan did not write/;
const NO_DATASET = /is not a dataset of Goldpan, and not empty/;
const withFile =
  (file: string, text?: string) =>
  (root: string): void => {
    dataset(root, 'work/out');
    put(root, `work/out/${file}`, text);
  };
const withMark =
  (text: string) =>
  (root: string): void =>
    dataset(root, 'work/out', text);

const SITUATIONS: Situation[] = [
  // What is taken.
  { name: 'nothing there' },
  { name: 'nothing there, nor the folders above', out: 'a/b/c' },
  { name: 'an empty folder', fill: (root) => mkdirSync(join(root, 'work/out')) },
  { name: 'a dataset', fill: (root) => dataset(root, 'work/out') },
  { name: 'a dataset whose rows are gone', fill: (root) => put(root, `work/out/${DATASET_MARK}`, manifest()) },
  { name: 'a dataset that a file manager looked into', fill: withFile('sft/.DS_Store') },
  { name: 'an absent folder inside the logs', out: 'logs/out' },
  { name: 'a dataset inside the logs', out: 'logs/out', fill: (root) => dataset(root, 'work/logs/out') },
  { name: 'an absent folder beside the workspace', out: '../elsewhere' },
  { name: 'a folder whose name only begins like a source', out: 'logs-out' },
  { name: 'below a folder that is a link', fill: (root) => link(root, 'real', 'work/way'), out: 'way/out' },
  { name: 'folders of the user with the names of old staging folders', fill: stagingNames },
  // Files of the user in it.
  { name: 'a dataset with adapters', fill: withFile('adapters/lora.bin'), refused: FOREIGN },
  { name: 'a dataset with notes', fill: withFile('NOTES.md'), refused: /NOTES\.md/ },
  { name: 'a dataset in git', fill: withFile('.git/HEAD'), refused: /\.git\// },
  { name: 'a dataset with a hidden file', fill: withFile('.env'), refused: /\.env/ },
  { name: 'a dataset with a file beside the rows', fill: withFile('sft/mine.jsonl'), refused: /sft\/mine\.jsonl/ },
  { name: 'a dataset with a split of the user', fill: withFile('sft/eval.jsonl'), refused: /sft\/eval\.jsonl/ },
  { name: 'a dataset with a file in the audit', fill: withFile('audit/notes.txt'), refused: /audit\/notes\.txt/ },
  { name: 'a dataset with readme in small letters', fill: withFile('notes/readme.md'), refused: /notes\// },
  { name: 'a dataset with logs below', fill: withFile('logs/a.jsonl'), refused: /logs\// },
  {
    name: 'a dataset with an empty folder of the user',
    fill: (root) => {
      dataset(root, 'work/out');
      mkdirSync(join(root, 'work/out/later'));
    },
    refused: /later\//,
  },
  {
    name: 'a dataset whose rows are a link',
    fill: (root) => {
      dataset(root, 'work/out');
      rmSync(join(root, 'work/out/sft/train.jsonl'));
      symlinkSync(join(root, 'mine.txt'), join(root, 'work/out/sft/train.jsonl'));
    },
    refused: /sft\/train\.jsonl/,
  },
  {
    name: 'a dataset one of whose folders is a link',
    fill: (root) => {
      dataset(root, 'work/out');
      cpSync(join(root, 'work/out/sft'), join(root, 'rows'), { recursive: true });
      rmSync(join(root, 'work/out/sft'), { recursive: true });
      symlinkSync(join(root, 'rows'), join(root, 'work/out/sft'));
    },
    refused: /did not write: sft$/,
  },
  {
    name: 'a folder where the rows should be',
    fill: (root) => {
      put(root, `work/out/${DATASET_MARK}`, manifest());
      put(root, 'work/out/sft/train.jsonl/thesis.txt');
    },
    refused: /sft\/train\.jsonl\//,
  },
  { name: 'a folder of the user', fill: (root) => put(root, 'work/out/thesis.txt'), refused: NO_DATASET },
  { name: 'a folder with nothing but a folder', fill: (root) => put(root, 'work/out/a/b/c.txt'), refused: NO_DATASET },
  { name: 'a project with a README', fill: (root) => put(root, 'work/out/README.md'), refused: NO_DATASET },
  // Manifests that are none.
  { name: 'a manifest of the user', fill: withMark('{"gold":"pan"}'), refused: /damaged, or of another/ },
  { name: 'a damaged manifest', fill: withMark(manifest().slice(0, 60)), refused: /damaged, or of another/ },
  { name: 'an empty manifest', fill: withMark(''), refused: /damaged, or of another/ },
  { name: 'a manifest of another version', fill: withMark(manifest({ manifest: 2 })), refused: /of another version/ },
  {
    name: 'a manifest that names files outside',
    fill: withMark(manifest({ outputs: [{ path: '../logs/a.jsonl', rows: 1 }] })),
    refused: /damaged, or of another/,
  },
  {
    name: 'a manifest that calls any file an output',
    fill: withMark(manifest({ outputs: [{ path: 'thesis.txt', rows: 1 }] })),
    refused: /damaged, or of another/,
  },
  { name: 'a manifest that is a folder', fill: (root) => put(root, `work/out/${DATASET_MARK}/a`), refused: /damaged/ },
  {
    name: 'a manifest that is a link',
    fill: (root) => {
      put(root, 'manifest.json', manifest());
      link(root, 'manifest.json', `work/out/${DATASET_MARK}`);
    },
    refused: /damaged/,
  },
  // No folder.
  { name: 'a file', fill: (root) => put(root, 'work/out'), refused: /is a file, and a dataset is a folder/ },
  { name: 'below a file', fill: (root) => put(root, 'work/notes'), out: 'notes/out', refused: /notes is no folder/ },
  { name: 'a link to a file', fill: (root) => link(root, 'mine.txt', 'work/out'), refused: /is a symbolic link to/ },
  { name: 'a link to a folder', fill: (root) => link(root, 'real', 'work/out'), refused: /is a symbolic link to/ },
  { name: 'a link to nothing', fill: (root) => link(root, 'nowhere', 'work/out'), refused: /is a symbolic link to/ },
  {
    name: 'a link to a dataset',
    fill: (root) => {
      dataset(root, 'ds');
      link(root, 'ds', 'work/out');
    },
    refused: /is a symbolic link to/,
  },
  // Places.
  { name: 'a log', out: 'logs/a.jsonl', sources: ['logs/a.jsonl'], refused: /is a log that the run reads/ },
  { name: 'the logs', out: 'logs', refused: /is a log that the run reads/ },
  { name: 'the logs by another way', out: 'logs/../logs/.', refused: /is a log that the run reads/ },
  { name: 'above the logs', out: 'data', sources: ['data/logs'], fill: data, refused: /holds .*data\/logs/ },
  { name: 'above a log', out: 'data', sources: ['data/logs/b.jsonl'], fill: data, refused: /holds .*b\.jsonl/ },
  {
    name: 'a dataset above the logs',
    out: 'data',
    sources: ['data/logs'],
    fill: (root) => {
      dataset(root, 'work/data');
      put(root, 'work/data/logs/b.jsonl');
    },
    refused: /holds .*data\/logs/,
  },
  {
    name: 'above the logs, which are named by a link',
    out: 'data',
    sources: ['way'],
    fill: (root) => {
      data(root);
      link(root, 'work/data/logs', 'work/way');
    },
    refused: /holds .*way/,
  },
  {
    name: 'above the logs, through a link above the output',
    out: 'way/data',
    sources: ['data/logs'],
    fill: (root) => {
      data(root);
      link(root, 'work', 'work/way');
    },
    refused: /holds .*data\/logs/,
  },
  {
    name: 'above where the link of a source lies',
    out: 'data',
    sources: ['data/way'],
    fill: (root) => {
      data(root);
      link(root, 'real', 'work/data/way');
    },
    refused: /holds .*data\/way/,
  },
  { name: 'the workspace', out: '.', sources: ['logs'], refused: /holds .*logs/ },
  { name: 'the workspace without logs in it', out: '.', sources: ['../mine.txt'], refused: /is the workspace folder/ },
  { name: 'above the workspace', out: '..', sources: ['../../x'], refused: /holds the workspace folder/ },
  { name: 'home', out: '../people/me', sources: [], refused: /is your home folder/ },
  { name: 'above home', out: '../people', sources: [], refused: /holds your home folder/ },
  { name: 'the root of the file system', out: '/', sources: [], refused: /is the root of a file system/ },
  { name: 'in .goldpan', out: '.goldpan/out', refused: /lies in \.goldpan/ },
  { name: '.goldpan itself', out: '.goldpan', refused: /lies in \.goldpan/ },
  { name: 'in the .goldpan of another folder', out: '../other/.goldpan/local', refused: /lies in \.goldpan/ },
  {
    name: 'in .goldpan by a link',
    out: 'way/out',
    fill: (r) => link(r, 'work/.goldpan', 'work/way'),
    refused: /lies in/,
  },
];

function link(root: string, to: string, from: string): void {
  mkdirSync(dirname(join(root, from)), { recursive: true });
  symlinkSync(join(root, to), join(root, from));
}

function data(root: string): void {
  put(root, 'work/data/logs/b.jsonl');
}

function stagingNames(root: string): void {
  for (const end of ['new', 'old', 'abc123', 'lock-mine']) put(root, `work/out.goldpan-${end}/thesis.txt`);
}

function workspace(): string {
  const root = tempFolder();
  put(root, 'work/logs/a.jsonl');
  put(root, 'work/goldpan.json', '{}');
  put(root, 'work/.goldpan/decisions.jsonl');
  put(root, 'real/keep.txt');
  put(root, 'mine.txt');
  mkdirSync(join(root, 'people/me'), { recursive: true });
  return root;
}

const check = (root: string, out = 'out', sources = ['logs']): void =>
  checkOutput(join(root, 'work', out), {
    root: join(root, 'work'),
    sources: sources.map((source) => join(root, 'work', source)),
    home: join(root, 'people/me'),
  });

describe('an output folder', () => {
  it.each(SITUATIONS)('$name', ({ fill, out = 'out', sources, refused }) => {
    const root = workspace();
    fill?.(root);
    const before = treeOf(root);
    const at = out === '/' ? '/' : join(root, 'work', out);
    const attempt = (): void =>
      out === '/' ? checkOutput('/', { root: join(root, 'work'), sources: [] }) : check(root, out, sources);
    if (refused) {
      expect(attempt).toThrow(UserError);
      expect(attempt).toThrow(refused);
    } else {
      expect(attempt).not.toThrow();
    }
    expect(treeOf(root)).toEqual(before);
    // Even had it been taken: only what the manifest names goes.
    if (!refused && before[at.slice(root.length + 1)] === 'folder') {
      removeDataset(at);
      const after = treeOf(root);
      for (const [path, bytes] of Object.entries(before))
        if (bytes !== 'folder' && !isOurs(path)) expect(after[path], path).toBe(bytes);
    }
  });

  const isOurs = (path: string): boolean =>
    [...OWN, DATASET_MARK, '.DS_Store'].some((file) => path.endsWith(`/${file}`));

  it('is refused with a way out, and with no more than the first names', () => {
    const root = workspace();
    dataset(root, 'work/out');
    for (const name of ['e', 'd', 'c', 'b', 'a']) put(root, `work/out/${name}.txt`);
    try {
      check(root);
      expect.unreachable();
    } catch (error) {
      expect((error as Error).message).toContain('a.txt, b.txt, c.txt and 2 more');
      expect((error as UserError).fix).toMatch(/Move it elsewhere/);
      expect((error as UserError).exitCode).toBe(2);
    }
  });

  it('with the case of its name changed is the same folder where the file system says so', () => {
    const root = workspace();
    let isSame = true;
    try {
      accessSync(join(root, 'work/LOGS'));
    } catch {
      isSame = false;
    }
    const before = treeOf(root);
    const attempt = (): void => check(root, 'LOGS');
    if (isSame) expect(attempt).toThrow(/is a log that the run reads/);
    else expect(attempt).not.toThrow();
    expect(treeOf(root)).toEqual(before);
  });

  it.skipIf(process.platform === 'win32')('is no pipe and no socket', async () => {
    const root = workspace();
    execFileSync('mkfifo', [join(root, 'work/out')]);
    expect(() => check(root)).toThrow(/is a file/);
    const server = createServer();
    onTestFinished(() => void server.close());
    await new Promise<void>((resolve) => server.listen(join(root, 'work/s'), resolve));
    expect(() => check(root, 's')).toThrow(/is a file/);
  });

  // Root may write everywhere.
  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('in a folder that may not be written to', () => {
    const root = workspace();
    mkdirSync(join(root, 'locked'));
    chmodSync(join(root, 'locked'), 0o555);
    expect(() => check(root, '../locked/out')).toThrow(/you may not write in/);
  });
});

describe('the removal of a dataset', () => {
  it('takes all of it', () => {
    const root = tempFolder();
    dataset(root, 'ds');
    removeDataset(join(root, 'ds'));
    expect(treeOf(root)).toEqual({});
  });

  it('leaves what came in meanwhile, with the manifest that tells it from ours', () => {
    const root = tempFolder();
    dataset(root, 'ds');
    put(root, 'ds/sft/late.txt');
    DATASET.remove(join(root, 'ds'));
    expect(Object.keys(treeOf(root)).sort()).toEqual(['ds', `ds/${DATASET_MARK}`, 'ds/sft', 'ds/sft/late.txt']);
  });

  it('takes no manifest of another program', () => {
    const root = tempFolder();
    put(root, `ds/${DATASET_MARK}`, '{"of":"another program"}');
    DATASET.remove(join(root, 'ds'));
    expect(Object.keys(treeOf(root)).sort()).toEqual(['ds', `ds/${DATASET_MARK}`]);
  });
});
