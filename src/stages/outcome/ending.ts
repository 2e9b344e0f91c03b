/**
 * How the example ends: in failing steps, in an empty or cut answer, in a refusal. That the agent handed the user over to a person
 * says nothing: of 77 such runs of tau-bench and tau2, 54 were right to.
 */
import { type Evidence, evidenceOf } from '../../model/outcome.ts';
import { refusalIn } from '../tag/safety/refusal.ts';
import { STOPPED } from './exit-status.ts';
import type { RunView } from './run-view.ts';
import { commandOf } from './shell.ts';

const CONFIDENCE = {
  /** Last call failed, and nobody said a word after it. */
  lastFails: 0.8,
  /** So did the one before it. */
  lastTwoFail: 0.86,
  cut: 0.75,
  empty: 0.75,
  /** The environment's own word. */
  verdict: 0.93,
  /** A refusal may be right: see the tag `safety`. */
  refusal: 0.75,
} as const;

export function errorEvidence(view: RunView): Evidence[] {
  const { calls, raw } = view;
  // Those with the code of an exit status are that source's.
  const fault = raw.events.findLast((e) => e.kind === 'error' && e.seq > view.lastDeed && !STOPPED.test(e.code ?? ''));
  if (fault && view.isMain && view.isLast && !view.awaitsReply)
    return [evidenceOf('errors', false, CONFIDENCE.lastFails, 'an error of the program ended the run')];
  const last = calls.at(-1);
  if (!last?.failed || !view.isLast) return [];
  const after = raw.events.some(
    (e) => e.seq > last.resultSeq && (e.kind === 'assistant' || e.kind === 'user') && e.text.trim() !== '',
  );
  if (after) return [];
  const twice = calls.at(-2)?.failed === true;
  const rule = twice ? 'the last calls failed, and nothing follows' : 'the last call failed, and nothing follows';
  return [
    evidenceOf(
      'errors',
      false,
      twice ? CONFIDENCE.lastTwoFail : CONFIDENCE.lastFails,
      rule,
      view.messagesOf([last.resultSeq]),
    ),
  ];
}

export function answerEvidence(view: RunView): Evidence[] {
  const last = view.lastOf('assistant');
  if (!last || !view.isLast) return [];
  const { message, index } = last;
  const say = (confidence: number, rule: string): Evidence[] => [
    evidenceOf('answer', false, confidence, rule, [index]),
  ];
  if (message.flags?.includes('truncated')) return say(CONFIDENCE.cut, 'the last answer was cut');
  if (message.flags?.includes('content_filter')) return say(CONFIDENCE.cut, 'the last answer was filtered');
  const bare = message.content.trim() === '' && !message.calls && !message.stubs?.length;
  return bare ? say(CONFIDENCE.empty, 'the last answer is empty') : [];
}

/** Calls that hand something in: their result may be a verdict. */
const HANDS_IN = /^(?:submit|answer|finish|final_answer|guess|propose|check)/i;
const ACCEPTED =
  /\b(?:(?:is|was|are|verified as) (?:correct|right|accepted|solved)|correct!|congratulations|well done|flag accepted|all (?:hidden )?tests passed)/i;
const REJECTED =
  /\b(?:incorrect|(?:is|was|are) (?:wrong|not correct|not right|invalid)|wrong (?:answer|flag|solution)|not accepted|try again)\b/i;

/** What the environment said of what was handed in last. */
export function verdictEvidence(view: RunView): Evidence[] {
  const last = view.calls.findLast((c) => HANDS_IN.test(c.name) || HANDS_IN.test(commandOf(c).trimStart()));
  // A verdict is short; a long result is output in which the words mean something else.
  if (!last?.result || last.result.length > 400 || !view.isLast) return [];
  const rejected = REJECTED.test(last.result);
  if (!rejected && !ACCEPTED.test(last.result)) return [];
  const rule = rejected ? 'what was handed in was rejected' : 'what was handed in was accepted';
  return [evidenceOf('answer', !rejected, CONFIDENCE.verdict, rule, view.messagesOf([last.resultSeq]))];
}

/** Declines in its last answer. */
export function refusalEvidence(view: RunView): Evidence[] {
  const last = view.lastOf('assistant');
  if (!last || !view.isLast) return [];
  const { message, index } = last;
  // Who acts does not refuse.
  if (message.calls || (!message.flags?.includes('refusal') && !refusalIn(message.content).refuses)) return [];
  const rule = view.calls.length === 0 ? 'declined' : 'declined at the end';
  return [evidenceOf('refusal', false, CONFIDENCE.refusal, rule, [index])];
}
