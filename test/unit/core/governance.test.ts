import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../src/datasets/manifest.ts';
import { productionTalk, writeLog } from '../../support/logs.ts';
import { run } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';

const talk = (id: string, metadata: object, timestamp = '2025-12-01T00:00:00Z'): object[] =>
  productionTalk(id, [{ user: `How long is pole ${id} of the tent?`, answer: `Pole ${id} is three metres long.` }], {
    metadata,
    timestamp,
  });

interface Outcome {
  manifest: Manifest;
  /** Texts of all rows. */
  rows: string;
  dropped: Record<string, number>;
}

async function govern(
  files: Record<string, readonly object[]>,
  privacy: object,
  exports: object = {},
): Promise<Outcome> {
  const root = tempFolder();
  for (const [path, lines] of Object.entries(files)) writeLog(root, path, lines);
  await run({ root, config: { privacy, exports, split: { validation: 0 } } });
  const manifest = JSON.parse(readFileSync(join(root, 'out/goldpan.manifest.json'), 'utf8')) as Manifest;
  const file = join(root, 'out/sft/train.jsonl');
  const stage = manifest.stages.find((s) => s.name === 'export:sft');
  expect((stage?.out ?? 0) + Object.values(stage?.dropped ?? {}).reduce((a, b) => a + b, 0)).toBe(stage?.in);
  return { manifest, rows: existsSync(file) ? readFileSync(file, 'utf8') : '', dropped: stage?.dropped ?? {} };
}

const rule = ({ manifest }: Outcome, name: string) => manifest.governance.find((g) => g.rule === name);

describe('governance', () => {
  it('drops what is older than the retention, and counts what has no date', async () => {
    const outcome = await govern(
      {
        'logs/a.jsonl': [
          ...talk('oldpole', {}, '2025-01-01T00:00:00Z'),
          ...talk('newpole', {}),
          ...talk('nonepole', {}, 'soon'),
        ],
      },
      { retentionDays: 90 },
    );
    expect(outcome.dropped).toEqual({ expired: 1 });
    expect(rule(outcome, 'retention')).toEqual({ rule: 'retention', setting: '90 days', refused: 1, unstated: 1 });
    expect(outcome.rows).not.toContain('oldpole');
    expect(outcome.rows).toContain('newpole');
  });

  it('drops withdrawn consent always, missing consent only when consent is required, and says which', async () => {
    const files = {
      'logs/a.jsonl': [
        ...talk('yespole', { consent: true }),
        ...talk('nopole', { consent: 'withdrawn' }),
        ...talk('unsaidpole', {}),
      ],
    };
    const lax = await govern(files, {});
    expect(lax.dropped).toEqual({ withdrawn_consent: 1 });
    expect(rule(lax, 'consent')).toMatchObject({ setting: expect.stringContaining('not checked'), unstated: 1 });
    const strict = await govern(files, { consent: 'required' });
    expect(strict.dropped).toEqual({ withdrawn_consent: 1, missing_consent: 1 });
    expect(rule(strict, 'consent')).toMatchObject({ setting: 'required', refused: 2 });
  });

  it('keeps out what was agreed to for other purposes', async () => {
    const outcome = await govern(
      {
        'logs/a.jsonl': [
          ...talk('fitspole', { purposes: ['billing', 'Training'] }),
          ...talk('otherpole', { purposes: ['billing'] }),
          ...talk('unsaidpole', {}),
        ],
      },
      { purpose: 'training' },
    );
    expect(outcome.dropped).toEqual({ purpose: 1 });
    expect(outcome.rows).not.toContain('otherpole');
    expect(rule(outcome, 'purpose')).toEqual({ rule: 'purpose', setting: 'training', refused: 1, unstated: 1 });
  });

  it('exports only from allowed files, formats and apps', async () => {
    const files = {
      'logs/shop/a.jsonl': [...talk('shoppole', { app: 'shop' }), ...talk('clinicpole', { app: 'clinic' })],
      'logs/other/b.jsonl': talk('elsewherepole', { app: 'shop' }),
    };
    const byFile = await govern(files, { allowedSources: { files: ['logs/shop/**'] } });
    expect(byFile.dropped).toEqual({ source: 1 });
    expect(byFile.rows).not.toContain('elsewherepole');
    const byApp = await govern(files, { allowedSources: { apps: ['shop'] } });
    expect(byApp.dropped).toEqual({ source: 1 });
    expect(byApp.rows).not.toContain('clinicpole');
    const byFormat = await govern(files, { allowedSources: { formats: ['openai-chat'] } });
    expect(byFormat.dropped).toEqual({ source: 3 });
    expect(byFormat.rows).toBe('');
  });

  it('lets no copy from a refused source stand for an allowed one, nor lend it its feedback', async () => {
    const liked = productionTalk(
      't1',
      [
        {
          user: 'How long is the pole of the tent?',
          answer: 'The pole is three metres.',
          feedback: { signal: 'thumbs_down' },
        },
        { user: 'And how wide is the tent?', answer: 'Two metres and a half.' },
      ],
      {},
    );
    const short = productionTalk('t2', [
      { user: 'How long is the pole of the tent?', answer: 'The pole is three metres.' },
    ]);
    const outcome = await govern(
      { 'logs/refused/a.jsonl': liked, 'logs/ok/b.jsonl': short },
      { allowedSources: { files: ['logs/ok/*'] } },
    );
    expect(outcome.dropped).toEqual({ source: 1 });
    expect(outcome.rows.trim().split('\n')).toHaveLength(1);
  });

  it('checks jurisdictions', async () => {
    const outcome = await govern(
      {
        'logs/a.jsonl': [
          ...talk('depole', { jurisdiction: 'DE' }),
          ...talk('uspole', { jurisdiction: 'US' }),
          ...talk('nopole', {}),
        ],
      },
      { jurisdictions: ['DE'] },
    );
    expect(outcome.dropped).toEqual({ jurisdiction: 2 });
    expect(outcome.rows).toContain('depole');
  });

  it('refuses a destination that the policy does not allow, before anything is read', async () => {
    const files = { 'logs/a.jsonl': talk('apole', {}) };
    await expect(govern(files, {}, { destination: 'openai' })).rejects.toThrow(/is to go to "openai"/);
    const root = tempFolder();
    await expect(run({ root, paths: [], config: {}, out: '//backup-host/share/out' })).rejects.toThrow(/"backup-host"/);
    const allowed = await govern(files, { destinations: ['local', 'openai'] }, { destination: 'openai' });
    expect(allowed.manifest.privacy).toMatchObject({ destination: 'openai', destinations: ['local', 'openai'] });
  });
});
