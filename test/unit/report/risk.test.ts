import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../src/datasets/manifest.ts';
import { QuasiGroups } from '../../../src/datasets/risk/groups.ts';
import { type Place, type Risk, RiskCollector, SessionStrata } from '../../../src/datasets/risk/index.ts';
import { PlaceSampler } from '../../../src/datasets/risk/sampler.ts';
import { Key } from '../../../src/kit/key.ts';
import type { Redaction } from '../../../src/redact/types.ts';
import { appendReview } from '../../../src/run/store/review-log.ts';
import { workspaceAt } from '../../../src/run/store/workspace.ts';
import { productionTalk, writeLog } from '../../support/logs.ts';
import { run, TEST_KEY } from '../../support/pipeline.ts';
import { tempFolder } from '../../support/temp.ts';

const key = Key.parse(TEST_KEY) as Key;

const found = (more: Partial<Redaction>): Redaction => ({
  field: 'events/0/text',
  start: 0,
  end: 1,
  outStart: 0,
  outEnd: 1,
  type: 'EMAIL',
  risk: 'direct',
  action: 'index',
  placeholder: '[EMAIL_1]',
  detector: 'email',
  confidence: 1,
  subject: 's',
  value: 'v',
  ...more,
});

describe('capture–recapture of a run', () => {
  it('counts a value once a session, where both families had a look', () => {
    const risk = new RiskCollector(key, 10, 'seed');
    for (let i = 0; i < 20; i++) {
      const value = `v${i}`;
      risk.session([
        found({ value, filled: true, detector: 'structured', also: ['email'] }),
        found({ value, filled: true }),
        found({ value: `w${i}`, filled: true }),
        found({ value: `x${i}`, filled: true, detector: 'dictionary' }),
        found({ value: `y${i}`, filled: true, action: 'keep' }),
        // In text no key could have told of it, and no model has read it.
        found({ value: `z${i}` }),
        found({ value: `p${i}`, detector: 'propagation' }),
      ]);
    }
    const { fields, text } = risk.close(new Map()).risk.capture;
    expect(fields.EMAIL).toMatchObject({ both: 20, onlyFirst: 0, onlySecond: 20, missed: 0, recall: 1 });
    expect(text.EMAIL).toMatchObject({ both: 0, onlyFirst: 20, onlySecond: 0, missed: null });
  });

  it('has rules and model meet in text', () => {
    const risk = new RiskCollector(key, 10, 'seed');
    const person = { type: 'PERSON', detector: 'person' } as const;
    risk.session([
      ...Array.from({ length: 30 }, (_, i) => found({ ...person, value: `b${i}`, also: ['ner'] })),
      ...Array.from({ length: 10 }, (_, i) => found({ ...person, value: `r${i}` })),
      ...Array.from({ length: 10 }, (_, i) => found({ ...person, value: `m${i}`, detector: 'ner' })),
      ...Array.from({ length: 90 }, (_, i) => found({ ...person, value: `k${i}`, detector: 'labelled' })),
      ...Array.from({ length: 90 }, (_, i) => found({ ...person, value: `c${i}`, detector: 'compromise' })),
    ]);
    const { PERSON } = risk.close(new Map()).risk.capture.text;
    expect(PERSON).toMatchObject({ both: 30, onlyFirst: 10, onlySecond: 10 });
    expect(PERSON?.missed).toBeCloseTo(3.2, 1);
  });

  it('says nothing where too few were found by both', () => {
    const risk = new RiskCollector(key, 10, 'seed');
    risk.session([found({ filled: true })]);
    expect(risk.close(new Map()).risk.capture.fields.EMAIL).toMatchObject({
      onlySecond: 1,
      missed: null,
      recall: null,
    });
  });
});

describe('k-anonymity while sessions stream by', () => {
  const quasi = { action: 'keep', risk: 'quasi' } as const;
  const living = (town: string, ...jobs: string[]): Redaction[] => [
    found({ ...quasi, type: 'LOCATION', value: town }),
    ...jobs.map((job) => found({ ...quasi, type: 'TITLE', value: job })),
  ];

  it('counts sessions by the size of the group that shares their whole combination', () => {
    const groups = new QuasiGroups();
    for (let i = 0; i < 6; i++) groups.session(living('t1', 'j1'));
    for (let i = 0; i < 3; i++) groups.session([...living('t2', 'j1'), ...living('t2')]);
    // The order of mentions is none of the combination.
    groups.session(living('t3', 'j1', 'j2'));
    groups.session(living('t3', 'j2', 'j1'));
    for (let i = 0; i < 12; i++) groups.session(living('t4'));
    groups.session([found({ ...quasi, type: 'AGE', value: 'a' })]);
    expect(groups.close()).toEqual({
      sessions: 24,
      k: 1,
      histogram: { unique: 1, few: 5, some: 6, many: 12 },
      // One attribute alone is the mark of a group, no combination.
      rare: { 'LOCATION+TITLE': 5 },
    });
  });
  it('leaves out what is hidden, what names one person, and what a combination does not count', () => {
    const groups = new QuasiGroups();
    groups.session([
      found({ type: 'LOCATION', risk: 'quasi', action: 'index' }),
      found({ type: 'EMAIL', risk: 'direct', action: 'keep' }),
      found({ ...quasi, type: 'DATE' }),
    ]);
    expect(groups.close()).toMatchObject({ sessions: 0, k: 0, rare: {} });
  });
});

describe('the strata of the audit sample', () => {
  const strata = new SessionStrata([
    found({ placeholder: '[EMAIL_1]', confidence: 0.95 }),
    found({ placeholder: '[PERSON_1]', type: 'PERSON', confidence: 0.9 }),
    found({ placeholder: '[PERSON_1]', type: 'PERSON', confidence: 0.6 }),
    found({ placeholder: '48213', type: 'POSTAL_CODE', action: 'surrogate', confidence: 0.7 }),
    found({ placeholder: '', type: 'DATE', action: 'keep', confidence: 0.5 }),
  ]);
  it.each([
    ['user', 'Hello', 'user/nothing'],
    ['system', 'to [EMAIL_1]', 'system/EMAIL/sure'],
    ['tool', '[EMAIL_1] of [PERSON_1]', 'result/PERSON/unsure'],
    ['assistant', 'the code is 48213', 'answer/POSTAL_CODE/unsure'],
    ['assistant', 'of [PERSON_7]', 'answer/nothing'],
  ] as const)('%s: %s is %s', (role, content, stratum) => expect(strata.of({ role, content })).toBe(stratum));
  it('arguments are a place of their own', () => {
    const calls = [{ call: 0, name: 'f', args: '{"to":"[EMAIL_1]"}', argsJson: true }];
    expect(strata.of({ role: 'assistant', content: '', calls })).toBe('call/EMAIL/sure');
  });
});

describe('the audit sample of a run', () => {
  const places = Array.from({ length: 3000 }, (_, i): Place => {
    const stratum = i % 50 === 0 ? 'chat/user' : i % 7 === 0 ? 'qa/user' : 'qa/assistant';
    return { place: `p${i}`, example: `e${i >> 2}`, message: i & 3, stratum };
  });
  const drawn = (list: readonly Place[], n: number, seed: string) => {
    const sampler = new PlaceSampler(n, seed);
    for (const place of list) sampler.add(place);
    return sampler.close();
  };

  it('is drawn from a stream: by the seed, whatever the order, in proportion to the strata', () => {
    const { sample, strata } = drawn(places, 40, 'seed');
    expect(sample).toHaveLength(40);
    expect(Object.fromEntries(strata)).toEqual({
      'chat/user': { size: 60, sampled: 2 },
      'qa/assistant': { size: 2520, sampled: 32 },
      'qa/user': { size: 420, sampled: 6 },
    });
    expect(drawn([...places].reverse(), 40, 'seed').sample).toEqual(sample);
    expect(drawn(places, 40, 'other').sample).not.toEqual(sample);
  });
  it('holds all when asked for more than there are', () => {
    expect(drawn(places.slice(0, 200), 999, 's').sample).toHaveLength(200);
  });

  const talks = (): object[] =>
    Array.from({ length: 30 }, (_, i) =>
      productionTalk(`t${i}`, [{ user: `How does knot ${i} hold?`, answer: `Knot ${i} holds by friction alone.` }]),
    ).flat();

  it('is not reviewed until a human has read; then gives a bound, and forgets places whose text has changed', async () => {
    const root = tempFolder();
    writeLog(root, 'logs/a.jsonl', talks());
    const config = { privacy: { auditSample: 60 } };
    const risk = (): Risk =>
      (JSON.parse(readFileSync(join(root, 'out/goldpan.manifest.json'), 'utf8')) as Manifest).risk;
    await run({ root, config });
    expect(risk().audit).toMatchObject({ places: 90, sampled: 60, review: 'not reviewed' });
    const sample = readFileSync(join(root, '.goldpan/local/run/audit-sample.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Place);
    expect(new Set(sample.map((p) => p.stratum))).toEqual(
      new Set(['system/nothing', 'user/nothing', 'answer/nothing']),
    );
    const { reviews } = workspaceAt(root);
    for (const [i, { place }] of sample.entries())
      appendReview(reviews, { place, missed: i < 3 ? ['Some Name'] : [] }, key);
    expect(readFileSync(reviews, 'utf8')).not.toContain('Some Name');
    await run({ root, config });
    expect(risk().audit.review).toMatchObject({ read: 60, withMiss: 3, rate: 0.05 });
    const { upper } = risk().audit.review as { upper: number };
    expect(upper).toBeGreaterThan(0.05);
    expect(upper).toBeLessThan(0.13);
    // Other texts, other places.
    writeLog(root, 'logs/a.jsonl', JSON.parse(JSON.stringify(talks()).replaceAll('friction', 'luck')) as object[]);
    await run({ root, config });
    const { review } = risk().audit;
    expect(review === 'not reviewed' ? 0 : review.read).toBeLessThan(60);
  });
});
