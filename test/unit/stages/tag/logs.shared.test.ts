/**
 * Task and domain on examples of real logs, run where the shared data lie (GOLDPAN_SHARED, or `../shared` beside the repository).
 * The labels name no text: a row has the beginning of the SHA-256 of what the user says. Sets were labelled one after the other,
 * each before the rules were run on it; all but the last have been tuned on since (docs/trajectories.md has the first figures).
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../../../src/ingest/build-index.ts';
import { readAll } from '../../../../src/ingest/inspect.ts';
import { findSources } from '../../../../src/ingest/sources.ts';
import { cohensKappa, type LabelPair, scores } from '../../../../src/kit/agreement.ts';
import { Key } from '../../../../src/kit/key.ts';
import { defaultConfig } from '../../../../src/model/config.ts';
import { markRedacted } from '../../../../src/redact/brand.ts';
import { cutsOf } from '../../../../src/stages/segment/cuts.ts';
import { segment } from '../../../../src/stages/segment/segment.ts';
import { roleText } from '../../../../src/stages/tag/facts.ts';
import { tag } from '../../../../src/stages/tag/tag.ts';
import { TEST_KEY } from '../../../support/pipeline.ts';

const logs = join(process.env.GOLDPAN_SHARED ?? resolve('../shared'), 'data/logs');
const present = existsSync(logs);
if (!present) console.warn('skipped: no data/logs under GOLDPAN_SHARED or ../shared');

const labels = readFileSync('test/measure/labels/logs.tsv', 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [set = '', , text = '', task = '', domain = '', taskAgain = '', domainAgain = ''] = line.split('\t');
    return { set, text, task, domain, taskAgain, domainAgain };
  });

/** Task and domain by the beginning of the hash of what the user says. */
async function tagged(): Promise<Map<string, { task: string; domain: string }>> {
  const key = Key.parse(TEST_KEY);
  if (!key) throw new Error('bad key');
  const out = new Map<string, { task: string; domain: string }>();
  for (const folder of readdirSync(logs, { withFileTypes: true }).filter((e) => e.isDirectory())) {
    const index = await buildIndex(findSources([join(logs, folder.name)], logs).sources);
    for (const session of readAll(index)) {
      const { drafts } = segment(markRedacted(session), cutsOf(session), 'x', key, defaultConfig().exports);
      for (const { draft } of drafts) {
        const { tags, messages } = tag(draft);
        const hash = createHash('sha256')
          .update(roleText(messages, 'user', 8000).text)
          .digest('hex')
          .slice(0, 16);
        if (!out.has(hash)) out.set(hash, { task: tags.task.value, domain: tags.domain.value });
      }
    }
  }
  return out;
}

describe('labels of real logs', () => {
  const again = labels.filter((l) => l.taskAgain !== '');

  it('two labellings of one set agree, the second against the written guidelines', () => {
    expect(cohensKappa(again.map((l) => [l.task, l.taskAgain]))).toBeGreaterThan(0.9);
    expect(cohensKappa(again.map((l) => [l.domain, l.domainAgain]))).toBeGreaterThan(0.8);
  });

  it.skipIf(!present)('tags agree with them', { timeout: 120_000 }, async () => {
    const tags = await tagged();
    const pairs = (what: 'task' | 'domain', among = labels): LabelPair[] =>
      among.flatMap((l) => {
        const given = tags.get(l.text);
        return given ? [[l[what], given[what]] as const] : [];
      });
    expect(pairs('task').length).toBeGreaterThan(0.9 * labels.length);
    for (const what of ['task', 'domain'] as const) {
      const { accuracy, kappa } = scores(pairs(what));
      console.info(`${what}: ${accuracy.toFixed(3)}, kappa ${kappa.toFixed(3)}`);
      expect(accuracy).toBeGreaterThanOrEqual(0.8);
      expect(kappa).toBeGreaterThanOrEqual(0.78);
    }
  });
});
