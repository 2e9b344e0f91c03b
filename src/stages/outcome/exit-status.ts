/** How an agent's run ended, as its harness names it. That a run was submitted says nothing: the work may be wrong. */
import { type Evidence, evidenceOf } from '../../model/outcome.ts';
import type { RunView } from './run-view.ts';

/**
 * Ends that the agent did not choose. SWE-agent submits what there is when it runs out of money or context, and such patches are
 * right now and then: 9 in 10 are not, in its published runs.
 */
const STOPPED =
  /exit_(?:cost|context|error|format|forfeit|api|total|command|environment)|early_exit|limits?_?exceeded|max_?(?:steps|turns|iterations|errors|tokens)|too_many_errors|step_limit|time_?(?:d_)?out|context_(?:window|length)|stuck_?in_?loop|\b(?:error|failed|failure|crashed|cancelled|canceled|aborted|killed)\b|^(?:token|time|message|working|cost|operator|context)$|exit_status: [1-9]/i;
const STOPPED_CONFIDENCE = 0.92;

export function exitEvidence({ raw, isMain, isLast }: RunView): Evidence[] {
  if (!isMain) return [];
  const { outcome, events } = raw.session;
  const isStatus = outcome?.detail !== undefined && /status|reason/i.test(outcome.source);
  // Readers put an end that is a fault into an error event, whose code is the status.
  const codes = events.flatMap((e) =>
    e.kind === 'error' && !e.agent && isAtTheEnd(e.seq, events) ? (e.code ?? '') : [],
  );
  const status = [isStatus ? (outcome.detail ?? '') : '', ...codes].find((s) => s.length < 80 && STOPPED.test(s));
  if (status === undefined || !isLast) return [];
  return [evidenceOf('exit_status', false, STOPPED_CONFIDENCE, 'the run was stopped before the agent was done')];
}

/** An error in the middle was got over. */
const isAtTheEnd = (seq: number, events: RunView['raw']['session']['events']): boolean =>
  !events.some((e) => e.seq > seq && (e.kind === 'assistant' || e.kind === 'tool_call'));
