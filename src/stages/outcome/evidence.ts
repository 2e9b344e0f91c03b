/** All evidence of a run's outcome, source by source: a new source is a file beside this one and a line here. */
import type { Evidence } from '../../model/outcome.ts';
import type { RawExample } from '../observe/raw-example.ts';
import { answerEvidence, errorEvidence, refusalEvidence, verdictEvidence } from './ending.ts';
import { exitEvidence } from './exit-status.ts';
import { expectedEvidence } from './expected.ts';
import { feedbackEvidence, interruptedEvidence } from './feedback.ts';
import { RunView } from './run-view.ts';
import { statedEvidence } from './stated.ts';
import { testEvidence } from './tests.ts';
import { userEvidence } from './user.ts';

type Source = (view: RunView) => readonly Evidence[];

const SOURCES: readonly Source[] = [
  statedEvidence,
  exitEvidence,
  expectedEvidence,
  testEvidence,
  feedbackEvidence,
  userEvidence,
  answerEvidence,
  verdictEvidence,
  refusalEvidence,
  interruptedEvidence,
  errorEvidence,
];

/** Pure. Of the raw example: what it returns holds rules, numbers and indices, and no text. */
export function evidenceIn(raw: RawExample): Evidence[] {
  const view = new RunView(raw);
  return SOURCES.flatMap((source) => source(view));
}
