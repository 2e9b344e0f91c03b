import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explain } from '../../../src/assess/why.ts';
import { validatePaths } from '../../../src/datasets/validate.ts';
import { Cancelled, UserError } from '../../../src/kit/errors.ts';
import { curatedLine } from '../../../src/run/store/ledger/card.ts';
import type { LedgerCard } from '../../../src/run/store/ledger/schema.ts';
import { workspaceAt } from '../../../src/run/store/workspace.ts';
import { killBetweenRenames } from '../../support/killed.ts';
import { productionTalk, writeLog } from '../../support/logs.ts';
import { run } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';

const SAMPLES = join(import.meta.dirname, '../../../samples');

function samplesCopy(): { root: string; config: object } {
  const root = tempFolder();
  cpSync(join(SAMPLES, 'logs'), join(root, 'logs'), { recursive: true });
  return { root, config: JSON.parse(readFileSync(join(SAMPLES, 'goldpan.json'), 'utf8')) as object };
}

/** Every file below a folder with its bytes. */
function bytesOf(folder: string): Record<string, string> {
  const out: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile())
      out[relative(folder, join(entry.parentPath, entry.name))] = readFileSync(
        join(entry.parentPath, entry.name),
        'utf8',
      );
  }
  return out;
}

const rows = (file: string): Record<string, unknown>[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the pipeline on the samples', () => {
  it('accounts for every record, session, example and pair', async () => {
    const { root, config } = samplesCopy();
    const result = await run({ root, config });
    for (const stage of result.stages) {
      const dropped = Object.values(stage.dropped).reduce((a, b) => a + b, 0);
      expect(stage.out + dropped, stage.name).toBe(stage.in);
    }
    const lines = Object.values(bytesOf(join(root, 'logs/support'))).flatMap((text) =>
      text.split('\n').filter(Boolean),
    );
    const index = result.stages.find((s) => s.name === 'index');
    expect(index?.in).toBeGreaterThan(lines.length);
    expect(result.read + result.skipped).toBe(index?.in);
    expect(index?.dropped).toEqual({ metadata: 1, malformed: 1, pending: 1 });
    expect(result.quarantined).toBe(0);
  });

  it('finds pairs of every kind with one prompt for both sides', async () => {
    const { root, config } = samplesCopy();
    await run({ root, config });
    const pairs = rows(join(root, 'out/dpo/train.jsonl'));
    const sources = pairs.map((p) => (JSON.parse(p.meta as string) as { source: string }).source);
    expect(sources.sort()).toEqual(['branch', 'edit', 'feedback', 'outcome', 'regeneration']);
  });

  it('folds the copied talk and merges its feedback', async () => {
    const { root, config } = samplesCopy();
    await run({ root, config });
    const lines = rows(join(root, '.goldpan/local/run/cards.jsonl')) as unknown as LedgerCard[];
    const copy = lines.find((c) => c.curation?.duplicateOf);
    const kept = lines.find((c) => c.id === copy?.curation?.duplicateOf) as LedgerCard;
    expect(kept.curation?.merged?.folded).toEqual([copy?.id]);
    expect(
      curatedLine(kept)
        .feedback.map((f) => f.signal)
        .sort(),
    ).toEqual(['rating', 'thumbs_up']);
    // The facts as read are still there, so that the run can be curated anew.
    expect([...kept.feedback, ...(copy?.feedback ?? [])].map((f) => f.signal).sort()).toEqual(['rating', 'thumbs_up']);
    expect(kept.feedback).toHaveLength(1);
  });

  it('writes the same bytes again, with other file names first, and with the files given in another order', async () => {
    const { root, config } = samplesCopy();
    await run({ root, config });
    const first = bytesOf(join(root, 'out'));
    await run({ root, config });
    expect(bytesOf(join(root, 'out'))).toEqual(first);
    const folders = readdirSync(join(root, 'logs')).map((name) => `logs/${name}`);
    await run({ root, config, paths: folders.reverse() });
    expect(bytesOf(join(root, 'out'))).toEqual(first);
  });

  it('keeps numbers of tool arguments as logged', async () => {
    const { root, config } = samplesCopy();
    await run({ root, config });
    expect(readFileSync(join(root, 'out/sft/train.jsonl'), 'utf8')).toContain('"amount":129.0');
  });

  it('passes its own validation, and names file and line of a row broken by hand', async () => {
    const { root, config } = samplesCopy();
    await run({ root, config });
    expect((await validatePaths([join(root, 'out')], root)).findings).toEqual([]);
    const file = join(root, 'out/sft/train.jsonl');
    const lines = readFileSync(file, 'utf8').split('\n');
    lines[1] = (lines[1] as string).replace('"role":"user"', '"role":"human"');
    writeFileSync(file, lines.join('\n'));
    const { findings } = await validatePaths([join(root, 'out')], root);
    expect(findings.map((f) => [f.path, f.line])).toEqual(
      expect.arrayContaining([
        ['out/sft/train.jsonl', 2],
        ['out/sft/train.jsonl', 0],
      ]),
    );
  });

  it('explains where records went', async () => {
    const { root, config } = samplesCopy();
    await run({ root, config });
    const workspace = workspaceAt(root);
    const ask = async (where: string): Promise<string> => (await explain(workspace, where, root)).lines.join('\n');
    expect(await ask('logs/support/2026-03-02.jsonl:7')).toContain('not valid JSON');
    expect(await ask('logs/bench/returns-agent.json:3')).toContain('sft: written to');
    const id = (JSON.parse((rows(join(root, 'out/dpo/train.jsonl'))[0] as { meta: string }).meta) as { id: string }).id;
    expect(await ask(id)).toMatch(/From logs\/.*:\d+/);
    await expect(ask('logs/nowhere.jsonl:1')).rejects.toThrow(UserError);
  });
});

describe('decisions', () => {
  it('keeps rejected examples and pairs out, and says so', async () => {
    const { root, config } = samplesCopy();
    await run({ root, config });
    const example = JSON.parse((rows(join(root, 'out/sft/train.jsonl'))[0] as { meta: string }).meta) as { id: string };
    const pair = JSON.parse((rows(join(root, 'out/dpo/train.jsonl'))[0] as { meta: string }).meta) as { id: string };
    const { Key } = await import('../../../src/kit/key.ts');
    const { appendDecision } = await import('../../../src/run/store/decision-log.ts');
    const { TEST_KEY } = await import('../../support/pipeline.ts');
    const key = Key.parse(TEST_KEY);
    if (!key) throw new Error('the test key is a key');
    for (const id of [example.id, pair.id])
      appendDecision(workspaceAt(root).decisions, { id, decision: 'reject' }, key);
    const result = await run({ root, config });
    const all = Object.values(bytesOf(join(root, 'out/sft')))
      .concat(Object.values(bytesOf(join(root, 'out/dpo'))))
      .join('\n');
    expect(all).not.toContain(example.id);
    expect(all).not.toContain(pair.id);
    expect(result.stages.find((s) => s.name === 'decide')?.dropped).toEqual({ rejected: 1 });
    expect(result.stages.find((s) => s.name === 'export:sft')?.dropped.rejected).toBe(1);
  });

  it('refuses decisions made with another key', async () => {
    const { root, config } = samplesCopy();
    await run({ root, config });
    writeFileSync(
      workspaceAt(root).decisions,
      `${JSON.stringify({ v: 1, key: 'ffffffffffffffff', id: 'x', decision: 'reject' })}\n`,
    );
    await expect(run({ root, config })).rejects.toThrow(/decisions\.jsonl:1: made with another key/);
  });
});

describe('a stop at any moment', () => {
  it('leaves the old dataset when cancelled', async () => {
    const { root, config } = samplesCopy();
    await run({ root, config });
    const before = bytesOf(join(root, 'out'));
    const stop = new AbortController();
    const cancelled = run({
      root,
      config,
      more: { signal: stop.signal, onProgress: (phase) => phase === 'export' && stop.abort() },
    });
    await expect(cancelled).rejects.toThrow(Cancelled);
    expect(bytesOf(join(root, 'out'))).toEqual(before);
    expect(readdirSync(root).sort()).toEqual(['.goldpan', 'logs', 'out']);
  });

  it('puts a dataset back that a kill left between the two renames', async () => {
    const { root, config } = samplesCopy();
    await run({ root, config });
    const before = bytesOf(join(root, 'out'));
    killBetweenRenames(join(root, 'out'));
    expect(readdirSync(root)).not.toContain('out');
    const stop = new AbortController();
    stop.abort();
    await expect(run({ root, config, more: { signal: stop.signal } })).rejects.toThrow(Cancelled);
    expect(bytesOf(join(root, 'out'))).toEqual(before);
    expect(readdirSync(root).sort()).toEqual(['.goldpan', 'logs', 'out']);
  });

  it('never replaces a folder that is not its own', async () => {
    const { root, config } = samplesCopy();
    mkdirSync(join(root, 'mine'));
    writeFileSync(join(root, 'mine/thesis.txt'), 'years of work');
    await expect(run({ root, config, out: join(root, 'mine') })).rejects.toThrow(/is not a dataset of Goldpan/);
    expect(existsSync(join(root, 'mine/thesis.txt'))).toBe(true);
  });

  it('lets one run work at a time', async () => {
    const { root, config } = samplesCopy();
    mkdirSync(join(root, '.goldpan/local'), { recursive: true });
    writeFileSync(join(root, '.goldpan/local/lock'), '1');
    await expect(run({ root, config })).rejects.toThrow(/another run is at work/);
    writeFileSync(join(root, '.goldpan/local/lock'), '999999999');
    expect((await run({ root, config })).examples).toBeGreaterThan(0);
  });
});

describe('splits', () => {
  it('never part a subject, an intent, a pair or a duplicate', async () => {
    const root = tempFolder();
    const talks = Array.from({ length: 60 }, (_, i) =>
      productionTalk(
        `t${i}`,
        [{ user: `Question number ${i} about the tent`, answer: `Answer number ${i}, at length.` }],
        {
          metadata: { user_id: `user-${i % 20}`, intent: `intent-${i % 30}` },
        },
      ),
    ).flat();
    writeLog(root, 'logs/a.jsonl', talks);
    const config = { split: { validation: 0.3, test: 0.2 } };
    await run({ root, config });
    const splitOf = new Map<string, string>();
    for (const split of ['train', 'validation', 'test']) {
      for (const row of rows(join(root, `out/sft/${split}.jsonl`)))
        splitOf.set((JSON.parse(row.meta as string) as { id: string }).id, split);
    }
    expect(splitOf.size).toBe(60);
    const groups = new Map<string, Set<string | undefined>>();
    for (const card of rows(join(root, '.goldpan/local/run/cards.jsonl')) as unknown as {
      id: string;
      intent: string;
      governance: { subjects: string[] };
    }[]) {
      for (const key of [card.intent, ...card.governance.subjects])
        groups.set(key, (groups.get(key) ?? new Set()).add(splitOf.get(card.id)));
    }
    for (const splits of groups.values()) expect(splits.size).toBe(1);
    expect(new Set(splitOf.values()).size).toBeGreaterThan(1);
  });
});
