/**
 * A session read again from the user's own log and redacted by the plan that datasets are written with, so that the
 * studio can tell why each stretch is hidden. Nothing of it is stored; a few stay in this thread's memory.
 */

import { loadGiven, withGiven } from '../../ingest/given.ts';
import { UserError } from '../../kit/errors.ts';
import type { Example } from '../../model/example.ts';
import type { Session } from '../../model/session.ts';
import type { Redacted } from '../../redact/brand.ts';
import type { Redaction, Redactor } from '../../redact/types.ts';
import { placesFor, repositoryOf } from '../../run/git/repositories.ts';
import { sessionIdOf } from '../../run/session.ts';
import type { Provenance } from '../../run/store/ledger/schema.ts';
import type { ExampleSource } from '../../stages/example-source.ts';
import { examplesOf } from '../../stages/examples.ts';
import type { Cut } from '../../stages/segment/cut.ts';
import { keyFor } from '../config.ts';
import { redactorFor } from '../redactor.ts';
import { readAt } from '../sessions.ts';
import type { StudioRun } from './run.ts';

export interface LiveSession {
  raw: Session;
  redacted: Redacted<Session>;
  redactions: Redaction[];
  examples: Map<string, Redacted<Example>>;
  /** The events that an example was made of, by number: the same ones in the raw and the redacted session. */
  cuts: Map<string, Cut>;
}

export type Live = LiveSession | { note: string };

const MAX = 6;
let cache: { owner: Provenance; redactor: Redactor; live: Live }[] = [];

export async function liveSession(run: StudioRun, example: string, signal: AbortSignal): Promise<Live> {
  const owner = run.owners.get(example);
  if (!owner) return { note: 'The last run does not say where it came from.' };
  const redactor = await redactorFor(run.project);
  const known = cache.find((c) => c.owner === owner && c.redactor === redactor);
  if (known) return known.live;
  let live: Live;
  try {
    live = await readLive(run, owner, redactor, signal);
  } catch (error) {
    // Only a log that is gone or has changed: what the run stored can still be shown.
    if (!(error instanceof UserError)) throw error;
    return { note: `${error.message} ${error.fix}` };
  }
  cache = [...cache.filter((c) => c.owner !== owner), { owner, redactor, live }].slice(-MAX);
  return live;
}

async function readLive(run: StudioRun, owner: Provenance, redactor: Redactor, signal: AbortSignal): Promise<Live> {
  const read = await readAt(run.project, owner.records, signal);
  const key = keyFor(run.project);
  if (sessionIdOf(read, key) !== owner.session) {
    throw new UserError('The log has changed since the last run.', 'Run the pipeline again.');
  }
  const raw = withGiven(read, loadGiven(run.config, run.workspace.root));
  const { session: redacted, redactions } = await redactor.redactSession(raw);
  const { curate, segment, taxonomy, exports: row } = run.config;
  const { made } = examplesOf(raw, redacted, {
    ...{ sessionId: owner.session, key, row, rules: segment, outcomeConfidence: curate.outcomeConfidence },
    taxonomy,
    world: { repository: repositoryOf(placesFor(run.config, run.workspace.root).places) },
  });
  const examples = new Map<string, Redacted<Example>>();
  const byId = new Map<string, Cut>();
  owner.examples.forEach((id, i) => {
    const own = made[i];
    if (!own) return;
    // A second copy of a session has ids of its own in the store.
    examples.set(id, run.store.completed({ ...own.example, id }));
    byId.set(id, own.cut);
  });
  return { raw, redacted, redactions, examples, cuts: byId };
}

/** Examples as they are now: fresh where the log could be read, else as the run stored them. */
export async function freshSource(
  run: StudioRun,
  examples: readonly string[],
  signal: AbortSignal,
): Promise<ExampleSource> {
  const fresh = new Map<string, Redacted<Example>>();
  for (const id of new Set(examples)) {
    const live = await liveSession(run, id, signal);
    const example = 'note' in live ? undefined : live.examples.get(id);
    if (example) fresh.set(id, example);
  }
  return { read: (at) => fresh.get(at.id) ?? run.store.read(at) };
}
