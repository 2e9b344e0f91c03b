/** What lies beside the rows: card, manifest, audit; and where a dataset may go. */

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { AuditWriter } from '../../../src/datasets/audit.ts';
import { datasetCard } from '../../../src/datasets/card.ts';
import { assertAllowed, assertDestination } from '../../../src/datasets/destination.ts';
import { formatFindings } from '../../../src/datasets/findings.ts';
import { configHash, type Manifest, type OutputFile, readManifest } from '../../../src/datasets/manifest.ts';
import { writeManifest } from '../../../src/datasets/manifest-files.ts';
import type { OwnDataset } from '../../../src/model/own-files.ts';
import { ownDataset } from '../../../src/model/own-files.ts';
import { testConfig } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';

const output = (path: string, split: OutputFile['split'], rows = 1): OutputFile => ({
  path,
  rows,
  contract: `goldpan/${path.split('/')[0]}@1`,
  split,
  bytes: 10,
  sha256: 'aa',
});

const manifest = (more: Partial<Manifest> = {}): Manifest => ({
  manifest: 1,
  goldpan: '0.1.0',
  key: 'abcd',
  seed: 'goldpan',
  config: 'cdef',
  privacy: { policy: 'standard', consent: 'not_checked', destinations: ['local'], destination: 'local' },
  governance: [{ rule: 'sources', setting: 'a|b', refused: 2, unstated: 3 }],
  policy: { unknownOutcome: 'keep' },
  skipped: { files: {}, records: {} },
  sessions: 4,
  examples: 5,
  pairs: 1,
  intents: { count: 0, withBothOutcomes: 0 },
  stages: [{ name: 'export:sft', unit: 'examples', in: 5, out: 3, dropped: { failed: 1, 'a|b': 1 } }],
  redactions: { EMAIL: 2 },
  risk: {
    capture: { fields: {}, text: {} },
    quasi: { histogram: { unique: 0 } },
    audit: { places: 9, sampled: 4, strata: {}, review: 'not reviewed' },
  } as unknown as Manifest['risk'],
  outputs: [
    output('sft/train.jsonl', 'train', 3),
    output('sft/test.jsonl', 'test'),
    output('dpo/train.jsonl', 'train'),
  ],
  ...more,
});

/** The YAML head, as the hub reads it. */
const headOf = (card: string): unknown => parse(/^---\n([\s\S]*?)\n---\n/.exec(card)?.[1] as string);

describe('the card', () => {
  it('has a YAML head by which load_dataset finds the files of each kind', () => {
    expect(headOf(datasetCard(manifest()))).toEqual({
      configs: [
        {
          config_name: 'sft',
          data_files: [
            { split: 'train', path: 'sft/train.jsonl' },
            { split: 'test', path: 'sft/test.jsonl' },
          ],
        },
        { config_name: 'dpo', data_files: [{ split: 'train', path: 'dpo/train.jsonl' }] },
      ],
      tags: ['goldpan'],
    });
  });

  it('lists no file of another folder under a kind', () => {
    const card = datasetCard(manifest({ outputs: [output('sft-old/train.jsonl', 'train')] }));
    expect(headOf(card)).toEqual({ configs: [], tags: ['goldpan'] });
  });

  it('has a head without rows, too', () => {
    expect(headOf(datasetCard(manifest({ outputs: [] })))).toEqual({ configs: [], tags: ['goldpan'] });
  });

  it('tells rows, stages, rules and limits, with no bar that would break a table', () => {
    const card = datasetCard(manifest());
    expect(card).toContain('| sft/train.jsonl | 3 | goldpan/sft@1 |');
    expect(card).toContain('| export:sft | examples | 5 | 3 | failed 1; a/b 1 |');
    expect(card).toContain('| sources | a/b | 2 | 3 |');
    expect(card).toContain('Redactions by type: EMAIL 2.');
    expect(card).toContain('No human has read the audit sample of 4 messages yet.');
    expect(card).toContain('are kept.');
    expect(datasetCard(manifest({ policy: { unknownOutcome: 'drop' } }))).toContain('are left out.');
    expect(datasetCard(manifest({ redactions: {} }))).toContain('Redactions by type: none.');
  });

  it('tells what a human found, and who stands out', () => {
    const { risk } = manifest();
    const audit = { ...risk.audit, review: { read: 9, withMiss: 1, upper: 0.125 } } as Manifest['risk']['audit'];
    const quasi = { ...risk.quasi, histogram: { ...risk.quasi.histogram, unique: 2 } };
    const card = datasetCard(manifest({ risk: { ...risk, audit, quasi } }));
    expect(card).toContain('A human has read 9 of 9 messages and found something missed in 1: at most 12.5 %');
    expect(card).toContain(' 2 sessions keep a combination');
  });
});

describe('the manifest', () => {
  it('is read back as it was written, with its card beside it', () => {
    const folder = tempFolder();
    writeManifest(folder, manifest());
    expect(readManifest(folder)).toEqual(manifest());
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe(datasetCard(manifest()));
    expect(readdirSync(folder).sort()).toEqual(['README.md', 'goldpan.manifest.json']);
  });

  it('names all that is Goldpan’s in the folder', () => {
    const folder = tempFolder();
    writeManifest(folder, manifest());
    expect([...(ownDataset(folder) as OwnDataset).files].sort()).toEqual([
      'README.md',
      'audit/dropped.jsonl',
      'audit/redactions.jsonl',
      'audit/rows.jsonl',
      'audit/subjects.jsonl',
      'dpo/train.jsonl',
      'goldpan.manifest.json',
      'sft/test.jsonl',
      'sft/train.jsonl',
    ]);
  });

  it.each(['', 'null', '[]', '{"manifest":1}', '{"manifest":2,"stages":[],"outputs":[]}'])(
    'is refused as %j',
    (text) => {
      const folder = tempFolder();
      writeFileSync(join(folder, 'goldpan.manifest.json'), text);
      expect(() => readManifest(folder)).toThrow(/damaged, or of another version|not valid JSON/);
    },
  );

  it('is asked for where there is none', () => {
    expect(() => readManifest(tempFolder())).toThrow(/is not a dataset of Goldpan/);
  });

  it('holds the hash of the configuration as used', () => {
    expect(configHash(testConfig({}))).toBe(configHash(testConfig({ seed: 'goldpan' })));
    expect(configHash(testConfig({}))).not.toBe(configHash(testConfig({ seed: 'other' })));
    expect(configHash(testConfig({}))).not.toBe(configHash(testConfig({ exports: { targets: ['trl'] } })));
  });
});

describe('the audit', () => {
  it('keeps one line each, and counts what was hidden by type', () => {
    const folder = tempFolder();
    mkdirSync(folder, { recursive: true });
    const audit = new AuditWriter(folder);
    const redaction = { type: 'PHONE', action: 'index' } as unknown as Parameters<AuditWriter['redactions']>[1][number];
    audit.redactions('s', [redaction, { ...redaction, type: 'EMAIL' }, redaction, { ...redaction, action: 'keep' }]);
    audit.subjects('s', ['x', 'y']);
    audit.row('sft', 'a', ['s']);
    audit.dropped('sft', 'b', 'failed');
    audit.refused({ source: 'edit', sides: ['a', 'b'], why: 'no' });
    expect(Object.entries(audit.close())).toEqual([
      ['EMAIL', 1],
      ['PHONE', 2],
    ]);
    const lines = (name: string): unknown[] =>
      readFileSync(join(folder, 'audit', `${name}.jsonl`), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown);
    expect(lines('redactions')).toHaveLength(4);
    expect(lines('subjects')).toEqual([
      { session: 's', subject: 'x' },
      { session: 's', subject: 'y' },
    ]);
    expect(lines('rows')).toEqual([{ dataset: 'sft', id: 'a', sessions: ['s'] }]);
    expect(lines('dropped')).toEqual([
      { dataset: 'sft', id: 'b', reason: 'failed' },
      { dataset: 'dpo', sides: ['a', 'b'], reason: 'edit: no' },
    ]);
  });
});

describe('the destination', () => {
  const config = (destinations: string[], destination = 'local') =>
    testConfig({ privacy: { destinations }, exports: { destination } });

  it.each<[string, string[], string, string, RegExp | undefined]>([
    ['this machine', ['local'], 'local', 'out', undefined],
    ['a trainer that is listed', ['local', 'lab'], 'lab', 'out', undefined],
    ['a trainer that is not', ['local'], 'lab', 'out', /to go to "lab"/],
    ['an address', ['local'], 'local', 's3://bucket/x', /is no folder/],
    ['a network folder that is listed', ['local', 'nas'], 'local', '//nas/x', undefined],
    ['a network folder that is not', ['local'], 'local', '\\\\nas\\x', /to go to "nas"/],
  ])('%s', (_, destinations, destination, out, refused) => {
    const ask = (): void => assertDestination(config(destinations, destination), out);
    if (refused) expect(ask).toThrow(refused);
    else expect(ask).not.toThrow();
  });

  it('is this machine without a word', () => expect(() => assertAllowed(config([]), 'local')).not.toThrow());
});

describe('findings', () => {
  const one = { path: 'a b,c.jsonl', line: 3, pointer: '/x', message: '50% wrong', fix: 'put it\nright' };
  const report = { files: [{ path: 'a', rows: 2, contract: 'goldpan/sft@1' }], findings: [one] };

  it('are text, with the files and the sum', () => {
    expect(formatFindings(report, 'text').split('\n')).toEqual([
      'a b,c.jsonl:3  /x: 50% wrong; put it',
      'right',
      'a: 2 rows, goldpan/sft@1',
      '1 violations',
    ]);
    expect(formatFindings({ ...report, findings: [] }, 'text')).toMatch(/no violations$/);
    const many = { ...report, findings: Array.from({ length: 103 }, () => one) };
    expect(formatFindings(many, 'text')).toContain('… and 3 more');
  });

  it('are JSON, GitHub annotations and SARIF', () => {
    // Scripts know the remedy as `mend`.
    const findings = report.findings.map(({ fix, ...finding }) => ({ ...finding, mend: fix }));
    expect(JSON.parse(formatFindings(report, 'json'))).toEqual({ ...report, findings });
    expect(formatFindings(report, 'github')).toBe('::error file=a b%2Cc.jsonl,line=3::/x 50%25 wrong; put it%0Aright');
    const sarif = JSON.parse(formatFindings(report, 'sarif')) as { runs: { results: unknown[] }[] };
    expect(sarif.runs[0]?.results[0]).toMatchObject({
      locations: [{ physicalLocation: { artifactLocation: { uri: 'a%20b,c.jsonl' }, region: { startLine: 3 } } }],
    });
    expect(formatFindings({ ...report, findings: [{ ...one, line: 0 }] }, 'github')).toContain('line=1::');
  });
});
