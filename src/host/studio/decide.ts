/** Decisions made in the studio: appended at once, and taken back one by one. */

import { UserError } from '../../kit/errors.ts';
import { stampOf } from '../../kit/own-writes.ts';
import { appendDecision, undoDecision } from '../../run/store/decision-log.ts';
import { loadKey } from '../../run/store/workspace.ts';
import { requireTrust } from '../config.ts';
import type { CallContext, In, Out } from '../rpc.ts';
import { redactEdit } from './edit.ts';
import { pairOf } from './pair.ts';
import { openRun, pairFingerprint, type StudioRun } from './run.ts';
import { cardOf } from './trajectory.ts';

export async function studioDecide(
  { project, decision }: In<'studioDecide'>,
  { signal }: CallContext<'studioDecide'>,
): Promise<Out<'studioDecide'>> {
  requireTrust(project);
  const run = await openRun(project);
  const { view, text, ...what } = decision;
  const pair = view === 'pairs' ? pairOf(run, what.id) : undefined;
  const example = pair ? sideOf(run, pair.id) : what.id;
  const fingerprint = pair ? pairFingerprint(run, pair) : cardOf(run, what.id).fingerprint;
  if (what.decision === 'edit' && (text === undefined || text.trim() === '')) {
    throw new UserError('An edited answer cannot be empty.', 'Write the answer, or reject this one.');
  }
  const redacted = text === undefined ? undefined : await redactEdit(run, example, text, signal);
  const { message = pair?.at, ...rest } = what;
  const edit = redacted === undefined ? {} : { message, text: redacted };
  const key = loadKey(run.workspace, process.env.GOLDPAN_KEY);
  const at = new Date().toISOString();
  appendDecision(run.workspace.decisions, { ...rest, fingerprint, at, ...edit }, key);
  const stamp = stampOf(run.workspace.decisions);
  return { changed: redacted !== undefined && redacted !== text, stamp };
}

/** The example that holds the chosen side of a pair, as the reviewer has turned it. */
function sideOf(run: StudioRun, id: string): string {
  const pair = pairOf(run, id);
  return (run.decisions.get(id)?.swapped ? pair.rejected : pair.chosen).example;
}

/** @throws UserError for an id that the last run does not have, or a message that is no answer */
export async function setWeight({ project, id, message, weight }: In<'setWeight'>): Promise<Out<'setWeight'>> {
  requireTrust(project);
  const run = await openRun(project);
  const { fingerprint, roles } = cardOf(run, id);
  if (roles[message] !== 'a')
    throw new UserError(`Message ${message} of ${id} is no answer.`, 'Only answers of the model have a weight.');
  const key = loadKey(run.workspace, process.env.GOLDPAN_KEY);
  const at = new Date().toISOString();
  appendDecision(run.workspace.decisions, { id, decision: 'weight', message, weight, fingerprint, at }, key);
  return { stamp: stampOf(run.workspace.decisions) };
}

export async function studioUndo({ project, id }: In<'studioUndo'>): Promise<Out<'studioUndo'>> {
  requireTrust(project);
  const { workspace } = await openRun(project);
  const key = loadKey(workspace, process.env.GOLDPAN_KEY);
  const undone = undoDecision(workspace.decisions, id, key, new Date().toISOString());
  return { undone, stamp: stampOf(workspace.decisions) };
}
