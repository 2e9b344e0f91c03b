/** Evidence put together: what the log states wins, else the odds decide, and nothing is lost. */
import { describe, expect, it } from 'vitest';
import { EVIDENCE_SOURCES, type Evidence, evidenceOf } from '../../../../src/model/outcome.ts';
import { combine, probabilityOf } from '../../../../src/stages/outcome/combine.ts';

const e = (source: Evidence['source'], says: boolean, confidence: number): Evidence =>
  evidenceOf(source, says, confidence, 'a rule');

describe('combine', () => {
  it.each<[string, Evidence[], boolean | null]>([
    ['one that is sure decides', [e('tests', true, 0.85)], true],
    ['at the threshold it decides', [e('tests', true, 0.8)], true],
    ['below it, nothing is said', [e('tests', true, 0.79)], null],
    ['two weak ones of different sources add up', [e('tests', false, 0.7), e('user', false, 0.7)], false],
    ['two of one source do not', [e('tests', false, 0.7), e('tests', false, 0.7)], null],
    ['one against the other leaves it open', [e('tests', true, 0.86), e('user', false, 0.82)], null],
    ['the stronger may win', [e('expected', true, 0.95), e('user', false, 0.6)], true],
    ['what is as likely as not says nothing', [e('user', true, 0.5)], null],
  ])('%s', (_, list, success) => {
    const outcome = combine(undefined, list);
    expect(outcome?.success).toBe(success);
    expect(outcome?.evidence).toEqual(list);
    expect(outcome?.inferred).toBe(success === null ? undefined : true);
  });

  it('keeps what the log states, with the evidence against it', () => {
    const stated = { success: true, score: 1, source: 'reward' };
    const against = [e('expected', false, 0.95)];
    expect(combine(stated, against)).toEqual({ ...stated, evidence: against });
  });

  it('fills in what the log leaves open, and keeps its score and source', () => {
    const open = { success: null, score: 0.4, source: 'info.exit_status', detail: 'exit_cost' };
    expect(combine(open, [e('exit_status', false, 0.92)])).toMatchObject({
      ...open,
      success: false,
      inferred: true,
      confidence: 0.92,
    });
  });

  it('is what the log says where there is no evidence', () => {
    expect(combine(undefined, [])).toBeUndefined();
    expect(combine({ success: null, source: 'x' }, [])).toEqual({ success: null, source: 'x' });
  });

  it('never concludes with a threshold of 1', () => {
    expect(combine(undefined, [e('tests', true, 0.98), e('user', true, 0.98)], 1)?.success).toBeNull();
  });

  /** Three hundred lists of evidence, the same each time. */
  function lists(): Evidence[][] {
    let state = 7;
    const next = (below: number): number => {
      state = (state * 48271) % 2147483647;
      return state % below;
    };
    const piece = (): Evidence =>
      e(EVIDENCE_SOURCES[next(EVIDENCE_SOURCES.length)] ?? 'judge', next(2) === 0, 0.5 + next(51) / 100);
    return Array.from({ length: 300 }, () => Array.from({ length: next(12) }, piece));
  }

  it('never grows surer of success by evidence of failure, and stays between 0 and 1', () => {
    for (const list of lists()) {
      const p = probabilityOf(list);
      expect(p).toBeGreaterThanOrEqual(0);
      expect(p).toBeLessThanOrEqual(1);
      expect(probabilityOf([...list, e('judge', false, 0.9)])).toBeLessThanOrEqual(p + 1e-12);
    }
  });

  it('turns round when all evidence does', () => {
    for (const list of lists()) {
      const turned = list.map((one) => e(one.source, one.says !== 'success', one.confidence));
      expect(probabilityOf(turned)).toBeCloseTo(1 - probabilityOf(list), 9);
    }
  });
});
