/** How an agent's run ended, as its harness names it, or its last call. */
import { type Evidence, evidenceOf } from '../../model/outcome.ts';
import type { RunView } from './run-view.ts';
import { commandOf } from './shell.ts';

/**
 * Ends that the agent did not choose. SWE-agent submits what there is when it runs out of money or context, and such patches are
 * right now and then: 9 in 10 are not, in its published runs.
 */
export const STOPPED =
  /exit_(?:cost|context|error|format|forfeit|api|total|command|environment)|early_exit|limits?_?exceeded|max_?(?:steps|turns|iterations|errors|tokens)|too_many_errors|step_limit|time_?(?:d_)?out|context_(?:window|length)|stuck_?in_?loop|\b(?:error|failed|failure|crashed|cancelled|canceled|aborted|killed)\b|^(?:token|time|message|working|cost|operator|context)$|[a-z](?:Error|Exception)$|exit_status: [1-9]/i;
const STOPPED_CONFIDENCE = 0.92;
/**
 * The agent held its work for done: that is not solved, and never decides. Two of three failed runs of SWE-agent are submitted, and
 * all good ones.
 */
const SUBMITTED_CONFIDENCE = 0.6;
const SUBMITTED = /^(?:submit|submitted|finish|finished)(?:\(\))?$/i;

export function exitEvidence(view: RunView): Evidence[] {
  const { raw, isMain, isLast } = view;
  if (!isMain || !isLast) return [];
  const { outcome, events } = raw.session;
  const isStatus = outcome?.detail !== undefined && /status|reason/i.test(outcome.source);
  // Readers put an end that is a fault into an error event, whose code is the status; one in the middle was got over.
  const faults = view.awaitsReply ? [] : events.filter((e) => e.seq > view.lastDeed);
  const codes = faults.flatMap((e) => (e.kind === 'error' && !e.agent ? (e.code ?? '') : []));
  const status = [isStatus ? (outcome.detail ?? '') : '', ...codes].find((s) => s.length < 80 && STOPPED.test(s));
  if (status !== undefined)
    return [evidenceOf('exit_status', false, STOPPED_CONFIDENCE, 'the run was stopped before the agent was done')];
  if (!(isStatus && SUBMITTED.test(outcome.detail ?? '')) && !endsItself(view)) return [];
  return [evidenceOf('exit_status', true, SUBMITTED_CONFIDENCE, 'the agent submitted its work')];
}

/** Is its last call the one that hands the work in? */
function endsItself({ calls }: RunView): boolean {
  const last = calls.at(-1);
  if (!last || last.failed) return false;
  return SUBMITTED.test(last.name) || SUBMITTED.test(commandOf(last).trim());
}
