/** Terms that the user teaches in the editor. */

import { defined } from '../kit/defined.ts';
import { stampOf } from '../kit/own-writes.ts';
import { teachTerm } from '../redact/dictionary/teach.ts';
import { ensureLocal, workspaceAt } from '../run/store/workspace.ts';
import { requireTrust } from './config.ts';
import { redactorFor } from './redactor.ts';
import type { In, Out } from './rpc.ts';

/** Longer lines are not redacted for the sake of a message. */
const MAX_AROUND = 200_000;

/** Adds a term to the folder's own dictionary, which stays on this machine. */
export async function teach({ project, around, ...lesson }: In<'teach'>): Promise<Out<'teach'>> {
  requireTrust(project);
  const workspace = workspaceAt(project.root);
  const taught = teachTerm(workspace.root, lesson, () => ensureLocal(workspace));
  const covered = lesson.mode === 'never' && around ? await coveredIn(project, around) : undefined;
  return { ...taught, stamp: stampOf(taught.file), ...defined({ covered }) };
}

/** A never-hide term lifts findings that lie in it, and not a longer one that it lies in: whoever taught it must hear so. */
async function coveredIn(
  project: In<'teach'>['project'],
  { text, start, end }: NonNullable<In<'teach'>['around']>,
): Promise<Out<'teach'>['covered']> {
  if (text.length > MAX_AROUND) return undefined;
  const redactor = await redactorFor(project);
  const [done] = await redactor.redactTexts([text]);
  const over = done?.spans.find((span) => span.start < end && start < span.end);
  return over && { type: over.type, length: over.end - over.start };
}
