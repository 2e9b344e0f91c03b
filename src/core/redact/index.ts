/** Redaction: the one door from raw sessions to redacted ones, and the gate behind it. */
import { type DetectorSet, Engine } from './detect/engine.ts';
import { patternDetectors } from './detect/patterns/index.ts';
import { proseDetector } from './detect/prose/prose.ts';
import { secretDetector } from './detect/secrets/index.ts';
import { labelledDetector } from './detect/structured/labelled.ts';
import { structuredDetector } from './detect/structured/structured.ts';
import { Decisions } from './dictionary/decisions.ts';
import { Dictionary } from './dictionary/dictionary.ts';
import { Gate } from './gate/gate.ts';
import { Policy } from './policy.ts';
import { SessionRedactor } from './redactor.ts';
import { noSurrogates } from './render/surrogates.ts';
import type { LeakGate, LeakGateOptions, Redactor, RedactorOptions } from './types.ts';

/** Detectors that need nothing but the unit: the gate runs them again over what is about to be written. */
const PLAIN: DetectorSet = {
  structured: [structuredDetector],
  keyed: [secretDetector],
  shapes: [labelledDetector, ...patternDetectors],
  prose: [],
};

export async function createRedactor(options: RedactorOptions): Promise<Redactor> {
  const policy = new Policy(options);
  const engine = new Engine({ ...PLAIN, prose: [proseDetector({ wanted: (type) => policy.hides(type) })] });
  return new SessionRedactor(
    options,
    { find: async (units) => units.map((unit) => engine.detect(unit)) },
    noSurrogates,
  );
}

export function createLeakGate(options: LeakGateOptions): LeakGate {
  return new Gate(
    options.runKey,
    new Policy(options),
    new Engine(PLAIN),
    new Dictionary(options.dictionary),
    new Decisions(options.key, options.decisions),
  );
}
