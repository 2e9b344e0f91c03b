/** Redaction: the one door from raw sessions to redacted ones, and the gate behind it. */
import { CleanTexts } from './detect/clean.ts';
import { DETECTORS } from './detect/detectors.ts';
import { Engine } from './detect/engine.ts';
import { LayeredFinder } from './detect/finder.ts';
import { proseDetector } from './detect/prose/prose.ts';
import { openJudge } from './detect/second/open.ts';
import { Decisions } from './dictionary/decisions.ts';
import { Dictionary } from './dictionary/dictionary.ts';
import { Gate } from './gate/gate.ts';
import { RowRenderer } from './gate/hide.ts';
import { Policy } from './policy.ts';
import { SessionRedactor } from './redactor.ts';
import { Surrogates } from './render/surrogates/make.ts';
import type { LeakGate, LeakGateOptions, Redactor, RedactorOptions } from './types.ts';

/** Throws a UserError when a pattern of the dictionary or the names model cannot be used. */
export async function createRedactor(options: RedactorOptions): Promise<Redactor> {
  const policy = new Policy(options);
  const judge = openJudge(options, policy);
  const prose = proseDetector({ wanted: (type) => policy.hides(type) });
  const finder = new LayeredFinder(DETECTORS, prose, policy, judge);
  return new SessionRedactor(options, finder, new Surrogates(options.key));
}

export function createLeakGate(options: LeakGateOptions): LeakGate {
  const policy = new Policy(options);
  return new Gate(
    options.runKey,
    policy,
    new Engine(DETECTORS, options.policy === 'standard', new CleanTexts()),
    new Dictionary(options.dictionary),
    new Decisions(options.key, options.decisions),
    new RowRenderer(options.key, policy, new Surrogates(options.key)),
  );
}

export * from './types.ts';
